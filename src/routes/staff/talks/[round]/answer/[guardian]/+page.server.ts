import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { detailsOf, pickSchema, replySchema, wishSchema } from '#lib/talks/parent-form.ts';
import { staffRoundPath } from '#lib/talks/paths.ts';
import { pickedTimes, pickValue } from '#lib/talks/pick-value.ts';
import { roundLook } from '#lib/talks/round-look.ts';
import { answerForPage, type AnswerForPage } from '#lib/talks/server/answer-for.ts';
import { talkKindName } from '#lib/talks/server/notices.ts';
import { pickTalks } from '#lib/talks/server/pick.ts';
import { onBehalfOf } from '#lib/talks/server/replier.ts';
import { saveReply } from '#lib/talks/server/reply.ts';
import { wishLabels, wishValue } from '#lib/talks/server/wish-words.ts';
import { giveWishes } from '#lib/talks/server/wishes.ts';
import { blockValue, tickedTimes, tickOf } from '#lib/talks/time-blocks.ts';
import { calendarDay, formatDay, formatList, formatTimeRange } from '#lib/translation/dates.ts';
import { languageName, languagesByName } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ round: string; guardian: string }>;

/** The round and the guardian of the address, for who may write down an answer; else there is no such page. */
async function pageOf(event: Event) {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { round: roundId, guardian: guardianId } = event.params;
	const page = await answerForPage(store.read, staff, { roundId, guardianId, now });
	if (!page) error(404);
	return { staff, store, now, page, roundId, guardianId };
}

export const load: PageServerLoad = async (event) => {
	const { staff, page } = await pageOf(event);
	const { round, guardian, reply } = page;
	const { locale } = event.locals;
	const words = { locale, timeZone: staff.school.timeZone };
	return {
		round: {
			roundId: round.roundId,
			title: round.title ?? talkKindName(round.kind, locale),
			way: round.way,
			places: round.places,
			child: round.child,
			interpreterOffered: round.interpreterOffered,
			...roundLook[round.kind],
		},
		guardian: {
			...guardian,
			language: guardian.language ? languageName(guardian.language, locale) : null,
		},
		children: page.children.map(({ givenName }) => givenName),
		reply,
		allHaveTalks: page.allHaveTalks,
		lots: page.lots,
		hasWishes: page.hasWishes,
		days: round.way === 'pick' && page.lots !== 'wishes' ? offersByDay(page, words) : [],
		choices: page.lots === 'wishes' ? choicesOf(page, words) : [],
		blocks: blocksByDay(page, words),
		languages: languagesByName(locale).flatMap(({ tag }) =>
			tag === baseLocale ? [] : { tag, name: languageName(tag, locale) },
		),
		speaks: guardian.language,
	};
};

interface Words {
	locale: Locale;
	timeZone: string;
}

/** What can be wished for. */
function choicesOf({ offers, round, children, teachers }: AnswerForPage, { locale, timeZone }: Words) {
	const all = offers.map(({ talks }) => talks);
	const label = wishLabels(all, { minutes: round.minutes, children, teachers, locale, timeZone });
	return all.map((talks) => ({ value: wishValue(talks), label: label(talks) }));
}

function offersByDay({ offers, children, teachers }: AnswerForPage, { locale, timeZone }: Words) {
	const nameOf = new Map(children.map(({ childId, givenName }) => [childId, givenName]));
	const shown = offers.map(({ talks }) => {
		const at = talks[0]?.startsAt ?? new Date(0);
		return {
			at,
			value: talks.map(pickValue).join(','),
			talks: talks.map((talk) => ({
				time: formatTimeRange(talk.startsAt, talk.endsAt, locale, timeZone),
				child: nameOf.get(talk.childId) ?? '',
				teachers: formatList(
					talk.staffIds.flatMap((id) => teachers.get(id) ?? []),
					locale,
				),
				room: talk.room,
			})),
		};
	});
	return [...Map.groupBy(shown, ({ at }) => calendarDay(at, timeZone))].map(([key, own]) => ({
		key,
		day: formatDay(own[0]?.at ?? new Date(0), locale, timeZone),
		offers: own.map(({ value, talks }) => ({ value, talks })),
	}));
}

function blocksByDay({ blocks, times }: AnswerForPage, { locale, timeZone }: Words) {
	return [...Map.groupBy(blocks, ({ startsAt }) => calendarDay(startsAt, timeZone))].map(([key, own]) => ({
		key,
		day: formatDay(own[0]?.startsAt ?? new Date(0), locale, timeZone),
		blocks: own.map((block) => ({
			value: blockValue(block),
			time: formatTimeRange(block.startsAt, block.endsAt, locale, timeZone),
			tick: tickOf(times, block),
		})),
	}));
}

const refuse = (refusal: string, values: Record<string, string | string[]>) => {
	if (refusal === 'not_found') error(404);
	const problems: Record<string, Problem> = {};
	return fail(409, { problems, values, refusal });
};
const done = (roundId: string): never => redirect(303, `${staffRoundPath(roundId)}?show=children&written`);

export const actions: Actions = {
	pick: async (event) => {
		const { staff, store, now, page, roundId, guardianId } = await pageOf(event);
		const form = await readForm(event.request, pickSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		// being first on the phone is worth no more than being first on the page
		if (page.lots && page.lots !== 'drawn') return refuse('not_drawn_yet', form.value);
		const picks = pickedTimes(form.value.pick);
		if (!picks) return refuse('taken', form.value);
		const wish = { roundId, picks, details: detailsOf(form.value), now };
		const result = await pickTalks(store, onBehalfOf(staff, guardianId), wish);
		return result.ok ? done(roundId) : refuse(result.refusal, form.value);
	},
	/** By lots: what they wish, until the draw. */
	wish: async (event) => {
		const { staff, store, now, roundId, guardianId } = await pageOf(event);
		const form = await readForm(event.request, wishSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { wish0, wish1, wish2 } = form.value;
		const wishes = [wish0, wish1, wish2].filter(Boolean).map(pickedTimes);
		const known = wishes.filter((one) => one !== undefined);
		if (known.length < wishes.length) return refuse('taken', form.value);
		const given = { roundId, wishes: known, details: detailsOf(form.value), now };
		const result = await giveWishes(store, onBehalfOf(staff, guardianId), given);
		return result.ok ? done(roundId) : refuse(result.refusal, form.value);
	},
	reply: async (event) => {
		const { staff, store, now, page, roundId, guardianId } = await pageOf(event);
		const form = await readForm(event.request, replySchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const times = tickedTimes(page.blocks, form.value);
		const given = { roundId, answer: 'times' as const, times, ...detailsOf(form.value), now };
		const result = await saveReply(store, onBehalfOf(staff, guardianId), given);
		if (result.ok) return done(roundId);
		const refusal = result.refusal === 'no_times' ? 'choose_times' : result.refusal;
		return refuse(refusal, form.value);
	},
	none: async (event) => {
		const { staff, store, now, roundId, guardianId } = await pageOf(event);
		const how = { together: false, apart: false, withChild: null, place: null, interpreter: null };
		const result = await saveReply(store, onBehalfOf(staff, guardianId), {
			...{ ...how, mayAskParent: false, address: null, times: [] },
			...{ roundId, answer: 'none' as const, now },
		});
		return result.ok ? done(roundId) : refuse(result.refusal, {});
	},
};
