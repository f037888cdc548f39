import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { Span } from '#lib/moments/slots.ts';
import { childrenAt, type FoundRound } from './find-round.ts';

/** When the teachers of a guardian's children hold talks in this round. One query. */
export async function offeredTimes(
	db: Reader,
	round: Pick<FoundRound, 'roundId' | 'groups' | 'school'>,
	parent: ParentActor,
): Promise<Span[]> {
	const full = childrenAt(round, parent).filter(({ level }) => level === 'full');
	const groupIds = round.groups
		.map(({ groupId }) => groupId)
		.filter((groupId) => full.some((child) => child.groupIds.includes(groupId)));
	return timesOfGroups(db, round, groupIds);
}

/** When those who hold the talks of these groups are there. One query. */
export async function timesOfGroups(
	db: Reader,
	{ roundId, school: { schoolId } }: Pick<FoundRound, 'roundId' | 'school'>,
	groupIds: readonly string[],
): Promise<Span[]> {
	if (groupIds.length === 0) return [];
	const { talkSession, talkTeam } = db.t;
	return db
		.selectDistinct({ startsAt: talkSession.startsAt, endsAt: talkSession.endsAt })
		.from(talkTeam)
		.innerJoin(
			talkSession,
			and(
				eq(talkSession.schoolId, talkTeam.schoolId),
				eq(talkSession.roundId, talkTeam.roundId),
				eq(talkSession.staffId, talkTeam.staffId),
			),
		)
		.where(
			and(
				eq(talkTeam.schoolId, schoolId),
				eq(talkTeam.roundId, roundId),
				inArray(talkTeam.groupId, [...groupIds]),
			),
		)
		.orderBy(asc(talkSession.startsAt), asc(talkSession.endsAt));
}
