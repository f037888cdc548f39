// From a paper slip, a phone call or the school gate: staff write a guardian down, or take one off.
import { and, eq, gte, isNull, or } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { decideSignUp, isSeries, placesLeft, type SignUpRefusal } from '../slots.ts';
import { someoneGoesFirst } from '../waiting.ts';
import { findConcerned } from './concerned.ts';
import { findMoment, isFor } from './find-moment.ts';
import { findGroupsOfChild } from './groups-of-child.ts';
import { confirmed, removed, waiting } from './notices.ts';
import { findOwnSignUps } from './own-sign-ups.ts';
import { mayActForChild } from './policy.ts';
import { addToAll, lockOpenMeetings, ownToCome, releaseAll } from './series.ts';
import { release } from './sign-up-rows.ts';
import { lockSlot } from './slot-lock.ts';
import { readLine } from './waiting-list.ts';

export interface ByHand {
	slotId: string;
	childId: string;
	guardianId: string;
	adults: number;
	/** Language tag of the interpreter that is wished for. */
	interpreter: string | null;
	/** They said that the school may ask another parent to interpret. */
	mayAskParent?: boolean;
	note: string | null;
	/** Yes to the waiting list where no place is free. */
	wait: boolean;
	/** Stands at the door on the day itself: is let in, also where it is full, and ticked as come. */
	atDoor?: boolean;
	now: Date;
}

export type ByHandResult =
	| { ok: true; signUpId: string; status: 'confirmed' | 'waiting'; again: boolean }
	| { ok: false; refusal: SignUpRefusal | 'not_found'; count?: number };

/**
 * Signs a guardian up on their behalf, by the same rules as they would be, but after closing too, until the slot is
 * over. They are told in their own language. Staff who may see neither moment nor child get `not_found`.
 */
export function addByHand(store: Store, staff: StaffActor, slip: ByHand): Promise<ByHandResult> {
	return store.transact((tx) => addIn(tx, staff, slip), { key: slip.slotId });
}

async function addIn(tx: Tx, staff: StaffActor, slip: ByHand): Promise<ByHandResult> {
	const { schoolId } = staff;
	const { slotId, childId, guardianId, now } = slip;
	const slot = await lockSlot(tx, schoolId, slotId);
	const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
	const ofChild = await findGroupsOfChild(tx, schoolId, childId);
	const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
	const may = moment?.publishedAt && mayActForChild(staff, groups, ofChild);
	if (!slot || !moment || !may) return { ok: false, refusal: 'not_found' };
	const one = { childId, groupIds: ofChild };
	const today = dayOf(now, moment.school.timeZone);
	const level = await findLevel(tx, { schoolId, guardianId, childId, today });
	const atDoor = Boolean(slip.atDoor) && dayOf(slot.startsAt, moment.school.timeZone) === today;
	// who stands at the door comes to this meeting; who is written down, to the whole series
	const series = isSeries(moment) && !atDoor;
	const toCome = series ? await lockOpenMeetings(tx, moment, slot, { byStaff: true, now }) : undefined;
	const open = toCome && toCome.meetings.length > 0 ? toCome : undefined;
	const all = await findOwnSignUps(tx, { schoolId, guardianId, momentId: moment.momentId, now });
	const free = placesLeft(slot);
	const line = slot.waiting > 0 && free > 0 ? await readLine(tx, schoolId, slotId) : [];
	const decision = decideSignUp({
		...slip,
		moment: isSeries(moment) ? { ...moment, slotsPerChild: open ? 1 : moment.meetings } : moment,
		slot: open?.together ?? slot,
		level: isFor(moment, one) ? level : undefined,
		own: open ? ownToCome(all, moment, open) : all,
		someoneGoesFirst: open?.someoneGoesFirst ?? someoneGoesFirst(line, free, now),
		byStaff: true,
		atDoor,
	});
	if (!decision.ok) return { ok: false, refusal: decision.refusal, count: decision.count };
	const { status } = decision;
	if ('again' in decision) return { ok: true, signUpId: decision.again.signUpId, status, again: true };
	const { places } = decision;
	const who = { schoolId, guardianId, staffId: staff.staffId };
	const meetings = await addToAll(tx, who, open?.meetings ?? [slot], { ...slip, atDoor, status, places });
	const [lead] = meetings;
	if (!lead) throw new Error('somebody was written down without a slot');
	const { signUpId } = lead;
	await audit(
		tx,
		staff,
		'moments.signed_up_by_hand',
		{ signUpId, slotId: lead.slotId, childId, guardianId },
		now,
	);
	const [to] = (await findConcerned(tx, schoolId, [lead.slotId], today)).filter(
		(concerned) => concerned.signUpId === signUpId,
	);
	if (atDoor)
		await tx
			.insert(tx.t.attendance)
			.values({ schoolId, signUpId, came: true, markedBy: staff.staffId, at: now });
	// who stands at the door needs no message
	if (to && now < lead.startsAt && !atDoor) {
		const about = { moment, slot: lead, to, now, meetings, bySchool: true };
		const told =
			status === 'confirmed'
				? confirmed({ ...about, interpreter: slip.interpreter })
				: waiting({ ...about, number: lead.waiting + 1 });
		await queueNotices(tx, [told], now);
	}
	return { ok: true, signUpId, status, again: false };
}

/** What the school lets this guardian do for this child; undefined when there is nothing between them. */
async function findLevel(
	tx: Tx,
	of: { schoolId: string; guardianId: string; childId: string; today: string },
): Promise<'full' | 'information' | undefined> {
	const { guardianship, child } = tx.t;
	const [found] = await tx
		.select({ level: guardianship.level })
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.where(
			and(
				eq(guardianship.schoolId, of.schoolId),
				eq(guardianship.guardianId, of.guardianId),
				eq(guardianship.childId, of.childId),
				or(isNull(child.leftOn), gte(child.leftOn, of.today)),
			),
		);
	return found && found.level !== 'nothing' ? found.level : undefined;
}

/**
 * Takes a guardian off the list: they called, or it was a mistake. They are told; the place goes to who waits.
 * Twice is once. `started`: mark who came instead.
 */
export function removeByHand(
	store: Store,
	staff: StaffActor,
	{ slotId, signUpId, now }: { slotId: string; signUpId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' | 'started' }> {
	return store.transact(
		async (tx) => {
			const { schoolId } = staff;
			const slot = await lockSlot(tx, schoolId, slotId);
			const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
			if (!slot || !moment) return { ok: false, refusal: 'not_found' as const };
			const today = dayOf(now, moment.school.timeZone);
			const { signUp } = tx.t;
			const [found] = await tx
				.select({ childId: signUp.childId, guardianId: signUp.guardianId })
				.from(signUp)
				.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId), eq(signUp.slotId, slotId)));
			if (!found) return { ok: true as const };
			const groups = moment.groups.map(({ groupId }) => groupId);
			if (!mayActForChild(staff, groups, await findGroupsOfChild(tx, schoolId, found.childId)))
				return { ok: false, refusal: 'not_found' as const };
			if (now >= slot.startsAt) return { ok: false, refusal: 'started' as const };
			const concerned = await findConcerned(tx, schoolId, [slotId], today);
			const to = concerned.find((one) => one.signUpId === signUpId);
			const meetings = isSeries(moment)
				? (await releaseAll(tx, moment, found, now))?.meetings
				: void (await release(tx, moment, slot, { signUpId }, now));
			const lead = meetings?.[0] ?? slot;
			if (to)
				await queueNotices(tx, [removed({ moment, slot: lead, to, status: to.status, meetings, now })], now);
			await audit(tx, staff, 'moments.removed_by_hand', { signUpId, slotId, childId: found.childId }, now);
			return { ok: true as const };
		},
		{ key: slotId },
	);
}
