import { expect, it } from 'vitest';
import { freshStore } from '../../../tests/support/database.ts';
import { addMoment } from '../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today } from '../../../tests/support/people.ts';
import { momentView } from './moment-words.ts';
import { cancelSlot } from './server/change.ts';
import { momentPage } from './server/for-parent.ts';
import { signUp } from './server/sign-ups.ts';

it('after the school called one’s own time off, the next free one is chosen already, for as many', async () => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, {
		places: 2,
		slots: {
			monday: ['2026-10-12', '08:30'],
			tuesday: ['2026-10-13', '08:30'],
			thursday: ['2026-10-15', '08:30'],
		},
	});
	const ayse = await asParent(store, 'ayse');
	const wish = { adults: 2, interpreter: null, note: null, wait: false, now: today };
	const proposed = async () => {
		const page = await momentPage(store, ayse, 'look', today);
		return page && momentView(page, null, { locale: 'nl', timeZone: 'Europe/Amsterdam' }, today)?.proposed;
	};
	expect(await proposed()).toBeNull();
	await signUp(store, ayse, { ...wish, slotId: 'monday', childId: 'elif' });
	await signUp(store, await asParent(store, 'fatima'), {
		...wish,
		adults: 1,
		slotId: 'tuesday',
		childId: 'ilyas',
	});
	expect(await proposed()).toBeNull();
	await cancelSlot(store, await asStaff(store, 'joke'), { slotId: 'monday', now: today });
	// Tuesday has one place left, and two come
	expect(await proposed()).toEqual({ slotId: 'thursday', adults: 2 });
});

it('a link of a message leads to its child; where one comes for the whole family, to the page that they have', async () => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { id: 'look', groups: [], slots: { a: ['2026-10-12', '08:30'] } });
	await addMoment(store, {
		id: 'evening',
		kind: 'evening',
		groups: [],
		slots: { b: ['2026-10-13', '19:30'] },
	});
	const ayse = await asParent(store, 'ayse');
	const shown = async (momentId: string, childId: string | null) => {
		const page = await momentPage(store, ayse, momentId, today);
		return (
			page && momentView(page, childId, { locale: 'nl', timeZone: 'Europe/Amsterdam' }, today)?.child.childId
		);
	};
	expect([await shown('look', 'elif'), await shown('look', 'emre')]).toEqual(['elif', 'emre']);
	const family = await shown('evening', null);
	expect([await shown('evening', 'elif'), await shown('evening', 'emre')]).toEqual([family, family]);
	// a child that is in another group by now
	expect(await shown('look', 'gone')).toBe(await shown('look', null));
});
