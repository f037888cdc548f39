import { expect, test } from 'vitest';
import { blockValue, joined, tickedTimes, tickOf, timeBlocks } from './time-blocks.ts';

const at = (time: string) => new Date(`2026-10-13T${time}:00Z`);
const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) });
const shown = (spans: { startsAt: Date; endsAt: Date }[]) =>
	spans.map(
		({ startsAt, endsAt }) => `${startsAt.toISOString().slice(11, 16)}-${endsAt.toISOString().slice(11, 16)}`,
	);

test('what two teachers offer becomes one list', () => {
	expect(shown(joined([span('15:00', '16:00'), span('13:00', '14:00'), span('15:30', '17:00')]))).toEqual([
		'13:00-14:00',
		'15:00-17:00',
	]);
	expect(shown(joined([span('13:00', '14:00'), span('14:00', '15:00')]))).toEqual(['13:00-15:00']);
});

test('pieces are an hour; a rest in which no talk fits goes with the one before', () => {
	expect(shown(timeBlocks([span('15:10', '17:40')], 10))).toEqual([
		'15:10-16:10',
		'16:10-17:10',
		'17:10-17:40',
	]);
	expect(shown(timeBlocks([span('15:00', '16:05')], 10))).toEqual(['15:00-16:05']);
	expect(shown(timeBlocks([span('15:00', '15:05')], 10))).toEqual([]);
	expect(shown(timeBlocks([span('15:00', '16:30')], 90))).toEqual(['15:00-16:30']);
});

test('ticks beside each other let a talk begin in one and end in the next, also where only one is rather', () => {
	const blocks = timeBlocks([span('15:00', '18:00')], 10);
	const [first, second] = blocks.map(blockValue);
	const times = tickedTimes(blocks, { can: [first ?? ''], rather: [second ?? '', '1-2'] });
	expect(times.map((time) => [...shown([time]), time.preferred])).toEqual([
		['15:00-17:00', false],
		['16:00-17:00', true],
	]);
	expect(blocks.map((block) => tickOf(times, block))).toEqual(['can', 'rather', 'no']);
});
