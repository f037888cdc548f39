import { expect, test } from 'vitest';
import {
	easyAnswers,
	easyProgress,
	easyQuery,
	easySlot,
	easyStep,
	oneBack,
	type EasyAnswers,
} from './easy-steps.ts';
import type { MomentView, SlotView } from './moment-words.ts';

const slot = (slotId: string, more: Partial<SlotView> = {}): SlotView => ({
	slotId,
	time: '8.30 – 9.00',
	chosen: 'dinsdag 6 oktober, 8.30 uur',
	capacity: 4,
	taken: 0,
	left: 4,
	state: 'open',
	places: '',
	nextNumber: 1,
	mine: false,
	clash: null,
	promised: null,
	canChoose: true,
	...more,
});
const child = { childId: 'elif', givenName: 'Elif', declined: false, maySignUp: true, information: false };
const agree = { label: '', hint: '', question: '', yes: '', no: '' };
const view = (more: Partial<MomentView> = {}): MomentView =>
	({
		children: [{ childId: 'elif', givenName: 'Elif', chosen: true, arranged: false }],
		child,
		cancelled: false,
		appointments: [],
		opening: null,
		days: [
			{ day: 'dinsdag', slots: [slot('tue-1'), slot('tue-2')] },
			{ day: 'woensdag', slots: [slot('wed-1')] },
		],
		series: null,
		proposed: null,
		mostAdults: 2,
		interpreter: { offered: true, tag: 'ti', name: 'Tigrinya', needed: false, agree },
		...more,
	}) as MomentView;

test('one thing a screen: come, which day, which time, how many, an interpreter, another parent, yes', () => {
	const asked: string[] = [];
	let answers: EasyAnswers = {};
	for (const more of [
		{ come: '1' },
		{ day: 'tue-1' },
		{ slot: 'tue-2' },
		{ adults: 1 },
		{ interpreter: 'yes' },
		{ parents: 'no' },
	] as const) {
		asked.push(easyStep(view(), answers));
		answers = { ...answers, ...more };
	}
	expect([...asked, easyStep(view(), answers)]).toEqual([
		'about',
		'day',
		'time',
		'adults',
		'interpreter',
		'parents',
		'confirm',
	]);
});

test('what has one answer is not asked', () => {
	const plain = view({
		mostAdults: 1,
		interpreter: { offered: false, tag: null, name: null, needed: false, agree },
	});
	expect(easyStep(plain, { come: '1', day: 'wed-1' })).toBe('confirm');
	expect(easySlot(plain, { come: '1', day: 'wed-1' })?.slotId).toBe('wed-1');
	const oneDay = view({ days: [{ day: 'dinsdag', slots: [slot('tue-1'), slot('tue-2')] }] });
	expect(easyStep(oneDay, { come: '1' })).toBe('time');
});

test('a day without a time to choose is not offered, and a time that is gone is asked again', () => {
	const days = [
		{ day: 'dinsdag', slots: [slot('tue-1', { canChoose: false, state: 'closed' })] },
		{ day: 'woensdag', slots: [slot('wed-1'), slot('wed-2')] },
	];
	expect(easyStep(view({ days }), { come: '1' })).toBe('time');
	expect(easyStep(view({ days }), { come: '1', slot: 'tue-1' })).toBe('time');
	expect(easyStep(view({ days: [] }), { come: '1' })).toBe('nothing');
});

test('several children: first for whom', () => {
	const children = ['elif', 'emre'].map((childId) => ({
		childId,
		givenName: childId,
		chosen: false,
		arranged: false,
	}));
	expect(easyStep(view({ children }), {})).toBe('child');
	expect(easyStep(view({ children }), { child: 'emre' })).toBe('about');
});

test('which question of how many', () => {
	expect(easyProgress(view(), 'day')).toEqual({ at: 2, of: 6 });
	expect(easyProgress(view({ mostAdults: 1 }), 'confirm')).toEqual({ at: 5, of: 5 });
	expect(easyProgress(view(), 'arranged')).toBeUndefined();
	// who wishes for an interpreter is asked one thing more
	expect(easyProgress(view(), 'confirm', { interpreter: 'yes' })).toEqual({ at: 7, of: 7 });
	expect(easyStep(view({ mostAdults: 1 }), { come: '1', slot: 'tue-1', interpreter: 'no' })).toBe('confirm');
	// one time only: neither day nor time is a question
	const once = view({ days: [{ day: 'dinsdag', slots: [slot('tue-1')] }] });
	expect(easyProgress(once, 'adults', { come: '1' })).toEqual({ at: 2, of: 4 });
});

test('what is arranged is shown, and asked about one thing', () => {
	const appointments = [{ signUpId: 'a', status: 'confirmed', open: true }] as MomentView['appointments'];
	const arranged = view({ appointments, child: { ...child, maySignUp: false } });
	expect(easyStep(arranged, {})).toBe('arranged');
	expect(easyStep(arranged, { ask: 'cancel' })).toBe('cancel');
	expect(easyStep(arranged, { ask: 'change', about: 'a' })).toBe('change');
	expect(easyStep(arranged, { ask: 'agree', about: 'a' })).toBe('agree');
	expect(easyStep(arranged, { ask: 'change', about: 'other' })).toBe('arranged');
	expect(easyStep(view({ cancelled: true, appointments }), { ask: 'cancel' })).toBe('cancelled');
});

test('no means no: nothing is asked of who declined, may only read, or is too early', () => {
	expect(easyStep(view({ child: { ...child, declined: true } }), { come: '1' })).toBe('declined');
	expect(easyStep(view({ child: { ...child, information: true, maySignUp: false } }), {})).toBe(
		'information',
	);
	const closed = [{ day: 'dinsdag', slots: [slot('tue-1', { canChoose: false, state: 'not_open' })] }];
	expect(easyStep(view({ days: closed, opening: { title: 'Vanaf maandag', text: null } }), {})).toBe('later');
});

test('back takes away the last answer and nothing else', () => {
	const answers = easyAnswers(new URLSearchParams('child=elif&come=1&day=tue-1&slot=tue-2&adults=2'));
	expect(oneBack(answers)).toEqual({ child: 'elif', come: '1', day: 'tue-1', slot: 'tue-2' });
	expect(easyQuery(oneBack(answers) ?? {})).toBe('?child=elif&come=1&day=tue-1&slot=tue-2');
	expect(oneBack({ child: 'elif', about: 'a', ask: 'cancel' })).toEqual({ child: 'elif' });
	expect(oneBack({})).toBeUndefined();
});

test('an address that somebody made up asks the question again', () => {
	const made = 'adults=99&interpreter=maybe&parents=perhaps&ask=delete&slot=%3Cscript%3E&come=yes';
	expect(easyAnswers(new URLSearchParams(made))).toEqual({});
});
