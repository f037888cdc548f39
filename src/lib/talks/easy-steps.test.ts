import { expect, test } from 'vitest';
import {
	easyPlace,
	easyTalkAnswers,
	easyTalkBack,
	easyTalkQuery,
	easyTalkStep,
	easyWishes,
	withWish,
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
		places: [{ value: 'school', label: 'at school' }],
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

test('where it is is asked where the school offers several places', () => {
	const home = { value: 'home' as const, label: 'at home' };
	const phone = { value: 'phone' as const, label: 'by phone' };
	const several = { places: [phone, home] };
	expect(step({ day: 0, time: 1 }, several)).toBe('place');
	expect(step({ day: 0, time: 1, place: 'school' }, several)).toBe('place');
	expect(step({ day: 0, time: 1, place: 'home' }, several)).toBe('interpreter');
	expect(step({ days: 'yn' }, { ...several, way: 'plan' })).toBe('place');
	expect(step({ w: '0.0', more: 'no' }, { ...several, lots: { phase: 'wishes' } })).toBe('place');
	const all = { day: 0, time: 1, place: 'home' as const, interpreter: 'no' as const };
	expect(step(all, several)).toBe('confirm_pick');
	expect(easyTalkAnswers(new URLSearchParams(easyTalkQuery(all)))).toMatchObject(all);
	expect(easyTalkAnswers(new URLSearchParams('place=moon')).place).toBeUndefined();
	expect(easyTalkBack(all)).toMatchObject({ day: 0, time: 1, place: 'home' });
	expect(easyTalkBack({ day: 0, time: 1, place: 'home' })).toEqual({ day: 0, time: 1 });
	expect(easyPlace([phone, home], all)).toBe(home);
	expect(easyPlace([phone, home], { place: 'school' })).toBe(phone);
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

test('by lots: a day and a time for each wish, after each whether there is another; three at most', () => {
	const lots = { lots: { phase: 'wishes' } };
	expect(step({}, lots)).toBe('pick_day');
	expect(step({ day: 0 }, lots)).toBe('pick_time');
	const one = withWish({ day: 0 }, 1);
	expect(one.w).toBe('0.1');
	expect(step(one, lots)).toBe('wish_more');
	expect(step({ ...one, more: 'yes' }, lots)).toBe('pick_day');
	expect(step({ ...one, more: 'no' }, lots)).toBe('interpreter');
	expect(step({ ...one, more: 'no', interpreter: 'no' }, lots)).toBe('confirm_wishes');
	expect(step({ w: '0.0,0.1,0.0', interpreter: 'no' }, lots)).toBe('confirm_wishes');
	// what is no time any more is no wish
	expect(step({ w: '7.7' }, lots)).toBe('pick_day');
	expect(step({}, { ...lots, offers: [] })).toBe('nothing');
});

test('by lots: nobody picks while lots are drawn; who drew nothing picks what is free', () => {
	const reply = { answer: 'times' };
	expect(step({}, { lots: { phase: 'drawing' }, reply })).toBe('drawing');
	expect(step({}, { lots: { phase: 'wishes' }, reply })).toBe('said');
	expect(step({}, { lots: { phase: 'drawn' }, reply })).toBe('pick_day');
	expect(step({}, { lots: { phase: 'drawn' }, reply: { answer: 'none' } })).toBe('said');
});

test('wishes stand in the address, and back takes the last away', () => {
	const answers = { w: '0.1,0.0', more: 'no' as const };
	expect(easyTalkAnswers(new URLSearchParams(easyTalkQuery(answers)))).toMatchObject(answers);
	expect(easyTalkAnswers(new URLSearchParams('w=0.1,x&more=perhaps'))).toMatchObject({
		w: undefined,
		more: undefined,
	});
	expect(easyWishes([{ offers: ['a', 'b'] }], answers)).toEqual(['b', 'a']);
	expect(easyTalkBack({ ...answers, interpreter: 'no' })).toMatchObject(answers);
	expect(easyTalkBack(answers)).toEqual({ w: '0.1,0.0' });
	expect(easyTalkBack({ w: '0.1,0.0' })).toEqual({ w: '0.1', more: 'yes' });
	expect(easyTalkBack({ w: '0.1' })).toEqual({});
});
