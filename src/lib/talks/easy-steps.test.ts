import { expect, test } from 'vitest';
import {
	easyTalkAnswers,
	easyTalkBack,
	easyTalkQuery,
	easyTalkStep,
	type EasyTalkAnswers,
} from './easy-steps.ts';

type View = Parameters<typeof easyTalkStep>[0];
const view = (part: object = {}) =>
	({
		state: 'open',
		information: false,
		way: 'pick',
		talks: [],
		offers: [{ day: 'Tuesday', offers: [{}, {}] }],
		blocks: [{}, {}],
		reply: null,
		interpreter: { tag: 'tr', name: 'Turks' },
		...part,
	}) as unknown as View;
const step = (answers: EasyTalkAnswers, part: object = {}) => easyTalkStep(view(part), answers);

test('picking: the day, the time, an interpreter, then all of it', () => {
	expect(step({})).toBe('pick_day');
	expect(step({ day: 4 })).toBe('pick_day');
	expect(step({ day: 0 })).toBe('pick_time');
	expect(step({ day: 0, time: 1 })).toBe('interpreter');
	expect(step({ day: 0, time: 1, interpreter: 'no' })).toBe('confirm_pick');
	expect(step({ day: 0, time: 1 }, { interpreter: null })).toBe('confirm_pick');
	expect(step({}, { offers: [] })).toBe('nothing');
});

test('giving times: a screen for each day; no day at all is no answer', () => {
	const plan = { way: 'plan' };
	expect(step({}, plan)).toBe('give_day');
	expect(step({ days: 'y' }, plan)).toBe('give_day');
	expect(step({ days: 'nn' }, plan)).toBe('nothing');
	expect(step({ days: 'yn' }, plan)).toBe('interpreter');
	expect(step({ days: 'yn', interpreter: 'yes' }, plan)).toBe('confirm_times');
});

test('what is arranged comes first; only what can be changed is asked about', () => {
	const talks = [
		{ talkId: 'a', change: 'until' },
		{ talkId: 'b', change: null },
	];
	expect(step({ day: 0 }, { talks })).toBe('arranged');
	expect(step({ ask: 'cancel', talk: 'a' }, { talks })).toBe('cancel');
	expect(step({ ask: 'cancel', talk: 'b' }, { talks })).toBe('arranged');
	expect(step({ ask: 'tell' }, { talks })).toBe('tell');
});

test('who answered, may only read or is too late is told so', () => {
	expect(step({}, { reply: { answer: 'none' } })).toBe('said');
	expect(step({ change: '1' }, { reply: { answer: 'none' } })).toBe('pick_day');
	expect(step({}, { information: true })).toBe('said');
	expect(step({}, { state: 'closed' })).toBe('said');
});

test('an address holds the answers, and back takes the last one away', () => {
	const answers = { day: 0, time: 1, interpreter: 'yes' as const };
	expect(easyTalkAnswers(new URLSearchParams(easyTalkQuery(answers)))).toMatchObject(answers);
	expect(easyTalkAnswers(new URLSearchParams('day=x&days=yz&ask=all'))).toEqual(
		easyTalkAnswers(new URLSearchParams()),
	);
	expect(easyTalkBack(answers)).toMatchObject({ day: 0, time: 1 });
	expect(easyTalkBack({ day: 0, time: 1 })).toEqual({ day: 0 });
	expect(easyTalkBack({ days: 'yn' })).toEqual({ days: 'y' });
	expect(easyTalkBack({})).toBeUndefined();
});
