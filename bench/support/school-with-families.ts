// A school of its own in a fresh SQLite database with durable commits: one group, families with one child and one
// guardian each, who are signed in, and slots to sign up for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { findActor, startSession } from '#lib/accounts/server/sessions.ts';
import { openStore, type Store } from '#lib/database/store.ts';
import { defaultSettings } from '#lib/school/settings.ts';

export const now = new Date('2026-10-06T08:00:00+02:00');
export const schoolId = 'bench';

export interface BenchSchool {
	store: Store;
	file: string;
	parents: ParentActor[];
	/** `childOf(parent)`: the one child. */
	childOf(parent: ParentActor): string;
	slotIds: string[];
	close(): Promise<void>;
}

const DAY = 24 * 60 * 60 * 1000;

/** Makes the school; slots are one a day, so that none overlap, and open to all of them. */
export async function schoolWithFamilies({
	families,
	slots,
	places,
}: {
	families: number;
	slots: number;
	places: number;
}): Promise<BenchSchool> {
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-bench-'));
	const file = path.join(folder, 'bench.db');
	const store = await openStore({ engine: 'sqlite', file });
	const slotIds = Array.from({ length: slots }, (_, n) => `slot${n}`);
	const people = Array.from({ length: families }, (_, n) => ({
		child: `child${n}`,
		guardian: `guardian${n}`,
	}));
	await store.transact(async (tx) => {
		const { t } = tx;
		await tx.insert(t.school).values({
			id: schoolId,
			name: 'OBS De Vuurvogel',
			region: 'midden',
			timeZone: 'Europe/Amsterdam',
			street: 'Kastanjelaan 12',
			city: 'Brugstad',
			settings: defaultSettings,
			createdAt: now,
		});
		await tx
			.insert(t.schoolYear)
			.values({ schoolId, id: 'y', name: '2026-2027', startsOn: '2026-08-31', endsOn: '2027-07-16' });
		await tx.insert(t.group).values({
			schoolId,
			id: 'g',
			schoolYearId: 'y',
			name: 'Groep 1/2 Zonnebloem',
			kind: 'class',
			yearGroups: ['1', '2'],
			sortKey: 'groep 1/2',
			createdAt: now,
		});
		for (let from = 0; from < people.length; from += 200) {
			const part = people.slice(from, from + 200);
			await tx.insert(t.child).values(
				part.map(({ child }) => ({
					schoolId,
					id: child,
					givenName: child,
					sortKey: child,
					createdAt: now,
				})),
			);
			await tx
				.insert(t.groupChild)
				.values(part.map(({ child }) => ({ schoolId, groupId: 'g', childId: child })));
			await tx.insert(t.guardian).values(
				part.map(({ guardian }) => ({
					schoolId,
					id: guardian,
					name: guardian,
					email: `${guardian}@ouders.example`,
					emailKey: `${guardian}@ouders.example`,
					locale: 'tr',
					createdAt: now,
				})),
			);
			await tx.insert(t.guardianship).values(
				part.map(({ child, guardian }) => ({
					schoolId,
					guardianId: guardian,
					childId: child,
					level: 'full' as const,
					position: 1,
				})),
			);
		}
		await tx.insert(t.moment).values({
			schoolId,
			id: 'm',
			schoolYearId: 'y',
			kind: 'look',
			adultsPerChild: 2,
			slotsPerChild: slots,
			interpreterOffered: true,
			closesHoursBefore: 1,
			shareToken: 'bench',
			createdAt: now,
			publishedAt: now,
		});
		await tx.insert(t.momentGroup).values({ schoolId, momentId: 'm', groupId: 'g' });
		await tx.insert(t.slot).values(
			slotIds.map((id, n) => ({
				schoolId,
				id,
				momentId: 'm',
				startsAt: new Date(now.getTime() + (n + 2) * DAY),
				endsAt: new Date(now.getTime() + (n + 2) * DAY + DAY / 48),
				capacity: places,
			})),
		);
	});
	const parents = await Promise.all(people.map(({ guardian }) => signIn(store, guardian)));
	return {
		store,
		file,
		parents,
		childOf: (parent) => [...parent.children.keys()][0] ?? '',
		slotIds,
		async close() {
			await store.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function signIn(store: Store, guardianId: string): Promise<ParentActor> {
	const { cookie } = await store.transact((tx) =>
		startSession(tx, { schoolId, person: { guardianId }, strength: 'confirmed', device: 'bench', now }),
	);
	return (await findActor(store, cookie, now)) as ParentActor;
}
