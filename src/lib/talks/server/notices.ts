// Who hears what about talks, in which words and by which way. Nothing here is sent: the queue does that.
import type { CalendarEntry } from '#lib/notifications/calendar.ts';
import type { NoticeContent, SchoolText } from '#lib/notifications/content.ts';
import { paceOfChange, type NoticeKind } from '#lib/notifications/kinds.ts';
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { fillEntry, markOf, withWritten } from '#lib/notifications/server/written.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import type { Span } from '#lib/moments/slots.ts';
import { m } from '#lib/paraglide/messages.js';
import { instantOf } from '#lib/platform/server/local-time.ts';
import { formatDay, formatList, formatTime, formatTimeRange } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { baseLocale, directionOf, type Locale } from '#lib/translation/locale.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import { talksPath } from '../paths.ts';
import { answersUntilOf, changeUntil } from '../round-state.ts';
import type { TalkKind, TalkPlace } from '../round.ts';
import type { FoundRound } from './find-round.ts';
import { KIND } from './text-kinds.ts';

export interface ToGuardian {
	guardianId: string;
	locale: Locale;
}

/** A talk as a message says it. */
export interface TalkOfNotice extends Span {
	talkId: string;
	childId: string;
	childName: string;
	/** What parents call the teachers. */
	teachers: readonly string[];
	place: TalkPlace;
	room: string | null;
	videoAddress: string | null;
	/** Tag of the language for which they wished for one; null: not. */
	interpreter: string | null;
	interpreterFound: boolean;
	withChild: boolean | null;
	revision: number;
}

interface Case {
	round: FoundRound;
	to: ToGuardian;
	talk: TalkOfNotice;
	now: Date;
}

/** What a kind of talk is called. */
export function talkKindName(kind: TalkKind, locale: Locale): string {
	const into = { locale };
	return kind === 'start_talk' ? m.talknotices_start_talk({}, into) : kindTexts[kind].name(into);
}

/** They picked the time themselves: by e-mail, with the calendar file; the screen has told them already. */
export const confirmed = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'talks.confirmed',
		route: 'email',
		title: m.talknotices_confirmed_title(words.at, words.in),
		lines: words.facts,
		calendar: 'PUBLISH',
	});
});

/** The school planned it, or another carer did who said that they may know. */
export const planned = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'talks.planned',
		route: 'both',
		title: m.talknotices_confirmed_title(words.at, words.in),
		lines: [m.talknotices_planned_text({}, words.in), ...words.facts],
		calendar: 'PUBLISH',
	});
});

/** The lots gave it: which of their wishes it is, 0 the dearest. */
export const drawn = alsoInDutch((one: Case & { wish: number }): NewNotice => {
	const words = wordsFor(one);
	const [first, second, third] = [m.talklots_drawn_first, m.talklots_drawn_second, m.talklots_drawn_third];
	const which = [first, second][one.wish] ?? third;
	return notice(one, words, {
		kind: 'talks.drawn',
		route: 'both',
		title: m.talknotices_confirmed_title(words.at, words.in),
		lines: [which({}, words.in), ...words.facts],
		calendar: 'PUBLISH',
	});
});

/** Another time; `byThemselves`: they moved it. */
export const moved = alsoInDutch((one: Case & { before: Span; byThemselves?: boolean }): NewNotice => {
	const words = wordsFor(one);
	const { timeZone } = one.round.school;
	const before = {
		day: formatDay(one.before.startsAt, one.to.locale, timeZone),
		time: formatTime(one.before.startsAt, one.to.locale, timeZone),
	};
	return notice(one, words, {
		kind: 'talks.moved',
		change: one.before,
		route: one.byThemselves ? 'email' : 'both',
		title: m.talknotices_moved_title(words.at, words.in),
		lines: [m.talknotices_moved_before(before, words.in), ...words.facts],
		calendar: 'PUBLISH',
	});
});

/** The same time, but another room, teacher or way. */
export const changed = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'talks.changed',
		change: one.talk,
		route: 'both',
		title: m.talknotices_changed_title(words.at, words.in),
		lines: words.facts,
		calendar: 'PUBLISH',
	});
});

/** The school called it off. */
export const cancelled = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'talks.cancelled',
		change: one.talk,
		route: 'both',
		title: m.talknotices_cancelled_title(words.at, words.in),
		lines: [words.about, m.talknotices_cancelled_text({}, words.in)],
		calendar: 'CANCEL',
	});
});

/** They, or the carer who comes with them, said that they can't come. */
export const left = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'talks.left',
		route: 'email',
		title: m.talknotices_left_title(words.at, words.in),
		lines: [words.about, m.talknotices_left_text({}, words.in)],
		calendar: 'CANCEL',
	});
});

/**
 * The day before, or shortly before: all their talks of then in one message, in order of time. Where it is too late to change
 * them in the app, it says to call.
 */
export const reminder = alsoInDutch(
	(one: {
		round: FoundRound;
		to: ToGuardian;
		talks: readonly [TalkOfNotice, ...TalkOfNotice[]];
		which: 'day' | 'hour';
		now: Date;
	}): NewNotice => {
		const { round, to, talks, which, now } = one;
		const [first] = talks;
		const all = talks.map((talk) => wordsFor({ round, to, talk, now }));
		const into = { locale: to.locale };
		const kind = roundName(round, to.locale);
		const time = formatTime(first.startsAt, to.locale, round.school.timeZone);
		const change =
			now < changeUntil(first.startsAt, round)
				? m.talknotices_reminder_change({}, into)
				: m.talknotices_reminder_call({}, into);
		const content: NoticeContent = {
			locale: to.locale,
			title:
				which === 'day'
					? m.momentnotices_day_title({ kind }, into)
					: m.momentnotices_hour_title({ kind, time }, into),
			lines: [...all.flatMap(({ facts }) => facts), ...(which === 'day' ? [change] : [])],
			action: { label: m.talknotices_look({}, into), path: talksPath(round.roundId) },
		};
		return {
			schoolId: round.school.schoolId,
			to: { guardianId: to.guardianId },
			...(talks.length === 1 && { childId: first.childId }),
			needsSay: true,
			kind: `talks.reminder_${which}`,
			route: 'one',
			onceKey: `talks.reminder_${which}:${first.talkId}:${to.guardianId}:${first.revision}`,
			expiresAt: first.startsAt,
			content: withWritten(content, textsOf(round)),
		};
	},
);

interface RoundCase {
	round: FoundRound;
	to: ToGuardian;
	dueAt?: Date;
}

/** Once for each guardian when the round is published. */
export const invited = alsoInDutch(({ round, to, dueAt }: RoundCase): NewNotice => {
	const { locale } = to;
	const into = { locale };
	const name = roundName(round, locale);
	const picks = round.way === 'pick';
	const title = round.drawsAt
		? m.talklots_invited_title({ round: name }, into)
		: picks
			? m.talknotices_invited_pick_title({ round: name }, into)
			: m.talknotices_invited_plan_title({ round: name }, into);
	const text = round.drawsAt
		? m.talklots_invited_text({}, into)
		: picks
			? m.talknotices_invited_pick_text({}, into)
			: m.talknotices_invited_plan_text({}, into);
	const lines = [...(round.note ? [markOf('note')] : []), text];
	if (round.opensAt) lines.push(m.talknotices_invited_opens(dayAndTime(round.opensAt, round, locale), into));
	return ofRound({ round, to, dueAt }, 'talks.invited', title, lines);
});

/** It opened at the time that was said: once, to all at the same time. */
export const opened = alsoInDutch(({ round, to }: RoundCase): NewNotice => {
	const into = { locale: to.locale };
	const name = roundName(round, to.locale);
	const picks = round.way === 'pick' && !round.drawsAt;
	const title = picks
		? m.talknotices_opened_pick_title({ round: name }, into)
		: m.talknotices_opened_title({ round: name }, into);
	return ofRound({ round, to }, 'talks.opened', title, []);
});

/** They did not answer yet: half-way, and when a day is left. */
export const notAnswered = alsoInDutch(
	({ round, to, which }: RoundCase & { which: 'half' | 'last' }): NewNotice => {
		const into = { locale: to.locale };
		const name = roundName(round, to.locale);
		const title =
			which === 'half'
				? m.talknotices_half_title({ round: name }, into)
				: m.talknotices_last_title({ round: name }, into);
		return ofRound({ round, to }, `talks.not_answered_${which}`, title, [
			m.talknotices_reminder_text({}, into),
		]);
	},
);

/** Staff wrote down what they said by phone or at the gate, other than a time that was picked: that is told as a talk. */
export const answeredFor = alsoInDutch(
	(one: RoundCase & { times: readonly Span[]; now: Date }): NewNotice => {
		const { round, to, times, now } = one;
		const { locale } = to;
		const into = { locale };
		const { timeZone } = round.school;
		return wroteDown(
			{ round, to, now },
			times.length > 0
				? [
						m.talknotices_answered_for_times({}, into),
						...times.map(({ startsAt, endsAt }) =>
							m.momentnotices_when(
								{
									day: formatDay(startsAt, locale, timeZone),
									time: formatTimeRange(startsAt, endsAt, locale, timeZone),
								},
								into,
							),
						),
					]
				: [m.talknotices_answered_for_none({}, into)],
		);
	},
);

/** Staff wrote down what they wish for in a round by lots: the dearest first, in words of a language, with the number of their lot. */
export const wishedFor = alsoInDutch(
	(
		one: RoundCase & {
			wishes: (locale: Locale) => readonly string[];
			number: number;
			childId: string;
			now: Date;
		},
	): NewNotice => {
		const { round, to, wishes, number, childId, now } = one;
		const into = { locale: to.locale };
		const said = [
			m.talknotices_answered_for_wishes({}, into),
			...wishes(to.locale).map((wish, at) => `${at + 1}. ${wish}`),
			m.talklots_your_number({ number }, into),
			m.talklots_given_text({}, into),
		];
		return { ...wroteDown({ round, to, now }, said), childId, needsSay: true };
	},
);

function wroteDown({ round, to, now }: RoundCase & { now: Date }, said: string[]): NewNotice {
	const { locale } = to;
	const into = { locale };
	const { schoolId } = round.school;
	const content: NoticeContent = {
		locale,
		title: m.talknotices_answered_for_title({ round: roundName(round, locale) }, into),
		lines: [...said, m.talknotices_answered_for_check({}, into)],
		action: { label: m.talknotices_look({}, into), path: talksPath(round.roundId) },
	};
	return {
		schoolId,
		to: { guardianId: to.guardianId },
		kind: 'talks.answered_for',
		route: 'one',
		// within a minute it is a form that was sent twice
		onceKey: `talks.answered_for:${round.roundId}:${to.guardianId}:${Math.floor(now.getTime() / 60_000)}`,
		content: withWritten(content, textsOf(round)),
	};
}

/** The lots gave them none of their wishes: what is free now, and that they go first the next time. */
export const drewNothing = alsoInDutch(
	({ round, to, isOpen }: RoundCase & { isOpen: boolean }): NewNotice => {
		const into = { locale: to.locale };
		const name = roundName(round, to.locale);
		const text = isOpen ? m.talklots_nothing_text({}, into) : m.talklots_nothing_closed({}, into);
		const title = m.talklots_nothing_title({ round: name }, into);
		const lines = [text, m.talklots_nothing_next({}, into)];
		return ofRound({ round, to, isOver: !isOpen }, 'talks.drew_nothing', title, lines);
	},
);

/** The schedule has no time for them: that they can give more times, or that the school calls. */
export const leftOut = alsoInDutch(
	(
		one: RoundCase & {
			children: readonly { childId: string; givenName: string }[];
			isOpen: boolean;
			now: Date;
		},
	): NewNotice => {
		const { round, to, children, isOpen, now } = one;
		const { locale } = to;
		const into = { locale };
		const name = roundName(round, locale);
		const child = formatList(
			children.map(({ givenName }) => isolated(givenName, locale)),
			locale,
		);
		const content: NoticeContent = {
			locale,
			title: m.talknotices_left_out_title({ round: name }, into),
			lines: [
				m.talknotices_about({ round: name, child }, into),
				m.talknotices_left_out_text({}, into),
				isOpen ? m.talknotices_left_out_open({}, into) : m.talknotices_left_out_closed({}, into),
				...(isOpen ? [m.talknotices_invited_until(dayAndTime(round.closesAt, round, locale), into)] : []),
			],
			action: {
				label: isOpen ? m.talknotices_left_out_more({}, into) : m.talknotices_left_out_look({}, into),
				path: talksPath(round.roundId),
			},
		};
		return {
			schoolId: round.school.schoolId,
			to: { guardianId: to.guardianId },
			childId: children[0]?.childId,
			needsSay: true,
			kind: 'talks.left_out',
			route: 'both',
			onceKey: `talks.left_out:${round.roundId}:${to.guardianId}:${now.getTime()}`,
			content: withWritten(content, textsOf(round)),
		};
	},
);

function ofRound(
	{ round, to, dueAt, isOver = false }: RoundCase & { isOver?: boolean },
	kind:
		| 'talks.invited'
		| 'talks.opened'
		| 'talks.drew_nothing'
		| 'talks.not_answered_half'
		| 'talks.not_answered_last',
	title: string,
	lines: string[],
): NewNotice {
	const { locale } = to;
	const into = { locale };
	const { schoolId, timeZone } = round.school;
	const noon = (day: string) => instantOf(day, '12:00', timeZone);
	const days = formatDayRange(noon(round.firstDay), noon(round.lastDay), locale, timeZone);
	const content: NoticeContent = {
		locale,
		title,
		lines: [
			...lines,
			m.talknotices_invited_when({ days }, into),
			...(isOver
				? []
				: [m.talknotices_invited_until(dayAndTime(answersUntilOf(round), round, locale), into)]),
		],
		action: { label: m.talknotices_answer({}, into), path: talksPath(round.roundId) },
	};
	return {
		schoolId,
		to: { guardianId: to.guardianId },
		kind,
		route: 'one',
		onceKey: `${kind}:${round.roundId}:${to.guardianId}`,
		dueAt,
		expiresAt: isOver ? undefined : round.closesAt,
		content: withWritten(content, textsOf(round)),
	};
}

function dayAndTime(at: Date, { school }: FoundRound, locale: Locale) {
	return { day: formatDay(at, locale, school.timeZone), time: formatTime(at, locale, school.timeZone) };
}

/** The texts of the school's own that a notice about a round can hold, for its marks. */
function textsOf(round: FoundRound): SchoolText[] {
	return (['title', 'note'] as const).flatMap((field) => {
		const text = round[field];
		const about = { kind: KIND, id: round.roundId };
		return text
			? [{ name: field, isName: field !== 'note', ...about, field, text, language: baseLocale }]
			: [];
	});
}

function roundName(round: FoundRound, locale: Locale): string {
	return round.title ? markOf('title') : talkKindName(round.kind, locale);
}

/** Names in Latin letters keep their own direction in a line from right to left (FSI … PDI). */
function isolated(name: string, locale: Locale): string {
	return directionOf(locale) === 'rtl' ? `\u2068${name}\u2069` : name;
}

/** Where it is, in a line. */
export function whereOf(talk: TalkOfNotice, school: { name: string }, locale: Locale): string {
	const into = { locale };
	if (talk.place === 'home') return m.talknotices_where_home({}, into);
	if (talk.place === 'phone') return m.talknotices_where_phone({}, into);
	if (talk.place === 'video')
		return talk.videoAddress
			? m.talknotices_where_video({ address: isolated(talk.videoAddress, locale) }, into)
			: m.talknotices_where_video_later({}, into);
	const place = [talk.room, school.name].filter(Boolean).join(', ');
	return m.momentnotices_where({ place: isolated(place, locale) }, into);
}

type Words = ReturnType<typeof wordsFor>;

function wordsFor({ round, to, talk }: Case) {
	const { locale } = to;
	const into = { locale };
	const { timeZone } = round.school;
	const day = formatDay(talk.startsAt, locale, timeZone);
	const about = m.talknotices_about(
		{ round: roundName(round, locale), child: isolated(talk.childName, locale) },
		into,
	);
	const where = whereOf(talk, round.school, locale);
	const teachers = talk.teachers.map((name) => isolated(name, locale));
	return {
		in: into,
		about,
		where,
		/** In a title. */
		at: { day, time: formatTime(talk.startsAt, locale, timeZone) },
		facts: [
			about,
			m.momentnotices_when(
				{ day, time: formatTimeRange(talk.startsAt, talk.endsAt, locale, timeZone) },
				into,
			),
			...(teachers.length > 0
				? [
						m.talknotices_with(
							{ teachers: new Intl.ListFormat(locale, { type: 'unit' }).format(teachers) },
							into,
						),
					]
				: []),
			where,
			...(talk.withChild ? [m.talknotices_child_with({}, into)] : []),
			...(talk.interpreterFound
				? [m.talknotices_interpreter({}, into)]
				: talk.interpreter
					? [m.talkwords_interpreter_wished({ language: languageName(talk.interpreter, locale) }, into)]
					: []),
		],
	};
}

function entryOf(
	{ round, talk, now }: Case,
	words: Words,
	method: CalendarEntry['method'],
	url?: string,
): CalendarEntry {
	const { school } = round;
	const atSchool = [talk.room, school.name, school.address].filter(Boolean).join(', ');
	return {
		method,
		appointments: [
			{
				signUpId: talk.talkId,
				revision: talk.revision,
				startsAt: talk.startsAt.getTime(),
				endsAt: talk.endsAt.getTime(),
				summary: words.about,
				location: talk.place === 'school' ? atSchool : (talk.place === 'video' && talk.videoAddress) || '',
				description: words.facts.slice(2).join('\n'),
				url,
			},
		],
		stamp: now.getTime(),
	};
}

/** The entry of the file that a page gives, in the language of `to`; `title`: the round's own name in it. */
export function calendarOf(one: Case & { title: string | null }, url: string): CalendarEntry {
	return fillEntry(entryOf(one, wordsFor(one), 'PUBLISH', url), () => one.title ?? '');
}

interface Parts {
	kind: NoticeKind;
	/** A change that can't wait for the morning where this begins soon. */
	change?: Span;
	route: NewNotice['route'];
	title: string;
	lines: string[];
	calendar: CalendarEntry['method'];
}

function notice(one: Case, words: Words, parts: Parts): NewNotice {
	const { round, to, talk, now } = one;
	const content: NoticeContent = {
		locale: to.locale,
		title: parts.title,
		lines: parts.lines,
		action: { label: m.talknotices_look({}, words.in), path: talksPath(round.roundId) },
		calendar: entryOf(one, words, parts.calendar),
	};
	return {
		schoolId: round.school.schoolId,
		to: { guardianId: to.guardianId },
		childId: talk.childId,
		needsSay: true,
		kind: parts.kind,
		pace: parts.change && paceOfChange(parts.change.startsAt, now),
		route: parts.route,
		onceKey: `${parts.kind}:${talk.talkId}:${to.guardianId}:${talk.revision}`,
		content: withWritten(content, textsOf(round)),
	};
}
