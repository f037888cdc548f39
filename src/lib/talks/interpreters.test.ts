import { expect, test } from 'vitest';
import {
	canInterpret,
	canInterpretAll,
	freeTimes,
	type InterpretedTalk,
	type InterpreterOfRound,
} from './interpreters.ts';

const at = (time: string) => new Date(`2026-10-27T${time}:00Z`);
const span = (from: string, till: string) => ({ startsAt: at(from), endsAt: at(till) });
const talk = (talkId: string, from: string, till: string, room: string | null = 'A'): InterpretedTalk => ({
	...{ talkId, room, language: 'tr', guardianIds: ['ayse'], mayAskParent: true },
	...span(from, till),
});
const deniz: InterpreterOfRound = {
	...{ interpreterId: 'deniz', languages: ['tr', 'ku'], byPhone: false },
	times: [span('15:00', '17:00'), span('18:00', '19:00')],
	parent: null,
};

test.each([
	['while they are there', talk('x', '15:00', '15:10'), [], true],
	['until the end of their time', talk('x', '16:50', '17:00'), [], true],
	['before they come', talk('x', '14:55', '15:05'), [], false],
	['across their break', talk('x', '16:55', '18:05'), [], false],
	['in a language that they don’t speak', { ...talk('x', '15:00', '15:10'), language: 'ar' }, [], false],
	[
		'at a time at which they are elsewhere',
		talk('x', '15:05', '15:15'),
		[talk('a', '15:10', '15:20')],
		false,
	],
	['right after another in the same room', talk('x', '15:20', '15:30'), [talk('a', '15:10', '15:20')], true],
	[
		'in another room without time to walk',
		talk('x', '15:20', '15:30', 'B'),
		[talk('a', '15:10', '15:20')],
		false,
	],
	[
		'in another room, the way in between',
		talk('x', '15:22', '15:32', 'B'),
		[talk('a', '15:10', '15:20')],
		true,
	],
	[
		'the same talk does not stand in its own way',
		talk('a', '15:10', '15:20'),
		[talk('a', '15:10', '15:20')],
		true,
	],
] as const)('%s', (_, one, others, can) => {
	expect(canInterpret(deniz, one, others, 2)).toBe(can);
});

test('by phone nobody walks', () => {
	const talks = [talk('a', '15:10', '15:20'), talk('b', '15:20', '15:30', 'B')];
	expect(canInterpretAll(deniz, talks, 2)).toBe(false);
	expect(canInterpretAll({ ...deniz, byPhone: true }, talks, 2)).toBe(true);
});

test.each([
	['for another family that agreed', {}, true],
	['not for one that did not', { mayAskParent: false }, false],
	['not for the own family', { guardianIds: ['fatima', 'ahmed'] }, false],
	['not while they have something else', span('15:30', '15:40'), false],
	['right before it', span('15:25', '15:35'), true],
] as const)('a parent interprets: %s', (_, part, can) => {
	const family = new Set(['agnieszka', 'ahmed']);
	const parent = { guardianId: 'agnieszka', family, busy: [span('15:35', '16:00')] };
	const one = { ...talk('x', '15:10', '15:20'), ...part };
	expect(canInterpret({ ...deniz, parent }, one, [], 2)).toBe(can);
	// somebody from outside interprets for all
	expect(canInterpret(deniz, one, [], 2)).toBe(true);
});

test('of the times of an interpreter what they have then is taken off', () => {
	const ms = (from: string, till: string) => ({ from: at(from).getTime(), to: at(till).getTime() });
	const times = [ms('15:00', '17:00'), ms('18:00', '19:00')];
	expect(freeTimes(times, [])).toEqual(times);
	expect(freeTimes(times, [span('15:30', '15:40'), span('16:50', '18:30'), span('20:00', '21:00')])).toEqual([
		ms('15:00', '15:30'),
		ms('15:40', '16:50'),
		ms('18:30', '19:00'),
	]);
});
