import { and, eq, gte, inArray, isNotNull, lt, or } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';

/** Audit lines are kept for two years. */
const AUDIT_DAYS = 2 * 365;
const DAY = 24 * 60 * 60 * 1000;

/** Deletes the e-mail codes and passkey challenges that lapsed; they span schools. */
export async function forgetLapsedCodes(tx: Tx, now: Date): Promise<void> {
	const { emailCode, passkeyChallenge } = tx.t;
	await tx.delete(emailCode).where(lt(emailCode.expiresAt, now));
	await tx.delete(passkeyChallenge).where(lt(passkeyChallenge.expiresAt, now));
}

/** Deletes the hand-overs of a school that lapsed. */
export async function forgetLapsedHandOvers(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { handOver } = tx.t;
	await tx.delete(handOver).where(and(eq(handOver.schoolId, schoolId), lt(handOver.expiresAt, now)));
}

/** Deletes the audit lines of a school that are older than two years. */
export async function forgetOldAudit(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { auditLine } = tx.t;
	const limit = new Date(now.getTime() - AUDIT_DAYS * DAY);
	await tx.delete(auditLine).where(and(eq(auditLine.schoolId, schoolId), lt(auditLine.at, limit)));
}

/**
 * Deletes the address, number and hours of colleagues who left so many days ago. The name stays: it says who did what, and
 * who planned what. When they left, the audit trail says; who left before it begins, left long ago.
 */
export async function forgetColleagues(
	tx: Tx,
	{ schoolId, now, keptDays }: { schoolId: string; now: Date; keptDays: number },
): Promise<void> {
	const { staffMember, auditLine } = tx.t;
	const gone = await tx
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(
			and(
				eq(staffMember.schoolId, schoolId),
				eq(staffMember.status, 'gone'),
				or(isNotNull(staffMember.email), isNotNull(staffMember.phone)),
			),
		);
	if (gone.length === 0) return;
	const lately = await tx
		.select({ about: auditLine.about })
		.from(auditLine)
		.where(
			and(
				eq(auditLine.schoolId, schoolId),
				gte(auditLine.at, new Date(now.getTime() - keptDays * DAY)),
				eq(auditLine.action, 'accounts.access_ended'),
			),
		);
	const leftLately = new Set(lately.map(({ about }) => about.staffId));
	const nothing = { email: null, emailKey: null, phone: null, callFrom: null, callTill: null };
	for (const part of chunks(gone.map(({ id }) => id).filter((id) => !leftLately.has(id))))
		await tx
			.update(staffMember)
			.set({ ...nothing, gateFrom: null, gateTill: null, bestWay: null })
			.where(and(eq(staffMember.schoolId, schoolId), inArray(staffMember.id, part)));
}
