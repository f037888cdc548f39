import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment, at } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today } from '../../../../tests/support/people.ts';
import { chosenLists, listsOf } from '../lists.ts';
import { addByHand } from './by-hand.ts';
import { staffMoment } from './for-staff.ts';
import { signUp } from './sign-ups.ts';

const query = (text: string) => new URLSearchParams(text);

it('each list has its own people, whoever is on it, and what nobody is on is not chosen by itself', async () => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { places: 1, adultsPerChild: 1 });
	const marieke = await asStaff(store, 'marieke');
	const lists = async () => {
		const page = await staffMoment(store, marieke, 'look', at('2026-10-12', '08:40'));
		if (!page) throw new Error('the moment is not there');
		return listsOf(page);
	};
	expect(chosenLists(query(''), await lists())).toEqual(['silent']);
	const wish = { adults: 1, note: null, now: today };
	await signUp(store, await asParent(store, 'fatima'), {
		...wish,
		slotId: 'monday',
		childId: 'ilyas',
		interpreter: 'ar',
		wait: false,
	});
	await signUp(store, await asParent(store, 'ayse'), {
		...wish,
		slotId: 'monday',
		childId: 'elif',
		interpreter: null,
		wait: true,
	});
	const door = { slotId: 'monday', childId: 'zuzia', guardianId: 'agnieszka', interpreter: null };
	await addByHand(store, marieke, {
		...wish,
		...door,
		wait: false,
		atDoor: true,
		now: at('2026-10-12', '08:25'),
	});
	const found = await lists();
	const names = (list: readonly { givenName: string }[]) => list.map(({ givenName }) => givenName);
	expect(names(found.coming).sort()).toEqual(['Ilyas', 'Zuzia']);
	expect(found.interpreters.map(({ givenName, interpreter }) => [givenName, interpreter])).toEqual([
		['Ilyas', 'ar'],
	]);
	expect(found.waiting.map(({ givenName, number }) => [givenName, number])).toEqual([['Elif', 1]]);
	expect(names(found.walk_ins)).toEqual(['Zuzia']);
	expect(names(found.silent)).toEqual([]);
	expect(chosenLists(query(''), found)).toEqual(['coming', 'interpreters', 'waiting', 'walk_ins']);
	expect(chosenLists(query('list=silent&list=waiting&list=nonsense'), found)).toEqual(['waiting', 'silent']);
});
