import { expect, test } from 'vitest';
import { newChildren } from './new-children.ts';

const child = (childId: string, startsOn: string | null, guardians: object[] = []) => ({
	childId,
	givenName: childId,
	prefix: 'de',
	surname: 'Wit',
	startsOn,
	shows: startsOn ? ['new'] : [],
	guardians: guardians.map((guardian, at) => ({
		guardianId: `g${at}`,
		level: 'full' as const,
		enteredAt: null,
		state: 'not_invited' as const,
		...guardian,
	})),
});

test('the newest first, each with what the first week still needs; who is not new is not there', () => {
	const found = newChildren(
		[
			child('old', null),
			child('first', '2026-09-28', [{ state: 'invited' }, {}, { level: 'nothing' }]),
			child('last', '2026-10-05', [{ state: 'entered', enteredAt: new Date() }]),
		],
		{ inTouch: new Set(['last']) },
	);
	expect(found).toEqual([
		{
			childId: 'last',
			name: 'last de Wit',
			startsOn: '2026-10-05',
			withoutLetter: [],
			inApp: true,
			inTouch: true,
		},
		{
			childId: 'first',
			name: 'first de Wit',
			startsOn: '2026-09-28',
			withoutLetter: ['g1'],
			inApp: false,
			inTouch: false,
		},
	]);
});
