import type { Store } from '#lib/database/store.ts';
import { schoolId, today } from './people.ts';

/** A thousand children more, with two guardians each. */
export const FAMILIES = 1000;

/** Puts them in one group of the named school: `child-0` …, `moeder-0`, `vader-0` …, all with full say. */
export async function addThousand(store: Store, groupId = 'groep7'): Promise<void> {
	const createdAt = today;
	await store.transact(async (tx) => {
		const { t } = tx;
		for (let from = 0; from < FAMILIES; from += 250) {
			const part = Array.from({ length: 250 }, (_, n) => from + n);
			await tx.insert(t.child).values(
				part.map((n) => ({
					schoolId,
					id: `child-${n}`,
					givenName: `Kind${n}`,
					surname: 'Duizend',
					sortKey: `duizend ${String(n).padStart(6, '0')}`,
					createdAt,
				})),
			);
			await tx.insert(t.groupChild).values(part.map((n) => ({ schoolId, groupId, childId: `child-${n}` })));
			await tx.insert(t.guardian).values(
				part.flatMap((n) =>
					['moeder', 'vader'].map((who) => ({
						schoolId,
						id: `${who}-${n}`,
						name: `${who} van Kind${n}`,
						createdAt,
					})),
				),
			);
			await tx.insert(t.guardianship).values(
				part.flatMap((n) =>
					['moeder', 'vader'].map((who, at) => ({
						schoolId,
						guardianId: `${who}-${n}`,
						childId: `child-${n}`,
						level: 'full' as const,
						position: at + 1,
					})),
				),
			);
		}
	});
}
