import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { auditExport, auditLook } from './audit.ts';

const later = (minutes: number) => new Date(today.getTime() + minutes * 60_000);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function linesOf(store: TestStore) {
	const { auditLine } = store.t;
	return store.read
		.select({ actorId: auditLine.actorId, action: auditLine.action, about: auditLine.about })
		.from(auditLine)
		.where(eq(auditLine.schoolId, schoolId))
		.orderBy(auditLine.at, auditLine.id);
}

test('a look outside one’s own groups leaves a line, one inside none', async () => {
	const store = await withPeople();
	const selin = await asStaff(store, 'selin');
	const naima = await asStaff(store, 'naima');
	await auditLook(store, selin, { childId: 'emre', groupIds: ['groep4'] }, today);
	expect(await linesOf(store)).toEqual([]);
	await auditLook(store, naima, { childId: 'emre', groupIds: ['groep4'] }, today);
	await auditLook(store, naima, { childId: 'nobody-s-group', groupIds: [] }, later(1));
	expect(await linesOf(store)).toEqual([
		{ actorId: 'naima', action: 'accounts.looked', about: { childId: 'emre' } },
		{ actorId: 'naima', action: 'accounts.looked', about: { childId: 'nobody-s-group' } },
	]);
});

test('a page that is loaded again is the same look; half an hour later it is another', async () => {
	const store = await withPeople();
	const naima = await asStaff(store, 'naima');
	const elif = { childId: 'elif', groupIds: ['zonnebloem'] };
	for (const minutes of [0, 1, 14]) await auditLook(store, naima, elif, later(minutes));
	expect(await linesOf(store)).toHaveLength(1);
	await auditLook(store, await asStaff(store, 'petra'), elif, later(14));
	await auditLook(store, naima, elif, later(30));
	expect((await linesOf(store)).map(({ actorId }) => actorId)).toEqual(['naima', 'petra', 'naima']);
});

test('an export leaves a line that says what and how much', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	await auditExport(store, petra, { what: 'families.list', about: { rows: 29 } }, today);
	expect(await linesOf(store)).toEqual([
		{ actorId: 'petra', action: 'accounts.exported', about: { what: 'families.list', rows: 29 } },
	]);
});
