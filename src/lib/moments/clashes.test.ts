import { expect, test } from 'vitest';
import { findClashes, whyTogether, type Busy } from './clashes.ts';

const entry = (part: Partial<Busy> = {}): Busy => ({
	momentId: 'look',
	groups: [{ groupId: 'zonnebloem', name: 'Zonnebloem' }],
	day: '2026-10-12',
	times: [{ from: '08:30', till: '09:00' }],
	place: null,
	teachers: [],
	...part,
});
const from = (from: string, till: string) => ({ times: [{ from, till }] });
const groep4 = { groups: [{ groupId: 'groep4', name: 'Groep 4' }] };
const marieke = { staffId: 'marieke', name: 'juf Marieke' };
const said = (entries: Busy[], daysOff: Parameters<typeof findClashes>[1] = []) =>
	findClashes(entries, daysOff).map((clash) =>
		clash.kind === 'free'
			? `${clash.entry.momentId} on ${clash.dayOff.kind}`
			: `${clash.entry.momentId} with ${clash.other.momentId}`,
	);

test('the same group, or the whole school, at the same time is a clash; one after the other is not', () => {
	const talk = { momentId: 'talk' };
	expect(said([entry(), entry({ ...talk, ...from('08:45', '09:15') })])).toEqual(['look with talk']);
	expect(said([entry(), entry({ ...talk, ...from('09:00', '09:30') })])).toEqual([]);
	expect(said([entry(), entry({ ...talk, day: '2026-10-13' })])).toEqual([]);
	expect(said([entry(), entry({ momentId: 'feast', groups: [] })])).toEqual(['look with feast']);
	expect(said([entry(), entry({ ...talk, ...groep4 })])).toEqual([]);
});

test('in a break between two times there is room', () => {
	const times = [
		{ from: '08:30', till: '09:00' },
		{ from: '13:15', till: '13:45' },
	];
	expect(said([entry({ times }), entry({ momentId: 'talk', ...from('09:00', '13:15') })])).toEqual([]);
	expect(said([entry({ times }), entry({ momentId: 'talk', ...from('13:30', '14:00') })])).toHaveLength(1);
});

test('one teacher can’t be in two groups at once', () => {
	const other = entry({ momentId: 'talk', ...groep4, teachers: [marieke] });
	expect(whyTogether(entry(), other)).toBeUndefined();
	expect(whyTogether(entry({ teachers: [marieke] }), other)).toEqual({ why: 'teacher', name: 'juf Marieke' });
	expect(whyTogether(entry({ teachers: [{ staffId: 'fatma', name: 'juf Fatma' }] }), other)).toBeUndefined();
});

test.each(['De Aula', 'aula', 'in de aula ', 'Aula.'])(
	'a room is one room however it is written: %s',
	(place) => {
		const other = entry({ momentId: 'talk', ...groep4, place: 'Aula' });
		expect(whyTogether(entry({ place }), other)?.why).toBe('place');
		expect(whyTogether(entry({ place: 'Speelzaal' }), other)).toBeUndefined();
		expect(whyTogether(entry({ place: null }), { ...other, place: null })).toBeUndefined();
	},
);

test('a holiday or a study day is a clash; a half day is not', () => {
	const autumn = { kind: 'autumn', firstDay: '2026-10-10', lastDay: '2026-10-18' };
	expect(said([entry()], [autumn])).toEqual(['look on autumn']);
	expect(said([entry({ day: '2026-10-19' })], [autumn])).toEqual([]);
	expect(said([entry()], [{ ...autumn, kind: 'half_day' }])).toEqual([]);
});
