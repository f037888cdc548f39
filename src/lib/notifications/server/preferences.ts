import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import type { Owner } from './owner.ts';

export interface Preferences {
	/** On the devices that have push messages turned on. */
	push: boolean;
	email: boolean;
	/** The lock screen says only that there is a message. */
	discreet: boolean;
}

/** Until the guardian chooses: everything, and discreetly. */
export const defaultPreferences: Preferences = { push: true, email: true, discreet: true };

type Whose = Pick<Owner, 'schoolId' | 'guardianId'>;

export interface Ways extends Preferences {
	/** Where e-mail goes; null: the school has no address. */
	address: string | null;
}

/** By which ways this guardian is told. */
export async function readPreferences(db: Reader, { schoolId, guardianId }: Whose): Promise<Ways> {
	const { guardian, preference } = db.t;
	const [row] = await db
		.select({
			address: guardian.email,
			push: preference.push,
			email: preference.email,
			discreet: preference.discreet,
		})
		.from(guardian)
		.leftJoin(
			preference,
			and(eq(preference.schoolId, guardian.schoolId), eq(preference.guardianId, guardian.id)),
		)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	return {
		address: row?.address ?? null,
		push: row?.push ?? defaultPreferences.push,
		email: row?.email ?? defaultPreferences.email,
		discreet: row?.discreet ?? defaultPreferences.discreet,
	};
}

/** The guardian chose how to be told; it holds for what is already on its way, too. */
export async function savePreferences(
	tx: Tx,
	{ schoolId, guardianId }: Whose,
	{ push, email, discreet }: Preferences,
	now: Date,
): Promise<void> {
	const { preference } = tx.t;
	const chosen = { push, email, discreet, changedAt: now };
	await tx
		.insert(preference)
		.values({ schoolId, guardianId, ...chosen })
		.onConflictDoUpdate({ target: [preference.schoolId, preference.guardianId], set: chosen });
}
