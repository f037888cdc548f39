import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { defaultCalm, type Calm } from '../calm-choice.ts';
import type { Unwanted } from '../kinds.ts';
import type { Owner } from './owner.ts';

export interface Preferences {
	/** On the devices that have push messages turned on. */
	push: boolean;
	email: boolean;
	/** The lock screen says only that there is a message. */
	discreet: boolean;
	/** Sorts that are not wanted, by way: `news.email`. */
	unwanted: readonly Unwanted[];
	calm: Calm;
}

/** Until the guardian chooses: everything, and discreetly. */
export const defaultPreferences: Preferences = {
	push: true,
	email: true,
	discreet: true,
	unwanted: [],
	calm: defaultCalm,
};

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
			unwanted: preference.unwanted,
			calm: calmColumns(db),
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
		unwanted: row?.unwanted ?? [],
		calm: calmOf(row?.calm),
	};
}

/** The guardian chose how to be told; it holds for what is already on its way, too. */
export async function savePreferences(
	tx: Tx,
	{ schoolId, guardianId }: Whose,
	{ push, email, discreet, unwanted, calm }: Preferences,
	now: Date,
): Promise<void> {
	const { preference } = tx.t;
	const chosen = { push, email, discreet, unwanted: [...unwanted], ...calm, changedAt: now };
	await tx
		.insert(preference)
		.values({ schoolId, guardianId, ...chosen })
		.onConflictDoUpdate({ target: [preference.schoolId, preference.guardianId], set: chosen });
}

/** What `calmOf` reads, of a row that may not be there. */
export function calmColumns(db: Reader) {
	const { quiet, quietFrom, quietUntil, quietSundays, digestAt } = db.t.preference;
	return { quiet, quietFrom, quietUntil, quietSundays, digestAt };
}

/** When a guardian wants to be left alone: as chosen, or as it is until then. */
export function calmOf(row: { [K in keyof Calm]: Calm[K] | null } | null | undefined): Calm {
	const { quiet, quietFrom, quietUntil, quietSundays, digestAt } = row ?? {};
	return {
		quiet: quiet ?? defaultCalm.quiet,
		quietFrom: quietFrom ?? defaultCalm.quietFrom,
		quietUntil: quietUntil ?? defaultCalm.quietUntil,
		quietSundays: quietSundays ?? defaultCalm.quietSundays,
		digestAt: digestAt ?? null,
	};
}
