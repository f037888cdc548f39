// Writing talks down: new ones with their people, and one that has another time.
import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { roomName } from '../rooms.ts';
import type { FoundRound } from './find-round.ts';
import type { Replier } from './replier.ts';
import type { AgreedTalk } from './schedule.ts';

/** Writes talks with their people. */
export async function insertTalks(
	tx: Tx,
	{ roundId, school }: FoundRound,
	talks: readonly AgreedTalk[],
	{ by, byId, now }: { by: 'staff' | 'guardian'; byId: string | null; now: Date },
): Promise<void> {
	const { schoolId } = school;
	const chunk = 50;
	for (let from = 0; from < talks.length; from += chunk) {
		const part = talks.slice(from, from + chunk);
		await tx.insert(tx.t.talk).values(
			part.map(({ talkId, guardianIds: _, staffIds: __, start: ___, room, ...facts }) => ({
				schoolId,
				id: talkId,
				roundId,
				status: 'agreed' as const,
				...facts,
				room: roomName(room),
				changedBy: by,
				changedById: byId,
				changedAt: now,
				createdAt: now,
			})),
		);
		await insertPeople(tx, { roundId, schoolId }, part);
	}
}

type PeopleOfTalk = {
	talkId: string;
	childId: string;
	staffIds: readonly string[];
	guardianIds: readonly string[];
};

/** Who holds these talks, and whose they are. */
export async function insertPeople(
	tx: Tx,
	{ roundId, schoolId }: { roundId: string; schoolId: string },
	talks: readonly PeopleOfTalk[],
): Promise<void> {
	const staff = talks.flatMap(({ talkId, staffIds }) =>
		staffIds.map((staffId) => ({ schoolId, talkId, staffId })),
	);
	const guardians = talks.flatMap(({ talkId, childId, guardianIds }) =>
		guardianIds.map((guardianId) => ({ schoolId, talkId, childId, guardianId, roundId })),
	);
	if (staff.length > 0) await tx.insert(tx.t.talkStaff).values(staff);
	if (guardians.length > 0) await tx.insert(tx.t.talkGuardian).values(guardians);
}

/** Writes the time, place and teachers of a talk that was there; its reminders are due again. */
export async function rewriteTalk(
	tx: Tx,
	{ school }: FoundRound,
	talk: AgreedTalk,
	who: Replier,
	now: Date,
): Promise<void> {
	const { schoolId } = school;
	const { talkId, staffIds } = talk;
	const { talk: talks, talkStaff } = tx.t;
	await tx
		.update(talks)
		.set({
			startsAt: talk.startsAt,
			endsAt: talk.endsAt,
			room: roomName(talk.room),
			interpreterId: talk.interpreterId,
			interpreterFoundAt: talk.interpreterFoundAt,
			fixed: talk.fixed,
			revision: talk.revision,
			remindedDayAt: null,
			remindedHourAt: null,
			changedBy: who.byStaffId ? 'staff' : 'guardian',
			changedById: who.byStaffId ?? who.guardianId,
			changedAt: now,
		})
		.where(and(eq(talks.schoolId, schoolId), eq(talks.id, talkId)));
	await tx.delete(talkStaff).where(and(eq(talkStaff.schoolId, schoolId), eq(talkStaff.talkId, talkId)));
	await tx.insert(talkStaff).values(staffIds.map((staffId) => ({ schoolId, talkId, staffId })));
}
