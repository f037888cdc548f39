// The sign-ups of one guardian, as the rules need them.
import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import type { OwnSignUp } from '../slots.ts';

const findOwn = compiled<{ school: string; guardian: string; now: Date; moment: string }>('find_own')((
	db: Reader,
	p,
) => {
	const { signUp, slot, moment } = db.t;
	return db
		.select({
			signUpId: signUp.id,
			slotId: signUp.slotId,
			momentId: signUp.momentId,
			childId: signUp.childId,
			status: signUp.status,
			adults: signUp.adults,
			places: signUp.places,
			skipsAt: signUp.skipsAt,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			kind: moment.kind,
		})
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.innerJoin(moment, and(eq(moment.schoolId, signUp.schoolId), eq(moment.id, signUp.momentId)))
		.where(
			and(
				eq(signUp.schoolId, p.school),
				eq(signUp.guardianId, p.guardian),
				or(gt(slot.endsAt, as(p.now, slot.endsAt)), eq(signUp.momentId, p.moment)),
				isNull(slot.cancelledAt),
				isNull(moment.cancelledAt),
			),
		);
});

/** The guardian's sign-ups that are not over, and all of this moment; not those that the school called off. */
export async function findOwnSignUps(
	db: Reader,
	of: { schoolId: string; guardianId: string; momentId: string; now: Date },
): Promise<OwnSignUp[]> {
	const { schoolId: school, guardianId: guardian, momentId: moment, now } = of;
	const rows = await findOwn(db, { school, guardian, moment, now });
	return rows.map(({ skipsAt, ...row }) => ({ ...row, skips: skipsAt !== null }));
}

const findMineRow = compiled<{ school: string; guardian: string; signUp: string }>('find_mine')((
	db: Reader,
	p,
) => {
	const { signUp } = db.t;
	return db
		.select({
			signUpId: signUp.id,
			slotId: signUp.slotId,
			childId: signUp.childId,
			status: signUp.status,
			adults: signUp.adults,
			places: signUp.places,
			interpreter: signUp.interpreter,
			mayAskParent: signUp.mayAskParent,
		})
		.from(signUp)
		.where(and(eq(signUp.schoolId, p.school), eq(signUp.id, p.signUp), eq(signUp.guardianId, p.guardian)));
});

/** The guardian's own sign-up, of a child that they may still know of; undefined for every other. */
export async function findMine(db: Reader, parent: ParentActor, signUpId: string) {
	const { schoolId: school, guardianId: guardian } = parent;
	const [own] = await findMineRow(db, { school, guardian, signUp: signUpId });
	return own && parent.children.has(own.childId) ? own : undefined;
}
