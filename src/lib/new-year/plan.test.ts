import { describe, expect, test } from 'vitest';
import type { YearChoices } from './choices.ts';
import { isDone, planYear, type GroupOfYear, type YearNow } from './plan.ts';
import { keyOfGroup, proposeGroups } from './propose.ts';

const group = (
	id: string,
	name: string,
	yearGroups: string[],
	childIds: string[],
	more: Partial<GroupOfYear> = {},
): GroupOfYear => ({ id, name, kind: 'class', yearGroups, childIds, staffIds: [], ...more });

/** A small school in June: a group 1/2, 3 and 8, and a plus class across them. */
function june(more: Partial<YearNow> = {}): YearNow {
	return {
		today: '2027-06-15',
		timeZone: 'Europe/Amsterdam',
		from: { id: '2026', name: '2026-2027', startsOn: '2026-08-24', endsOn: '2027-07-16' },
		to: null,
		usual: { name: '2027-2028', startsOn: '2027-08-30', endsOn: '2028-07-07' },
		groups: [
			group('g12', 'Groep 1/2 Zonnebloem', ['1', '2'], ['ilyas', 'elif'], { staffIds: ['marieke'] }),
			group('g3', 'Groep 3', ['3'], ['emre'], { staffIds: ['selin'] }),
			group('g8', 'Groep 8', ['8'], ['sem']),
			group('plus', 'Plusklas', [], ['emre', 'sem'], { kind: 'across' }),
		],
		newGroups: [],
		children: [
			{ id: 'ilyas', name: 'Ilyas', yearGroup: '1', leftOn: null },
			{ id: 'elif', name: 'Elif', yearGroup: '2', leftOn: null },
			{ id: 'emre', name: 'Emre', yearGroup: '3', leftOn: null },
			{ id: 'sem', name: 'Sem', yearGroup: '8', leftOn: null },
			{ id: 'mees', name: 'Mees', yearGroup: '3', leftOn: '2026-09-11' },
		],
		staff: [
			{ id: 'marieke', name: 'Marieke' },
			{ id: 'selin', name: 'Selin' },
		],
		moments: [
			{ id: 'look', kind: 'look', title: null, wholeSchool: false, groupIds: ['g3'], firstDay: '2026-10-06' },
			{ id: 'feast', kind: 'feast', title: null, wholeSchool: true, groupIds: [], firstDay: '2026-12-03' },
			{
				id: 'farewell',
				kind: 'evening',
				title: null,
				wholeSchool: false,
				groupIds: ['g8'],
				firstDay: '2027-06-30',
			},
		],
		namedMoments: [],
		copied: [],
		hasCard: true,
		newCard: false,
		...more,
	};
}

/** The school after everything of a plan was done, as it would be read again. */
function after(now: YearNow, choices: YearChoices): YearNow {
	const plan = planYear(now, choices);
	return {
		...now,
		to: { id: 'new', name: plan.year.name, startsOn: plan.year.startsOn, endsOn: plan.year.endsOn },
		newGroups: plan.groups.map((one) => ({
			id: one.existingId ?? `new ${one.key}`,
			name: one.name,
			kind: one.kind,
			yearGroups: one.yearGroups,
			childIds: [
				...(now.newGroups.find(({ id }) => id === one.existingId)?.childIds ?? []),
				...one.children.map(({ id }) => id),
			],
			staffIds: [...one.staffThere, ...one.staffIds],
		})),
		children: now.children.map((child) => ({
			...child,
			leftOn: plan.leavers.find(({ id }) => id === child.id)?.lastDay ?? child.leftOn,
		})),
		copied: [...now.copied, ...plan.moments.map(({ fromId }) => fromId)],
		newCard: now.newCard || plan.card === 'copy',
	};
}

const groupsOf = (now: YearNow, choices: YearChoices = {}) =>
	Object.fromEntries(
		planYear(now, choices).groups.map((one) => [one.name, one.children.map(({ id }) => id)]),
	);

describe('without any choice', () => {
	test('everybody goes up a year; the younger half of a combined group stays; the last year leaves', () => {
		expect(groupsOf(june())).toEqual({
			'Groep 1/2 Zonnebloem': ['ilyas'],
			'Groep 3': ['elif'],
			'Groep 4': ['emre'],
			Plusklas: ['emre'],
		});
		expect(planYear(june(), {}).leavers).toEqual([
			{ id: 'sem', name: 'Sem', group: 'Groep 8', lastDay: '2027-07-16', isNoted: false },
		]);
	});

	test('the year groups go with the children', () => {
		const planned = planYear(june(), {}).groups;
		expect(planned.map(({ name, yearGroups }) => [name, yearGroups])).toEqual([
			['Groep 1/2 Zonnebloem', ['1', '2']],
			['Groep 3', ['3']],
			['Groep 4', ['4']],
			['Plusklas', []],
		]);
		expect(planned.flatMap(({ children }) => children).find(({ id }) => id === 'emre')?.yearGroup).toBe('4');
	});

	test('teachers stay with the group of that name, and a group without one is told', () => {
		const plan = planYear(june(), {});
		expect(plan.groups.map(({ name, staffIds }) => [name, staffIds])).toEqual([
			['Groep 1/2 Zonnebloem', ['marieke']],
			['Groep 3', ['selin']],
			['Groep 4', []],
			['Plusklas', []],
		]);
		expect(plan.problems).toEqual([{ code: 'group_without_teacher', groups: ['Groep 4', 'Plusklas'] }]);
	});

	test('no moment is planned again by itself; the card is', () => {
		expect(planYear(june(), {})).toMatchObject({ moments: [], card: 'copy' });
		expect(planYear(june({ hasCard: false }), {}).card).toBe('none');
	});
});

test('of parallel groups, the one with the same letter', () => {
	const groups = [
		group('3a', 'Groep 3a', ['3'], ['x']),
		group('3b', 'Groep 3b', ['3'], ['y']),
		group('4a', 'Groep 4a', ['4'], []),
		group('4b', 'Groep 4b', ['4'], []),
	];
	const children = ['x', 'y'].map((id) => ({ id, name: id, yearGroup: '3', leftOn: null }));
	expect(proposeGroups(june({ groups, children })).map(({ name }) => name)).toEqual(['Groep 4a', 'Groep 4b']);
});

test('what is chosen holds', () => {
	const choices: YearChoices = {
		groups: [
			{ fromId: 'g12', yearGroup: '1', name: 'Groep 2' },
			{ fromId: 'g12', yearGroup: '2', name: null },
			{ fromId: 'g3', yearGroup: '3', name: ' groep 4 ' },
			{ fromId: 'g8', yearGroup: '8', name: null },
			{ fromId: 'plus', yearGroup: null, name: null },
		],
		teachers: { [keyOfGroup('Groep 4')]: ['selin', 'nobody'] },
		leavers: { lastDay: '2027-08-31', childIds: ['ilyas'] },
		card: false,
	};
	const plan = planYear(june(), choices);
	expect(groupsOf(june(), choices)).toEqual({ 'groep 4': ['emre'] });
	expect(plan.groups[0]?.staffIds).toEqual(['selin']);
	expect(plan.leavers.map(({ id, lastDay }) => [id, lastDay])).toEqual([
		['ilyas', '2027-08-31'],
		['elif', '2027-08-31'],
		['sem', '2027-08-31'],
	]);
	expect(plan.card).toBe('none');
});

test('children whom an import has already put into the new year stay where it put them', () => {
	const to = { id: 'new', name: '2027-2028', startsOn: '2027-08-30', endsOn: '2028-07-07' };
	const now = june({ to, newGroups: [group('n5', 'Groep 5', ['5'], ['emre', 'sem'])] });
	const plan = planYear(now, {});
	expect(plan.groups.find(({ name }) => name === 'Groep 5')).toMatchObject({ there: 2, children: [] });
	expect(plan.groups.map(({ name }) => name)).not.toContain('Groep 4');
	expect(plan.leavers).toEqual([]); // the import says that Sem stays
});

test('moments are planned again for the group of that name; without one that is told', () => {
	const plan = planYear(june(), { moments: ['look', 'feast', 'farewell'] });
	expect(plan.moments).toEqual([
		{ fromId: 'look', wholeSchool: false, groupKeys: [keyOfGroup('Groep 3')] },
		{ fromId: 'feast', wholeSchool: true, groupKeys: [] },
	]);
	expect(plan.problems).toContainEqual({ code: 'moment_without_group', count: 1 });
});

test('a child of whom nobody says anything is named', () => {
	const plan = planYear(june(), { groups: [{ fromId: 'g3', yearGroup: '3', name: 'Groep 4' }] });
	expect(plan.problems[0]).toEqual({ code: 'without_group', children: ['Ilyas', 'Elif', 'Sem'] });
});

test('years that overlap or run backwards, and access that would end in the past, are problems', () => {
	const codes = (choices: YearChoices) => planYear(june(), choices).problems.map(({ code }) => code);
	expect(codes({ year: { name: '2027-2028', startsOn: '2027-07-01', endsOn: '2028-07-07' } })).toContain(
		'year_overlaps',
	);
	expect(codes({ year: { name: '2027-2028', startsOn: '2028-07-08', endsOn: '2028-07-07' } })).toContain(
		'year_backwards',
	);
	expect(codes({ leavers: { lastDay: '2027-06-14', childIds: [] } })).toContain('last_day_past');
});

test('done twice, nothing is left to do the second time', () => {
	const choices: YearChoices = { moments: ['look', 'feast'] };
	expect(isDone(planYear(june(), choices))).toBe(false);
	expect(isDone(planYear(after(june(), choices), choices))).toBe(true);
});

test('broken off after some groups, the rest is left to do', () => {
	const whole = after(june(), {});
	const half = { ...whole, newGroups: whole.newGroups.slice(0, 2), newCard: false };
	expect(groupsOf(half)).toEqual({
		'Groep 1/2 Zonnebloem': [],
		'Groep 3': [],
		'Groep 4': ['emre'],
		Plusklas: ['emre'],
	});
	expect(planYear(half, {}).card).toBe('copy');
});
