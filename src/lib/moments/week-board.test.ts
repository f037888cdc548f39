import { describe, expect, it } from 'vitest';
import { canShowNames, eventsOfDay, shortName, type SlotOnBoard } from './week-board.ts';

const at = (time: string) => new Date(`2026-10-08T${time}:00+02:00`);

function slot(slotId: string, from: string, till: string, more: Partial<SlotOnBoard> = {}): SlotOnBoard {
	return {
		slotId,
		momentId: 'talks',
		kind: 'ten_minutes',
		title: null,
		groups: [],
		startsAt: at(from),
		endsAt: at(till),
		capacity: 1,
		taken: 0,
		left: 1,
		waiting: 0,
		draft: false,
		cancelled: false,
		over: false,
		coming: [],
		came: null,
		...more,
	};
}
const amir = { givenName: 'Amir', places: 1, interpreter: null };
const fenna = { givenName: 'Fenna', places: 1, interpreter: null };

describe('the blocks of a day', () => {
	it('talks that follow each other are one, with everybody in it', () => {
		const [talks, ...others] = eventsOfDay([
			slot('one', '15:00', '15:10', { taken: 1, left: 0, coming: [amir], over: true, came: 1 }),
			slot('two', '15:10', '15:20', { taken: 1, left: 0, coming: [fenna], waiting: 2 }),
			slot('three', '15:20', '15:30'),
		]);
		expect(others).toEqual([]);
		expect(talks).toMatchObject({
			slotIds: ['one', 'two', 'three'],
			startsAt: at('15:00'),
			endsAt: at('15:30'),
			capacity: 3,
			taken: 2,
			left: 1,
			waiting: 2,
			over: false,
			came: 1,
		});
		expect(talks?.coming).toEqual([amir, fenna]);
	});
	it('a pause, another moment and what was called off stand apart', () => {
		const events = eventsOfDay([
			slot('one', '15:00', '15:10'),
			slot('other', '15:00', '15:10', { momentId: 'visits' }),
			slot('off', '15:10', '15:20', { cancelled: true }),
			slot('later', '15:30', '15:40'),
		]);
		expect(events.map(({ slotIds }) => slotIds)).toEqual([['one'], ['other'], ['off'], ['later']]);
	});
});

describe('names in circles', () => {
	const event = (more: Partial<SlotOnBoard>) => eventsOfDay([slot('one', '15:00', '15:10', more)])[0];
	it.each([
		['all are known', { capacity: 4, taken: 2, coming: [amir, fenna] }, true],
		['one takes two places', { capacity: 4, taken: 2, coming: [{ ...amir, places: 2 }] }, true],
		['children of another group come too', { capacity: 4, taken: 2, coming: [amir] }, false],
		['there are too many', { capacity: 9, taken: 1, coming: [amir] }, false],
	])('%s', (_, more, shown) => {
		const found = event(more);
		expect(found && canShowNames(found)).toBe(shown);
	});
	it.each([
		['Sahel', 'Sa'],
		['Ö', 'Ö'],
		['فاطمة', 'فا'],
		['Ŝi', 'Ŝi'],
	])('%s is %s', (name, short) => {
		expect(shortName(name)).toBe(short);
	});
});
