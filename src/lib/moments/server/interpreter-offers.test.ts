import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { offers } from '../../../../tests/support/interpreting.ts';
import { auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, schoolId, today } from '../../../../tests/support/people.ts';
import { endInterpreterOffer, readInterpreterOffer } from './interpreter-offers.ts';
import { moveMoments } from './move-guardian.ts';

async function school() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

it('is kept, changed and ended', async () => {
	const store = await school();
	const ayse = await asParent(store, 'ayse');
	expect(await offers(store, 'ayse', { languages: ['tr', 'kmr'], withSchool: ['nl', 'en'] })).toEqual({
		ok: true,
	});
	expect(await readInterpreterOffer(store.read, ayse, today)).toEqual({
		languages: ['tr', 'kmr'],
		withSchool: ['nl', 'en'],
		atSchool: true,
		byPhone: false,
	});
	await offers(store, 'ayse', { atSchool: false, byPhone: true });
	expect(await readInterpreterOffer(store.read, ayse, today)).toMatchObject({
		languages: ['tr'],
		byPhone: true,
	});
	await endInterpreterOffer(store, ayse, today);
	await endInterpreterOffer(store, ayse, today);
	expect(await readInterpreterOffer(store.read, ayse, today)).toBeUndefined();
	expect((await auditSoFar(store)).filter((line) => line.includes('interpreter'))).toEqual([
		'guardian ayse moments.interpreter_offered',
		'guardian ayse moments.interpreter_offered',
		'guardian ayse moments.interpreter_offer_ended',
	]);
});

it.each([
	['no_language', { languages: [] }],
	['no_language', { languages: ['nl'] }],
	['no_language', { languages: ['klingon'] }],
	['no_language', { withSchool: [] }],
	['no_way', { atSchool: false }],
])('is refused: %s for %j', async (refusal, offer) => {
	const store = await school();
	expect(await offers(store, 'ayse', offer)).toEqual({ ok: false, refusal });
	expect(await readInterpreterOffer(store.read, await asParent(store, 'ayse'), today)).toBeUndefined();
});

it('is seen by nobody else, and goes along when two records of one person become one', async () => {
	const store = await school();
	await offers(store, 'ahmet');
	const mehmet = await asParent(store, 'mehmet');
	expect(await readInterpreterOffer(store.read, mehmet, today)).toBeUndefined();
	await store.transact((tx) => moveMoments(tx, schoolId, 'ahmet', 'mehmet'));
	expect(await readInterpreterOffer(store.read, mehmet, today)).toMatchObject({ languages: ['tr'] });
	await store.transact((tx) => moveMoments(tx, schoolId, 'ahmet', 'mehmet'));
	expect(await readInterpreterOffer(store.read, await asParent(store, 'ahmet'), today)).toBeUndefined();
});
