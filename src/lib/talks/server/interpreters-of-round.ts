// The interpreters of a round and the talks at which they are, from the tables.
import type { Reader } from '#lib/database/store.ts';
import { canInterpret, type InterpretedTalk } from '../interpreters.ts';
import type { FoundRound } from './find-round.ts';
import { readInterpreters } from './round-interpreters.ts';
import type { AgreedTalk } from './schedule.ts';

/** The interpreters of a round, by name, with when they are there. One query; where parents are among them five more. */
export async function interpretersOf(db: Reader, round: FoundRound) {
	return (await readInterpreters(db, round)).map(({ id, name, languages, byPhone, times, parent }) => ({
		...{ interpreterId: id, name, languages, byPhone, parent },
		times: times
			.map(({ from, to }) => ({ startsAt: new Date(from), endsAt: new Date(to) }))
			.sort((a, b) => +a.startsAt - +b.startsAt),
	}));
}

/** A talk as interpreting sees it; undefined: nobody wished for an interpreter. */
export function asInterpreted({
	talkId,
	startsAt,
	endsAt,
	room,
	interpreter,
	guardianIds,
	mayAskParent = false,
}: AgreedTalk): InterpretedTalk | undefined {
	return interpreter
		? { talkId, startsAt, endsAt, room, language: interpreter, guardianIds, mayAskParent }
		: undefined;
}

/** The talks at which an interpreter is. */
export const talksOf = (talks: readonly AgreedTalk[], interpreterId: string): InterpretedTalk[] =>
	talks.flatMap((talk) => (talk.interpreterId === interpreterId ? (asInterpreted(talk) ?? []) : []));

/**
 * The interpreter of a talk at another time: the same one where they can be there then; nobody any more where they can't, or
 * where it was arranged otherwise. Two queries.
 */
export async function interpreterAfterMove(
	db: Reader,
	round: FoundRound,
	talks: readonly AgreedTalk[],
	after: AgreedTalk,
): Promise<Pick<AgreedTalk, 'interpreterId' | 'interpreterFoundAt'>> {
	const none = { interpreterId: null, interpreterFoundAt: null };
	const asked = asInterpreted(after);
	if (!after.interpreterId || !asked) return none;
	const one = (await interpretersOf(db, round)).find(
		({ interpreterId }) => interpreterId === after.interpreterId,
	);
	const others = talksOf(talks, after.interpreterId);
	return one && canInterpret(one, asked, others, round.walkMinutes)
		? { interpreterId: after.interpreterId, interpreterFoundAt: after.interpreterFoundAt }
		: none;
}
