import { describe, expect, it } from 'vitest';
import {
	closesAt,
	decideSignUp,
	findOverlap,
	overlaps,
	placesFor,
	placesLeft,
	slotState,
	type MomentFacts,
	type OwnSignUp,
	type SignUpQuestion,
	type SlotFacts,
} from './slots.ts';

const at = (time: string, day = '12') => new Date(`2026-10-${day}T${time}:00+02:00`);
const now = at('08:00', '06');

const moment: MomentFacts = {
	momentId: 'm',
	kind: 'look',
	adultsPerChild: 2,
	slotsPerChild: 1,
	closesHoursBefore: 1,
	cancelledAt: null,
};
const slot: SlotFacts = {
	slotId: 's',
	momentId: 'm',
	startsAt: at('08:30'),
	endsAt: at('09:00'),
	capacity: 4,
	taken: 0,
	waiting: 0,
	cancelledAt: null,
};
const own = (part: Partial<OwnSignUp>): OwnSignUp => ({
	signUpId: 'mine',
	slotId: 'other',
	momentId: 'other',
	kind: 'look',
	childId: 'elif',
	status: 'confirmed',
	adults: 1,
	places: 1,
	skips: false,
	startsAt: at('13:15'),
	endsAt: at('13:45'),
	...part,
});
const ask = (part: Partial<SignUpQuestion> = {}) =>
	decideSignUp({
		moment,
		slot,
		childId: 'elif',
		level: 'full',
		adults: 1,
		wait: false,
		own: [],
		someoneGoesFirst: false,
		now,
		...part,
	});

describe('places', () => {
	it('are chairs for adults, or one for a family', () => {
		expect(placesFor('look', 2)).toBe(2);
		expect(placesFor('evening', 3)).toBe(3);
		expect(placesFor('ten_minutes', 2)).toBe(1);
		expect(placesFor('home_visit', 4)).toBe(1);
	});
	it('are never less than none', () => {
		expect(placesLeft({ capacity: 4, taken: 1 })).toBe(3);
		expect(placesLeft({ capacity: 2, taken: 3 })).toBe(0);
	});
});

describe('times', () => {
	it('close so many hours before the start', () => {
		expect(closesAt(slot, { closesHoursBefore: 12 })).toEqual(at('20:30', '11'));
	});
	it.each([
		['open', {}, now],
		['full', { taken: 4 }, now],
		['closed', {}, at('07:30')],
		['started', {}, at('08:30')],
		['cancelled', { cancelledAt: now }, now],
		['closed', { taken: 4 }, at('07:30')],
	])('make a slot %s', (state, part, when) => {
		expect(slotState({ ...slot, ...part }, moment, when)).toBe(state);
	});
	it('of a cancelled moment are cancelled', () => {
		expect(slotState(slot, { ...moment, cancelledAt: now }, now)).toBe('cancelled');
	});
	it.each([
		['the same time', '08:30', '09:00', true],
		['one that begins meanwhile', '08:59', '09:30', true],
		['one around it', '08:00', '10:00', true],
		['one that begins when it ends', '09:00', '09:30', false],
		['one that ends when it begins', '08:00', '08:30', false],
	])('overlap with %s: %#', (_, from, till, clash) => {
		const other = { startsAt: at(from), endsAt: at(till) };
		expect(overlaps(slot, other)).toBe(clash);
		expect(overlaps(other, slot)).toBe(clash);
	});
	it('find the sign-up of a sibling at the same time', () => {
		const sibling = own({ childId: 'emre', startsAt: at('08:30'), endsAt: at('09:00') });
		expect(findOverlap(slot, [own({}), sibling])).toBe(sibling);
	});
});

describe('a sign-up', () => {
	it('is confirmed where it fits', () => {
		expect(ask()).toEqual({ ok: true, status: 'confirmed', places: 1 });
		expect(ask({ adults: 2, slot: { ...slot, taken: 2 } })).toEqual({
			ok: true,
			status: 'confirmed',
			places: 2,
		});
	});

	const brother = own({ childId: 'emre', startsAt: slot.startsAt, endsAt: slot.endsAt });
	const onMonday = own({ momentId: 'm', slotId: 'monday' });
	it.each<[string, Partial<SignUpQuestion>, object]>([
		['not_yours', { level: undefined }, {}],
		['information_only', { level: 'information' }, {}],
		['cancelled', { slot: { ...slot, cancelledAt: now } }, {}],
		['cancelled', { moment: { ...moment, cancelledAt: now } }, {}],
		['started', { now: at('08:30') }, {}],
		['closed', { now: at('07:30') }, {}],
		['too_many_adults', { adults: 3 }, { count: 2 }],
		['too_many_adults', { adults: 2, slot: { ...slot, capacity: 1 } }, { count: 1 }],
		['limit_reached', { own: [onMonday] }, { own: onMonday }],
		['overlaps', { own: [brother] }, { own: brother }],
		['full', { slot: { ...slot, taken: 4 } }, {}],
		['full', { slot: { ...slot, taken: 3 }, someoneGoesFirst: true }, {}],
		['only_some_free', { adults: 2, slot: { ...slot, taken: 3 } }, { count: 1 }],
	])('is refused: %s', (refusal, part, more) => {
		expect(ask(part)).toEqual({ ok: false, refusal, ...more });
	});

	it('waits where it was asked to', () => {
		expect(ask({ wait: true, slot: { ...slot, taken: 4 } })).toMatchObject({ status: 'waiting', places: 1 });
		expect(ask({ wait: true, adults: 2, slot: { ...slot, taken: 3 } })).toMatchObject({
			status: 'waiting',
			places: 2,
		});
	});
	it('does not wait where it fits', () => {
		expect(ask({ wait: true })).toMatchObject({ status: 'confirmed' });
	});
	it('that was made before is the same one', () => {
		const before = own({ slotId: 's', momentId: 'm' });
		expect(ask({ own: [before] })).toEqual({ ok: true, status: 'confirmed', again: before });
		expect(ask({ own: [before], now: at('07:59') })).toMatchObject({ ok: true });
		expect(ask({ own: [before], adults: 2 })).toEqual({ ok: false, refusal: 'already', own: before });
	});
	it('for each child has a limit of its own, where parents come for each child', () => {
		const forEmre = own({ momentId: 'm', slotId: 'monday', childId: 'emre' });
		expect(ask({ own: [forEmre] })).toMatchObject({ ok: true });
		expect(ask({ own: [onMonday], moment: { ...moment, slotsPerChild: 2 } })).toMatchObject({ ok: true });
	});
	it('of a twin in the same slot is no clash where adults have chairs, and is one where families talk', () => {
		const twin = own({
			momentId: 'm',
			slotId: 's',
			childId: 'emre',
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
		});
		expect(ask({ own: [twin] })).toMatchObject({ ok: true });
		const talk = { ...moment, kind: 'ten_minutes' as const };
		expect(ask({ own: [twin], moment: talk })).toMatchObject({ refusal: 'overlaps' });
	});
	it('is for the whole family, where families come once', () => {
		const forEmre = own({ momentId: 'm', slotId: 'monday', childId: 'emre', kind: 'coffee' });
		expect(ask({ own: [forEmre], moment: { ...moment, kind: 'coffee' } })).toMatchObject({
			refusal: 'limit_reached',
		});
	});
	it('by staff is still possible at the door', () => {
		expect(ask({ byStaff: true, now: at('08:40') })).toMatchObject({ ok: true });
		expect(ask({ byStaff: true, now: at('09:00') })).toMatchObject({ refusal: 'started' });
		expect(ask({ byStaff: true, slot: { ...slot, cancelledAt: now } })).toMatchObject({
			refusal: 'cancelled',
		});
	});
	it('can take two adults for one place of a family', () => {
		const talk = { ...moment, kind: 'ten_minutes' as const };
		expect(ask({ moment: talk, adults: 2, slot: { ...slot, capacity: 1 } })).toMatchObject({
			status: 'confirmed',
			places: 1,
		});
	});
});
