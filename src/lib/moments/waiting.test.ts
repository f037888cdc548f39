import { describe, expect, it } from 'vitest';
import { nextToAsk, numberInLine, promote, someoneGoesFirst, TURN_MINUTES, type InLine } from './waiting.ts';

const now = new Date('2026-10-12T07:30:00+02:00');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

/** A line in shorthand: places by ticket, and since when each was asked. */
function line(...waiting: { places?: number; asked?: number; closed?: boolean }[]): InLine[] {
	return waiting.map(({ places = 1, asked, closed }, index) => ({
		signUpId: `nr${index + 1}`,
		ticket: 10 * (index + 1),
		places,
		offeredAt: asked === undefined ? null : minutesAgo(asked),
		offerClosedAt: closed ? minutesAgo(1) : null,
	}));
}
const ids = (chosen: InLine[]) => chosen.map(({ signUpId }) => signUpId);

describe('a place that comes free, until 18:00 the day before', () => {
	it('goes to the first in line', () => {
		expect(ids(promote(line({}, {}), 1))).toEqual(['nr1']);
	});
	it('goes to the first who fits whole; who waits for two keeps the first number', () => {
		const waiting = line({ places: 2 }, { places: 1 }, { places: 1 });
		expect(ids(promote(waiting, 1))).toEqual(['nr2']);
		expect(numberInLine(waiting, 10)).toBe(1);
	});
	it('fills as many places as there are', () => {
		expect(ids(promote(line({ places: 2 }, { places: 2 }, { places: 1 }), 3))).toEqual(['nr1', 'nr3']);
	});
	it('goes by arrival, in whatever order the rows come', () => {
		expect(ids(promote(line({}, {}).reverse(), 1))).toEqual(['nr1']);
	});
	it('stays free when nobody fits', () => {
		expect(promote(line({ places: 2 }), 1)).toEqual([]);
		expect(promote([], 3)).toEqual([]);
	});
});

describe('numbers', () => {
	it('count from one, by arrival', () => {
		expect([10, 20, 30].map((ticket) => numberInLine(line({}, {}, {}), ticket))).toEqual([1, 2, 3]);
	});
	it('tell a newcomer the next one', () => {
		expect(numberInLine(line({}, {}))).toBe(3);
	});
});

describe('a place that comes free after 18:00 the day before', () => {
	it('is offered to the first who fits whole', () => {
		expect(ids(nextToAsk(line({ places: 2 }, {}, {}), 1, now))).toEqual(['nr2']);
	});
	it('is offered to nobody else while the first has the turn', () => {
		expect(nextToAsk(line({ asked: TURN_MINUTES - 1 }, {}), 1, now)).toEqual([]);
	});
	it('is offered to the next one when the turn has passed', () => {
		expect(ids(nextToAsk(line({ asked: TURN_MINUTES }, {}), 1, now))).toEqual(['nr2']);
	});
	it('is offered to as many as there are places', () => {
		expect(ids(nextToAsk(line({ asked: 5 }, {}, {}, {}), 3, now))).toEqual(['nr2', 'nr3']);
	});
	it('is offered again to one for whom the last one was gone', () => {
		expect(ids(nextToAsk(line({ asked: 60, closed: true }), 1, now))).toEqual(['nr1']);
	});
});

describe('a newcomer', () => {
	it.each([
		['nobody waits', line(), 1, false],
		['the first in line waits for two', line({ places: 2 }), 1, false],
		['someone who fits was not yet asked', line({}), 1, true],
		['someone who fits is being asked', line({ asked: 5 }), 1, true],
		['all who fit let their turn pass', line({ asked: 45 }, { asked: 31 }), 1, false],
		['one of them was not asked yet', line({ asked: 45 }, {}), 1, true],
		['one was too late for the last place', line({ asked: 45, closed: true }), 1, true],
	])('when %s', (_, waiting, free, goesFirst) => {
		expect(someoneGoesFirst(waiting, free, now)).toBe(goesFirst);
	});
});
