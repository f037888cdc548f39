// Who hears what about tasks, in which words and by which way. Nothing here is sent: the queue does that.
import type { CalendarEntry } from '#lib/notifications/calendar.ts';
import type { NoticeContent, SchoolText } from '#lib/notifications/content.ts';
import { paceOfChange, type NoticeKind } from '#lib/notifications/kinds.ts';
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { fillEntry, markOf, withWritten } from '#lib/notifications/server/written.ts';
import { ownText, ownTexts, type OwnText, type OwnTexts } from '#lib/moments/own-texts.ts';
import type { Span } from '#lib/moments/slots.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatTime, formatTimeRange } from '#lib/translation/dates.ts';
import { baseLocale, directionOf, type Locale } from '#lib/translation/locale.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import { ownYearPath, taskPath } from '../paths.ts';
import { templateTexts } from '../template-texts.ts';
import type { Thanks } from '../thanks-names.ts';
import type { ThanksPictureKind } from '../thanks-picture.ts';
import { pictureLine, thanksText } from '../thanks.ts';
import type { FoundTask, Helper } from './find-task.ts';
import { KIND } from './text-kinds.ts';

/** A shift that a message is about, with the claim of who gets it. */
export interface ShiftOfNotice extends Span {
	shiftId: string;
	claimId: string;
	/** How often it was moved, or got another place. */
	revision: number;
}

interface Case {
	task: FoundTask;
	to: Pick<Helper, 'guardianId' | 'locale'>;
	/** In order of time; at least one. */
	shifts: readonly ShiftOfNotice[];
	now: Date;
}

/** They help. By e-mail with the calendar file: the screen has told them already. */
export const confirmed = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	const contact = m.tasknotices_confirmed_later({}, words.in);
	return notice(one, words, {
		kind: 'tasks.confirmed',
		route: 'email',
		title: m.tasknotices_confirmed_title({ task: words.task }, words.in),
		lines: [...words.when, words.where, contact],
		calendar: 'PUBLISH',
	});
});

/** In the waiting list, with which number. */
export const waiting = alsoInDutch((one: Case & { number: number }): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.waiting',
		route: 'email',
		title: m.tasknotices_waiting_title({ task: words.task }, words.in),
		lines: [...words.when, m.tasknotices_waiting_text({ number: one.number }, words.in)],
	});
});

/** A place is theirs once staff saw their certificate of conduct. */
export const certificateFirst = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.waiting',
		route: 'email',
		title: m.tasknotices_certificate_title({ task: words.task }, words.in),
		lines: [...words.when, m.tasknotices_certificate_text({}, words.in)],
	});
});

/** Out of the waiting list and in, in one shift or several. */
export const promoted = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	const count = one.shifts.length;
	return notice(one, words, {
		kind: 'tasks.promoted',
		change: true,
		route: 'both',
		title: m.tasknotices_promoted_title({ count, task: words.task }, words.in),
		lines: [...words.when, words.where, m.tasknotices_promoted_text({ count }, words.in)],
		calendar: 'PUBLISH',
	});
});

/** A place is free late, and they are asked. Worth nothing once it began. */
export const offered = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.offered',
		again: String(one.now.getTime()),
		change: true,
		route: 'both',
		title: m.tasknotices_offered_title({ task: words.task }, words.in),
		lines: [...words.when, words.where, m.tasknotices_offered_text({}, words.in)],
		expiresAt: one.shifts[0]?.startsAt,
	});
});

/** They stepped back: by e-mail, so that the calendar forgets it too. */
export const left = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.left',
		route: 'email',
		title: m.tasknotices_left_title({ task: words.task }, words.in),
		lines: [...words.when, m.tasknotices_left_text({}, words.in)],
		calendar: 'CANCEL',
	});
});

/** Another parent took the shift over: who had it is free. Says no name. */
export const handedOver = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.handed_over',
		change: true,
		route: 'both',
		title: m.tasknotices_handed_title({ task: words.task }, words.in),
		lines: [...words.when, m.tasknotices_handed_text({}, words.in)],
		calendar: 'CANCEL',
	});
});

/** The school took them off the list. */
export const removed = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.removed',
		change: true,
		route: 'both',
		title: m.tasknotices_removed_title({ task: words.task }, words.in),
		lines: [...words.when, m.tasknotices_removed_text({}, words.in)],
		calendar: 'CANCEL',
	});
});

/** The school called it off; the shifts are all of theirs that it is about. */
export const cancelled = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.cancelled',
		change: true,
		route: 'both',
		title: m.tasknotices_cancelled_title({ task: words.task }, words.in),
		lines: [...words.when, m.tasknotices_cancelled_text({}, words.in)],
		calendar: 'CANCEL',
	});
});

/** Another time: they keep the place, or the number, and can still say no. */
export function moved(one: Case & { before: Span; status: 'confirmed' | 'waiting' }): NewNotice {
	const words = wordsFor(one);
	const { locale } = one.to;
	const { timeZone } = one.task.school;
	const was = {
		day: formatDay(one.before.startsAt, locale, timeZone),
		time: formatTimeRange(one.before.startsAt, one.before.endsAt, locale, timeZone),
	};
	const isIn = one.status === 'confirmed';
	const { revision = 0 } = one.shifts[0] ?? {};
	return notice(one, words, {
		kind: 'tasks.moved',
		again: String(revision),
		change: true,
		route: 'both',
		title: m.tasknotices_moved_title({ task: words.task }, words.in),
		lines: [
			...words.when,
			m.momentnotices_moved_before(was, words.in),
			words.where,
			isIn ? m.tasknotices_moved_text({}, words.in) : m.tasknotices_moved_waiting({}, words.in),
		],
		...(isIn && { calendar: 'PUBLISH' as const }),
	});
}

/** Another place; the shifts are all of theirs that are to come. */
export const placeChanged = alsoInDutch((one: Case): NewNotice => {
	const words = wordsFor(one);
	return notice(one, words, {
		kind: 'tasks.place_changed',
		again: String(one.shifts[0]?.revision ?? 0),
		change: true,
		route: 'both',
		title: m.tasknotices_place_title({ task: words.task }, words.in),
		lines: [words.where, ...words.when],
		calendar: 'PUBLISH',
	});
});

/** The day before, or shortly before. */
export const reminder = alsoInDutch((one: Case & { which: 'day' | 'hour' }): NewNotice => {
	const words = wordsFor(one);
	const [first] = one.shifts;
	const time = first ? formatTime(first.startsAt, one.to.locale, one.task.school.timeZone) : '';
	return notice(one, words, {
		kind: `tasks.reminder_${one.which}`,
		route: 'one',
		title:
			one.which === 'day'
				? m.tasknotices_day_title({ task: words.task }, words.in)
				: m.tasknotices_hour_title({ task: words.task, time }, words.in),
		lines: [...words.when, words.where],
		expiresAt: first?.startsAt,
	});
});

/** Who can help? Once for each guardian when the task is published. */
export const invited = alsoInDutch(
	(one: {
		task: FoundTask;
		to: Pick<Helper, 'guardianId' | 'locale'>;
		from: Span;
		till: Span;
		count: number;
		now: Date;
		dueAt: Date;
		/** Asked once more, because there are still places. */
		again?: boolean;
	}): NewNotice => {
		const { task, to, from, till } = one;
		const { timeZone, schoolId } = task.school;
		const into = { locale: to.locale };
		const texts = templateTexts[task.template];
		const name = nameOf(task, to.locale);
		const several = one.count > 1 || task.flexible;
		const last = task.flexible ? from.endsAt : till.startsAt;
		const days = formatDayRange(from.startsAt, last, to.locale, timeZone);
		const time = formatTimeRange(from.startsAt, from.endsAt, to.locale, timeZone);
		const kind = one.again ? 'tasks.asked_again' : 'tasks.invited';
		return {
			schoolId,
			to: { guardianId: to.guardianId },
			kind,
			route: 'one',
			onceKey: `${kind}:${task.taskId}:${to.guardianId}`,
			dueAt: one.dueAt,
			expiresAt: till.endsAt,
			content: withWritten(
				{
					locale: to.locale,
					title: one.again
						? m.tasknotices_again_title({ task: name }, into)
						: m.tasknotices_invited_title({ task: name }, into),
					lines: [
						...(one.again ? [m.tasknotices_again_text({}, into)] : []),
						texts.why(into),
						texts.what(into),
						several ? days : m.momentnotices_when({ day: days, time }, into),
						whereOf(task, to.locale),
						...(task.note ? [markOf('note')] : []),
					],
					action: { label: m.tasknotices_look({}, into), path: taskPath(task.taskId) },
				},
				textsOf(task),
			),
		};
	},
);

/** The school looks for people for a role: what is asked, and what it does with who is interested. */
export const roleOpen = alsoInDutch((one: { task: FoundTask; to: Case['to']; dueAt: Date }): NewNotice => {
	const { task, to, dueAt } = one;
	const into = { locale: to.locale };
	const texts = templateTexts[task.template];
	const lines = [texts.why(into), texts.what(into), texts.then?.(into) ?? ''];
	return {
		schoolId: task.school.schoolId,
		to: { guardianId: to.guardianId },
		kind: 'tasks.invited',
		route: 'one',
		onceKey: `tasks.invited:${task.taskId}:${to.guardianId}`,
		dueAt,
		content: withWritten(
			{
				locale: to.locale,
				title: m.tasknotices_role_title({ task: nameOf(task, to.locale) }, into),
				lines: [...lines, ...(task.note ? [markOf('note')] : [])].filter(Boolean),
				action: { label: m.tasknotices_look({}, into), path: taskPath(task.taskId) },
			},
			textsOf(task),
		),
	};
});

/** Thanks for a shift, in ready words; the picture that is with it is only seen in the app. */
export const thanked = alsoInDutch(
	(one: Case & { thanks: Thanks; picture?: ThanksPictureKind }): NewNotice => {
		const words = wordsFor(one);
		const { picture, to } = one;
		const lines = [thanksText(one.thanks, to.locale), words.task, ...words.when];
		return notice(one, words, {
			kind: 'tasks.thanked',
			route: 'one',
			title: m.tasknotices_thanked_title({}, words.in),
			lines: picture ? [...lines, pictureLine(picture, to.locale)] : lines,
			action: { label: m.tasknotices_thanks_look({}, words.in), path: ownYearPath },
		});
	},
);

/** The entry of the file that a page gives, in the language of `to`; `url`: the way back to the app. */
export function calendarOf(one: Case & { texts: OwnTexts }, url: string): CalendarEntry {
	const { task, to, texts } = one;
	const own = (field: OwnText) => ownText({ ...texts, ...task }, field, to.locale)?.text ?? '';
	return fillEntry(entryOf(one, wordsFor(one), 'PUBLISH', url), (name) => own(name as OwnText));
}

/** The texts of the school's own that a notice about a task can hold, for its marks. */
function textsOf(task: FoundTask): SchoolText[] {
	return ownTexts.flatMap((field) => {
		const text = task[field];
		const about = { kind: KIND, id: task.taskId };
		return text
			? [{ name: field, isName: field !== 'note', ...about, field, text, language: baseLocale }]
			: [];
	});
}

function nameOf(task: FoundTask, locale: Locale): string {
	return task.title ? markOf('title') : templateTexts[task.template].name({ locale });
}

/** Names in Latin letters keep their own direction in a line from right to left (FSI … PDI). */
function isolated(name: string, locale: Locale): string {
	return directionOf(locale) === 'rtl' ? `\u2068${name}\u2069` : name;
}

function whereOf(task: FoundTask, locale: Locale): string {
	const into = { locale };
	if (!task.place && task.marks.includes('from_home')) return m.tasknotices_where_home({}, into);
	const place = task.place ? markOf('place') : isolated(task.school.name, locale);
	return m.momentnotices_where({ place }, into);
}

type Words = ReturnType<typeof wordsFor>;

function wordsFor({ task, to, shifts }: Case) {
	const { locale } = to;
	const { timeZone } = task.school;
	const into = { locale };
	return {
		in: into,
		task: nameOf(task, locale),
		when: shifts.map(({ startsAt, endsAt }) =>
			task.flexible
				? formatDayRange(startsAt, endsAt, locale, timeZone)
				: m.momentnotices_when(
						{
							day: formatDay(startsAt, locale, timeZone),
							time: formatTimeRange(startsAt, endsAt, locale, timeZone),
						},
						into,
					),
		),
		where: whereOf(task, locale),
	};
}

function entryOf(
	{ task, shifts, now }: Case,
	words: Words,
	method: CalendarEntry['method'],
	url?: string,
): CalendarEntry {
	const { school } = task;
	const place = task.place ? markOf('place') : '';
	const atSchool = task.marks.includes('from_home') && !place ? [] : [school.name, school.address];
	return {
		method,
		appointments: shifts.map(({ claimId, startsAt, endsAt, revision }) => ({
			signUpId: claimId,
			revision,
			startsAt: startsAt.getTime(),
			endsAt: endsAt.getTime(),
			summary: words.task,
			location: [place, ...atSchool].filter(Boolean).join(', '),
			description: words.where,
			url,
		})),
		stamp: now.getTime(),
	};
}

interface Parts {
	kind: NoticeKind;
	/** What tells this message from an earlier one of its kind about the same claim. */
	again?: string;
	/** A change that can't wait for the morning where the shift begins soon. */
	change?: true;
	route: NewNotice['route'];
	title: string;
	lines: string[];
	/** Where one goes on; else the task. */
	action?: NoticeContent['action'];
	calendar?: CalendarEntry['method'];
	expiresAt?: Date;
}

function notice(one: Case, words: Words, parts: Parts): NewNotice {
	const { task, to } = one;
	const content: NoticeContent = {
		locale: to.locale,
		title: parts.title,
		lines: parts.lines,
		action: parts.action ?? { label: m.tasknotices_look({}, words.in), path: taskPath(task.taskId) },
	};
	// a period is no appointment: it would fill the calendar for weeks
	if (parts.calendar && !task.flexible) content.calendar = entryOf(one, words, parts.calendar);
	const [first] = one.shifts;
	return {
		schoolId: task.school.schoolId,
		to: { guardianId: to.guardianId },
		kind: parts.kind,
		pace: parts.change && first && paceOfChange(first.startsAt, one.now),
		route: parts.route,
		onceKey: [parts.kind, first?.claimId ?? '', ...(parts.again ? [parts.again] : [])].join(':'),
		content: withWritten(content, textsOf(task)),
		expiresAt: parts.expiresAt,
	};
}
