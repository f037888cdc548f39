// A form that its browser sends again, because no answer came: it is done once, and answered the same.
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Store, Tx } from '#lib/database/store.ts';
import { sha256 } from '#lib/platform/server/ids.ts';
import type { KeptOutcome } from '../action-outcome.ts';
import { FORM_DAYS } from '../offline.ts';

export interface Once {
	schoolId: string;
	/** Who sends it. A key is one person's: somebody else's says nothing about this one's forms. */
	who: { guardianId: string } | { staffId: string };
	/** Of the form, made by its browser. */
	key: string;
	/** A digest of where it goes and what it says. */
	asks: string;
}

/** An action takes seconds; after so long its process is gone. */
const GIVEN_UP_MS = 60_000;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Asked before the form is done. `first`: do it, and say what became of it with `noteOutcome`. `under_way`: somebody does it
 * at this moment. `done`: it was done before, with this outcome. `other`: the key was of a form that said something else.
 * What a process that died began is begun again: the domain's own rules (one place a child) then answer as before.
 */
export async function beginOnce(
	store: Store,
	once: Once,
	now: Date,
): Promise<{ is: 'first' | 'under_way' | 'other' } | { is: 'done'; outcome: KeptOutcome }> {
	const { schoolId, who, asks } = once;
	const { keptOutcome } = store.t;
	const its = and(eq(keptOutcome.schoolId, schoolId), eq(keptOutcome.id, idOf(once)));
	return store.transact(async (tx) => {
		const added = await tx
			.insert(keptOutcome)
			.values({ schoolId, id: idOf(once), ...who, asks, startedAt: now })
			.onConflictDoNothing()
			.returning({ id: keptOutcome.id });
		if (added.length > 0) return { is: 'first' as const };
		const [found] = await tx.select().from(keptOutcome).where(its);
		if (!found || found.asks !== asks) return { is: 'other' as const };
		if (found.outcome) return { is: 'done' as const, outcome: found.outcome };
		// either way: a clock may have been put back meanwhile
		if (Math.abs(now.getTime() - found.startedAt.getTime()) < GIVEN_UP_MS)
			return { is: 'under_way' as const };
		await tx.update(keptOutcome).set({ startedAt: now }).where(its);
		return { is: 'first' as const };
	});
}

/** Keeps what became of it; undefined: it was not done, and may be sent again. */
export async function noteOutcome(store: Store, once: Once, outcome: KeptOutcome | undefined): Promise<void> {
	const { keptOutcome } = store.t;
	const its = and(eq(keptOutcome.schoolId, once.schoolId), eq(keptOutcome.id, idOf(once)));
	await store.transact(async (tx) => {
		if (outcome) await tx.update(keptOutcome).set({ outcome }).where(its);
		else await tx.delete(keptOutcome).where(and(its, isNull(keptOutcome.outcome)));
	});
}

/** Forgets what became of forms that no browser sends again. */
export async function forgetOutcomes(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { keptOutcome } = tx.t;
	const before = new Date(now.getTime() - FORM_DAYS * DAY);
	await tx
		.delete(keptOutcome)
		.where(and(eq(keptOutcome.schoolId, schoolId), lt(keptOutcome.startedAt, before)));
}

function idOf({ who, key }: Once): string {
	return sha256(`form of ${Object.values(who).join(' ')}: ${key}`);
}
