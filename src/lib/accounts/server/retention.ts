import { and, eq, lt } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

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
