import { expect, it } from 'vitest';
import { wishLabels } from './wish-words.ts';

const startsAt = new Date('2026-11-03T18:30:00+01:00');
const words = {
	minutes: 10,
	children: [{ childId: 'elif', givenName: 'Elif' }],
	teachers: new Map([
		['selin', 'juf Selin'],
		['jeroen', 'meester Jeroen'],
	]),
	locale: 'nl',
	timeZone: 'Europe/Amsterdam',
} as const;
const at = (staffId: string) => [{ childId: 'elif', startsAt, staffIds: [staffId] }];

it('names who holds the talk only where one time is with one teacher or with another', () => {
	const both = [at('selin'), at('jeroen')];
	const said = both.map(wishLabels(both, words)).map((label) => label.replace(/[\u2066-\u2069]/g, ''));
	expect(said).toEqual([
		'dinsdag 3 november, 18.30 – 18.40 uur (juf Selin)',
		'dinsdag 3 november, 18.30 – 18.40 uur (meester Jeroen)',
	]);
	const one = [at('selin')];
	expect(one.map(wishLabels(one, words))).toEqual(['dinsdag 3 november, 18.30 – 18.40 uur']);
});
