import { expect, test } from 'vitest';
import { swapped } from './visits.ts';

const at = (time: string) => new Date(`2026-10-13T${time}:00Z`);
const visit = (talkId: string, from: string, to: string) => ({ talkId, startsAt: at(from), endsAt: at(to) });
const day = [visit('b', '14:00', '14:30'), visit('a', '13:00', '13:45'), visit('c', '16:00', '16:30')];

test('a visit that goes up changes times with the one before it', () => {
	expect(swapped(day, 'b', 'up')).toEqual([visit('b', '13:00', '13:30'), visit('a', '13:45', '14:30')]);
	expect(swapped(day, 'a', 'down')).toEqual(swapped(day, 'b', 'up'));
});

test('the first can’t go up, the last not down, and what is not there neither', () => {
	expect(swapped(day, 'a', 'up')).toBeNull();
	expect(swapped(day, 'c', 'down')).toBeNull();
	expect(swapped(day, 'x', 'up')).toBeNull();
});
