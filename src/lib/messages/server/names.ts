import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** Who wrote these messages, by id: what tells them apart for staff without a word of what they say. One query. */
export async function writersOfMessages(
	db: Reader,
	schoolId: string,
	messageIds: readonly string[],
): Promise<Map<string, string>> {
	if (messageIds.length === 0) return new Map();
	const { message, staffMember } = db.t;
	const rows = await db
		.select({ id: message.id, name: staffMember.name })
		.from(message)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, message.schoolId), eq(staffMember.id, message.byStaffId)),
		)
		.where(and(eq(message.schoolId, schoolId), inArray(message.id, [...messageIds])));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
