import { describe, expect, it } from 'vitest';
import {
	answersUntil,
	firstName,
	mayBeAsked,
	schoolSide,
	wishState,
	type AskState,
	type Offering,
	type Wish,
} from './interpreting.ts';

const at = (time: string) => new Date(`2026-10-12T${time}:00+02:00`);
const wish: Wish = {
	signUpId: 'wish',
	guardianId: 'ayse',
	language: 'tr',
	mayAskParent: true,
	startsAt: at('08:30'),
	endsAt: at('09:00'),
};
const helper: Offering = {
	guardianId: 'johan',
	languages: ['tr'],
	withSchool: ['nl'],
	atSchool: true,
	byPhone: false,
	busy: [],
};
const facts = { family: new Set(['ayse', 'mehmet']), asked: undefined as AskState | undefined };

describe('who may be asked', () => {
	it('is a parent of another family who offers the language and is free', () => {
		expect(mayBeAsked(wish, helper, facts)).toBe(true);
	});

	it.each<[string, Partial<Wish>, Partial<Offering>, Partial<typeof facts>]>([
		['who wishes did not agree', { mayAskParent: false }, {}, {}],
		['another language', {}, { languages: ['ar'] }, {}],
		['speaks only that language with the school', {}, { withSchool: ['tr'] }, {}],
		['offers no way to help', {}, { atSchool: false }, {}],
		['is who wishes', {}, { guardianId: 'ayse' }, { family: new Set() }],
		['is of the family', {}, { guardianId: 'mehmet' }, {}],
		['is busy then', {}, { busy: [{ startsAt: at('08:45'), endsAt: at('09:15') }] }, {}],
		['was asked', {}, {}, { asked: 'asked' }],
		['said no', {}, {}, { asked: 'declined' }],
		['gave it back', {}, {}, { asked: 'given_back' }],
		['said yes', {}, {}, { asked: 'accepted' }],
	])('nobody where one %s', (_, ofWish, ofHelper, ofFacts) => {
		expect(mayBeAsked({ ...wish, ...ofWish }, { ...helper, ...ofHelper }, { ...facts, ...ofFacts })).toBe(
			false,
		);
	});

	it('is also who was told that it is no longer needed, and whose appointment ends when this begins', () => {
		expect(mayBeAsked(wish, helper, { ...facts, asked: 'closed' })).toBe(true);
		const before = { startsAt: at('08:00'), endsAt: at('08:30') };
		expect(mayBeAsked(wish, { ...helper, busy: [before] }, facts)).toBe(true);
	});
});

it('interprets from a language to others, never to itself', () => {
	expect(schoolSide({ languages: ['tr', 'en'], withSchool: ['nl', 'en'] }, 'en')).toEqual(['nl']);
	expect(schoolSide({ languages: ['tr'], withSchool: ['nl'] }, 'ar')).toEqual([]);
});

describe('how a wish stands', () => {
	const asked = (state: AskState, askedAt: Date) => [{ state, askedAt }];
	const open = { found: false, startsAt: at('08:30') };
	const twoDaysBefore = new Date('2026-10-10T08:30:00+02:00');

	it('waits a day for answers, or half of the time that is left', () => {
		expect(answersUntil(twoDaysBefore, at('08:30'))).toEqual(new Date('2026-10-11T08:30:00+02:00'));
		expect(answersUntil(at('06:30'), at('08:30'))).toEqual(at('07:30'));
		expect(answersUntil(at('09:30'), at('08:30'))).toEqual(at('09:30'));
	});

	it('is never told a no: it looks like an answer that does not come', () => {
		for (const now of [at('06:31'), at('07:29'), at('07:31'), at('08:29')])
			expect(wishState(open, asked('declined', at('06:30')), now)).toBe(
				wishState(open, asked('asked', at('06:30')), now),
			);
		expect(wishState(open, asked('declined', at('06:30')), at('07:29'))).toBe('asked');
		expect(wishState(open, asked('asked', at('06:30')), at('07:31'))).toBe('nobody');
	});

	it('is arranged whoever does it, and open again when it was given back', () => {
		expect(wishState({ ...open, found: true }, [], at('07:00'))).toBe('arranged');
		expect(wishState(open, asked('given_back', at('06:30')), at('06:31'))).toBe('nobody');
		expect(wishState(open, asked('closed', at('06:30')), at('06:31'))).toBe('nobody');
	});
});

it.each([
	['Fatima el Bakkali', 'Fatima'],
	[' Johan', 'Johan'],
	['', null],
	[null, null],
])('the first name of %j is %j', (name, first) => {
	expect(firstName(name)).toBe(first);
});
