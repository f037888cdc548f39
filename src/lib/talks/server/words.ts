// Rounds and talks in words, ready to show: made on the server, so that a phone needs no date code.
import { kinds } from '#lib/moments/kinds.ts';
import { noteView } from '#lib/moments/moment-words.ts';
import { ownText, type OwnTexts } from '#lib/moments/own-texts.ts';
import {
	isolated,
	spoken,
	textIn,
	type AppointmentCard,
	type InvitationCard,
	type KindLook,
	type Words,
} from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { instantOf } from '#lib/platform/server/local-time.ts';
import { readingLanguages, shownText } from '#lib/translation/content.ts';
import {
	calendarDay,
	dateLeaf,
	formatDay,
	formatList,
	shortTime,
	formatTimeRange,
} from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { formatDayAndTime, formatDayRange } from '#lib/translation/when.ts';
import { talkCalendarPath, talksPath } from '../paths.ts';
import { questionText } from '../question-texts.ts';
import type { TalkKind, TalkPlace } from '../round.ts';
import { answersUntilOf, changeUntil } from '../round-state.ts';
import type { Agreement } from './agreements.ts';
import type { FoundRound } from './find-round.ts';
import type { TalkInvitation, TalkRoundPage } from './for-parent.ts';
import { talkKindName } from './notices.ts';
import type { OwnTalk } from './own-talks.ts';
import { pickValue } from '../pick-value.ts';
import { blockValue, tickOf } from '../time-blocks.ts';
import { choiceField } from './text-kinds.ts';
import { wishLabels, wishValue } from './wish-words.ts';

/** A start talk looks like a welcome talk; the others are kinds of moments too. */
export function talkLook(kind: TalkKind, locale: Locale): KindLook {
	const { icon, tint } = kinds[kind === 'start_talk' ? 'welcome_talk' : kind];
	return { icon, tint, name: talkKindName(kind, locale) };
}

type Named = { kind: TalkKind } & OwnTexts;

function titleOf(one: Named, locale: Locale) {
	const own = ownText(one, 'title', locale);
	return { title: own?.text ?? talkKindName(one.kind, locale), titleIn: textIn(own) };
}

function daysOf({ firstDay, lastDay }: FoundRound, { locale, timeZone }: Words): string {
	const noon = (day: string) => instantOf(day, '12:00', timeZone);
	return formatDayRange(noon(firstDay), noon(lastDay), locale, timeZone);
}

function chooseWords({ way, drawsAt, drawnAt }: FoundRound, locale: Locale): string {
	const into = { locale };
	if (drawsAt && !drawnAt) return m.talklots_choose({}, into);
	return way === 'pick' ? m.talkwords_choose_pick({}, into) : m.talkwords_choose_plan({}, into);
}

/** Until when they answer: of a round by lots first until the draw. */
function untilWords(round: FoundRound, { locale, timeZone }: Words): string {
	const when = formatDayAndTime(answersUntilOf(round), locale, timeZone);
	const into = { locale };
	return round.drawsAt && !round.drawnAt
		? m.talklots_until({ when }, into)
		: m.talkwords_until({ when }, into);
}

/** A round that waits for an answer, as it stands among the invitations. */
export function talkInvitationCard(one: TalkInvitation, words: Words): InvitationCard {
	const { locale, timeZone } = words;
	const { round, state } = one;
	const look = talkLook(round.kind, locale);
	const named = titleOf({ ...round, translations: one.translations, written: one.written }, locale);
	const children = formatList(
		one.children.map(({ givenName }) => isolated(givenName, locale)),
		locale,
	);
	const days = daysOf(round, words);
	const until = untilWords(round, words);
	return {
		momentId: round.roundId,
		childId: one.children[0]?.childId ?? '',
		path: talksPath(round.roundId),
		look,
		...named,
		days,
		time: null,
		where: until,
		whereIn: null,
		choose: chooseWords(round, locale),
		state: state === 'soon' ? 'later' : 'open',
		opens:
			round.opensAt && state === 'soon'
				? m.talkwords_opens({ when: formatDayAndTime(round.opensAt, locale, timeZone) }, { locale })
				: null,
		left: null,
		children,
		aloud: spoken([look.name, { text: named.title, in: named.titleIn }, days, until], locale),
	};
}

/** Where a talk is, in a few words. */
export function placeWords(place: TalkPlace, room: string | null, locale: Locale): string {
	const into = { locale };
	const words: Record<TalkPlace, string> = {
		school: room ?? m.talkwords_place_school({}, into),
		home: m.talkwords_place_home({}, into),
		phone: m.talkwords_place_phone({}, into),
		video: m.talkwords_place_video({}, into),
	};
	return words[place];
}

/** “met juf Marieke”; null: nobody. */
export function withWords(teachers: readonly string[], locale: Locale): string | null {
	if (teachers.length === 0) return null;
	const names = formatList(
		teachers.map((name) => isolated(name, locale)),
		locale,
	);
	return m.talkwords_with({ teachers: names }, { locale });
}

/** An own talk as it stands among the own appointments. */
export function talkCard(own: OwnTalk, { locale, timeZone }: Words): AppointmentCard {
	const { startsAt, endsAt, roundId, talkId } = own;
	const look = talkLook(own.kind, locale);
	const named = titleOf(own, locale);
	const day = formatDay(startsAt, locale, timeZone);
	const time = formatTimeRange(startsAt, endsAt, locale, timeZone);
	const where = placeWords(own.place, own.room, locale);
	const holds = withWords(own.teachers, locale);
	return {
		signUpId: talkId,
		slotId: talkId,
		momentId: roundId,
		path: talksPath(roundId),
		calendar: talkCalendarPath(roundId, talkId),
		look,
		...named,
		day,
		datetime: startsAt.toISOString(),
		leaf: dateLeaf(startsAt, locale, timeZone),
		time,
		where,
		whereIn: null,
		aloud: spoken([{ text: named.title, in: named.titleIn }, day, time, holds, where], locale),
		childName: own.childName,
		status: own.cancelled ? 'cancelled' : 'confirmed',
		skipped: null,
		waits: null,
		offered: false,
	};
}

/** One own talk on the page of its round. */
function talkView(own: OwnTalk, agreements: readonly Agreement[], words: Words, now: Date) {
	const { locale, timeZone } = words;
	const into = { locale };
	const until = changeUntil(own.startsAt, own);
	return {
		...talkCard(own, words),
		talkId: own.talkId,
		room: own.place === 'school' ? own.room : null,
		holds: withWords(own.teachers, locale),
		video: own.place === 'video' && !own.cancelled ? own.videoAddress : null,
		/** The address of a video talk is still to come. */
		videoLater: own.place === 'video' && !own.videoAddress,
		child: own.withChild === null ? null : own.withChild ? 'with' : 'without',
		interpreter: own.interpreter
			? own.interpreterFound
				? m.talkwords_interpreter_found({ language: languageName(own.interpreter, locale) }, into)
				: m.talkwords_interpreter_wished({ language: languageName(own.interpreter, locale) }, into)
			: null,
		onOurWay:
			own.onOurWayAt && now < own.endsAt
				? m.talkwords_on_our_way({ time: formatTimeRange(own.startsAt, own.endsAt, locale, timeZone) }, into)
				: null,
		over: now >= own.endsAt,
		/** In words, until when they move or cancel by themselves; null: that is past. */
		change:
			!own.cancelled && now < until
				? m.talkwords_change_until({ when: formatDayAndTime(until, locale, timeZone) }, into)
				: null,
		next: own.nextOn
			? m.talkwords_next({ day: formatDay(instantOf(own.nextOn, '12:00', timeZone), locale, timeZone) }, into)
			: null,
		agreements: agreements
			.filter(({ talkId }) => talkId === own.talkId)
			.map((one) => agreementView(one, own.written, locale)),
	};
}

/** What was agreed, as its reader can read it best, with what was written one tap away. */
export function agreementView(one: Agreement, written: string | null, locale: Locale) {
	const shown = shownText(one, one.translations, readingLanguages(written, locale));
	const doer = {
		school: m.talkwords_doer_school,
		family: m.talkwords_doer_family,
		both: m.talkwords_doer_both,
	};
	return {
		agreementId: one.agreementId,
		note: noteView(shown, locale),
		doer: doer[one.doneBy]({}, { locale }),
		schoolDone: one.schoolDoneAt !== null,
		familyDone: one.familyDoneAt !== null,
	};
}

/** One round with all that is the guardian's. */
export function talkRoundView(page: TalkRoundPage, words: Words, now: Date) {
	const { locale, timeZone } = words;
	const into = { locale };
	const { round, reply } = page;
	const texts = { ...round, translations: page.translations, written: page.written };
	const at = (when: Date) => formatDayAndTime(when, locale, timeZone);
	const interpreterTag = reply?.interpreter ?? page.speaks;
	const blocks = page.blocks.map((block) => ({
		value: blockValue(block),
		day: calendarDay(block.startsAt, timeZone),
		dayWords: formatDay(block.startsAt, locale, timeZone),
		time: formatTimeRange(block.startsAt, block.endsAt, locale, timeZone),
		tick: tickOf(page.times, block),
	}));
	const talks = page.talks.map((one) => ({
		...talkView(one, page.agreements, words, now),
		moves: (page.moves.get(one.talkId) ?? []).map((time) => timeView(time, page, words)),
	}));
	return {
		roundId: round.roundId,
		look: talkLook(round.kind, locale),
		...titleOf(texts, locale),
		note: noteView(ownText(texts, 'note', locale), locale),
		way: round.way,
		state: page.state,
		information: page.level === 'information',
		confirmed: page.confirmed,
		days: daysOf(round, words),
		until: untilWords(round, words),
		opens: round.opensAt ? m.talkwords_opens({ when: at(round.opensAt) }, into) : null,
		minutes: m.talkwords_minutes({ count: round.minutes }, into),
		children: formatList(
			page.children.map(({ givenName }) => isolated(givenName, locale)),
			locale,
		),
		/** With or without the child, as the school says; `welcome`: the family chooses. */
		child: round.child,
		places: round.places.map((place) => ({ value: place, label: placeWords(place, null, locale) })),
		interpreter:
			round.interpreterOffered && interpreterTag && interpreterTag !== baseLocale
				? { tag: interpreterTag, name: languageName(interpreterTag, locale) }
				: null,
		reply: reply && {
			answer: reply.answer,
			company: reply.apart ? 'apart' : reply.together ? 'together' : 'alone',
			withChild: reply.withChild ?? false,
			place: reply.place ?? round.places[0] ?? 'school',
			interpreter: reply.interpreter !== null,
			mayAskParent: reply.mayAskParent,
		},
		/** The schedule that was sent has no time that fits what they gave. */
		leftOut:
			reply?.answer === 'times' && reply.leftOutAt !== null && page.talks.every((one) => one.cancelled),
		blocks: [...Map.groupBy(blocks, ({ day }) => day).values()].map((ofDay) => ({
			day: ofDay[0]?.dayWords ?? '',
			blocks: ofDay,
		})),
		/** The times that they gave, in a line each. */
		given: blocks.filter(({ tick }) => tick !== 'no'),
		offers: offersByDay(page, words),
		lots: lotsView(page, words),
		talks: talks.filter(({ status }) => status === 'confirmed'),
		off: talks.filter(({ status }) => status === 'cancelled'),
		questions:
			page.questions.length > 0 ? page.children.map((child) => questionsFor(page, child, words)) : [],
		asksAddress: page.level === 'full' && round.places.includes('home') && page.state !== 'cancelled',
		/** Somebody comes to their home, or an address is there to take away: only then it is asked again. */
		atHome: page.address !== null || comesHome(page),
		address: page.address,
	};
}

/** Whether a talk is at their home, or will be with the times that they gave. */
function comesHome({ talks, reply, round }: TalkRoundPage): boolean {
	const own = talks.filter(({ cancelled }) => !cancelled);
	if (own.length > 0) return own.some(({ place }) => place === 'home');
	return reply?.answer === 'times' && (reply.place ?? round.places[0]) === 'home';
}

/** A time that one can take, as it is shown and sent back. */
function timeView(
	{
		startsAt,
		endsAt,
		staffIds,
		room,
	}: { startsAt: Date; endsAt: Date; staffIds: string[]; room: string | null },
	{ teachers }: TalkRoundPage,
	{ locale, timeZone }: Words,
) {
	const holds = staffIds.flatMap((id) => teachers.get(id) ?? []);
	return {
		value: `${startsAt.getTime()} ${staffIds.join(' ')}`,
		day: formatDay(startsAt, locale, timeZone),
		start: shortTime(startsAt, locale, timeZone),
		time: formatTimeRange(startsAt, endsAt, locale, timeZone),
		holds: holds.length > 0 ? formatList(holds, locale) : null,
		room,
	};
}

/** What a family can pick, by the day on which it begins. */
function offersByDay(page: TalkRoundPage, words: Words) {
	const nameOf = new Map(page.children.map(({ childId, givenName }) => [childId, givenName]));
	const offers = page.offers.map(({ talks, sideBySide }) => ({
		/** All of it, for the form. */
		value: talks
			.map(({ childId, startsAt, staffIds }) => pickValue({ childId, startsAt, staffIds }))
			.join(','),
		sideBySide,
		/** From the first to the last. */
		span: spanOf(talks, words),
		talks: talks.map((talk) => ({ ...timeView(talk, page, words), child: nameOf.get(talk.childId) ?? '' })),
		day: formatDay(talks[0]?.startsAt ?? new Date(0), words.locale, words.timeZone),
	}));
	return [...Map.groupBy(offers, ({ day }) => day)].map(([day, ofDay]) => ({ day, offers: ofDay }));
}

function spanOf(talks: readonly { startsAt: Date; endsAt: Date }[], { locale, timeZone }: Words): string {
	const [first, last] = [talks[0], talks.at(-1)];
	return first && last ? formatTimeRange(first.startsAt, last.endsAt, locale, timeZone) : '';
}

/** A round by lots: the own wishes, and how the draw went for them. */
function lotsView(page: TalkRoundPage, words: Words) {
	const { lots, round } = page;
	if (!lots) return null;
	const { locale, timeZone } = words;
	const into = { locale };
	const { lot, outcome, phase, seal, seed } = lots;
	const names = [m.talklots_outcome_first, m.talklots_outcome_second, m.talklots_outcome_third];
	const nameOf = (at: number) => names[at]?.({}, into) ?? '';
	const { children, teachers } = page;
	const label = wishLabels([...page.offers.map(({ talks }) => talks), ...(lot?.wishes ?? [])], {
		...{ minutes: round.minutes, children, teachers, locale, timeZone },
	});
	return {
		phase,
		seal,
		seed,
		number: lot ? m.talklots_your_number({ number: lot.number }, into) : null,
		wishes: (lot?.wishes ?? []).map((picks, at) => ({
			name: nameOf(at),
			label: label(picks),
			value: wishValue(picks),
		})),
		/** What can be wished for. */
		choices:
			phase === 'wishes'
				? page.offers.map(({ talks }) => ({ value: wishValue(talks), label: label(talks) }))
				: [],
		drewNothing: outcome !== null && outcome.wish === null,
		how: outcome && [
			m.talklots_your_place(
				{ number: lot?.withNumber ?? lot?.number ?? 0, place: outcome.place, count: outcome.count },
				into,
			),
			...(outcome.first ? [m.talklots_went_first({}, into)] : []),
			...outcome.passed.map((number, at) =>
				number === null
					? m.talklots_no_fit({ wish: nameOf(at) }, into)
					: m.talklots_went_to({ wish: nameOf(at), number }, into),
			),
		],
	};
}

/** What is asked about one child, with what they said. */
function questionsFor(page: TalkRoundPage, child: { childId: string; givenName: string }, { locale }: Words) {
	const readers = readingLanguages(page.written, locale);
	return {
		childId: child.childId,
		givenName: child.givenName,
		open: page.toAnswer.includes(child.childId),
		answered: page.answers.some(({ childId }) => childId === child.childId),
		questions: page.questions.map((question, index) => {
			const own = question.text
				? shownText({ text: question.text, language: baseLocale }, textsOf(question, 'text'), readers)
				: null;
			const answer = page.answers.find(
				({ childId, questionId }) => childId === child.childId && questionId === question.questionId,
			);
			return {
				questionId: question.questionId,
				index,
				label: own?.text ?? questionText(question, locale),
				labelIn: textIn(own),
				ofChild: question.asks === 'child',
				choices: question.form === 'choice' ? choicesOf(question, readers) : null,
				text: answer?.text ?? '',
				choice: answer?.choice ?? null,
				voice: answer?.voiceId ? `/files/${answer.voiceId}` : null,
			};
		}),
	};
}

const textsOf = ({ translations }: TalkRoundPage['questions'][number], name: string) =>
	translations.filter(({ field }) => field === name);

/** The school's own answers to choose from. */
function choicesOf(question: TalkRoundPage['questions'][number], readers: string[]) {
	const dutch = question.choices ?? [];
	return dutch.map((text, index) => {
		const stored = textsOf(question, choiceField(index));
		const shown = shownText({ text, language: baseLocale }, stored, readers);
		return { value: String(index), label: shown.text, in: textIn(shown) };
	});
}

export type TalkRoundView = ReturnType<typeof talkRoundView>;
