// What who interprets, and who wished for it, are told. Before somebody said yes, nothing says whose family it is.
import type { CalendarEntry } from '#lib/notifications/calendar.ts';
import type { NoticeContent } from '#lib/notifications/content.ts';
import type { NoticeKind, Pace } from '#lib/notifications/kinds.ts';
import { alsoInDutch, inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { markOf, withWritten } from '#lib/notifications/server/written.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatList, formatTime, formatTimeRange } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { baseLocale, directionOf, type Locale } from '#lib/translation/locale.ts';
import { kindTexts } from '../kind-texts.ts';
import { kinds } from '../kinds.ts';
import { askPath, momentOfChildPath, staffMomentPath } from '../paths.ts';
import type { Span } from '../slots.ts';
import type { Asked } from './asked.ts';
import type { FoundMoment } from './find-moment.ts';
import { changePace, placeOf, textsOf, type Concerned, type SlotOfNotice } from './notices.ts';

interface Case {
	moment: FoundMoment;
	to: Asked;
	now: Date;
}

/** The question. Says the kind where a title or a room would give the group away. */
export const interpreterAsked = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, {
		kind: 'moments.interpreter_asked',
		route: 'both',
		onceKey: `moments.interpreter_asked:${one.to.askId}:${one.to.askedAt.getTime()}`,
		title: m.interpreting_notice_asked({ day: words.day }, words.in),
		lines: [...words.before, m.interpreting_no_is_fine({}, words.in)],
		label: m.interpreting_notice_answer({}, words.in),
		expiresAt: one.to.startsAt,
	});
});

/** The time changed: can they still? The old time leaves the calendar. */
export const interpreterAskedAgain = alsoInDutch((one: Case & { before: Span }): NewNotice => {
	const words = wordsFor(one);
	const { timeZone } = one.moment.school;
	const { locale, state } = one.to;
	const day = formatDay(one.before.startsAt, locale, timeZone);
	const time = formatTimeRange(one.before.startsAt, one.before.endsAt, locale, timeZone);
	return notice(one, {
		kind: 'moments.interpreter_moved',
		pace: changePace({ slot: one.to, now: one.now }, one.before),
		route: 'both',
		onceKey: `moments.interpreter_moved:${one.to.askId}:${one.to.revision}`,
		title: m.interpreting_notice_moved({ day: words.day }, words.in),
		lines: [
			...(state === 'accepted' ? words.after : words.before),
			m.momentnotices_moved_before({ day, time }, words.in),
		],
		label: m.interpreting_notice_answer({}, words.in),
		calendar: state === 'accepted' ? 'CANCEL' : undefined,
		expiresAt: one.to.startsAt,
	});
});

/** They said yes. By e-mail, with the calendar file: the screen has told them already. */
export const interpreterAccepted = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, {
		kind: 'moments.interpreter_accepted',
		route: 'email',
		onceKey: `moments.interpreter_accepted:${one.to.askId}:${one.now.getTime()}`,
		title: m.interpreting_notice_accepted({ day: words.day }, words.in),
		lines: [...words.after, m.interpreting_thanks({}, words.in)],
		calendar: 'PUBLISH',
	});
});

/** Somebody else was found, or it isn't wished for any more: why is not said. */
export const notNeeded = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, {
		kind: 'moments.interpreter_not_needed',
		pace: changePace({ slot: one.to, now: one.now }),
		route: one.to.state === 'accepted' ? 'both' : 'one',
		onceKey: `moments.interpreter_not_needed:${one.to.askId}:${one.now.getTime()}`,
		title: m.interpreting_notice_closed({ day: words.day }, words.in),
		lines: [m.interpreting_thanks({}, words.in)],
		calendar: one.to.state === 'accepted' ? 'CANCEL' : undefined,
	});
});

/** The school called it off. */
export const interpreterCalledOff = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, {
		kind: 'moments.interpreter_called_off',
		pace: changePace({ slot: one.to, now: one.now }),
		route: 'both',
		onceKey: `moments.interpreter_called_off:${one.to.askId}`,
		title: m.interpreting_notice_called_off({ day: words.day }, words.in),
		lines: [words.what, words.when, m.interpreting_thanks({}, words.in)],
		calendar: one.to.state === 'accepted' ? 'CANCEL' : undefined,
	});
});

/** It is somewhere else. Only for who said yes. */
export const interpreterPlaceChanged = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, {
		kind: 'moments.interpreter_place',
		pace: changePace({ slot: one.to, now: one.now }),
		route: 'both',
		onceKey: `moments.interpreter_place:${one.to.askId}:${one.to.revision}`,
		title: m.interpreting_notice_place({ day: words.day }, words.in),
		lines: words.after,
		calendar: 'PUBLISH',
	});
});

/** Reminders as for an own appointment. */
export const interpreterReminder = alsoInDutch((one: Case, which: 'day' | 'hour'): NewNotice => {
	const words = wordsFor(one);
	const { to, moment } = one;
	const time = formatTime(to.startsAt, to.locale, moment.school.timeZone);
	return notice(one, {
		kind: `moments.interpreter_reminder_${which}`,
		route: 'one',
		onceKey: `moments.interpreter_reminder_${which}:${to.askId}:${to.revision}`,
		title:
			which === 'day'
				? m.interpreting_notice_tomorrow({ time }, words.in)
				: m.interpreting_notice_soon({ time }, words.in),
		lines: words.after,
		expiresAt: to.startsAt,
	});
});

interface WishCase {
	moment: FoundMoment;
	slot: SlotOfNotice;
	/** Who wished for one. */
	to: Concerned;
	language: string;
	now: Date;
}

/** Somebody will interpret. `name`: first name of the other parent, who agreed to it by saying yes. */
export const interpreterFound = alsoInDutch((one: WishCase & { name: string | null }): NewNotice => {
	const into = { locale: one.to.locale };
	const language = languageName(one.language, one.to.locale);
	const name = one.name && isolated(one.name, one.to.locale);
	return toWisher(one, {
		kind: 'moments.interpreter_found',
		title: m.interpreting_notice_found({}, into),
		line: name
			? m.interpreting_status_parent({ name, language }, into)
			: m.interpreting_status_arranged({ language }, into),
	});
});

/** Not after all; in words that blame nobody. */
export const interpreterLost = alsoInDutch((one: WishCase): NewNotice => {
	const into = { locale: one.to.locale };
	const language = languageName(one.language, one.to.locale);
	return toWisher(one, {
		kind: 'moments.interpreter_lost',
		title: m.interpreting_notice_lost({}, into),
		line: m.interpreting_status_looking({ language }, into),
	});
});

function toWisher(
	{ moment, slot, to, now }: WishCase,
	{ kind, title, line }: { kind: NoticeKind; title: string; line: string },
): NewNotice {
	const { locale } = to;
	const { timeZone, schoolId } = moment.school;
	const day = formatDay(slot.startsAt, locale, timeZone);
	const time = formatTimeRange(slot.startsAt, slot.endsAt, locale, timeZone);
	return {
		schoolId,
		to: { guardianId: to.guardianId },
		childId: to.childId,
		kind,
		route: 'one',
		onceKey: `${kind}:${to.signUpId}:${now.getTime()}`,
		expiresAt: slot.startsAt,
		content: {
			locale,
			title,
			lines: [line, kindTexts[moment.kind].name({ locale }), m.momentnotices_when({ day, time }, { locale })],
			action: {
				label: m.momentnotices_view({}, { locale }),
				path: momentOfChildPath(moment.momentId, to.childId),
			},
		},
	};
}

/** To who asked: the interpreter gave it back. In Dutch, as all that is sent to staff. */
export function interpreterGaveBack(
	{ moment, to, now }: Case,
	{ name, childName }: { name: string | null; childName: string },
): NewNotice {
	const into = { locale: baseLocale };
	const { timeZone, schoolId } = moment.school;
	return {
		schoolId,
		to: { staffId: to.byStaffId },
		kind: 'moments.interpreter_gave_back',
		route: 'email',
		onceKey: `moments.interpreter_gave_back:${to.askId}:${now.getTime()}`,
		expiresAt: to.startsAt,
		content: {
			locale: baseLocale,
			title: m.interpreting_notice_staff_title({}, into),
			lines: [
				m.interpreting_notice_staff_text(
					{
						name: name ?? m.interpreting_somebody({}, into),
						child: childName,
						language: languageName(to.language, baseLocale),
					},
					into,
				),
				m.momentnotices_when(
					{
						day: formatDay(to.startsAt, baseLocale, timeZone),
						time: formatTimeRange(to.startsAt, to.endsAt, baseLocale, timeZone),
					},
					into,
				),
			],
			action: {
				label: m.interpreting_notice_staff_open({}, into),
				path: `${staffMomentPath(moment.momentId)}#interpreters`,
			},
		},
	};
}

/** A new school year: do they want to help again? */
export function offerEnded(one: {
	schoolId: string;
	guardianId: string;
	locale: Locale;
	schoolYearId: string;
	dueAt: Date;
}): NewNotice {
	return {
		schoolId: one.schoolId,
		to: { guardianId: one.guardianId },
		kind: 'moments.interpreter_offer_ended',
		route: 'one',
		onceKey: `moments.interpreter_offer_ended:${one.schoolYearId}:${one.guardianId}`,
		dueAt: one.dueAt,
		...inBothLanguages(one.locale, (locale) => ({
			locale,
			title: m.interpreting_notice_again({}, { locale }),
			lines: [m.interpreting_notice_again_text({}, { locale })],
			action: { label: m.interpreting_notice_again_open({}, { locale }), path: askPath() },
		})),
	};
}

/** The entry of the file that a page gives. */
export function interpretingEntry(one: Case, url: string): CalendarEntry {
	return entryOf(one, 'PUBLISH', url);
}

/**
 * What somebody who is asked may read, in lines; `after`: with the room, once they said yes. A title is said where the
 * moment is for the whole school: that of a group's could say which.
 */
export function wordsFor({ moment, to }: Case) {
	const { locale } = to;
	const into = { locale };
	const { timeZone } = moment.school;
	const day = formatDay(to.startsAt, locale, timeZone);
	const time = formatTimeRange(to.startsAt, to.endsAt, locale, timeZone);
	const languages = formatList(
		[to.language, ...to.withSchool].map((tag) => languageName(tag, locale)),
		locale,
	);
	const forAll = moment.wholeSchool && !moment.children;
	const kind = kindTexts[moment.kind].name(into);
	const what = forAll && moment.title ? `${kind} · ${markOf('title')}` : kind;
	const when = m.momentnotices_when({ day, time }, into);
	const minutes = m.interpreting_minutes(
		{ count: Math.round((to.endsAt.getTime() - to.startsAt.getTime()) / 60_000) },
		into,
	);
	const spoken = m.interpreting_languages({ languages }, into);
	const lines = (place: string) => [
		spoken,
		what,
		when,
		minutes,
		to.byPhone ? m.interpreting_by_phone({}, into) : m.momentnotices_where({ place }, into),
	];
	const roughly = roughPlace(moment, locale);
	const place = kinds[moment.kind].at === 'home' && !moment.place ? roughly : placeOf(moment, locale);
	return {
		in: into,
		day,
		time,
		what,
		when,
		languages,
		minutes,
		place: to.byPhone ? null : to.state === 'accepted' ? place : roughly,
		before: lines(roughly),
		after: lines(place),
	};
}

/** As much of the place as says nothing of the group. */
function roughPlace(moment: FoundMoment, locale: Locale): string {
	if (moment.wholeSchool && !moment.children && moment.place) return markOf('place');
	if (kinds[moment.kind].at === 'home') return m.interpreting_at_family({}, { locale });
	return isolated(moment.school.name, locale);
}

function isolated(name: string, locale: Locale): string {
	return directionOf(locale) === 'rtl' ? `\u2068${name}\u2069` : name;
}

function entryOf(one: Case, method: CalendarEntry['method'], url?: string): CalendarEntry {
	const { moment, to, now } = one;
	const words = wordsFor(one);
	const { school } = moment;
	const place = words.place?.replace(/[\u2066-\u2069]/g, '');
	return {
		method,
		appointments: [
			{
				signUpId: to.askId,
				revision: to.revision,
				startsAt: to.startsAt.getTime(),
				endsAt: to.endsAt.getTime(),
				summary: `${m.interpreting_name({}, words.in)} · ${words.languages}`,
				location: to.byPhone
					? m.interpreting_by_phone({}, words.in)
					: [...new Set([place, school.name, school.address])].filter(Boolean).join(', '),
				description: words.what,
				url,
			},
		],
		stamp: now.getTime(),
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

function notice(one: Case, parts: Parts): NewNotice {
	const { moment, to } = one;
	const into = { locale: to.locale };
	const content: NoticeContent = {
		locale: to.locale,
		title: parts.title,
		lines: parts.lines,
		action: { label: parts.label ?? m.momentnotices_view({}, into), path: askPath(to.askId) },
	};
	if (parts.calendar) content.calendar = entryOf(one, parts.calendar);
	return {
		schoolId: moment.school.schoolId,
		to: { guardianId: to.guardianId },
		kind: parts.kind,
		pace: parts.pace,
		route: parts.route,
		onceKey: parts.onceKey,
		content: withWritten(content, textsOf(moment)),
		expiresAt: parts.expiresAt,
	};
}
