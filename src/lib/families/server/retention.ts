import { and, eq, exists, inArray, isNotNull, isNull, lt, notExists } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { addDays } from '#lib/platform/server/local-time.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Deletes files that were read for an import and not applied within a day. */
export async function forgetImportDrafts(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { importDraft } = tx.t;
	const limit = new Date(now.getTime() - DAY);
	await tx
		.delete(importDraft)
		.where(and(eq(importDraft.schoolId, schoolId), lt(importDraft.createdAt, limit)));
}

/**
 * Deletes everything about children whose last day is so many days ago that the school keeps nothing more, and about
 * guardians who have no other child here. Totals that were counted before stay.
 */
export async function forgetLeavers(
	tx: Tx,
	{ schoolId, today, keptDays }: { schoolId: string; today: string; keptDays: number },
): Promise<void> {
	const { child, guardian, guardianship } = tx.t;
	const gone = await tx
		.select({ id: child.id })
		.from(child)
		.where(and(eq(child.schoolId, schoolId), lt(child.leftOn, addDays(today, -keptDays))));
	for (const part of chunks(gone.map(({ id }) => id))) {
		const carers = await tx
			.selectDistinct({ id: guardianship.guardianId })
			.from(guardianship)
			.where(and(eq(guardianship.schoolId, schoolId), inArray(guardianship.childId, part)));
		await tx.delete(child).where(and(eq(child.schoolId, schoolId), inArray(child.id, part)));
		const others = tx
			.select({ id: guardianship.guardianId })
			.from(guardianship)
			.where(and(eq(guardianship.schoolId, guardian.schoolId), eq(guardianship.guardianId, guardian.id)));
		for (const some of chunks(carers.map(({ id }) => id)))
			await tx
				.delete(guardian)
				.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, some), notExists(others)));
	}
}

/**
 * Deletes guardians who have had no child here for as long as leavers are kept: a link that was taken away by mistake can be
 * put back until then. They are signed out already. Run every night: the first night starts the count, a new link ends it.
 */
export async function forgetGuardiansWithoutChild(
	tx: Tx,
	{ schoolId, today, keptDays }: { schoolId: string; today: string; keptDays: number },
): Promise<void> {
	const { guardian, guardianship } = tx.t;
	const children = tx
		.select({ id: guardianship.guardianId })
		.from(guardianship)
		.where(and(eq(guardianship.schoolId, guardian.schoolId), eq(guardianship.guardianId, guardian.id)));
	const here = eq(guardian.schoolId, schoolId);
	await tx
		.update(guardian)
		.set({ withoutChildSince: null })
		.where(and(here, isNotNull(guardian.withoutChildSince), exists(children)));
	await tx
		.update(guardian)
		.set({ withoutChildSince: today })
		.where(and(here, isNull(guardian.withoutChildSince), notExists(children)));
	await tx
		.delete(guardian)
		.where(and(here, lt(guardian.withoutChildSince, addDays(today, -keptDays)), notExists(children)));
}
