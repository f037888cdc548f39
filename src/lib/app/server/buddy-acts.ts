// A buddy for a parent: the same behind the normal page and the easy one. `path` says where.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import {
	answerSchema,
	checkSchema,
	goOnSchema,
	meetingSchema,
	profileOf,
	profileSchema,
	stopSchema,
} from '#lib/buddies/forms.ts';
import { freeTimeText, partText, placeText, topicText } from '#lib/buddies/place-texts.ts';
import { dayParts, topics, type BuddyProfile } from '#lib/buddies/profile.ts';
import {
	answerCheck,
	answerMatch,
	endMatch,
	goOn,
	ownMatches,
	type OwnMatch,
} from '#lib/buddies/server/answers.ts';
import {
	acceptMeeting,
	dropMeeting,
	ideasFor,
	meetingsOf,
	proposeMeeting,
} from '#lib/buddies/server/meetings.ts';
import { asksToGoOn } from '#lib/buddies/server/night.ts';
import { deleteProfile, mayHaveProfile, readProfile, saveProfile } from '#lib/buddies/server/profile.ts';
import { readLanguageProfile } from '#lib/families/server/language-profile.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { telephoneWords } from '#lib/platform/telephone.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { formatDay, weekdayName } from '#lib/translation/dates.ts';
import { isLanguageTag, languageName, languagesByName } from '#lib/translation/languages.ts';
import { baseLocale, directionOf, isLocale, type Locale } from '#lib/translation/locale.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import { app } from './app.ts';
import { ownPhone } from './own-phone.ts';

type Event = RequestEvent;

/** Everything that the page shows, in words. */
export async function buddyPage(event: Event) {
	const parent = requireConfirmedParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const { timeZone } = parent.school;
	const [may, profile, matches] = await Promise.all([
		mayHaveProfile(store.read, parent),
		readProfile(store.read, parent, now),
		ownMatches(store.read, parent, now),
	]);
	const today = dayOf(now, timeZone);
	const year = await findSchoolYear(store.read, parent.schoolId, today);
	const asksOn = year !== undefined && asksToGoOn(year.endsOn, today);
	const shown = [];
	for (const match of matches) shown.push(await inWords(parent, match, { locale, now, asksOn }));
	return {
		may,
		profile,
		matches: shown,
		choice: may ? await choiceOf(parent, profile, locale) : null,
		phone: await ownPhone(store.read, parent),
		done: event.url.searchParams.get('done'),
	};
}

async function inWords(
	parent: ParentActor,
	match: OwnMatch,
	{ locale, now, asksOn }: { locale: Locale; now: Date; asksOn: boolean },
) {
	const { store } = app();
	const { timeZone } = parent.school;
	const { matchId, as, view, other, checks, goesOn, shares } = match;
	const isTogether = view === 'together' && other !== null;
	const when = (at: Date) => formatDayAndTime(at, locale, timeZone);
	const meetings = isTogether ? await meetingsOf(store.read, parent, matchId, now) : [];
	const ideas = isTogether ? await ideasFor(store.read, parent, match, now) : [];
	const own = isTogether ? await readProfile(store.read, parent, now) : undefined;
	const line = isLocale(match.language) ? match.language : undefined;
	return {
		matchId,
		as,
		view,
		shares,
		language: languageName(match.language, locale),
		answerBy: match.answerBy && formatDay(match.answerBy, locale, timeZone),
		other: other && {
			name: other.name ?? m.buddynotices_somebody({}, { locale }),
			phone: other.phone,
			phoneWords: other.phone && telephoneWords(other.phone),
			topics: other.topics
				.filter((topic) => own?.topics.includes(topic))
				.map((topic) => topicText(topic, { locale })),
		},
		line: isTogether &&
			line && {
				text: m.buddynotices_first_line({}, { locale: line }),
				lang: line,
				dir: directionOf(line),
			},
		meetings: meetings.map(({ meetingId, startsAt, place, mine, agreed }) => ({
			...{ meetingId, mine, agreed },
			when: when(startsAt),
			where: placeText(place, { locale }),
		})),
		ideas: ideas
			.filter(({ startsAt }) => !meetings.some((one) => +one.startsAt === +startsAt))
			.map(({ key, startsAt, place, kind }) => ({
				key,
				when: when(startsAt),
				where: kind ? kindTexts[kind].name({ locale }) : placeText(place, { locale }),
			})),
		asksHow: checks.length > 0,
		goesOn,
		asksOn: isTogether && asksOn,
	};
}

/** What can be chosen, in the page's language: own languages first. */
async function choiceOf(parent: ParentActor, profile: BuddyProfile | undefined, locale: Locale) {
	const { written, spoken } = await readLanguageProfile(app().store.read, parent);
	const own = [...(profile?.languages ?? []), spoken, written, locale, baseLocale];
	const tags = [...new Set(own)].filter((tag) => tag !== null).filter(isLanguageTag);
	return {
		languages: tags.map((tag) => ({ value: tag, label: languageName(tag, locale) })),
		more: languagesByName(locale)
			.filter(({ tag }) => !tags.includes(tag))
			.map(({ tag, names }) => ({ value: tag, label: names[locale] })),
		topics: topics.map((topic) => ({ value: topic, label: topicText(topic, { locale }) })),
		parts: dayParts.map((part) => ({ value: part, label: partText(part, { locale }) })),
		days: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
			day,
			name: weekdayName(day, locale),
			times: dayParts.map((part) => {
				const value = `${day}-${part}` as BuddyProfile['times'][number];
				return { value, label: freeTimeText(value, { locale }) };
			}),
		})),
	};
}

/** Form actions; each goes on by GET, so that a reload posts nothing again. */
export function buddyActs(path: string) {
	const done = (what: string): never => redirect(303, `${path}?done=${what}`);
	const gone = () => fail(409, { refusal: 'gone' as const });
	return {
		save: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, profileSchema);
			if (!form.ok) return fail(422, { refusal: 'no_role' as const });
			const { store, clock } = app();
			const result = await saveProfile(store, parent, { ...profileOf(form.value), now: clock.now() });
			return result.ok ? done('saved') : fail(409, { refusal: result.refusal });
		},
		delete: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const { store, clock } = app();
			await deleteProfile(store, parent, clock.now());
			return done('deleted');
		},
		answer: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, answerSchema);
			if (!form.ok) return gone();
			const { match, answer, shares, phone } = form.value;
			const { store, clock } = app();
			const one = { matchId: match, yes: answer === 'yes', shares, phone, now: clock.now() };
			const result = await answerMatch(store, parent, one);
			return result.ok ? done('answered') : fail(409, { refusal: result.refusal });
		},
		meet: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, meetingSchema);
			if (!form.ok) return gone();
			const { store, clock } = app();
			const { match: matchId, key } = form.value;
			const result = await proposeMeeting(store, parent, { matchId, key, now: clock.now() });
			return result.ok ? done('met') : gone();
		},
		accept: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, meetingSchema);
			if (!form.ok) return gone();
			const { store, clock } = app();
			const { match: matchId, key: meetingId } = form.value;
			const result = await acceptMeeting(store, parent, { matchId, meetingId, now: clock.now() });
			return result.ok ? done('met') : gone();
		},
		drop: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, meetingSchema);
			if (!form.ok) return gone();
			const { store, clock } = app();
			const { match: matchId, key: meetingId } = form.value;
			const dropped = await dropMeeting(store, parent, { matchId, meetingId, now: clock.now() });
			return dropped ? done('met') : gone();
		},
		check: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, checkSchema);
			if (!form.ok) return gone();
			const { store, clock } = app();
			const { match: matchId, answer } = form.value;
			return (await answerCheck(store, parent, { matchId, answer, now: clock.now() }))
				? done('check')
				: gone();
		},
		goon: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, goOnSchema);
			if (!form.ok) return gone();
			const { store, clock } = app();
			const { match: matchId, yes } = form.value;
			const went = await goOn(store, parent, { matchId, yes: yes === 'yes', now: clock.now() });
			return went ? done('answered') : gone();
		},
		stop: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, stopSchema);
			if (!form.ok) return gone();
			const { store, clock } = app();
			const { match: matchId, report } = form.value;
			const ended = await endMatch(store, parent, { matchId, report: report || undefined, now: clock.now() });
			return ended ? done('stopped') : gone();
		},
	};
}
