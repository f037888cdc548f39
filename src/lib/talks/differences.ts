/** What a new schedule changes: shown before anything is sent. */
import type { Talk } from './problem.ts';

export interface TalkDifferences {
	added: Talk[];
	/** Another time, room, teacher or interpreter. */
	moved: { before: Talk; after: Talk }[];
	removed: Talk[];
	same: Talk[];
}

/** Compares talk by talk; in the order of the new schedule, what is removed in that of the old one. */
export function differences(before: Talk[], after: Talk[]): TalkDifferences {
	const key = ({ family, id }: Talk) => `${family}\n${id}`;
	const old = new Map(before.map((talk) => [key(talk), talk]));
	const found: TalkDifferences = { added: [], moved: [], removed: [], same: [] };
	for (const talk of after) {
		const was = old.get(key(talk));
		old.delete(key(talk));
		if (!was) found.added.push(talk);
		else if (isSame(was, talk)) found.same.push(talk);
		else found.moved.push({ before: was, after: talk });
	}
	found.removed.push(...old.values());
	return found;
}

/** The same for everybody who is there; in which order two teachers are named does not matter. */
function isSame(a: Talk, b: Talk): boolean {
	const names = ({ teachers }: Talk) => [...teachers].sort().join('\n');
	return a.start === b.start && a.room === b.room && a.interpreter === b.interpreter && names(a) === names(b);
}
