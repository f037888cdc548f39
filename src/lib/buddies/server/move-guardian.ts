import { and, eq, or, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { forgetProposals, removeProfile } from './profile.ts';

/**
 * What one record has of buddies goes to the other. A block and "not together" hold for both, and a block takes the profile
 * away; a profile that the other has stays as it is; a match of the two with each other is none, and what was proposed and not
 * sent goes.
 */
export async function moveBuddies(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { buddyMatch, buddySide, buddyCheck, buddyMeeting, buddyReport } = tx.t;
	const { buddyProfile, buddySuggestion, buddyBlock } = tx.t;
	await tx
		.delete(buddyMatch)
		.where(
			and(
				eq(buddyMatch.schoolId, schoolId),
				or(
					and(eq(buddyMatch.newcomerId, from), eq(buddyMatch.buddyId, to)),
					and(eq(buddyMatch.newcomerId, to), eq(buddyMatch.buddyId, from)),
				),
			),
		);
	await tx
		.update(buddyMatch)
		.set({ newcomerId: to })
		.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.newcomerId, from)));
	await tx
		.update(buddyMatch)
		.set({ buddyId: to })
		.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.buddyId, from)));
	for (const t of [buddySide, buddyCheck, buddyMeeting, buddyReport])
		await tx
			.update(t)
			.set({ guardianId: to })
			.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)));
	for (const t of [buddyProfile, buddySuggestion, buddyBlock]) {
		const own = await tx
			.delete(t)
			.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)))
			.returning();
		for (const row of own)
			await tx
				.insert(t)
				.values({ ...row, guardianId: to } as never)
				.onConflictDoNothing({ target: [t.schoolId, t.guardianId] });
	}
	await moveApart(tx, schoolId, from, to);
	// who was shut out under one name is so as one person; and what was proposed for two is not proposed for one
	const isOut = await tx.$count(
		buddyBlock,
		and(eq(buddyBlock.schoolId, schoolId), eq(buddyBlock.guardianId, to)),
	);
	if (isOut > 0) await removeProfile(tx, schoolId, to);
	else await forgetProposals(tx, schoolId, to);
	await moveKeyParent(tx, schoolId, from, to);
}

/** What was asked goes along with what was said and counted; one that the other record has stays as it is. */
async function moveKeyParent(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { keyParent, keyParentNote, keyParentCame } = tx.t;
	const of = (t: typeof keyParent | typeof keyParentNote | typeof keyParentCame, guardianId: string) =>
		and(eq(t.schoolId, schoolId), eq(t.guardianId, guardianId));
	const [own] = await tx.select().from(keyParent).where(of(keyParent, from));
	if (!own) return;
	await tx
		.insert(keyParent)
		.values({ ...own, guardianId: to })
		.onConflictDoNothing({ target: [keyParent.schoolId, keyParent.guardianId] });
	await tx.update(keyParentNote).set({ guardianId: to }).where(of(keyParentNote, from));
	for (const row of await tx.select().from(keyParentCame).where(of(keyParentCame, from)))
		await tx
			.insert(keyParentCame)
			.values({ ...row, guardianId: to })
			.onConflictDoUpdate({
				target: [keyParentCame.schoolId, keyParentCame.guardianId, keyParentCame.momentId],
				set: { came: sql`${keyParentCame.came} + ${row.came}` },
			});
	await tx.delete(keyParent).where(of(keyParent, from));
}

async function moveApart(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { buddyApart } = tx.t;
	const rows = await tx
		.delete(buddyApart)
		.where(
			and(
				eq(buddyApart.schoolId, schoolId),
				or(eq(buddyApart.guardianId, from), eq(buddyApart.otherId, from)),
			),
		)
		.returning();
	for (const row of rows) {
		const other = row.guardianId === from ? row.otherId : row.guardianId;
		if (other === to) continue;
		const [guardianId, otherId] = other < to ? [other, to] : [to, other];
		await tx
			.insert(buddyApart)
			.values({ ...row, guardianId, otherId })
			.onConflictDoNothing({ target: [buddyApart.schoolId, buddyApart.guardianId, buddyApart.otherId] });
	}
}
