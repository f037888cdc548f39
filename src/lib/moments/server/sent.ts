// What was sent to whom about a moment: written with the change itself, shown beside the moment.
import { and, desc, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { MomentMessage } from '../messages.ts';

/** Notes whom a change or a message of staff told. */
export async function noteSent(
	tx: Tx,
	staff: StaffActor,
	one: {
		momentId: string;
		what: MomentMessage;
		guardianIds: readonly string[];
		now: Date;
		batchId?: string;
	},
): Promise<void> {
	const { batchId = newId() } = one;
	const rows = [...new Set(one.guardianIds)].map((guardianId) => ({
		schoolId: staff.schoolId,
		id: newId(),
		momentId: one.momentId,
		batchId,
		what: one.what,
		guardianId,
		byStaffId: staff.staffId,
		at: one.now,
	}));
	for (let from = 0; from < rows.length; from += CHUNK)
		await tx.insert(tx.t.momentMessage).values(rows.slice(from, from + CHUNK));
}

const CHUNK = 500;

export interface SentMessage {
	batchId: string;
	what: MomentMessage;
	at: Date;
	/** Who had it sent. */
	by: string | null;
	/** Whom it told, by name; null where the school gave none. */
	to: { guardianId: string; name: string | null }[];
}

/** The newest first. One query. */
export async function sentMessages(db: Reader, schoolId: string, momentId: string): Promise<SentMessage[]> {
	const { momentMessage, guardian, staffMember } = db.t;
	const rows = await db
		.select({
			batchId: momentMessage.batchId,
			what: momentMessage.what,
			at: momentMessage.at,
			by: staffMember.name,
			guardianId: guardian.id,
			name: guardian.name,
		})
		.from(momentMessage)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, momentMessage.schoolId), eq(guardian.id, momentMessage.guardianId)),
		)
		.leftJoin(
			staffMember,
			and(eq(staffMember.schoolId, momentMessage.schoolId), eq(staffMember.id, momentMessage.byStaffId)),
		)
		.where(and(eq(momentMessage.schoolId, schoolId), eq(momentMessage.momentId, momentId)))
		.orderBy(desc(momentMessage.at), desc(momentMessage.batchId), guardian.id);
	return [...Map.groupBy(rows, ({ batchId }) => batchId)].flatMap(([batchId, ofBatch]) => {
		const [first] = ofBatch;
		if (!first) return [];
		const { what, at, by } = first;
		return [{ batchId, what, at, by, to: ofBatch.map(({ guardianId, name }) => ({ guardianId, name })) }];
	});
}
