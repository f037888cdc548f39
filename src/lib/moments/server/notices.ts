// Who hears what, in which words and by which way. Nothing here is sent: the queue does that.
import type { CalendarEntry } from '#lib/notifications/calendar.ts';
import type { NoticeContent, SchoolText } from '#lib/notifications/content.ts';
import { paceOfChange, type NoticeKind, type Pace } from '#lib/notifications/kinds.ts';
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { fillEntry, markOf, withWritten } from '#lib/notifications/server/written.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatList, formatTime, formatTimeRange } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { baseLocale, directionOf, type Locale } from '#lib/translation/locale.ts';
import { kindTexts } from '../kind-texts.ts';
import { childWords, kindWords } from '../kind-words.ts';
import { kinds } from '../kinds.ts';
import type { ReadyMessage } from '../messages.ts';
import { ownText, ownTexts, type OwnText, type OwnTexts } from '../own-texts.ts';
import { momentOfChildPath, momentPath } from '../paths.ts';
import { isSeries, type Span } from '../slots.ts';
import type { FoundMoment } from './find-moment.ts';
import { KIND } from './text-kinds.ts';

/** Whom a notice about a sign-up goes to. */
export interface Concerned {
	signUpId: string;
	guardianId: string;
	childId: string;
	childName: string;
	/** The language that they read. */
	locale: Locale;
}

/** The slot that a notice is about. */
export interface SlotOfNotice extends Span {
	slotId: string;
	revision: number;
}

interface Case {
	moment: FoundMoment;
	slot: SlotOfNotice;
	to: Concerned;
	now: Date;
	/** All meetings of a series that it is about, `slot` first, each with its own sign-up. */
	meetings?: readonly MeetingOfNotice[];
}

/** One meeting of a series for who comes to it. */
export interface MeetingOfNotice extends SlotOfNotice {
	signUpId: string;
}

/** The place is theirs. By e-mail with the calendar file: the screen has told them already. */
export const confirmed = alsoInDutch(
	(one: Case & { interpreter: string | null; bySchool?: boolean }): NewNotice => {
		const { to } = one;
		const words = wordsFor(one);
		const { interpreter } = one;
		return notice(one, words, {
			kind: 'moments.confirmed',
			route: one.bySchool ? 'both' : 'email',
			onceKey: `moments.confirmed:${to.signUpId}`,
			title: m.momentnotices_confirmed_title({ day: words.day }, words.in),
			lines: [
				...(one.bySchool ? [m.momentnotices_by_school({}, words.in)] : []),
				...words.facts,
				...(interpreter
					? [
							m.momentnotices_confirmed_interpreter(
								{ language: languageName(interpreter, to.locale) },
								words.in,
							),
						]
					: []),
				m.momentnotices_confirmed_later({}, words.in),
			],
			calendar: 'PUBLISH',
		});
	},
);

/** In the waiting list, with which number. */
export const waiting = alsoInDutch((one: Case & { number: number; bySchool?: boolean }): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'moments.waiting',
		route: 'email',
		onceKey: `moments.waiting:${one.to.signUpId}`,
		title: m.momentnotices_waiting_title({ number: one.number }, words.in),
		lines: [
			...(one.bySchool ? [m.momentnotices_by_school({}, words.in)] : []),
			words.what,
			...words.all,
			m.momentnotices_waiting_later({}, words.in),
		],
	});
});

/** Out of the waiting list and in. */
export const promoted = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'moments.promoted',
		pace: changePace(one),
		route: 'both',
		onceKey: `moments.promoted:${one.to.signUpId}:${one.now.getTime()}`,
		title: m.momentnotices_promoted_title({ day: words.day }, words.in),
		lines: [...words.facts, m.momentnotices_promoted_later({}, words.in)],
		calendar: 'PUBLISH',
	});
});

/** A place is free late, and they are asked. Worth nothing once it began. */
export const offered = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'moments.offered',
		pace: changePace(one),
		route: 'both',
		onceKey: `moments.offered:${one.to.signUpId}:${one.now.getTime()}`,
		title: m.momentnotices_offered_title({}, words.in),
		lines: [...words.facts, m.momentnotices_offered_later({}, words.in)],
		label: m.momentnotices_offered_answer({}, words.in),
		expiresAt: one.slot.startsAt,
	});
});

/** The time changed; `before` is what it was. */
export const moved = alsoInDutch(
	(one: Case & { before: Span; status: 'confirmed' | 'waiting' }): NewNotice => {
		const words = wordsFor(one);
		const { timeZone } = one.moment.school;
		const { locale } = one.to;
		return notice(one, words, {
			kind: 'moments.moved',
			pace: changePace(one, one.before),
			route: 'both',
			onceKey: `moments.moved:${one.to.signUpId}:${one.slot.revision}`,
			title: m.momentnotices_moved_title({ day: words.day, time: words.time }, words.in),
			lines: [
				words.what,
				m.momentnotices_moved_before(
					{
						day: formatDay(one.before.startsAt, locale, timeZone),
						time: formatTimeRange(one.before.startsAt, one.before.endsAt, locale, timeZone),
					},
					words.in,
				),
				words.where,
				m.momentnotices_moved_later({}, words.in),
			],
			calendar: one.status === 'confirmed' ? 'PUBLISH' : undefined,
		});
	},
);

/** It is somewhere else. */
export const placeChanged = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'moments.place_changed',
		pace: changePace(one),
		route: 'both',
		onceKey: `moments.place_changed:${one.to.signUpId}:${one.slot.revision}`,
		title: m.momentnotices_place_title({ place: words.place }, words.in),
		lines: [words.what, words.when, words.where],
		calendar: 'PUBLISH',
	});
});

/** The school called it off. `otherTimes`: the moment has others to choose from. */
export const cancelled = alsoInDutch(
	(one: Case & { status: 'confirmed' | 'waiting'; otherTimes: boolean }): NewNotice => {
		const words = wordsFor(one);
		return notice(one, words, {
			kind: 'moments.cancelled',
			pace: changePace(one),
			route: 'both',
			onceKey: `moments.cancelled:${one.to.signUpId}`,
			title: m.momentnotices_cancelled_title({ kind: words.kind }, words.in),
			lines: [
				words.what,
				words.when,
				m.momentnotices_cancelled_sorry({}, words.in),
				...(one.otherTimes ? [m.momentnotices_cancelled_other({}, words.in)] : []),
			],
			label: one.otherTimes ? kindTexts[one.moment.kind].choose(words.in) : undefined,
			calendar: one.status === 'confirmed' ? 'CANCEL' : undefined,
		});
	},
);

/** The guardian cancelled: by e-mail, so that the calendar forgets it too. */
export const left = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'moments.left',
		route: 'email',
		onceKey: `moments.left:${one.to.signUpId}`,
		title: m.momentnotices_left_title({ day: words.day }, words.in),
		lines: [words.what, ...words.all, m.momentnotices_left_later({}, words.in)],
		calendar: 'CANCEL',
	});
});

/** Staff took them off the list. */
export const removed = alsoInDutch((one: Case & { status: 'confirmed' | 'waiting' }): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'moments.removed',
		pace: changePace(one),
		route: 'both',
		onceKey: `moments.removed:${one.to.signUpId}`,
		title: m.momentnotices_removed_title({ day: words.day }, words.in),
		lines: [words.what, ...words.all, m.momentnotices_removed_later({}, words.in)],
		calendar: one.status === 'confirmed' ? 'CANCEL' : undefined,
	});
});

/** 17:00 the day before, or as the school set. `children`: all of the guardian's who have this slot. */
export const reminderOfDay = alsoInDutch((one: Case & { children: string[] }): NewNotice => {
	const words = wordsFor(one, one.children);
	return notice(one, words, {
		kind: 'moments.reminder_day',
		route: 'one',
		onceKey: `moments.reminder_day:${one.slot.slotId}:${one.slot.revision}:${one.to.guardianId}`,
		title: m.momentnotices_day_title({ kind: words.kind }, words.in),
		lines: [
			...words.facts,
			kindWords[one.moment.kind].remind(words.in),
			kindWords[one.moment.kind].bring(words.in),
			m.momentnotices_day_later({}, words.in),
		],
		expiresAt: one.slot.startsAt,
	});
});

/** One hour before, or as the school set. */
export const reminderOfHour = alsoInDutch((one: Case & { children: string[] }): NewNotice => {
	const words = wordsFor(one, one.children);
	const time = formatTime(one.slot.startsAt, one.to.locale, one.moment.school.timeZone);
	return notice(one, words, {
		kind: 'moments.reminder_hour',
		route: 'one',
		onceKey: `moments.reminder_hour:${one.slot.slotId}:${one.slot.revision}:${one.to.guardianId}`,
		title: m.momentnotices_hour_title({ kind: words.kind, time }, words.in),
		lines: words.facts,
		expiresAt: one.slot.startsAt,
	});
});

/** The invitation to choose a time, once a guardian; it is worth nothing when the last slot has closed. */
export const invited = alsoInDutch(
	(one: {
		moment: FoundMoment;
		/** First and last slot. */
		from: Span;
		till: Span;
		/** How many slots there are. */
		meetings: number;
		to: { guardianId: string; locale: Locale; children: { childId: string; givenName: string }[] };
		dueAt: Date;
		expiresAt: Date;
	}): NewNotice => {
		const { moment, to } = one;
		const { timeZone, schoolId } = moment.school;
		const texts = kindTexts[moment.kind];
		const into = { locale: to.locale };
		const day = (at: Date) => formatDay(at, to.locale, timeZone);
		const time = formatTimeRange(one.from.startsAt, one.from.endsAt, to.locale, timeZone);
		const single = one.from.startsAt.getTime() === one.till.startsAt.getTime();
		const child = to.children.length === 1 ? to.children[0] : undefined;
		const first = day(one.from.startsAt);
		const last = day(one.till.startsAt);
		return {
			schoolId,
			to: { guardianId: to.guardianId },
			childId: child?.childId,
			kind: 'moments.invited',
			route: 'one',
			onceKey: invitationKey(moment.momentId, to.guardianId),
			dueAt: one.dueAt,
			expiresAt: one.expiresAt,
			content: withWritten(
				{
					locale: to.locale,
					title: texts.title(child && isolated(child.givenName, to.locale), into),
					lines: [
						...(moment.title ? [markOf('title')] : []),
						kindWords[moment.kind].invite(into),
						single
							? m.momentnotices_when({ day: first, time }, into)
							: first === last
								? first
								: `${first} – ${last}`,
						m.momentnotices_where({ place: placeOf(moment, to.locale) }, into),
						...(isSeries(moment)
							? [m.momentnotices_series_invited({ count: one.meetings }, into)]
							: single || moment.slotsPerChild > 1
								? []
								: [m.momentnotices_invited_one({}, into)]),
						kindWords[moment.kind].bring(into),
						childWords(moment.kind, into),
						...(moment.interpreterOffered ? [m.momentnotices_invited_interpreter({}, into)] : []),
						...(moment.note ? [markOf('note')] : []),
					],
					action: { label: texts.choose(into), path: momentPath(moment.momentId) },
				},
				textsOf(moment),
			),
		};
	},
);

/** A ready text that staff send, with a line of their own. */
export function message({
	moment,
	what,
	to,
	line,
	now,
	day,
}: {
	moment: FoundMoment;
	what: ReadyMessage;
	to: {
		guardianId: string;
		locale: Locale;
		childNames: string[];
		childId?: string;
		/** The slot that they come to, wait for or came to. */
		slot?: SlotOfNotice;
	};
	/** What staff wrote themselves, by the name `line`. */
	line: SchoolText | null;
	now: Date;
	/** To each at most once a day. */
	day: string;
}): NewNotice {
	const into = { locale: to.locale };
	const own = line ? [markOf('line')] : [];
	const about = { signUpId: '', guardianId: to.guardianId, childId: to.childId ?? '', childName: '' };
	const words = to.slot && wordsFor({ moment, slot: to.slot, to: { ...about, ...into }, now }, to.childNames);
	const kind = kindTexts[moment.kind].name(into);
	const { remind, bring, invite, thanks } = kindWords[moment.kind];
	const texts: Record<ReadyMessage, () => { title: string; lines: string[] }> = {
		remind: () => ({
			title: words ? m.momentnotices_message_remind_title({ day: words.day, kind }, into) : kind,
			lines: [...(words?.facts ?? []), remind(into), bring(into), ...own],
		}),
		waiting: () => ({
			title: m.momentnotices_message_waiting_title({}, into),
			lines: [...(words ? [words.what, words.when] : []), m.momentnotices_waiting_later({}, into), ...own],
		}),
		again: () => ({
			title: m.momentnotices_message_again_title({ kind }, into),
			lines: [invite(into), m.momentnotices_message_again_text({}, into), ...own],
		}),
		thanks: () => ({
			title: m.momentnotices_message_thanks_title({}, into),
			lines: [thanks(into), ...own],
		}),
	};
	const label = what === 'again' ? kindTexts[moment.kind].choose(into) : m.momentnotices_view({}, into);
	return {
		schoolId: moment.school.schoolId,
		to: { guardianId: to.guardianId },
		childId: to.childId,
		kind: `moments.message_${what}`,
		route: 'one',
		onceKey: `moments.message:${what}:${moment.momentId}:${day}:${to.guardianId}`,
		content: withWritten(
			{
				locale: to.locale,
				...texts[what](),
				action: { label, path: momentPath(moment.momentId) },
			},
			[...textsOf(moment), ...(line ? [line] : [])],
		),
	};
}

/** By this key an invitation that was not sent yet is taken back. */
export const invitationKey = (momentId: string, guardianId: string): string =>
	`moments.invited:${momentId}:${guardianId}`;

/** The entry of the file that a page gives, in the language of `to`; `url`: the way back to the app. */
export function calendarOf(one: Case & { texts: OwnTexts }, url: string): CalendarEntry {
	const { moment, to, texts } = one;
	const own = (field: OwnText) => ownText({ ...texts, ...moment }, field, to.locale)?.text ?? '';
	return fillEntry(entryOf(one, wordsFor(one), 'PUBLISH', url), (name) => own(name as OwnText));
}

/** The texts of the school's own that a notice about a moment can hold, for its marks. */
export function textsOf(moment: FoundMoment): SchoolText[] {
	return ownTexts.flatMap((field) => {
		const text = moment[field];
		const about = { kind: KIND, id: moment.momentId };
		const isName = field !== 'note';
		return text ? [{ name: field, isName, ...about, field, text, language: baseLocale }] : [];
	});
}

function entryOf(
	{ moment, slot, to, now, meetings }: Case,
	words: Words,
	method: CalendarEntry['method'],
	url?: string,
): CalendarEntry {
	const { school } = moment;
	const same = {
		summary: words.what,
		location: [...new Set([words.plainPlace, school.name, school.address])].filter(Boolean).join(', '),
		description: [moment.title && isolated(markOf('title'), to.locale), words.whereIsolated]
			.filter(Boolean)
			.join('\n'),
		url,
	};
	const appointments = (meetings ?? [{ ...slot, signUpId: to.signUpId }]).map((one) => ({
		signUpId: one.signUpId,
		revision: one.revision,
		startsAt: one.startsAt.getTime(),
		endsAt: one.endsAt.getTime(),
		...same,
	}));
	return { method, appointments, stamp: now.getTime() };
}

/** Where it is: as the school wrote it (a mark), else at home or in the groups' classrooms as the kind has it, else at school. */
export function placeOf({ kind, place, groups, school }: FoundMoment, locale: Locale): string {
	if (place) return markOf('place');
	const { at } = kinds[kind];
	if (at === 'home') return m.momentnotices_at_home({}, { locale });
	if (at === 'school' || groups.length === 0 || groups.length > 2) return isolated(school.name, locale);
	return formatList(
		groups.map(({ name }) => isolated(name, locale)),
		locale,
	);
}

/** Names in Latin letters keep their own direction in a line from right to left (FSI … PDI). */
function isolated(name: string, locale: Locale): string {
	return directionOf(locale) === 'rtl' ? `\u2068${name}\u2069` : name;
}

type Words = ReturnType<typeof wordsFor>;

function wordsFor({ moment, slot, to, meetings }: Case, children: string[] = [to.childName]) {
	const { locale } = to;
	const { timeZone } = moment.school;
	const into = { locale };
	const kind = kindTexts[moment.kind].name(into);
	const names = formatList(
		children.map((name) => isolated(name, locale)),
		locale,
	);
	const day = formatDay(slot.startsAt, locale, timeZone);
	const time = formatTimeRange(slot.startsAt, slot.endsAt, locale, timeZone);
	const place = placeOf(moment, locale);
	const what = `${kind} · ${names}`;
	const when = m.momentnotices_when({ day, time }, into);
	const where = m.momentnotices_where({ place }, into);
	const all =
		meetings && meetings.length > 1
			? [
					m.momentnotices_series({ count: meetings.length }, into),
					...meetings.map((one) =>
						m.momentnotices_when(
							{
								day: formatDay(one.startsAt, locale, timeZone),
								time: formatTimeRange(one.startsAt, one.endsAt, locale, timeZone),
							},
							into,
						),
					),
				]
			: [when];
	const title = moment.title ? [markOf('title')] : [];
	return {
		in: into,
		kind,
		day,
		time,
		place,
		plainPlace: place.replace(/[\u2066-\u2069]/g, ''),
		what,
		when,
		where,
		/** For a text that nobody isolates later. */
		whereIsolated: moment.place ? where.replace(place, isolated(place, locale)) : where,
		/** Day and time, of a series all of them. */
		all,
		facts: [what, ...title, ...all, where],
	};
}

interface Parts {
	kind: NoticeKind;
	pace?: Pace;
	route: NewNotice['route'];
	onceKey: string;
	title: string;
	lines: string[];
	label?: string;
	calendar?: CalendarEntry['method'];
	expiresAt?: Date;
}

/** When a change may be told: of what begins soon, at once. */
export function changePace({ slot, now }: { slot: Span; now: Date }, before: Span = slot): Pace | undefined {
	return paceOfChange(slot.startsAt < before.startsAt ? slot.startsAt : before.startsAt, now);
}

function notice(one: Case, words: Words, parts: Parts): NewNotice {
	const { moment, to } = one;
	const content: NoticeContent = {
		locale: to.locale,
		title: parts.title,
		lines: parts.lines,
		action: {
			label: parts.label ?? m.momentnotices_view({}, { locale: to.locale }),
			path: momentOfChildPath(moment.momentId, to.childId),
		},
	};
	if (parts.calendar) content.calendar = entryOf(one, words, parts.calendar);
	return {
		schoolId: moment.school.schoolId,
		to: { guardianId: to.guardianId },
		childId: to.childId,
		kind: parts.kind,
		pace: parts.pace,
		route: parts.route,
		onceKey: parts.onceKey,
		content: withWritten(content, textsOf(moment)),
		expiresAt: parts.expiresAt,
	};
}
