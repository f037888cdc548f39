// Tasks and shifts in words, ready to show: made on the server, so that a phone needs no date code and no texts of tasks.
import { noteView } from '#lib/moments/moment-words.ts';
import { ownText, type OwnTexts } from '#lib/moments/own-texts.ts';
import { overlaps, type Span } from '#lib/moments/slots.ts';
import { isolated, spoken, textIn, type AppointmentCard, type Words } from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { dateLeaf, formatDay, formatList, formatTimeRange } from '#lib/translation/dates.ts';
import { formatMinutes } from '#lib/translation/durations.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { formatDayAndTime, formatDayRange } from '#lib/translation/when.ts';
import { minutesOf } from './claims.ts';
import { markIcons, type ShownMark } from './marks.ts';
import { shiftCalendarPath, taskPath } from './paths.ts';
import type { SeenCertificate } from './server/certificates.ts';
import type { ownShifts, ShiftOnPage, TaskInList, TaskPage } from './server/for-parent.ts';
import type { helpedWith } from './server/helped.ts';
import type { RoleInList } from './server/interest.ts';
import type { ownYear } from './server/own-year.ts';
import type { ThanksPicture } from './server/thanks-pictures.ts';
import { markText, templateTexts } from './template-texts.ts';
import { templates, type TemplateName } from './templates.ts';
import { aboutKey, type ThanksAbout } from './thanks-picture.ts';
import { pictureText, thankedKindName, thanksText } from './thanks.ts';

interface Named extends OwnTexts {
	template: TemplateName;
}

/** What a task is called, in the school's own words as the reader can read them best, else in ours. */
function titleOf(task: Named, locale: Locale) {
	const own = ownText(task, 'title', locale);
	return { title: own?.text ?? templateTexts[task.template].name({ locale }), titleIn: textIn(own) };
}

function lookOf({ template }: Named, locale: Locale) {
	const { icon, tint } = templates[template];
	return { icon, tint, name: templateTexts[template].name({ locale }) };
}

function marksIn(task: { marks: readonly ShownMark[]; seats: number | null }, locale: Locale) {
	return task.marks.map((mark) => ({
		mark,
		icon: markIcons[mark],
		text: markText(mark, task.seats, { locale }),
	}));
}

/** Where it is; null: at home, or somewhere in school. */
function placeOf(task: Named, locale: Locale) {
	const own = ownText(task, 'place', locale);
	return { where: own?.text ?? null, whereIn: textIn(own) };
}

function welcome(languages: readonly string[], locale: Locale): string | null {
	if (languages.length === 0) return null;
	const names = languages.map((tag) => languageName(tag, locale));
	return m.tasknotices_welcome({ languages: formatList(names, locale) }, { locale });
}

/** One task in the list. */
export function taskCard(task: TaskInList, { locale, timeZone }: Words) {
	const { first, last, shifts, left } = task;
	const until = task.flexible ? first.endsAt : last.startsAt;
	return {
		taskId: task.taskId,
		path: taskPath(task.taskId),
		look: lookOf(task, locale),
		...titleOf(task, locale),
		...placeOf(task, locale),
		days: formatDayRange(first.startsAt, until, locale, timeZone),
		times: shifts > 1 ? m.tasknotices_times({ count: shifts }, { locale }) : null,
		time: shifts > 1 || task.flexible ? null : timeOf(first, { locale, timeZone }),
		left: left > 0 ? m.tasknotices_left_places({ count: left }, { locale }) : m.join_full({}, { locale }),
		full: left === 0,
		mine: task.helps,
		waits: waitsText(task.waits, locale),
		marks: marksIn(task, locale),
	};
}

function waitsText(waits: TaskInList['waits'], locale: Locale): string | null {
	if (waits === null) return null;
	if (waits === 'offered') return m.tasks_offer_title({}, { locale });
	return waits === 'certificate'
		? m.tasks_certificate_waiting({}, { locale })
		: m.tasks_waiting({ number: waits }, { locale });
}

/** One role in the list. */
export function roleCard(role: RoleInList, { locale }: Words) {
	return {
		taskId: role.taskId,
		path: taskPath(role.taskId),
		look: lookOf(role, locale),
		...titleOf(role, locale),
		what: templateTexts[role.template].why({ locale }),
		mine: role.mine,
	};
}

function timeOf({ startsAt, endsAt }: Span, { locale, timeZone }: Words): string {
	return formatTimeRange(startsAt, endsAt, locale, timeZone);
}

export type TaskView = ReturnType<typeof taskView>;
export type ShiftView = TaskView['shifts'][number];

/** What a guardian is to be at, in words: nothing else can be claimed for that time. */
interface Plan extends Span {
	id: string;
	what: string;
}

/** One task with its shifts. */
export function taskView(task: TaskPage, words: Words, plans: readonly Plan[] = []) {
	const { locale } = words;
	const into = { locale };
	const texts = templateTexts[task.template];
	return {
		taskId: task.taskId,
		look: lookOf(task, locale),
		...titleOf(task, locale),
		...placeOf(task, locale),
		why: texts.why(into),
		what: texts.what(into),
		fromHome: task.marks.includes('from_home') && !task.place,
		marks: marksIn(task, locale),
		welcome: welcome(task.languages, locale),
		note: noteView(ownText(task, 'note', locale), locale),
		contact: task.contact && m.tasknotices_contact({ name: isolated(task.contact, locale) }, into),
		/** Of a role: what the school does with one's interest, and whether they are interested. */
		role: task.interested === null ? null : { interested: task.interested, then: texts.then?.(into) ?? '' },
		certificateFirst: task.certificate === 'not_seen' && task.level === 'full',
		information: task.level === 'information',
		closed: task.closed,
		cancelled: task.cancelled,
		shifts: task.shifts.map((shift) => shiftView(shift, task, words, plans)),
	};
}

function shiftView(shift: ShiftOnPage, task: TaskPage, words: Words, plans: readonly Plan[]) {
	const { locale, timeZone } = words;
	const { shiftId, startsAt, endsAt, state, mine, nextNumber, left } = shift;
	const into = { locale };
	const clash = task.flexible
		? undefined
		: plans.find((plan) => plan.id !== shiftId && overlaps(shift, plan))?.what;
	return {
		shiftId,
		state,
		/** In words, what they are to be at then. */
		clash: clash && !mine ? m.join_clash({ what: clash }, into) : null,
		nextNumber,
		leaf: dateLeaf(startsAt, locale, timeZone),
		datetime: startsAt.toISOString(),
		day: task.flexible
			? formatDayRange(startsAt, endsAt, locale, timeZone)
			: formatDay(startsAt, locale, timeZone),
		time: task.flexible ? m.tasknotices_when_it_suits({}, into) : timeOf(shift, words),
		left: state === 'open' ? m.tasknotices_left_places({ count: left }, into) : null,
		/** First the school has to see their certificate of conduct, or a newer one. */
		uncleared: !shift.cleared && task.level === 'full',
		mine: mine && {
			claimId: mine.claimId,
			status: mine.status,
			/** What they wait for, where they do. */
			waits: waitsText(shift.cleared ? mine.number : 'certificate', locale),
			offered: mine.offered,
			handing: mine.handing,
			calendar: task.flexible ? null : shiftCalendarPath(task.taskId, mine.claimId),
			/** In words, until when they can step back by themselves; null: that is past. */
			stepBack: shift.stepBackUntil
				? m.tasknotices_step_back_until(
						{ when: formatDayAndTime(shift.stepBackUntil, locale, timeZone) },
						into,
					)
				: null,
		},
	};
}

/** One time that a guardian helped, as it stands in their year: what, when, and the thanks for it. */
export function helpedLine(one: Awaited<ReturnType<typeof helpedWith>>[number], { locale, timeZone }: Words) {
	return {
		claimId: one.claimId,
		...titleOf(one, locale),
		day: one.flexible
			? formatDayRange(one.startsAt, one.endsAt, locale, timeZone)
			: formatDay(one.startsAt, locale, timeZone),
		thanks: one.thanks && m.tasknotices_year_thanks({ words: thanksText(one.thanks, locale) }, { locale }),
	};
}

/** A picture that is with thanks, ready to show; null where there is none. */
export function pictureView(picture: ThanksPicture | undefined, locale: Locale) {
	if (!picture) return null;
	const { fileId, width, height } = picture;
	return { fileId, width, height, text: pictureText(picture, locale) };
}
export type PictureView = NonNullable<ReturnType<typeof pictureView>>;

/** A guardian's school year of helping, on one page. */
export function yearView(year: NonNullable<Awaited<ReturnType<typeof ownYear>>>, words: Words) {
	const { locale, timeZone } = words;
	const timed = (one: Span & { flexible: boolean }) =>
		one.flexible ? m.tasknotices_when_it_suits({}, { locale }) : formatMinutes(minutesOf(one), locale);
	const pictureOf = (about: { kind: ThanksAbout; id: string }) =>
		pictureView(year.pictures.get(aboutKey(about)), locale);
	return {
		name: year.name.replace('-', '–'),
		times: year.times,
		/** In words; null where nothing had a time. */
		time: year.minutes > 0 ? formatMinutes(year.minutes, locale) : null,
		helped: year.helped.map((one) => ({
			...helpedLine(one, words),
			time: timed(one),
			picture: pictureOf({ kind: 'shift', id: one.shiftId }),
		})),
		interpreted: year.interpreted.map((one) => ({
			askId: one.askId,
			language: languageName(one.language, locale),
			day: formatDay(one.startsAt, locale, timeZone),
			time: timed({ ...one, flexible: false }),
		})),
		thanks: year.thanks.map((one) => ({
			about: `${one.aboutKind} ${one.aboutId}`,
			what: thankedKindName(one.what, locale),
			day: formatDay(one.day, locale, timeZone),
			words: thanksText(one.words, locale),
			picture: pictureOf({ kind: one.aboutKind, id: one.aboutId }),
		})),
		/** Pictures that are shown once they confirm who they are. */
		locked: year.locked,
		roles: year.roles.map((one) => ({ taskId: one.taskId, ...titleOf(one, locale) })),
	};
}

/** What the school noted of a guardian's certificate of conduct, as they read it under Me. */
export function certificateText({ seenOn, until }: SeenCertificate, { locale, timeZone }: Words) {
	const dated = (day: string) => formatDay(day, locale, timeZone, { year: true, weekday: false });
	return {
		what: m.tasknotices_mark_certificate({}, { locale }),
		text: m.tasknotices_certificate_seen({ day: dated(seenOn), until: dated(until) }, { locale }),
	};
}

/** An own shift as it stands among the own appointments. */
export function shiftCard(
	own: Awaited<ReturnType<typeof ownShifts>>[number],
	{ locale, timeZone }: Words,
): AppointmentCard {
	const look = lookOf(own, locale);
	const named = { ...titleOf(own, locale), ...placeOf(own, locale) };
	const day = own.flexible
		? formatDayRange(own.startsAt, own.endsAt, locale, timeZone)
		: formatDay(own.startsAt, locale, timeZone);
	const time = own.flexible ? m.tasknotices_when_it_suits({}, { locale }) : timeOf(own, { locale, timeZone });
	return {
		signUpId: own.claimId,
		slotId: own.shiftId,
		momentId: own.taskId,
		path: taskPath(own.taskId),
		calendar: shiftCalendarPath(own.taskId, own.claimId),
		look,
		...named,
		day,
		datetime: own.startsAt.toISOString(),
		leaf: dateLeaf(own.startsAt, locale, timeZone),
		time,
		aloud: spoken(
			[{ text: named.title, in: named.titleIn }, day, time, { text: named.where, in: named.whereIn }],
			locale,
		),
		childName: m.tasknotices_you_help({}, { locale }),
		status: own.cancelled ? 'cancelled' : own.status,
		skipped: null,
		waits: waitsText(own.forCertificate ? 'certificate' : own.number, locale),
		offered: own.offered,
	};
}

/** Appointments and own shifts in one list, in order of time. */
export function inOrder<C extends AppointmentCard>(...lists: C[][]): C[] {
	return lists.flat().sort((a, b) => a.datetime.localeCompare(b.datetime));
}
