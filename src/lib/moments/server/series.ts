// A series: who signs up comes to all its meetings, and who cancels, to none. Each meeting keeps a sign-up of its own, so
// that lists, reminders and who came are by meeting.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { placesLeft, slotState, type OwnSignUp } from '../slots.ts';
import { someoneGoesFirst } from '../waiting.ts';
import type { FoundMoment } from './find-moment.ts';
import type { MeetingOfNotice } from './notices.ts';
import { add, takeOut } from './sign-up-rows.ts';
import { lockSlotsToCome, type LockedSlot } from './slot-lock.ts';
import { fillPlaces, meetingsOf, readLine } from './waiting-list.ts';

/** The meetings that one can still sign up for, and what they are together: as free as the fullest of them. */
export interface OpenMeetings {
	meetings: LockedSlot[];
	/** The first, with the places of the fullest. */
	together: LockedSlot;
	someoneGoesFirst: boolean;
}

/** Locks the meetings to come. `asked` stands for them where none can be signed up for any more: it says why. */
export async function lockOpenMeetings(
	tx: Tx,
	moment: FoundMoment,
	asked: LockedSlot,
	{ byStaff, now }: { byStaff: boolean; now: Date },
): Promise<OpenMeetings> {
	const toCome = await lockSlotsToCome(tx, moment, now);
	const meetings = byStaff
		? toCome
		: toCome.filter((slot) => slotState(slot, { ...moment, opensAt: null }, now) !== 'closed');
	const [lead] = meetings;
	if (!lead) return { meetings: [], together: asked, someoneGoesFirst: false };
	const free = Math.min(...meetings.map(placesLeft));
	const capacity = Math.min(...meetings.map((slot) => slot.capacity));
	const line = lead.waiting > 0 && free > 0 ? await readLine(tx, moment.school.schoolId, lead.slotId) : [];
	return {
		meetings,
		together: { ...lead, capacity, taken: capacity - free },
		someoneGoesFirst: someoneGoesFirst(line, free, now),
	};
}

/** What counts as one's own in this series: its meetings to come; who was there once is not signed up. */
export function ownToCome(
	own: readonly OwnSignUp[],
	{ momentId }: FoundMoment,
	{ together }: OpenMeetings,
): OwnSignUp[] {
	return own.filter((one) => one.momentId !== momentId || one.startsAt >= together.startsAt);
}

/** Writes a decided sign-up for each of the meetings. */
export async function addToAll(
	tx: Tx,
	who: { schoolId: string; guardianId: string; staffId?: string },
	meetings: readonly LockedSlot[],
	one: Omit<Parameters<typeof add>[3], 'signUpId'>,
): Promise<(LockedSlot & { signUpId: string })[]> {
	const added: (LockedSlot & { signUpId: string })[] = [];
	for (const slot of meetings) {
		const signUpId = newId();
		await add(tx, who, slot, { ...one, signUpId });
		added.push({ ...slot, signUpId });
	}
	return added;
}

/**
 * Takes a guardian and child out of all the meetings to come, and lets the line move. Gives the meetings that they were
 * in, or waited for.
 */
export async function releaseAll(
	tx: Tx,
	moment: FoundMoment,
	who: { guardianId: string; childId: string },
	now: Date,
): Promise<{ meetings: MeetingOfNotice[]; status: 'confirmed' | 'waiting' } | undefined> {
	const { schoolId } = moment.school;
	const meetings = new Map((await lockSlotsToCome(tx, moment, now)).map((slot) => [slot.slotId, slot]));
	const { signUp } = tx.t;
	const own = await tx
		.select({ signUpId: signUp.id, slotId: signUp.slotId })
		.from(signUp)
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				eq(signUp.guardianId, who.guardianId),
				eq(signUp.childId, who.childId),
				inArray(signUp.slotId, [...meetings.keys(), '']),
			),
		);
	let last: LockedSlot | undefined;
	let status: 'confirmed' | 'waiting' = 'waiting';
	for (const one of own) {
		const slot = meetings.get(one.slotId);
		const gone = slot && (await takeOut(tx, moment, slot, one, now));
		if (gone?.status === 'confirmed') status = 'confirmed';
		if (gone) last = gone.after;
	}
	if (!last) return undefined;
	await fillPlaces(tx, moment, last, now);
	return { meetings: meetingsOf(own, meetings), status };
}

/** The sign-ups of a guardian and child for the meetings to come. */
export async function ownOfAll(
	tx: Tx,
	schoolId: string,
	slotIds: readonly string[],
	who: { guardianId: string; childId: string },
): Promise<{ signUpId: string; slotId: string; places: number; status: 'confirmed' | 'waiting' }[]> {
	const { signUp } = tx.t;
	return tx
		.select({
			signUpId: signUp.id,
			slotId: signUp.slotId,
			places: signUp.places,
			status: signUp.status,
		})
		.from(signUp)
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				eq(signUp.guardianId, who.guardianId),
				eq(signUp.childId, who.childId),
				inArray(signUp.slotId, [...slotIds, '']),
			),
		);
}
