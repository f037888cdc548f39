// Who may read and hear what a guardian said before a talk: that guardian, and who holds the talk.
import { and, eq, inArray } from 'drizzle-orm';
import type { Actor, StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';

/** The kind of owner of what was recorded; the owner's id is the answer's. */
export const TALK_ANSWERS = 'talk_answer';

/**
 * The children of a round whose talks this member of staff holds: by the team of a group that they teach now, or the talk
 * itself. The team is as it was when the round was planned: who left the group since reads nothing of it. One query each.
 */
export async function childrenHeldBy(
	db: Reader,
	{ schoolId, staffId, groupIds }: StaffActor,
	roundId: string,
): Promise<ReadonlySet<string>> {
	const { talkTeam, groupChild, talk, talkStaff } = db.t;
	const inTeam = await db
		.selectDistinct({ childId: groupChild.childId })
		.from(talkTeam)
		.innerJoin(
			groupChild,
			and(eq(groupChild.schoolId, talkTeam.schoolId), eq(groupChild.groupId, talkTeam.groupId)),
		)
		.where(
			and(
				eq(talkTeam.schoolId, schoolId),
				eq(talkTeam.roundId, roundId),
				eq(talkTeam.staffId, staffId),
				inArray(talkTeam.groupId, [...groupIds]),
			),
		);
	const own = await db
		.selectDistinct({ childId: talk.childId })
		.from(talkStaff)
		.innerJoin(talk, and(eq(talk.schoolId, talkStaff.schoolId), eq(talk.id, talkStaff.talkId)))
		.where(and(eq(talkStaff.schoolId, schoolId), eq(talkStaff.staffId, staffId), eq(talk.roundId, roundId)));
	return new Set([...inTeam, ...own].map(({ childId }) => childId));
}

/** Whether somebody may hear a recording: a guardian their own, in a session that opens what is personal; who holds the talk. */
export async function maySeeTalkAnswer(db: Reader, actor: Actor, answerId: string): Promise<boolean> {
	const { talkAnswer } = db.t;
	const [answer] = await db
		.select({
			guardianId: talkAnswer.guardianId,
			childId: talkAnswer.childId,
			roundId: talkAnswer.roundId,
		})
		.from(talkAnswer)
		.where(and(eq(talkAnswer.schoolId, actor.schoolId), eq(talkAnswer.id, answerId)));
	if (!answer) return false;
	if (actor.kind === 'staff') return (await childrenHeldBy(db, actor, answer.roundId)).has(answer.childId);
	return (
		answer.guardianId === actor.guardianId &&
		actor.strength === 'confirmed' &&
		actor.children.get(answer.childId)?.level === 'full'
	);
}
