// Who come to a round's talks together: one guardian, or the parents of a child; parents who come apart are two parties.
import type { FamilyTime, Span } from './problem.ts';

/** A guardian's children in the round's groups, as far as they have the say. */
export interface GuardianInRound {
	guardianId: string;
	childIds: readonly string[];
}

export interface ReplyOfGuardian {
	guardianId: string;
	answer: 'times' | 'none' | 'call';
	together: boolean;
	apart: boolean;
	interpreter: string | null;
	times: readonly FamilyTime[];
}

export interface Party {
	/** Ids of the guardians, in order, with `+` between. */
	id: string;
	guardianIds: string[];
	childIds: string[];
	times: FamilyTime[];
	/** Language tag of the interpreter that one of them wished for. */
	interpreter: string | null;
	/** The party of the child's other parent, when one of the two asked to come apart. */
	apartFrom: string | null;
}

/** How many parents may be in one party: more is no couple. */
const MOST = 2;

/**
 * The parties of those who gave times. Two who share a child and both want to come together are one party; one who says
 * "together" brings the child's other carer along as long as that one said nothing. Who asked to come apart is a party of
 * their own, and so is who did not say "together": what one carer does is not the other's to know.
 */
export function partiesOf(
	guardians: readonly GuardianInRound[],
	replies: readonly ReplyOfGuardian[],
): Party[] {
	const childrenOf = new Map(guardians.map(({ guardianId, childIds }) => [guardianId, childIds]));
	const replyOf = new Map(replies.map((reply) => [reply.guardianId, reply]));
	const shares = (a: string, b: string) =>
		(childrenOf.get(a) ?? []).some((child) => childrenOf.get(b)?.includes(child));
	const comes = (id: string) => {
		const reply = replyOf.get(id);
		return reply?.answer === 'times' && (childrenOf.get(id)?.length ?? 0) > 0;
	};
	const isApart = (a: string, b: string) =>
		shares(a, b) && Boolean((replyOf.get(a)?.apart ?? false) || replyOf.get(b)?.apart);
	const ids = guardians.map(({ guardianId }) => guardianId).sort();
	const partyOf = new Map<string, string[]>();
	for (const id of ids.filter(comes)) {
		if (partyOf.has(id)) continue;
		const members = [id];
		partyOf.set(id, members);
		if (!replyOf.get(id)?.together) continue;
		for (const other of ids) {
			if (members.length >= MOST || partyOf.has(other) || !shares(id, other)) continue;
			if (isApart(id, other)) continue;
			const reply = replyOf.get(other);
			if (reply && !(comes(other) && reply.together)) continue;
			members.push(other);
			partyOf.set(other, members);
		}
	}
	const parties = [...new Set(partyOf.values())].map((members): Party => {
		const guardianIds = [...members].sort();
		const said = guardianIds.flatMap((id) => (comes(id) ? (replyOf.get(id) ?? []) : []));
		const childIds = [...new Set(guardianIds.flatMap((id) => childrenOf.get(id) ?? []))].sort();
		return {
			id: guardianIds.join('+'),
			guardianIds,
			childIds: childIds.filter((child) =>
				said.some(({ guardianId }) => childrenOf.get(guardianId)?.includes(child)),
			),
			times: commonTimes(said.map(({ times }) => times)),
			interpreter: said.find(({ interpreter }) => interpreter)?.interpreter ?? null,
			apartFrom: null,
		};
	});
	for (const party of parties)
		party.apartFrom =
			parties.find(
				(other) =>
					other !== party && party.guardianIds.some((a) => other.guardianIds.some((b) => isApart(a, b))),
			)?.id ?? null;
	return parties.sort((a, b) => a.id.localeCompare(b.id));
}

/** Times that all can, preferred where one of them prefers; where there are none, those of each: one of them comes. */
export function commonTimes(lists: readonly (readonly FamilyTime[])[]): FamilyTime[] {
	const [first = [], ...rest] = lists;
	const common = rest.reduce<FamilyTime[]>(
		(found, list) =>
			found.flatMap((a) =>
				list.flatMap((b) => {
					const span: Span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
					return span.from < span.to ? [{ ...span, preferred: a.preferred || b.preferred }] : [];
				}),
			),
		[...first],
	);
	return common.length > 0 ? common : lists.flat();
}
