import { and, desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { findActor } from './sessions.ts';
import { askSignInCode, proveSignInCode } from './sign-in.ts';
import {
	addColleague,
	inviteAllProposed,
	inviteColleague,
	lookAtInvitation,
	withdrawInvitation,
} from './staff-invitations.ts';

const key = Buffer.alloc(32, 7);
const later = (days: number) => new Date(today.getTime() + days * 24 * 60 * 60 * 1000);

/** The named people, and three that an import proposed: one without an address. */
async function withProposed() {
	const store = freshStore();
	await addPeople(store);
	const people = [
		{ id: 'wim', email: 'Wim@school.example' },
		{ id: 'zoe', email: 'zoe@school.example' },
		{ id: 'mute', email: null },
	];
	await store.transact((tx) =>
		tx.insert(tx.t.staffMember).values(
			people.map(({ id, email }) => ({
				schoolId,
				id,
				name: `New ${id}`,
				email,
				emailKey: email?.toLowerCase() ?? null,
				languages: [],
				days: [],
				status: 'proposed' as const,
				createdAt: today,
			})),
		),
	);
	return { store, joke: await asStaff(store, 'joke') };
}

async function groupLines(store: TestStore) {
	const { auditLine } = store.t;
	const rows = await store.read
		.select({ about: auditLine.about })
		.from(auditLine)
		.where(and(eq(auditLine.schoolId, schoolId), eq(auditLine.action, 'accounts.group_given')));
	return rows.map(({ about }) => about);
}

/** Mails that leave, newest first. */
async function mails(store: TestStore) {
	const { delivery } = store.t;
	return acrossSchools('a test looks at the whole outbox', () =>
		store.read
			.select({ target: delivery.target, content: delivery.content })
			.from(delivery)
			.where(eq(delivery.state, 'due'))
			.orderBy(desc(delivery.createdAt), desc(delivery.id)),
	);
}
async function tokenTo(store: TestStore, address: string) {
	const mail = (await mails(store)).find(
		({ target, content }) => target === address && content?.action?.path.startsWith('/invited/'),
	);
	return mail?.content?.action?.path.split('/').at(-1) ?? '';
}

/** Comes in as this address does: asks for a code, and types it. */
async function comeIn(store: TestStore, email: string, now = today) {
	await askSignInCode(store, key, { email, browser: 'desk', locale: 'nl' }, now);
	const codes = (await mails(store)).flatMap(({ content }) => /\d{6}/.exec(content?.title ?? '')?.[0] ?? []);
	const proved = await proveSignInCode(
		store,
		key,
		{ code: codes[0] ?? '000000', browser: 'desk', device: 'Firefox, Windows' },
		now,
	);
	return proved.ok && 'cookie' in proved ? findActor(store, proved.cookie, now) : undefined;
}

test('a proposed colleague can do nothing; invited, a code to the address lets them in with the rights given', async () => {
	const { store, joke } = await withProposed();
	const before = new Date(today.getTime() - 60_000);
	expect(await comeIn(store, 'wim@school.example', before)).toBeUndefined();
	const roles = ['teacher', 'care'] as const;
	expect(await inviteColleague(store, joke, { staffId: 'wim', roles }, today)).toMatchObject({ ok: true });
	const token = await tokenTo(store, 'Wim@school.example');
	expect(await lookAtInvitation(store.read, token, today)).toMatchObject({ name: 'New wim', state: 'open' });
	const wim = await comeIn(store, 'wim@school.example');
	expect(wim).toMatchObject({ kind: 'staff', staffId: 'wim', passkey: false });
	expect(wim?.kind === 'staff' && [...wim.roles].sort()).toEqual(['care', 'teacher']);
	expect(await lookAtInvitation(store.read, token, today)).toMatchObject({ state: 'accepted' });
	// accepted: there is nothing left to withdraw or to send again
	expect(await withdrawInvitation(store, joke, 'wim', today)).toEqual({ ok: false, refusal: 'nobody' });
	expect(await inviteColleague(store, joke, { staffId: 'wim', roles }, today)).toEqual({
		ok: false,
		refusal: 'nobody',
	});
});

test('everybody who was proposed is invited once, as a teacher; who has no address waits for one', async () => {
	const { store, joke } = await withProposed();
	await store.transact((tx) =>
		tx.insert(tx.t.groupTeacher).values([
			{ schoolId, groupId: 'groep7', staffId: 'wim' },
			{ schoolId, groupId: 'groep4', staffId: 'mute' },
		]),
	);
	expect(await inviteAllProposed(store, joke, today)).toBe(2);
	expect(await inviteAllProposed(store, joke, today)).toBe(0);
	// with the right come the groups that the import put them before: whoever reads the trail sees which
	expect(await groupLines(store)).toEqual([{ staffId: 'wim', groupId: 'groep7' }]);
	expect((await mails(store)).map(({ target }) => target).sort()).toEqual([
		'Wim@school.example',
		'zoe@school.example',
	]);
	const roles = ['teacher'] as const;
	const wanted = { staffId: 'mute', roles };
	expect(await inviteColleague(store, joke, wanted, today)).toEqual({ ok: false, refusal: 'no_address' });
	expect(await inviteColleague(store, joke, { ...wanted, email: 'zoe@school.example' }, today)).toEqual({
		ok: false,
		refusal: 'address_taken',
	});
	expect(
		await inviteColleague(store, joke, { ...wanted, email: 'mute@school.example' }, today),
	).toMatchObject({ ok: true });
	expect(await groupLines(store)).toHaveLength(2);
	expect(await comeIn(store, 'mute@school.example')).toMatchObject({ staffId: 'mute' });
});

test('sent again, the link before it is dead; lapsed and withdrawn invitations let nobody in', async () => {
	const { store, joke } = await withProposed();
	const roles = ['teacher'] as const;
	await inviteColleague(store, joke, { staffId: 'wim', roles }, today);
	const first = await tokenTo(store, 'Wim@school.example');
	await inviteColleague(store, joke, { staffId: 'wim', roles }, later(1));
	expect(await lookAtInvitation(store.read, first, later(1))).toBeUndefined();
	const second = await tokenTo(store, 'Wim@school.example');
	expect(await lookAtInvitation(store.read, second, later(14))).toMatchObject({ state: 'open' });
	expect(await lookAtInvitation(store.read, second, later(16))).toMatchObject({ state: 'lapsed' });
	expect(await comeIn(store, 'wim@school.example', later(16))).toBeUndefined();

	expect(await withdrawInvitation(store, joke, 'wim', later(2))).toMatchObject({ ok: true });
	expect(await lookAtInvitation(store.read, second, later(2))).toBeUndefined();
	expect(await comeIn(store, 'wim@school.example', later(2))).toBeUndefined();
	const { staffRole } = store.t;
	expect(
		await store.read.$count(staffRole, and(eq(staffRole.schoolId, schoolId), eq(staffRole.staffId, 'wim'))),
	).toBe(0);
});

test('a colleague whom no import knows is added and invited; each with an address of their own and a right', async () => {
	const { store, joke } = await withProposed();
	const ada = { name: 'Ada Bos', email: 'ada@school.example', roles: ['office'] as const };
	expect(await addColleague(store, joke, ada, today)).toMatchObject({ ok: true });
	expect(await addColleague(store, joke, ada, today)).toEqual({ ok: false, refusal: 'address_taken' });
	const noRole = { ...ada, email: 'x@school.example', roles: [] };
	expect(await addColleague(store, joke, noRole, today)).toEqual({ ok: false, refusal: 'no_role' });
	const actor = await comeIn(store, 'ada@school.example');
	expect(actor?.kind === 'staff' && [...actor.roles]).toEqual(['office']);
	const petra = await asStaff(store, 'petra');
	expect(await addColleague(store, petra, { ...ada, email: 'y@school.example' }, today)).toEqual({
		ok: false,
		refusal: 'not_allowed',
	});
	expect(await inviteAllProposed(store, petra, today)).toBe(0);
});
