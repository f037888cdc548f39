import { expect, test } from 'vitest';
import { splitRound } from './components.ts';
import type { TalkProblem } from './problem.ts';

const family = (id: string, group: string) => ({ id, talks: [{ id: `${id}1`, group }], times: [] });
const session = (room: string) => [{ from: 0, to: 60, room }];
const round: TalkProblem = {
	length: 10,
	pause: 0,
	waitAtMost: 10,
	apartMinutes: 30,
	walking: { otherwise: 0, between: [] },
	teachers: ['a', 'b', 'c'].map((id) => ({ id, sessions: session(`room ${id}`) })),
	groups: ['a', 'b', 'c'].map((id) => ({ id, teams: [[id]] })),
	families: [family('f1', 'a'), family('f2', 'b'), family('f3', 'c'), family('f4', 'a')],
	interpreters: [],
	fixed: [],
};
const parts = (problem: TalkProblem) =>
	splitRound(problem).map(({ families }) => families.map(({ id }) => id).join());

test('what shares no teacher is planned by itself, the largest part first', () => {
	expect(parts(round)).toEqual(['f1,f4', 'f2', 'f3']);
});

test.each<[string, Partial<TalkProblem>]>([
	[
		'children of two groups',
		{
			families: [
				...round.families,
				{
					...family('f5', 'b'),
					talks: [
						{ id: 'x', group: 'a' },
						{ id: 'y', group: 'b' },
					],
				},
			],
		},
	],
	[
		'one room',
		{
			teachers: round.teachers.map((teacher) => ({
				...teacher,
				sessions: session(teacher.id === 'c' ? 'room c' : 'hall'),
			})),
		},
	],
	[
		'parents who come apart',
		{ families: round.families.map((one) => (one.id === 'f2' ? { ...one, apartFrom: 'f1' } : one)) },
	],
	[
		'one interpreter',
		{
			families: round.families.map((one) => (one.id === 'f3' ? one : { ...one, language: 'ar' })),
			interpreters: [{ id: 'i', languages: ['ar'], times: [], walks: true }],
		},
	],
	[
		'a fixed talk in the other room',
		{ fixed: [{ id: 'f11', family: 'f1', teachers: ['a'], start: 0, room: 'room b', interpreter: null }] },
	],
])('hangs together by %s', (_, change) => {
	const found = parts({ ...round, ...change });
	expect(found).toHaveLength(2);
	expect(found).toContain('f3');
});
