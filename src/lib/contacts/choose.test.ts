import { expect, test } from 'vitest';
import {
	chooseContact,
	chooseForTopics,
	groupByContact,
	placeId,
	placeOf,
	type NamedContact,
} from './choose.ts';

const named = (staffId: string, place: Partial<NamedContact> = {}): NamedContact => ({
	childId: null,
	groupId: null,
	substituteId: null,
	topics: null,
	staffId,
	...place,
});
const everyone = () => true;
const allBut =
	(...gone: string[]) =>
	(id: string) =>
		!gone.includes(id);
const elif = { childId: 'elif', groupIds: ['zonnebloem', 'plus'] };

const all = [
	named('naima'),
	named('juf-plus', { groupId: 'plus' }),
	named('marieke', { groupId: 'zonnebloem', substituteId: 'jeroen' }),
	named('ib-er', { childId: 'elif' }),
];

test.each([
	['the contact of the child', all, 'ib-er', 'child'],
	['else of its class', all.slice(0, 3), 'marieke', 'group'],
	['else of another group of the child', all.slice(0, 2), 'juf-plus', 'group'],
	['else of the school', all.slice(0, 1), 'naima', 'school'],
])('a family turns to %s', (_, contacts, staffId, from) => {
	expect(chooseContact(elif, contacts, everyone)).toMatchObject({ staffId, from });
});

test('contacts of other children and groups do not count', () => {
	const others = [named('x', { childId: 'emre' }), named('y', { groupId: 'groep4' })];
	expect(chooseContact(elif, others, everyone)).toBeUndefined();
});

test('nobody was named: undefined, so that the page shows the office', () => {
	expect(chooseContact(elif, [], everyone)).toBeUndefined();
});

test('the substitute stands beside the contact', () => {
	const contact = chooseContact(elif, all.slice(0, 3), everyone);
	expect(contact).toMatchObject({ staffId: 'marieke', substituteId: 'jeroen', insteadOf: null });
});

test('a contact who left: the substitute helps for now', () => {
	const contact = chooseContact(elif, all.slice(0, 3), allBut('marieke'));
	expect(contact).toMatchObject({
		staffId: 'jeroen',
		substituteId: null,
		insteadOf: 'marieke',
		from: 'group',
	});
});

test('a contact who left without a substitute: the next in line', () => {
	expect(chooseContact(elif, all, allBut('ib-er'))).toMatchObject({ staffId: 'marieke', from: 'group' });
	expect(chooseContact(elif, all, allBut('ib-er', 'marieke', 'jeroen'))).toMatchObject({
		staffId: 'juf-plus',
	});
	expect(chooseContact(elif, all, allBut('ib-er', 'marieke', 'jeroen', 'juf-plus', 'naima'))).toBeUndefined();
});

test('a substitute who left is not offered', () => {
	expect(chooseContact(elif, all.slice(0, 3), allBut('jeroen'))).toMatchObject({
		staffId: 'marieke',
		substituteId: null,
	});
});

test('nobody stands in for themselves', () => {
	const contact = named('marieke', { groupId: 'zonnebloem', substituteId: 'marieke' });
	expect(chooseContact(elif, [contact], everyone)?.substituteId).toBeNull();
	expect(chooseContact(elif, [contact], allBut('marieke'))).toBeUndefined();
});

test('what to come for: as the school chose, else the usual for that place', () => {
	const chosen = named('naima', { topics: ['costs'] });
	expect(chooseContact(elif, [chosen], everyone)?.topics).toEqual(['costs']);
	expect(chooseContact(elif, [named('naima')], everyone)?.topics).toContain('language');
	expect(chooseContact(elif, all, everyone)?.topics).toContain('worries');
});

test('siblings with the same person stand together, in their order', () => {
	const teacher = chooseContact(elif, all.slice(0, 3), everyone);
	const coordinator = chooseContact({ childId: 'emre', groupIds: [] }, all, everyone);
	const cards = groupByContact([
		{ child: 'elif', contact: teacher },
		{ child: 'emre', contact: coordinator },
		{ child: 'can', contact: coordinator },
		{ child: 'deniz', contact: undefined },
	]);
	expect(cards.map(({ children }) => children)).toEqual([['elif'], ['emre', 'can'], ['deniz']]);
	expect(cards.map(({ contact }) => contact?.staffId)).toEqual(['marieke', 'naima', undefined]);
});

test.each([
	['school', { kind: 'school' }],
	['group-g-1', { kind: 'group', groupId: 'g-1' }],
	['child-c1', { kind: 'child', childId: 'c1' }],
] as const)('a place has one row: %s', (id, place) => {
	expect(placeId(place)).toBe(id);
	expect(placeOf(id)).toEqual(place);
});

test.each(['', 'group', 'group-', 'school-1', 'board-1'])('%j is no place', (id) => {
	expect(placeOf(id)).toBeUndefined();
});

test('who is away: their substitute helps until they are back, else they stay with the day', () => {
	const away = (substituteId: string | null) =>
		new Map([['marieke', { lastDay: '2026-10-16', substituteId }]]);
	const marieke = [named('marieke', { groupId: 'zonnebloem', substituteId: 'jeroen' })];
	expect(chooseContact(elif, marieke, everyone, away('naima'))).toMatchObject({
		staffId: 'naima',
		insteadOf: 'marieke',
		awayUntil: '2026-10-16',
	});
	expect(chooseContact(elif, marieke, everyone, away(null))).toMatchObject({
		staffId: 'jeroen',
		insteadOf: 'marieke',
	});
	expect(chooseContact(elif, marieke, allBut('jeroen'), away(null))).toMatchObject({
		staffId: 'marieke',
		insteadOf: null,
		awayUntil: '2026-10-16',
	});
	expect(chooseContact(elif, marieke, everyone)).toMatchObject({ staffId: 'marieke', awayUntil: null });
});

test('for a topic: of the child, else the group, else the school; who left is nobody', () => {
	const topical = (staffId: string, place: Partial<NamedContact> = {}) => ({
		...named(staffId, place),
		forTopic: 'money' as const,
	});
	const all = [topical('petra'), topical('juf-plus', { groupId: 'plus' })];
	expect(chooseForTopics(elif, all, everyone)).toEqual([{ topic: 'money', staffId: 'juf-plus' }]);
	expect(chooseForTopics(elif, all, allBut('juf-plus'))).toEqual([{ topic: 'money', staffId: 'petra' }]);
	expect(chooseForTopics(elif, [], everyone)).toEqual([]);
});
