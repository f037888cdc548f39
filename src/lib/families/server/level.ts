import { and, eq, isNotNull } from 'drizzle-orm';
import * as v from 'valibot';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';

export const levelSchema = v.object({
	guardianId: v.pipe(v.string('required'), v.nonEmpty('required')),
	level: v.picklist(['full', 'information', 'nothing'], 'not_a_choice'),
	/** The paper that a limit rests on. */
	ground: v.optional(v.pipe(v.string(), v.maxLength(300, 'too_long')), ''),
});

export type LevelChange = v.InferOutput<typeof levelSchema> & { childId: string };

export type LevelRefusal = 'not_allowed' | 'not_there' | 'ground_needed';

/** The papers that limits to a child rest on, by guardian; office and head only: nobody else is given any. One query. */
export async function groundsOf(
	db: Reader,
	staff: StaffActor,
	childId: string,
): Promise<Map<string, string | null>> {
	if (!runsOffice(staff)) return new Map();
	const { guardianship } = db.t;
	const rows = await db
		.select({ guardianId: guardianship.guardianId, ground: guardianship.ground })
		.from(guardianship)
		.where(
			and(
				eq(guardianship.schoolId, staff.schoolId),
				eq(guardianship.childId, childId),
				isNotNull(guardianship.ground),
			),
		);
	return new Map(rows.map(({ guardianId, ground }) => [guardianId, ground]));
}

/**
 * Sets what a guardian may see of a child: `full`, `information` (Dutch civil code 1:377c) or `nothing` (a court's
 * order). Office and head only; a limit needs the paper that it rests on. Works at once: rights are read anew at every
 * request. `andThen` runs in the same transaction (sign-ups of someone who lost the right are taken back there).
 */
export async function setLevel(
	store: Store,
	staff: StaffActor,
	{ childId, guardianId, level, ground }: LevelChange,
	now: Date,
	andThen: (tx: Tx) => Promise<void> = async () => {},
): Promise<{ ok: true } | { ok: false; refusal: LevelRefusal }> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	if (level !== 'full' && ground === '') return { ok: false, refusal: 'ground_needed' };
	return store.transact(async (tx) => {
		const { guardianship } = tx.t;
		const paper = level === 'full' ? null : ground;
		const changed = await tx
			.update(guardianship)
			.set({ level, ground: paper })
			.where(
				and(
					eq(guardianship.schoolId, staff.schoolId),
					eq(guardianship.guardianId, guardianId),
					eq(guardianship.childId, childId),
				),
			)
			.returning({ guardianId: guardianship.guardianId });
		if (changed.length === 0) return { ok: false, refusal: 'not_there' };
		await audit(tx, staff, 'families.level_set', { guardianId, childId, level, paper }, now);
		if (level !== 'full') await andThen(tx);
		return { ok: true };
	});
}
