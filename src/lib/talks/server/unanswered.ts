import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { childrenOfRound, type ChildInRound, type FoundRound } from './find-round.ts';

/**
 * The children about whom nobody answered, with the guardians who could. One carer's answer is enough, unless one of them
 * asked to come apart: then each is asked. By name.
 */
export async function unanswered(db: Reader, round: FoundRound, today: string): Promise<ChildInRound[]> {
	const { talkReply, talkGuardian } = db.t;
	const { schoolId } = round.school;
	const children = await childrenOfRound(db, round, today);
	const replies = await db
		.select({ guardianId: talkReply.guardianId, apart: talkReply.apart })
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), eq(talkReply.roundId, round.roundId)));
	const talks = await db
		.select({ guardianId: talkGuardian.guardianId, childId: talkGuardian.childId })
		.from(talkGuardian)
		.where(and(eq(talkGuardian.schoolId, schoolId), eq(talkGuardian.roundId, round.roundId)));
	const answered = new Set(replies.map(({ guardianId }) => guardianId));
	const apart = new Set(replies.filter((reply) => reply.apart).map(({ guardianId }) => guardianId));
	return children.flatMap((child) => {
		const has = (id: string) =>
			answered.has(id) || talks.some((talk) => talk.childId === child.childId && talk.guardianId === id);
		const silent = child.guardianIds.filter((id) => !has(id));
		if (silent.length === 0 && child.guardianIds.length > 0) return [];
		const isApart = child.guardianIds.some((id) => apart.has(id));
		if (silent.length < child.guardianIds.length && !isApart) return [];
		return [{ ...child, guardianIds: silent }];
	});
}
