// Writing and taking away one sign-up of a locked slot, with the slot's numbers. Who may, and who is told, others decide.
import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import { closeAsks } from './asked.ts';
import type { FoundMoment } from './find-moment.ts';
import { saveCounts, type LockedSlot } from './slot-lock.ts';
import { closeOffers, fillPlaces } from './waiting-list.ts';

const insertSignUp = compiled<{
	school: string;
	id: string;
	slot: string;
	moment: string;
	child: string;
	guardian: string;
	status: 'confirmed' | 'waiting';
	ticket: number;
	adults: number;
	places: number;
	interpreter: string | null;
	note: string | null;
	askParent: boolean;
	staff: string | null;
	door: boolean;
	now: Date;
}>('insert_sign_up')((tx: Tx, p) =>
	tx.insert(tx.t.signUp).values({
		schoolId: p.school,
		id: p.id,
		slotId: p.slot,
		momentId: p.moment,
		childId: p.child,
		guardianId: p.guardian,
		status: p.status,
		ticket: p.ticket,
		adults: p.adults,
		places: p.places,
		interpreter: p.interpreter,
		mayAskParent: p.askParent,
		note: p.note,
		byStaffId: p.staff,
		atDoor: p.door,
		createdAt: p.now,
	}),
);

/** Writes a decided sign-up and the slot's new numbers. Shared with what staff write down by hand. */
export async function add(
	tx: Tx,
	who: { schoolId: string; guardianId: string; staffId?: string },
	slot: LockedSlot,
	one: {
		signUpId: string;
		childId: string;
		status: 'confirmed' | 'waiting';
		adults: number;
		places: number;
		interpreter: string | null;
		/** The school may ask another parent to interpret. */
		mayAskParent?: boolean;
		note: string | null;
		/** Stands at the door without an appointment. */
		atDoor?: boolean;
		now: Date;
	},
): Promise<void> {
	const { schoolId } = who;
	await insertSignUp(tx, {
		school: schoolId,
		id: one.signUpId,
		slot: slot.slotId,
		moment: slot.momentId,
		child: one.childId,
		guardian: who.guardianId,
		status: one.status,
		ticket: slot.ticket,
		adults: one.adults,
		places: one.places,
		interpreter: one.interpreter,
		askParent: one.interpreter !== null && one.mayAskParent === true,
		note: one.note,
		staff: who.staffId ?? null,
		door: one.atDoor ?? false,
		now: one.now,
	});
	const isIn = one.status === 'confirmed';
	const after = {
		...slot,
		taken: slot.taken + (isIn ? one.places : 0),
		waiting: slot.waiting + (isIn ? 0 : 1),
	};
	await saveCounts(tx, schoolId, after);
	if (isIn && slot.waiting > 0) await closeOffers(tx, schoolId, after, one.now);
}

/**
 * Takes a sign-up out of a locked slot and lets the waiting list move. A sign-up that is gone already changes nothing.
 */
export async function release(
	tx: Tx,
	moment: FoundMoment,
	slot: LockedSlot,
	which: { signUpId: string },
	now: Date,
): Promise<{ status: 'confirmed' | 'waiting' } | undefined> {
	const gone = await takeOut(tx, moment, slot, which, now);
	if (gone) await fillPlaces(tx, moment, gone.after, now);
	return gone;
}

/** Takes a sign-up out of a locked slot, and its interpreter; the waiting list moves when all is taken out. */
export async function takeOut(
	tx: Tx,
	moment: FoundMoment,
	slot: LockedSlot,
	{ signUpId }: { signUpId: string },
	now: Date,
): Promise<{ status: 'confirmed' | 'waiting'; after: LockedSlot } | undefined> {
	const { schoolId } = moment.school;
	const { signUp } = tx.t;
	// who was asked to interpret for it is told before the rows go with it
	await closeAsks(tx, moment, [signUpId], now);
	const [gone] = await tx
		.delete(signUp)
		.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId), eq(signUp.slotId, slot.slotId)))
		.returning({ status: signUp.status, places: signUp.places });
	if (!gone) return undefined;
	const wasIn = gone.status === 'confirmed';
	const after = {
		...slot,
		taken: slot.taken - (wasIn ? gone.places : 0),
		waiting: slot.waiting - (wasIn ? 0 : 1),
	};
	await saveCounts(tx, schoolId, after);
	return { status: gone.status, after };
}
