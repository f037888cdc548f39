// What parents of the demo answered about photos, voice and work: most say yes to some, a few to nothing, a few not yet.
import { and, asc, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { enterSlip } from '#lib/consents/server/answer.ts';
import type { Store } from '#lib/database/store.ts';

const CHOICES = [
	['photo.app', 'photo.inside', 'photo.print', 'work.app', 'work.inside', 'voice.app'],
	['photo.app', 'photo.inside', 'work.inside'],
	[],
	['photo.app', 'photo.inside', 'photo.print', 'photo.website', 'photo.social', 'work.app', 'work.inside'],
];

/** Enters the slips of the first guardian of most children. */
export async function addConsents(store: Store, staff: StaffActor, now: Date): Promise<void> {
	const { guardianship } = store.t;
	const first = await store.read
		.select({ guardianId: guardianship.guardianId, childId: guardianship.childId })
		.from(guardianship)
		.where(
			and(
				eq(guardianship.schoolId, staff.schoolId),
				eq(guardianship.level, 'full'),
				eq(guardianship.position, 1),
			),
		)
		.orderBy(asc(guardianship.childId), asc(guardianship.guardianId));
	for (const [at, pair] of first.entries()) {
		if (at % 5 === 4) continue;
		const slip = { ...pair, given: CHOICES[at % CHOICES.length] ?? [] };
		const entered = await enterSlip(store, staff, slip, now);
		if (!entered.ok) throw new Error(`the demo can’t enter a slip: ${entered.refusal}`);
	}
}
