// Parents whom others trust: two said yes, one is asked; some families came through one of them.
import { and, eq, inArray } from 'drizzle-orm';
import { noteToCoordinator, noteToKeyParent } from '#lib/buddies/server/key-parent-notes.ts';
import { agreeKeyParent, askKeyParent, countCame, ownKeyParent } from '#lib/buddies/server/key-parents.ts';
import type { Store } from '#lib/database/store.ts';
import { joinPage } from '#lib/moments/server/for-parent.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { asParent } from './moments.ts';
import { asStaff } from './staff.ts';

const DAY = 24 * 60 * 60 * 1000;
/** As many as came through the first of them. */
const CAME = 7;

const AGREED = [
	{
		name: 'Mehmet Yıldırım',
		languages: ['tr', 'nl'],
		relation: 'father',
		shares: 'phone',
		phone: '06 12345601',
	},
	{ name: 'Fatima el Ouali', languages: ['ary', 'ar', 'nl'], relation: 'mother', shares: 'gate', phone: '' },
] as const;
const ASKED = 'Hodan Mohamud';

/** `coordinator`: the id of the member of staff who asks them. */
export async function addKeyParents(
	store: Store,
	schoolId: string,
	coordinator: string,
	now: Date,
): Promise<void> {
	const asked = new Date(now.getTime() - 9 * DAY);
	const said = new Date(now.getTime() - 7 * DAY);
	const ids = await idsOf(store, schoolId, [...AGREED.map(({ name }) => name), ASKED]);
	await asStaff(store, schoolId, coordinator, asked, async (naima) => {
		for (const [name, guardianId] of ids) {
			const done = await askKeyParent(store, naima, { guardianId, now: asked });
			if (!done.ok) throw new Error(`the demo can’t ask ${name} to be a key parent: ${done.refusal}`);
		}
	});
	for (const { name, ...shown } of AGREED) {
		const yes = { ...shown, languages: [...shown.languages], now: said };
		const done = await asParent(store, schoolId, ids.get(name) ?? '', said, (parent) =>
			agreeKeyParent(store, parent, yes),
		);
		if (!done.ok) throw new Error(`${name} of the demo can’t be a key parent: ${done.refusal}`);
	}
	await bringOthers(store, { schoolId, coordinator, guardianId: ids.get(AGREED[0].name) ?? '', now });
}

/** Families that signed up for a moment came by the link of this one, who tells the coordinator of a family and is thanked. */
async function bringOthers(
	store: Store,
	one: { schoolId: string; coordinator: string; guardianId: string; now: Date },
): Promise<void> {
	const { schoolId, coordinator, guardianId, now } = one;
	const { signUp } = store.t;
	const [own, momentIds] = await asParent(store, schoolId, guardianId, now, async (parent) => [
		await ownKeyParent(store.read, parent, dayOf(now, parent.school.timeZone)),
		(await joinPage(store, parent, now)).invitations.map(({ momentId }) => momentId),
	]);
	const came = await store.read
		.selectDistinct({ guardianId: signUp.guardianId, momentId: signUp.momentId })
		.from(signUp)
		.where(and(eq(signUp.schoolId, schoolId), inArray(signUp.momentId, momentIds)))
		.orderBy(signUp.momentId, signUp.guardianId)
		.limit(CAME);
	await store.transact(async (tx) => {
		for (const { momentId, ...guest } of came)
			await countCame(tx, { schoolId, ...guest }, { code: own?.code ?? '', momentId });
	});
	await asParent(store, schoolId, guardianId, now, (parent) =>
		noteToCoordinator(store, parent, { note: 'family_needs', now: new Date(now.getTime() - 2 * DAY) }),
	);
	await asStaff(store, schoolId, coordinator, now, (naima) =>
		noteToKeyParent(store, naima, { guardianId, note: 'thanks', now: new Date(now.getTime() - DAY) }),
	);
}

async function idsOf(store: Store, schoolId: string, names: string[]): Promise<Map<string, string>> {
	const { guardian } = store.t;
	const people = await store.read
		.select({ guardianId: guardian.id, name: guardian.name })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.name, names)));
	return new Map(people.map(({ guardianId, name }) => [name ?? '', guardianId]));
}
