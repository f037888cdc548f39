import { and, desc, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { MomentKind } from '../kinds.ts';

export interface SeenSignUp {
	signUpId: string;
	kind: MomentKind;
	childName: string;
	startsAt: Date;
	/** As the teacher marked it; null: not marked. */
	came: boolean | null;
}

/** What the school sees of a guardian's sign-ups, newest first: exactly this is shown to the guardian under Me. */
export async function signUpsTheSchoolSees(db: Reader, parent: ParentActor): Promise<SeenSignUp[]> {
	const { signUp, slot, moment, attendance } = db.t;
	const rows = await db
		.select({
			signUpId: signUp.id,
			kind: moment.kind,
			childId: signUp.childId,
			startsAt: slot.startsAt,
			came: attendance.came,
		})
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.innerJoin(moment, and(eq(moment.schoolId, signUp.schoolId), eq(moment.id, signUp.momentId)))
		.leftJoin(attendance, and(eq(attendance.schoolId, signUp.schoolId), eq(attendance.signUpId, signUp.id)))
		.where(and(eq(signUp.schoolId, parent.schoolId), eq(signUp.guardianId, parent.guardianId)))
		.orderBy(desc(slot.startsAt), desc(signUp.id));
	return rows.flatMap(({ childId, ...row }) => {
		const child = parent.children.get(childId);
		return child ? [{ ...row, childName: child.givenName }] : [];
	});
}
