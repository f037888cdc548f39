import { fold } from '#lib/platform/fold.ts';
import type { EdexChild, EdexFile } from '#lib/school/edexml.ts';
import { fullName } from '#lib/school/person-name.ts';
import type { ChildNow, QuestionKind, SchoolNow } from './import-types.ts';

/** A child of the file, and which child of the school it is. */
export interface Identified {
	child: EdexChild;
	/** What is kept as its key: the file's own, or one made of key, name and birth date where that one does not last. */
	ownKey: string;
	/** Certain: this child. Undefined for a new one, and while there are doubts. */
	match: ChildNow | undefined;
	/** Who it might be. */
	candidates: ChildNow[];
	/** Why a person has to say who it is. */
	doubts: QuestionKind[];
}

/**
 * Says of each child of the file who it is. By its key, which is stable and never used again (EDEXML 2.1, manual); never
 * by name alone. A key that begins with `#`, is used twice or is missing says nothing about the next file: a person
 * confirms such a child once, and the same key, name and birth date are known from then on.
 */
export function identify(file: EdexFile, now: SchoolNow): { found: Identified[]; mentioned: Set<string> } {
	const byKey = new Map(now.children.flatMap((child) => (child.edexKey ? [[child.edexKey, child]] : [])));
	const first = matchKeys(file.children, byKey);
	const taken = new Set(first.flatMap(({ match }) => match?.id ?? []));
	const keysInFile = new Set(file.children.map(({ key }) => key));
	const byPerson = Map.groupBy(
		now.children.filter(({ id, birthDate }) => birthDate !== null && !taken.has(id)),
		personOf,
	);
	const found = first.map((one) => {
		if (one.match || one.child.left) return one;
		const holder = byKey.get(one.child.key);
		if (!lasts(one.child)) return doubtful(one, byPerson, now.children, taken);
		if (holder && !taken.has(holder.id))
			return { ...one, doubts: ['other_person' as const], candidates: [holder] };
		const namesakes = one.child.birthDate ? (byPerson.get(personOf(one.child)) ?? []) : [];
		const candidates = namesakes.filter(({ edexKey }) => !edexKey || !keysInFile.has(edexKey));
		return candidates.length > 0 ? { ...one, doubts: ['same_person' as const], candidates } : one;
	});
	const mentioned = new Set([...taken, ...found.flatMap(({ candidates }) => candidates.map(({ id }) => id))]);
	return { found, mentioned };
}

/** Folded name and birth date. */
const personOf = (child: {
	givenName: string;
	prefix: string | null;
	surname: string | null;
	birthDate: string | null;
}) => `${fold(fullName({ givenName: child.givenName, surname: child.surname }))}|${child.birthDate}`;

/** The key will mean this child in the next file too. */
const lasts = ({ key, keyTwice }: EdexChild) => key !== '' && !key.startsWith('#') && !keyTwice;

function matchKeys(children: readonly EdexChild[], byKey: ReadonlyMap<string, ChildNow>): Identified[] {
	const used = new Set<string>();
	return children.map((child) => {
		const holder = byKey.get(child.key);
		const one = { child, candidates: [], doubts: [] };
		if (lasts(child)) {
			const match = holder && isLikely(holder, child) ? holder : undefined;
			return { ...one, ownKey: child.key, match };
		}
		// of two children under one key, the one that had it before keeps it
		if (holder && child.keyTwice && personOf(holder) === personOf(child))
			return { ...one, ownKey: child.key, match: holder };
		const ownKey = unused(`#${child.key.replace(/^#/, '')}|${personOf(child)}`, used);
		return { ...one, ownKey, match: byKey.get(ownKey) };
	});
}

function unused(key: string, used: Set<string>): string {
	const free = used.has(key) ? `${key}|${used.size}` : key;
	used.add(free);
	return free;
}

/** A known key with another given name and another birth date is more likely a mistake than the same child. */
function isLikely(known: ChildNow, child: EdexChild): boolean {
	const sameBirth = known.birthDate !== null && known.birthDate === child.birthDate;
	const sameGiven = fold(known.givenName) === fold(child.givenName);
	const sameSurname = known.surname !== null && fold(known.surname) === fold(child.surname ?? '');
	return sameBirth || sameGiven || (child.givenNameGuessed && sameSurname);
}

function doubtful(
	one: Identified,
	byPerson: ReadonlyMap<string, ChildNow[]>,
	children: readonly ChildNow[],
	taken: ReadonlySet<string>,
): Identified {
	const { child } = one;
	const kind: QuestionKind = child.key === '' ? 'no_key' : child.keyTwice ? 'key_twice' : 'key_unstable';
	const namesakes = child.birthDate ? (byPerson.get(personOf(child)) ?? []) : [];
	const start = one.ownKey.slice(0, one.ownKey.indexOf('|') + 1);
	const sameKey = children.filter(
		(known) => !taken.has(known.id) && known.edexKey?.startsWith(start) && isLikely(known, child),
	);
	return { ...one, doubts: [kind], candidates: [...new Set([...namesakes, ...sameKey])] };
}
