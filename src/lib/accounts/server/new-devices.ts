import { and, desc, eq, gte, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { StaffActor } from './actors.ts';

export interface NewDevice {
	guardianId: string;
	/** Plain words: `Chrome, Android`. */
	name: string;
	signedInAt: Date;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Devices on which these guardians came in this week, newest first: staff who know the family see what is odd. One query. */
export async function newDevicesOf(
	db: Reader,
	{ schoolId }: StaffActor,
	guardianIds: readonly string[],
	now: Date,
): Promise<NewDevice[]> {
	if (guardianIds.length === 0) return [];
	const { session } = db.t;
	const rows = await db
		.select({ guardianId: session.guardianId, name: session.device, signedInAt: session.createdAt })
		.from(session)
		.where(
			and(
				eq(session.schoolId, schoolId),
				inArray(session.guardianId, [...guardianIds]),
				gte(session.createdAt, new Date(now.getTime() - WEEK_MS)),
			),
		)
		.orderBy(desc(session.createdAt), session.id);
	return rows.flatMap(({ guardianId, ...rest }) => (guardianId === null ? [] : [{ guardianId, ...rest }]));
}
