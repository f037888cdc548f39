// The form of the planning page: the grid of days and times with what is ticked in it, and what each of its buttons does.
// In the browser it keeps the page live; without JavaScript the server does the same with what was posted.
import * as v from 'valibot';
import type { Problem } from '#lib/platform/problems.ts';
import type { DayOff } from '#lib/school/days-off.ts';
import { kinds, momentKindNames, type MomentKind } from './kinds.ts';
import {
	dayAfter,
	later,
	monday,
	planTotals,
	problemOfOpening,
	MOST_MEETINGS,
	MOST_WEEKS_BETWEEN,
	problemOfSlots,
	schoolWeek,
	seriesOf,
	weekday,
	type FreeDays,
	type OpeningProblem,
	type PlannedSlot,
	type PlanTotals,
	type SlotsProblem,
	type TimeSpan,
} from './week-plan.ts';

/** In place of a group: the moment is for the whole school. */
export const WHOLE_SCHOOL = '*';

export interface PlanForm {
	/** Chosen before anything is saved, so that a form sent twice plans once. */
	momentId: string;
	kind: MomentKind;
	/** Ids of groups, or `WHOLE_SCHOOL` alone. */
	groups: string[];
	/** Only for these children of the groups; see `named`. */
	children: string[];
	/** Not for all of the groups, but for `children`. */
	named: boolean;
	/** A Monday. */
	week: string;
	/** The rows of the grid. */
	times: TimeSpan[];
	/** What is ticked: `<weekday> <row>`, so that another week or time keeps it. */
	cells: string[];
	places: number;
	adultsPerChild: number;
	slotsPerChild: number;
	closesHoursBefore: number;
	interpreterOffered: boolean;
	title: string;
	place: string;
	note: string;
	/** Days of signing up, `YYYY-MM-DD`; empty: at once, for all, until so many hours before. */
	opensOn: string;
	firstUntil: string;
	closesOn: string;
	/** More than one: a series, with so many weeks from one meeting to the next. */
	meetings: number;
	everyWeeks: number;
	/** The revision of the draft that it was opened with; 0 for a new plan. */
	revision: number;
}

/** What the grid has to know of the school's calendar and clock. */
export interface PlanCalendar {
	daysOff: readonly Pick<DayOff, 'kind' | 'name' | 'firstDay' | 'lastDay'>[];
	/** When school ends on Monday to Friday, `HH:MM`; null: no school; empty: not known. */
	schoolEnds: readonly (string | null)[];
	/** The school's day and time of now. */
	today: string;
	time: string;
	/** Last day of the school year. */
	lastDay: string;
}

/** Where parents come to see the class: it has to be there. */
const inSchoolTime: ReadonlySet<MomentKind> = new Set(['look', 'tour']);

/** Most rows that fit a page. */
const MOST_TIMES = 16;

/** Values of the choice of how long before a slot one can sign up, in hours. */
export const closingChoices = [0, 1, 2, 12, 24, 48] as const;

const count = (most: number) =>
	v.pipe(
		v.string('required'),
		v.regex(/^\d{1,4}$/, 'not_a_number'),
		v.transform(Number),
		v.minValue(1, 'too_few'),
		v.maxValue(most, 'too_many'),
	);
const isDay = (text: string) =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const words = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most, 'too_long')), '');
const dayOrNone = v.optional(
	v.pipe(
		v.string(),
		v.check((text) => text === '' || isDay(text), 'not_a_date'),
	),
	'',
);
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'));

const flag = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => value !== ''),
	),
	'',
);
const several = (most: number) => v.optional(count(most), '1');

export const planSchema = v.object({
	momentId: v.pipe(v.string('required'), v.regex(/^[\w-]{8,64}$/, 'not_a_choice')),
	kind: v.picklist(momentKindNames, 'not_a_choice'),
	groups: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(200, 'too_many')),
	children: v.optional(
		v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(500, 'too_many')),
		[],
	),
	named: flag,
	week: v.pipe(v.string('required'), v.check(isDay, 'not_a_date')),
	from: v.pipe(v.array(time), v.minLength(1, 'required'), v.maxLength(MOST_TIMES, 'too_many')),
	till: v.pipe(v.array(time), v.minLength(1, 'required'), v.maxLength(MOST_TIMES, 'too_many')),
	cells: v.array(v.pipe(v.string(), v.regex(/^[1-5] \d{1,2}$/, 'not_a_choice'))),
	places: count(500),
	adultsPerChild: count(10),
	slotsPerChild: count(5),
	closesHoursBefore: v.pipe(
		v.string('required'),
		v.transform(Number),
		v.picklist(closingChoices, 'not_a_choice'),
	),
	interpreterOffered: flag,
	title: words(80),
	place: words(80),
	note: words(500),
	opensOn: dayOrNone,
	firstUntil: dayOrNone,
	closesOn: dayOrNone,
	meetings: several(MOST_MEETINGS),
	everyWeeks: several(MOST_WEEKS_BETWEEN),
	revision: v.optional(v.pipe(v.string(), v.regex(/^\d{0,6}$/, 'not_a_number'), v.transform(Number)), '0'),
	adjust: v.optional(v.string(), ''),
});

/** A posted form; rows of which a half is missing are left out. */
export function readPlanForm({
	from,
	till,
	adjust: _,
	week,
	...rest
}: v.InferOutput<typeof planSchema>): PlanForm {
	const times = from.flatMap((start, row) => {
		const end = till[row];
		return end ? [{ from: start, till: end }] : [];
	});
	const meetings = kinds[rest.kind].series ? rest.meetings : 1;
	return { ...rest, meetings, groups: wholeOrSome(rest.groups), week: monday(week), times };
}

/** A form that was refused, as far as it can be shown again: what makes no sense becomes the kind's own. */
export function planFormOfTyped(values: Record<string, string | string[]>, calendar: PlanCalendar): PlanForm {
	const one = (name: string) => String(values[name] ?? '');
	const many = (name: string) => [values[name] ?? []].flat();
	const number = (name: string, usual: number) => (/^\d{1,4}$/.test(one(name)) ? Number(one(name)) : usual);
	const kind = isMomentKind(one('kind')) ? (one('kind') as MomentKind) : 'look';
	const { defaults } = kinds[kind];
	const isTime = (text: string | undefined) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text ?? '');
	const usual = defaults.startTimes[0] ?? '08:30';
	const times = many('from')
		.slice(0, MOST_TIMES)
		.map((typed, row) => {
			const from = isTime(typed) ? typed : usual;
			const till = many('till')[row];
			return { from, till: till && isTime(till) ? till : later(from, defaults.minutes) };
		});
	return {
		momentId: one('momentId'),
		kind,
		groups: wholeOrSome(many('groups')),
		children: many('children').filter(Boolean),
		named: one('named') !== '',
		week: monday(isDay(one('week')) ? one('week') : calendar.today),
		times: times.length > 0 ? times : [{ from: usual, till: later(usual, defaults.minutes) }],
		cells: many('cells').filter((value) => /^[1-5] \d{1,2}$/.test(value)),
		places: number('places', defaults.places),
		adultsPerChild: number('adultsPerChild', defaults.adultsPerChild),
		slotsPerChild: number('slotsPerChild', defaults.slotsPerChild),
		closesHoursBefore: number('closesHoursBefore', defaults.closesHoursBefore),
		interpreterOffered: one('interpreterOffered') !== '',
		title: one('title'),
		place: one('place'),
		note: one('note'),
		opensOn: one('opensOn'),
		firstUntil: one('firstUntil'),
		closesOn: one('closesOn'),
		meetings: Math.max(1, Math.min(number('meetings', 1), MOST_MEETINGS)),
		everyWeeks: Math.max(1, Math.min(number('everyWeeks', 1), MOST_WEEKS_BETWEEN)),
		revision: number('revision', 0),
	};
}

/** Whether a word from an address is a kind of moment. */
export function isMomentKind(word: string): word is MomentKind {
	return (momentKindNames as readonly string[]).includes(word);
}

/** What a form comes to, to be saved. */
export function planOf(form: PlanForm, calendar: PlanCalendar) {
	const { groups, week: _, times: _times, cells: _cells, title, place, note, ...others } = form;
	const { opensOn, firstUntil, closesOn, named, children, ...rest } = others;
	return {
		...rest,
		groupIds: groups.includes(WHOLE_SCHOOL) ? [] : groups,
		childIds: named ? children : null,
		title: title || null,
		place: place || null,
		note: note || null,
		opensOn: opensOn || null,
		firstUntil: firstUntil || null,
		closesOn: closesOn || null,
		slots: slotsOf(form, calendar),
	};
}

/** The whole school is every group: nothing is chosen beside it. */
function wholeOrSome(groups: string[]): string[] {
	return groups.includes(WHOLE_SCHOOL) ? [WHOLE_SCHOOL] : [...new Set(groups)];
}

/** What a choice of chips comes to: the whole school drops the groups, and a group drops the whole school. */
export function chooseGroups(before: readonly string[], chosen: readonly string[]): string[] {
	const added = chosen.filter((group) => !before.includes(group));
	if (added.includes(WHOLE_SCHOOL)) return [WHOLE_SCHOOL];
	return added.length > 0 ? chosen.filter((group) => group !== WHOLE_SCHOOL) : [...chosen];
}

/** Year groups that have more than one of these groups, with those groups: chosen with one tap. */
export function yearsOf(
	groups: readonly { id: string; yearGroups: readonly string[] }[],
): { year: string; groupIds: string[] }[] {
	const years = [...new Set(groups.flatMap(({ yearGroups }) => yearGroups))].sort(
		(a, b) => Number(a) - Number(b) || a.localeCompare(b),
	);
	return years
		.map((year) => ({
			year,
			groupIds: groups.filter(({ yearGroups }) => yearGroups.includes(year)).map(({ id }) => id),
		}))
		.filter(({ groupIds }) => groupIds.length > 1 && groupIds.length < groups.length);
}

/** Where two versions of a draft differ, by what the page calls it. */
export type PlanPart =
	| 'groups'
	| 'children'
	| 'times'
	| 'series'
	| 'places'
	| 'adultsPerChild'
	| 'slotsPerChild'
	| 'closesHoursBefore'
	| 'interpreterOffered'
	| 'opening'
	| 'title'
	| 'place'
	| 'note';

/** What is different in the other version, in the order of the page. */
export function planDifferences(mine: PlanForm, theirs: PlanForm, calendar: PlanCalendar): PlanPart[] {
	const parts: Record<PlanPart, (form: PlanForm) => unknown> = {
		groups: ({ groups }) => [...groups].sort(),
		children: ({ named, children }) => named && [...children].sort(),
		series: ({ meetings, everyWeeks }) => meetings > 1 && [meetings, everyWeeks],
		times: (form) => slotsOf(form, calendar),
		places: ({ places }) => places,
		adultsPerChild: ({ adultsPerChild }) => adultsPerChild,
		slotsPerChild: ({ slotsPerChild }) => slotsPerChild,
		closesHoursBefore: ({ closesHoursBefore }) => closesHoursBefore,
		interpreterOffered: ({ interpreterOffered }) => interpreterOffered,
		opening: ({ opensOn, firstUntil, closesOn }) => [opensOn, firstUntil, closesOn],
		title: ({ title }) => title,
		place: ({ place }) => place,
		note: ({ note }) => note,
	};
	return (Object.keys(parts) as PlanPart[]).filter(
		(part) => JSON.stringify(parts[part](mine)) !== JSON.stringify(parts[part](theirs)),
	);
}

/** A saved or proposed plan as a form. */
export function planForm(
	plan: {
		momentId: string;
		kind: MomentKind;
		groupIds: readonly string[];
		title: string | null;
		place: string | null;
		note: string | null;
		slots: readonly PlannedSlot[];
		places: number;
		adultsPerChild: number;
		slotsPerChild: number;
		closesHoursBefore: number;
		interpreterOffered: boolean;
		opensOn: string | null;
		firstUntil: string | null;
		closesOn: string | null;
		childIds: readonly string[] | null;
		meetings: number;
		everyWeeks: number;
		revision: number;
	},
	week: string,
	times: readonly TimeSpan[],
): PlanForm {
	const { groupIds, childIds, slots, title, place, note, ...rest } = plan;
	// of a series the first week stands for the others
	const ofWeek = plan.meetings > 1 ? slots.filter(({ day }) => monday(day) === week) : slots;
	const rowOf = ({ from, till }: TimeSpan) =>
		times.findIndex((row) => row.from === from && row.till === till);
	return {
		...rest,
		groups: groupIds.length > 0 ? [...groupIds] : [WHOLE_SCHOOL],
		children: [...(childIds ?? [])],
		named: childIds !== null,
		week,
		times: [...times],
		cells: ofWeek.map((slot) => cell(weekday(slot.day), rowOf(slot))),
		title: title ?? '',
		place: place ?? '',
		note: note ?? '',
		opensOn: plan.opensOn ?? '',
		firstUntil: plan.firstUntil ?? '',
		closesOn: plan.closesOn ?? '',
	};
}

/** The value of a cell of the grid. */
export function cell(day: number, row: number): string {
	return `${day} ${row}`;
}

/** `open`: can be ticked; `free`: no school then; `past`: over or under way. */
export type CellState = 'open' | 'free' | 'past';

export interface PlanDay {
	day: string;
	/** One for each row. */
	cells: { value: string; state: CellState; ticked: boolean }[];
}

/** The grid of a week, Monday to Friday. */
export function planGrid(form: PlanForm, calendar: PlanCalendar): PlanDay[] {
	return schoolWeek(form.week).map((day) => ({
		day,
		cells: form.times.map((span, row) => {
			const value = cell(weekday(day), row);
			const state = stateOf(form.kind, day, span, calendar);
			return { value, state, ticked: state === 'open' && form.cells.includes(value) };
		}),
	}));
}

function stateOf(kind: MomentKind, day: string, { from }: TimeSpan, calendar: PlanCalendar): CellState {
	if (day < calendar.today || (day === calendar.today && from <= calendar.time)) return 'past';
	const free = freeDaysOf(calendar.daysOff);
	if (free.isFree(day)) return 'free';
	return inSchoolTime.has(kind) && schoolIsOut(day, from, free, calendar) ? 'free' : 'open';
}

/** Whether the class went home by then: after the day's last bell, or at noon on a half day. */
function schoolIsOut(day: string, from: string, free: FreeDays, { schoolEnds }: PlanCalendar): boolean {
	if (free.isHalf(day) && from >= '12:00') return true;
	if (schoolEnds.length === 0) return false;
	const ends = schoolEnds[weekday(day) - 1];
	return ends === null || (ends !== undefined && from >= ends);
}

/** The slots that a form comes to: what is ticked and can be, again for each meeting of a series. In order of time. */
export function slotsOf(form: PlanForm, calendar: PlanCalendar): PlannedSlot[] {
	const ofWeek = slotsOfWeek(form, calendar);
	return form.meetings > 1 ? seriesOf(ofWeek, form, freeDaysOf(calendar.daysOff), calendar.lastDay) : ofWeek;
}

function slotsOfWeek(form: PlanForm, calendar: PlanCalendar): PlannedSlot[] {
	return planGrid(form, calendar).flatMap(({ day, cells }) =>
		cells
			.flatMap(({ ticked }, row) => {
				const span = form.times[row];
				return ticked && span ? [{ day, ...span }] : [];
			})
			.sort((a, b) => a.from.localeCompare(b.from)),
	);
}

/** What a form's places come to, for so many children and families. */
export function totalsOf(
	form: PlanForm,
	calendar: PlanCalendar,
	audience: { children: number; families: number },
): PlanTotals & { slots: number } {
	const all = slotsOf(form, calendar).length;
	// who comes to a series takes one place in all of it
	const slots = form.meetings > 1 ? Math.min(1, all) : all;
	return { slots, ...planTotals(form.kind, slots, form.places, audience) };
}

/** Beside which field a problem with the days of signing up stands. */
export const openingFields = {
	closes_after_start: 'closesOn',
	opens_too_late: 'opensOn',
	first_before_open: 'firstUntil',
} as const satisfies Record<OpeningProblem, string>;

/** What a plan lacks before it can be saved, and at which field. */
export function problemOfForm(
	form: PlanForm,
	calendar: PlanCalendar,
):
	| { field: 'groups'; problem: Problem }
	| { field: 'children'; problem: Problem }
	| { field: 'cells'; problem: SlotsProblem }
	| { field: 'opensOn' | 'firstUntil' | 'closesOn'; problem: OpeningProblem }
	| undefined {
	if (form.groups.length === 0) return { field: 'groups', problem: 'required' };
	if (form.named && form.children.length === 0) return { field: 'children', problem: 'required' };
	const problem = problemOfSlots(slotsOf(form, calendar));
	if (problem) return { field: 'cells', problem };
	const unclear = problemOfOpening(planOf(form, calendar));
	return unclear && { field: openingFields[unclear], problem: unclear };
}

/** A button of the page that changes the form and sends nothing. */
export type Adjust = 'week_before' | 'week_after' | 'add_time' | `drop_time ${number}`;

/** The form after a button was pressed; the same form where the button can do nothing. */
export function adjust(form: PlanForm, button: string, calendar: PlanCalendar): PlanForm {
	if (button === 'week_before') return toWeek(form, -7, calendar);
	if (button === 'week_after') return toWeek(form, 7, calendar);
	if (button === 'add_time') return addTime(form);
	const [, row] = /^drop_time (\d+)$/.exec(button) ?? [];
	return row === undefined ? form : dropTime(form, Number(row));
}

/** Whether there is a week to go to: not before this one, not after the school year. */
export function hasWeek(form: PlanForm, days: -7 | 7, { today, lastDay }: PlanCalendar): boolean {
	const week = dayAfter(form.week, days);
	return days < 0 ? week >= monday(today) : week <= lastDay;
}

function toWeek(form: PlanForm, days: -7 | 7, calendar: PlanCalendar): PlanForm {
	return hasWeek(form, days, calendar) ? { ...form, week: dayAfter(form.week, days) } : form;
}

/** A row more, as long as the last one and on the same days: in the afternoon where all are in the morning, else right after it. */
function addTime(form: PlanForm): PlanForm {
	const last = form.times.at(-1);
	if (!last || form.times.length >= MOST_TIMES) return form;
	const length = minutesOf(last);
	const inMorning = form.times.every(({ from }) => from < '12:00');
	const from = inMorning ? '13:15' : last.till;
	const row = form.times.length;
	const same = form.cells.filter((value) => value.endsWith(` ${row - 1}`));
	return {
		...form,
		times: [...form.times, { from, till: later(from, length) }],
		cells: [...form.cells, ...same.map((value) => cell(Number(value.split(' ')[0]), row))],
	};
}

function dropTime(form: PlanForm, row: number): PlanForm {
	if (form.times.length <= 1 || !form.times[row]) return form;
	const cells = form.cells.flatMap((value) => {
		const [day = 0, of = 0] = value.split(' ').map(Number);
		if (of === row) return [];
		return [cell(day, of > row ? of - 1 : of)];
	});
	return { ...form, times: form.times.filter((_, at) => at !== row), cells };
}

/** A row's start at another time: its end moves along. */
export function startAt(form: PlanForm, row: number, from: string): PlanForm {
	return withTime(form, row, (span) => ({ from, till: later(from, minutesOf(span)) }));
}

export function endAt(form: PlanForm, row: number, till: string): PlanForm {
	return withTime(form, row, ({ from }) => ({ from, till }));
}

function withTime(form: PlanForm, row: number, change: (span: TimeSpan) => TimeSpan): PlanForm {
	return { ...form, times: form.times.map((span, at) => (at === row ? change(span) : span)) };
}

/** Length of a row; never below five minutes, so that moving its start can't turn it inside out. */
function minutesOf({ from, till }: TimeSpan): number {
	const [start = 0, end = 0] = [from, till].map((text) => {
		const [hour = 0, minute = 0] = text.split(':').map(Number);
		return hour * 60 + minute;
	});
	return Math.max(5, end - start);
}

/** A cell ticked, or no longer. */
export function tick(form: PlanForm, value: string, on: boolean): PlanForm {
	const others = form.cells.filter((other) => other !== value);
	return { ...form, cells: on ? [...others, value] : others };
}

/** The school's free days; a half day is free in the afternoon only. */
export function freeDaysOf(daysOff: PlanCalendar['daysOff']): FreeDays {
	const on = (day: string) => daysOff.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
	return {
		isFree: (day) => on(day).some(({ kind }) => kind !== 'half_day'),
		isHalf: (day) => on(day).some(({ kind }) => kind === 'half_day'),
	};
}

/** The form as an address, for what the server works out while one plans (see the preview's route). */
export function planQuery(form: PlanForm): URLSearchParams {
	const query = new URLSearchParams();
	const { momentId, kind, week, places, adultsPerChild, slotsPerChild, closesHoursBefore } = form;
	for (const [name, value] of Object.entries({
		momentId,
		kind,
		week,
		places,
		adultsPerChild,
		slotsPerChild,
		closesHoursBefore,
		interpreterOffered: form.interpreterOffered ? '1' : '',
		title: form.title,
		place: form.place,
		opensOn: form.opensOn,
		firstUntil: form.firstUntil,
		closesOn: form.closesOn,
		meetings: form.meetings,
		everyWeeks: form.everyWeeks,
		named: form.named ? '1' : '',
	}))
		query.set(name, String(value));
	for (const group of form.groups) query.append('groups', group);
	for (const child of form.children) query.append('children', child);
	for (const { from, till } of form.times) {
		query.append('from', from);
		query.append('till', till);
	}
	for (const value of form.cells) query.append('cells', value);
	return query;
}
