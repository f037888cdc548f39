import { expect, test } from 'vitest';
import { askedBoth } from '../../../../tests/support/buddies.ts';
import { asParent, today } from '../../../../tests/support/people.ts';
import { buddyLink } from './buddy-link.ts';

test('that somebody asks is said to who confirmed who they are, not to who found their letter', async () => {
	const { store } = await askedBoth();
	const link = async (strength: 'code' | 'confirmed') =>
		buddyLink(store.read, await asParent(store, 'fatima', { strength }), { locale: 'nl', now: today });
	expect(await link('confirmed')).toMatchObject({ isAsked: true, under: 'Er is een vraag voor u' });
	const johan = await asParent(store, 'johan');
	expect(await link('code')).toEqual(await buddyLink(store.read, johan, { locale: 'nl', now: today }));
});
