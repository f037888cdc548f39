import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
	adjust,
	chooseGroups,
	endAt,
	hasWeek,
	planForm,
	planFormOfTyped,
	planGrid,
	planOf,
	planQuery,
	planSchema,
	problemOfForm,
	readPlanForm,
	slotsOf,
	startAt,
	tick,
	totalsOf,
	WHOLE_SCHOOL,
	type PlanCalendar,
	type PlanForm,
} from './plan-form.ts';

/** A Tuesday morning; the autumn holiday comes after the week that is planned. */
const calendar: PlanCalendar = {
	daysOff: [
		{ kind: 'autumn', name: null, firstDay: '2026-10-17', lastDay: '2026-10-25' },
		{ kind: 'study_day', name: null, firstDay: '2026-10-13', lastDay: '2026-10-13' },
		{ kind: 'half_day', name: null, firstDay: '2026-10-16', lastDay: '2026-10-16' },
	],
	schoolEnds: ['14:00', '14:00', '12:15', '14:00', '14:00'],
	today: '2026-10-06',
	time: '09:00',
	lastDay: '2027-07-16',
};
const quiet: PlanCalendar = { ...calendar, daysOff: [], schoolEnds: [] };

const form: PlanForm = {
	momentId: 'moment-1',
	kind: 'look',
	groups: ['zonnebloem'],
	week: '2026-10-12',
	times: [
		{ from: '08:30', till: '09:00' },
		{ from: '13:15', till: '13:45' },
	],
	cells: ['1 0', '2 0', '4 1'],
	places: 4,
	adultsPerChild: 2,
	slotsPerChild: 1,
	closesHoursBefore: 1,
	interpreterOffered: true,
	title: '',
	place: '',
	note: '',
	opensOn: '',
	firstUntil: '',
	closesOn: '',
	children: [],
	named: false,
	meetings: 1,
	everyWeeks: 1,
	revision: 0,
};
const short = (of: PlanForm, by: PlanCalendar) =>
	slotsOf(of, by).map(({ day, from, till }) => `${day.slice(8)} ${from}-${till}`);

describe('the grid', () => {
	it('has what can be ticked, what is free and what is over', () => {
		const states = planGrid(form, calendar).map(({ cells }) => cells.map(({ state }) => state).join(' '));
		expect(states).toEqual(['open open', 'free free', 'open free', 'open open', 'open free']);
		const now = planGrid({ ...form, week: '2026-10-05' }, quiet).map(({ cells }) =>
			cells.map(({ state }) => state).join(' '),
		);
		expect(now.slice(0, 3)).toEqual(['past past', 'past open', 'open open']);
	});
	it('leaves afternoons to talks, for which nobody has to be in class', () => {
		const talks = planGrid({ ...form, kind: 'ten_minutes' }, calendar);
		expect(talks[2]?.cells[1]?.state).toBe('open');
	});
	it('counts what is ticked and can be, and keeps the rest for another week', () => {
		expect(short(form, quiet)).toEqual(['12 08:30-09:00', '13 08:30-09:00', '15 13:15-13:45']);
		expect(short(form, calendar)).toEqual(['12 08:30-09:00', '15 13:15-13:45']);
		const later = adjust(adjust(form, 'week_after', calendar), 'week_after', calendar);
		expect(short(later, calendar)).toHaveLength(3);
	});
	it('ticks and unticks', () => {
		expect(tick(tick(form, '5 0', true), '5 0', true).cells).toEqual(['1 0', '2 0', '4 1', '5 0']);
		expect(tick(form, '2 0', false).cells).toEqual(['1 0', '4 1']);
	});
});

describe('the buttons', () => {
	it('go to another week, not before this one and not after the school year', () => {
		expect(adjust(form, 'week_after', calendar).week).toBe('2026-10-19');
		const first = adjust(form, 'week_before', calendar);
		expect(first.week).toBe('2026-10-05');
		expect(hasWeek(first, -7, calendar)).toBe(false);
		expect(adjust(first, 'week_before', calendar)).toBe(first);
		expect(hasWeek({ ...form, week: '2027-07-12' }, 7, calendar)).toBe(false);
	});
	it('add a time: in the afternoon first, then right after the last, on the same days', () => {
		const morning = { ...form, times: form.times.slice(0, 1), cells: ['1 0', '2 0'] };
		const two = adjust(morning, 'add_time', calendar);
		expect(two.times).toEqual(form.times);
		expect(two.cells).toEqual(['1 0', '2 0', '1 1', '2 1']);
		expect(adjust(two, 'add_time', calendar).times.at(-1)).toEqual({ from: '13:45', till: '14:15' });
	});
	it('take a time away with its ticks, and never the last one', () => {
		const one = adjust(form, 'drop_time 0', calendar);
		expect(one).toMatchObject({ times: [{ from: '13:15', till: '13:45' }], cells: ['4 0'] });
		expect(adjust(one, 'drop_time 0', calendar)).toBe(one);
	});
	it('do nothing that they don’t know', () => {
		expect(adjust(form, 'drop_time 9', calendar)).toBe(form);
		expect(adjust(form, 'anything', calendar)).toBe(form);
	});
	it('move an end along with its start', () => {
		expect(startAt(form, 0, '09:15').times[0]).toEqual({ from: '09:15', till: '09:45' });
		expect(endAt(form, 0, '09:30').times[0]).toEqual({ from: '08:30', till: '09:30' });
		const inside = endAt(form, 0, '08:00');
		expect(startAt(inside, 0, '10:00').times[0]).toEqual({ from: '10:00', till: '10:05' });
	});
});

describe('for whom', () => {
	it('the whole school drops the groups, and a group drops the whole school', () => {
		expect(chooseGroups(['a', 'b'], ['a', 'b', WHOLE_SCHOOL])).toEqual([WHOLE_SCHOOL]);
		expect(chooseGroups([WHOLE_SCHOOL], [WHOLE_SCHOOL, 'a'])).toEqual(['a']);
		expect(chooseGroups(['a', 'b'], ['b'])).toEqual(['b']);
	});
	it('comes to groups, or to none for the whole school', () => {
		expect(planOf(form, quiet).groupIds).toEqual(['zonnebloem']);
		expect(planOf({ ...form, groups: [WHOLE_SCHOOL] }, quiet).groupIds).toEqual([]);
	});
});

describe('a form', () => {
	const entries = planQuery(form);
	const posted = {
		...Object.fromEntries(entries),
		groups: entries.getAll('groups'),
		from: entries.getAll('from'),
		till: entries.getAll('till'),
		cells: entries.getAll('cells'),
	};
	it('goes into an address and comes back', () => {
		const read = v.safeParse(planSchema, posted);
		expect(read.success && readPlanForm(read.output)).toEqual(form);
	});
	it.each([
		['week', '2026-13-41', 'not_a_date'],
		['places', '0', 'too_few'],
		['places', '501', 'too_many'],
		['places', 'vier', 'not_a_number'],
		['from', ['8:30'], 'not_a_time'],
		['kind', 'party', 'not_a_choice'],
		['closesHoursBefore', '3', 'not_a_choice'],
		['title', 'x'.repeat(81), 'too_long'],
		['cells', ['9 0'], 'not_a_choice'],
	])('with %s %s is refused: %s', (field, value, problem) => {
		const read = v.safeParse(planSchema, { ...posted, [field]: value });
		expect(read.issues?.[0]?.message).toBe(problem);
	});
	it('that was refused is shown again, with what makes no sense put right', () => {
		const typed = { ...posted, places: 'vier', from: ['', '13:15'], week: 'x', kind: 'look' };
		expect(planFormOfTyped(typed, calendar)).toMatchObject({
			places: 4,
			times: [
				{ from: '08:30', till: '09:00' },
				{ from: '13:15', till: '13:45' },
			],
			week: '2026-10-05',
			cells: form.cells,
			groups: ['zonnebloem'],
		});
	});
	it('of a saved plan has its rows and ticks', () => {
		const plan = planOf(form, quiet);
		expect(planForm(plan, form.week, form.times)).toEqual(form);
	});
	it('says what it lacks', () => {
		expect(problemOfForm(form, quiet)).toBeUndefined();
		expect(problemOfForm({ ...form, groups: [] }, quiet)).toEqual({ field: 'groups', problem: 'required' });
		expect(problemOfForm({ ...form, cells: [] }, quiet)).toEqual({ field: 'cells', problem: 'no_slots' });
		expect(problemOfForm(endAt(form, 0, '08:00'), quiet)?.problem).toBe('ends_before_start');
	});
	it('comes to places', () => {
		expect(totalsOf(form, quiet, { children: 12, families: 11 })).toMatchObject({
			slots: 3,
			places: 12,
			needed: 12,
			fits: 'exactly',
		});
	});
});
