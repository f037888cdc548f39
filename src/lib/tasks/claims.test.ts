import { describe, expect, it } from 'vitest';
import { decideClaim, shiftState, stepBackUntil, type ClaimQuestion } from './claims.ts';
import { marksOf } from './marks.ts';
import { MOST_SHIFTS, nextWeekday, shiftDays } from './shift-days.ts';
import { whoToAsk } from './who-to-ask.ts';

const at = (time: string) => new Date(`2026-10-13T${time}:00Z`);
const shift = {
	shiftId: 'one',
	startsAt: at('08:30'),
	endsAt: at('09:30'),
	capacity: 2,
	taken: 1,
	waiting: 0,
	cancelledAt: null,
};
const task = { stepBackHours: 24, flexible: false, closedAt: null, cancelledAt: null };
const question = (part: Partial<ClaimQuestion> = {}): ClaimQuestion => ({
	task,
	shift,
	level: 'full',
	wait: false,
	agreed: [],
	cleared: true,
	someoneGoesFirst: false,
	now: at('07:00'),
	...part,
});

describe('taking a shift', () => {
	it('is possible while a place is free, and waiting only where one asks for it', () => {
		expect(decideClaim(question())).toEqual({ ok: true, status: 'confirmed' });
		const full = { ...shift, taken: 2 };
		expect(decideClaim(question({ shift: full }))).toEqual({ ok: false, refusal: 'full' });
		expect(decideClaim(question({ shift: full, wait: true }))).toEqual({ ok: true, status: 'waiting' });
		expect(decideClaim(question({ someoneGoesFirst: true }))).toEqual({ ok: false, refusal: 'full' });
	});
	it('without the certificate that is asked for, one waits until it is seen', () => {
		expect(decideClaim(question({ cleared: false }))).toEqual({ ok: true, status: 'waiting' });
		expect(decideClaim(question({ cleared: false, now: at('08:30') }))).toMatchObject({ refusal: 'started' });
	});
	it('is refused for the first reason that there is', () => {
		const refusal = (part: Partial<ClaimQuestion>) => decideClaim(question(part));
		const agreed = [{ startsAt: at('09:00'), endsAt: at('10:00'), skips: false }];
		expect(refusal({ level: 'information', agreed })).toMatchObject({ refusal: 'information_only' });
		expect(refusal({ shift: { ...shift, cancelledAt: at('06:00') } })).toMatchObject({
			refusal: 'cancelled',
		});
		expect(refusal({ now: at('08:30') })).toMatchObject({ refusal: 'started' });
		expect(refusal({ task: { ...task, closedAt: at('06:00') } })).toMatchObject({ refusal: 'closed' });
		expect(refusal({ agreed })).toMatchObject({ refusal: 'overlaps' });
		expect(refusal({ agreed: agreed.map((one) => ({ ...one, skips: true })) })).toMatchObject({ ok: true });
	});
	it('in a period goes on until its end, and no appointment is in the way', () => {
		const flexible = { ...task, flexible: true };
		const agreed = [{ startsAt: at('08:00'), endsAt: at('10:00'), skips: false }];
		expect(decideClaim(question({ task: flexible, agreed, now: at('09:00') }))).toMatchObject({ ok: true });
		expect(shiftState(shift, flexible, at('09:30'))).toBe('started');
	});
	it('can be taken back until the stated hours before it begins, of a period before it ends', () => {
		const still = { ...shift, movedAt: null };
		expect(stepBackUntil(still, task)).toEqual(new Date('2026-10-12T08:30:00Z'));
		expect(stepBackUntil(still, { ...task, flexible: true })).toEqual(new Date('2026-10-12T09:30:00Z'));
		// nobody said yes to the new time
		expect(stepBackUntil({ ...shift, movedAt: at('06:00') }, task)).toEqual(shift.startsAt);
	});
});

describe('days of shifts', () => {
	const daysOff = [{ firstDay: '2026-10-17', lastDay: '2026-10-25' }];
	it('weekly leaves out holidays and keeps the weekday', () => {
		const days = shiftDays({ repeat: 'weekly', firstDay: '2026-10-13', lastDay: '2026-11-03', daysOff });
		expect(days).toEqual(['2026-10-13', '2026-10-27', '2026-11-03']);
	});
	it('of school days leaves out weekends and holidays', () => {
		const days = shiftDays({ repeat: 'school_days', firstDay: '2026-10-15', lastDay: '2026-10-27', daysOff });
		expect(days).toEqual(['2026-10-15', '2026-10-16', '2026-10-26', '2026-10-27']);
	});
	it('once is that day, also a Saturday, and a period has one shift', () => {
		const wanted = { firstDay: '2026-10-17', lastDay: '2026-12-01', daysOff };
		expect(shiftDays({ repeat: 'once', ...wanted })).toEqual(['2026-10-17']);
		expect(shiftDays({ repeat: 'period', ...wanted })).toEqual(['2026-10-17']);
	});
	it('stops soon after what is allowed', () => {
		const wanted = { firstDay: '2026-01-01', lastDay: '2099-01-01', daysOff: [] };
		expect(shiftDays({ repeat: 'school_days', ...wanted })).toHaveLength(MOST_SHIFTS + 1);
	});
	it('the next Tuesday after a Tuesday is a week later', () => {
		expect(nextWeekday('2026-10-06', 2)).toBe('2026-10-13');
		expect(nextWeekday('2026-10-06', 6)).toBe('2026-10-10');
		expect(nextWeekday('2026-10-11', 1)).toBe('2026-10-12');
	});
});

describe('marks', () => {
	const evening = { startsAt: at('17:30'), endsAt: at('18:00'), time: '19:30' };
	it('evening and half an hour follow from the times, the others are as staff said', () => {
		expect(marksOf({ marks: ['no_dutch'], flexible: false }, [evening])).toEqual([
			'no_dutch',
			'evening',
			'half_hour',
		]);
		const long = { startsAt: at('06:30'), endsAt: at('08:00'), time: '08:30' };
		expect(marksOf({ marks: ['car'], flexible: false }, [long])).toEqual(['car']);
		expect(marksOf({ marks: ['from_home'], flexible: true }, [evening])).toEqual(['from_home']);
	});
});

describe('whom to ask again', () => {
	const person = (guardianId: string, asked = 0, helped = 0, locale = 'nl') => ({
		...{ guardianId, asked, helped, locale },
		...{ cleared: true, suits: false },
	});
	it('first a language that is of use, then who was asked and helped least; nobody too often', () => {
		const people = [
			person('often', 2),
			person('helper', 0, 5),
			person('asked', 1),
			person('new'),
			person('turkish', 1, 3, 'tr'),
		];
		const asked = whoToAsk(people, { free: 1, languages: ['tr'] });
		expect(asked.map(({ guardianId }) => guardianId)).toEqual(['turkish', 'new', 'helper', 'asked']);
	});
	it('of who was asked as often: first whom it suited before; before all others who has the certificate', () => {
		const people = [
			{ ...person('turkish', 0, 0, 'tr'), cleared: false },
			person('new'),
			{ ...person('suited', 0, 3), suits: true },
			{ ...person('asked', 1, 3), suits: true },
		];
		const asked = whoToAsk(people, { free: 1, languages: ['tr'] });
		expect(asked.map(({ guardianId }) => guardianId)).toEqual(['suited', 'new', 'asked', 'turkish']);
	});
	it('no more than four for each free place', () => {
		const people = Array.from({ length: 20 }, (_, at) => person(`p${at}`));
		expect(whoToAsk(people, { free: 2, languages: [] })).toHaveLength(8);
		expect(whoToAsk(people, { free: 0, languages: [] })).toEqual([]);
	});
});
