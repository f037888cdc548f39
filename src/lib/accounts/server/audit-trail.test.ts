import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { audit, auditExport, auditLook } from './audit.ts';
import { auditPeople, readAudit, readWholeAudit } from './audit-trail.ts';
import { setRights } from './rights.ts';

const later = (minutes: number) => new Date(today.getTime() + minutes * 60_000);
const DAY = 24 * 60;

async function withLines() {
	const store = freshStore();
	await addPeople(store);
	const joke = await asStaff(store, 'joke');
	const naima = await asStaff(store, 'naima');
	await auditLook(store, naima, { childId: 'ilyas', groupIds: ['zonnebloem'] }, later(1));
	await auditExport(store, naima, { what: 'families.list', about: { rows: 3 } }, later(2));
	await setRights(
		store,
		joke,
		{ staffId: 'selin', roles: ['teacher', 'care'], groupIds: ['groep4'] },
		later(3),
	);
	await store.transact(async (tx) => {
		await audit(tx, joke, 'families.level_set', { guardianId: 'ahmet', childId: 'elif' }, later(DAY));
		const system = { kind: 'system' as const, schoolId };
		await audit(tx, system, 'families.imported', { children: 4 }, later(DAY + 1));
		await audit(tx, system, 'accounts.signed_in', { guardianId: 'ayse' }, later(DAY + 2));
		await audit(tx, system, 'something.else', {}, later(DAY + 3));
	});
	return { store, joke, naima };
}

test('the head reads who of the staff did what, newest first, with names; parents’ doings are not there', async () => {
	const { store, joke } = await withLines();
	const { lines, next } = await readAudit(store.read, joke, {});
	expect(next).toBeNull();
	expect(lines.map(({ actor, action, names }) => [actor, action, names])).toEqual([
		[null, 'something.else', {}],
		[null, 'families.imported', {}],
		['Joke van Dam', 'families.level_set', { guardian: 'Ahmet Yıldırım', child: 'Elif Yıldırım' }],
		['Joke van Dam', 'accounts.role_given', { staff: 'Selin Aydın' }],
		['Naima Azzouzi', 'accounts.exported', {}],
		['Naima Azzouzi', 'accounts.looked', { child: 'Ilyas el Bakkali' }],
	]);
});

test('by who, by what, by day, and all of them together', async () => {
	const { store, joke } = await withLines();
	const found = async (filter: Parameters<typeof readAudit>[2]) =>
		(await readAudit(store.read, joke, filter)).lines.map(({ action }) => action.split('.')[1]);
	expect(await found({ who: 'naima' })).toEqual(['exported', 'looked']);
	expect(await found({ what: 'looks' })).toEqual(['looked']);
	expect(await found({ what: 'exports' })).toEqual(['exported']);
	expect(await found({ what: 'rights' })).toEqual(['level_set', 'role_given']);
	expect(await found({ what: 'families' })).toEqual(['imported']);
	expect(await found({ what: 'other' })).toEqual(['else']);
	expect(await found({ from: '2026-10-07' })).toEqual(['else', 'imported', 'level_set']);
	expect(await found({ till: '2026-10-06' })).toEqual(['role_given', 'exported', 'looked']);
	expect(await found({ who: 'joke', what: 'rights', from: '2026-10-07', till: '2026-10-07' })).toEqual([
		'level_set',
	]);
	expect(await found({ from: '2026-10-08' })).toEqual([]);
});

test('pages of a hundred: nothing twice, nothing lost, also within one moment', async () => {
	const { store, joke } = await withLines();
	await store.transact(async (tx) => {
		for (let at = 0; at < 250; at++)
			await audit(tx, joke, 'card.published', { version: at }, later(2 * DAY + Math.floor(at / 120)));
	});
	const seen: string[] = [];
	let before: string | undefined;
	for (let pages = 0; pages < 4; pages++) {
		const { lines, next } = await readAudit(store.read, joke, { before });
		seen.push(...lines.map(({ id }) => id));
		before = next ?? undefined;
		if (!next) break;
	}
	expect(seen).toHaveLength(256);
	expect(new Set(seen).size).toBe(256);
	expect((await readWholeAudit(store.read, joke, {})).map(({ id }) => id)).toEqual(seen);
	expect(await readWholeAudit(store.read, joke, { what: 'card' })).toHaveLength(250);
});

test('nobody but the head reads it, and no head of another school', async () => {
	const { store } = await withLines();
	for (const by of [
		await asStaff(store, 'petra'),
		await asStaff(store, 'naima'),
		await asStaff(store, 'joke', { passkey: false }),
	]) {
		expect(await readAudit(store.read, by, {})).toEqual({ lines: [], next: null });
		expect(await readWholeAudit(store.read, by, {})).toEqual([]);
		expect(await auditPeople(store.read, by)).toEqual([]);
	}
	const henk = await asStaff(store, 'henk');
	expect((await readAudit(store.read, henk, {})).lines).toEqual([]);
	expect(await auditPeople(store.read, henk)).toEqual([{ id: 'henk', name: 'Henk Vos' }]);
});
