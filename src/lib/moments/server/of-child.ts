import { and, desc, eq } from 'drizzle-orm';
import { worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { MomentKind } from '../kinds.ts';

export interface SignUpOfChild {
	signUpId: string;
	momentId: string;
	kind: MomentKind;
	/** The guardian's name; null for one without. */
	guardian: string | null;
	status: 'confirmed' | 'waiting';
	startsAt: Date;
	/** The school called it off. */
	cancelled: boolean;
}

const MOST = 12;

/** The newest sign-ups of a child, for staff who work with one of its groups. One query. */
export async function signUpsOfChild(
	db: Reader,
	staff: StaffActor,
	{ childId, groupIds }: { childId: string; groupIds: readonly string[] },
): Promise<SignUpOfChild[]> {
	if (!groupIds.some((id) => worksWithGroup(staff, id))) return [];
	const { signUp, slot, moment, guardian } = db.t;
	const rows = await db
		.select({
			signUpId: signUp.id,
			momentId: signUp.momentId,
			kind: moment.kind,
			guardian: guardian.name,
			status: signUp.status,
			startsAt: slot.startsAt,
			slotCancelledAt: slot.cancelledAt,
			momentCancelledAt: moment.cancelledAt,
		})
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.innerJoin(moment, and(eq(moment.schoolId, signUp.schoolId), eq(moment.id, signUp.momentId)))
		.innerJoin(guardian, and(eq(guardian.schoolId, signUp.schoolId), eq(guardian.id, signUp.guardianId)))
		.where(and(eq(signUp.schoolId, staff.schoolId), eq(signUp.childId, childId)))
		.orderBy(desc(slot.startsAt), desc(signUp.id))
		.limit(MOST);
	return rows.map(({ slotCancelledAt, momentCancelledAt, ...row }) => ({
		...row,
		cancelled: slotCancelledAt !== null || momentCancelledAt !== null,
	}));
}
