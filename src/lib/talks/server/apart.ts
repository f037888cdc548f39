// From which talks a guardian keeps away: those of the other carers of the same children.
import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { RoundRules } from '../open-times.ts';
import { dayOf, stayApart } from '../rules.ts';
import type { FoundRound } from './find-round.ts';

/**
 * `always`: for a guardian who picks or moves. Would it hang on who asked to come apart, then asking would take away just
 * the times around the other's talk, and so say on which day they come. So what is offered is the same whatever is asked.
 * `asked`: for staff, who see all talks: only where one of the two asked.
 */
export type Keeping = 'always' | 'asked';

/**
 * Of these talks those that are near nothing that these guardians (one, or who come together) are offered: talks without
 * them of other carers with the say of one of their children. Two queries at most.
 */
export async function keptFrom<T extends { guardianIds: readonly string[] }>(
	db: Reader,
	round: FoundRound,
	{ talks, guardianIds, keeping }: { talks: readonly T[]; guardianIds: readonly string[]; keeping: Keeping },
): Promise<T[]> {
	const { talkReply, guardianship } = db.t;
	const { schoolId } = round.school;
	const rows =
		keeping === 'always'
			? []
			: await db
					.select({ guardianId: talkReply.guardianId })
					.from(talkReply)
					.where(
						and(
							eq(talkReply.schoolId, schoolId),
							eq(talkReply.roundId, round.roundId),
							eq(talkReply.apart, true),
						),
					);
	const asked = new Set(rows.map(({ guardianId }) => guardianId));
	if (keeping === 'asked' && asked.size === 0) return [];
	const links = await db
		.select({ guardianId: guardianship.guardianId, childId: guardianship.childId })
		.from(guardianship)
		.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.level, 'full')));
	const isOwn = (id: string) => guardianIds.includes(id);
	const children = new Set(links.filter((link) => isOwn(link.guardianId)).map(({ childId }) => childId));
	const others = new Set(
		links
			.filter((link) => !isOwn(link.guardianId) && children.has(link.childId))
			.map((link) => link.guardianId),
	);
	const all = keeping === 'always' || guardianIds.some((id) => asked.has(id));
	return talks.filter(
		(talk) =>
			!talk.guardianIds.some(isOwn) &&
			talk.guardianIds.some((id) => others.has(id) && (all || asked.has(id))),
	);
}

type Place = Parameters<typeof stayApart>[0][number];

/**
 * Whether who is there for these talks, and for `own` talks of the same days, stays far enough from `others`. What lies too
 * near already on another day is made no better by refusing this one.
 */
export function isFarFrom(
	times: readonly Place[],
	{ own, others, rules }: { own: readonly Place[]; others: readonly Place[]; rules: RoundRules },
): boolean {
	const days = new Set(times.map(({ start }) => dayOf(start)));
	const there = [...own.filter(({ start }) => days.has(dayOf(start))), ...times];
	return stayApart(there, [...others], rules);
}
