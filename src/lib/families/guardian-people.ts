import { fold } from '#lib/platform/fold.ts';
import type { MatchedRow } from './guardian-children.ts';
import type { ListedGuardian } from './guardian-list.ts';
import type { KnownChild } from './guardian-plan-types.ts';
import { phoneKey } from './phone.ts';

/** One guardian of the list, gathered from all rows that mean this person. */
export interface Person extends ListedGuardian {
	/** Line and position of the first mention: `12.1`. */
	ref: string;
	line: number;
	/** With the position that the list gives this guardian for each. */
	children: { child: KnownChild; position: number }[];
	/** Some row waits for an answer about its child. */
	waits: boolean;
}

interface Mention {
	guardian: ListedGuardian;
	row: MatchedRow;
	/** Position among the guardians of the child, when a list has one guardian a row. */
	position: number;
}

/**
 * Gathers mentions of one person: the same name with the same address or the same number; without names the same address
 * in the same place; the same name in rows that share another guardian. Two people in one row stay two, whatever they
 * share.
 */
export function gatherPeople(rows: readonly MatchedRow[]): Person[] {
	const mentions = numberMentions(rows);
	const sets = joinable(mentions);
	for (const [first = 0, ...others] of groupIndexes(mentions, identities))
		for (const other of others) sets.join(first, other);
	const byRow = Map.groupBy(mentions.keys(), (index) => mentions[index]?.row);
	const shared = groupIndexes(mentions, ({ guardian: { name }, row }, index) => {
		const family = (byRow.get(row) ?? []).filter((other) => other !== index);
		return name ? family.map((other) => `${fold(name)}|${sets.root(other)}`) : [];
	});
	for (const [first = 0, ...others] of shared)
		for (const other of others) if (!contradict(mentions[first], mentions[other])) sets.join(first, other);
	const people = Map.groupBy(mentions.keys(), sets.root);
	return [...people.values()].map((indexes) => personOf(indexes.flatMap((index) => mentions[index] ?? [])));
}

/** Sets of mentions that can be joined, except where that would make two guardians of one row the same person. */
function joinable(mentions: readonly Mention[]) {
	const parent = mentions.map((_, index) => index);
	const rows = mentions.map(({ row }) => new Set([row]));
	const root = (index: number): number => {
		let at = index;
		for (let next = parent[at]; next !== undefined && next !== at; next = parent[at]) at = next;
		parent[index] = at;
		return at;
	};
	const join = (a: number, b: number) => {
		const [into, from] = [root(a), root(b)];
		const [kept, added] = [rows[into], rows[from]];
		if (into === from || !kept || !added || !kept.isDisjointFrom(added)) return;
		parent[from] = into;
		for (const row of added) kept.add(row);
	};
	return { root, join };
}

function numberMentions(rows: readonly MatchedRow[]): Mention[] {
	const seen = new Map<string, number>();
	return rows.flatMap((row) => {
		const before = Math.max(0, ...row.children.map(({ id }) => seen.get(id) ?? 0));
		const last = Math.max(0, ...row.row.guardians.map(({ position }) => position));
		for (const { id } of row.children) seen.set(id, before + last);
		return row.row.guardians.map((guardian) => ({ guardian, row, position: before + guardian.position }));
	});
}

/** What makes two mentions the same person for certain. */
function identities({ guardian: { name, email, phone, position } }: Mention): string[] {
	if (!name) return email ? [`${position}|${email.toLowerCase()}`] : [];
	return [
		...(email ? [`${fold(name)}|${email.toLowerCase()}`] : []),
		...(phone ? [`${fold(name)}|${phoneKey(phone)}`] : []),
	];
}

function contradict(a: Mention | undefined, b: Mention | undefined): boolean {
	const differ = (one?: string | null, other?: string | null) => Boolean(one && other && one !== other);
	return (
		differ(a?.guardian.email?.toLowerCase(), b?.guardian.email?.toLowerCase()) ||
		differ(a?.guardian.phone && phoneKey(a.guardian.phone), b?.guardian.phone && phoneKey(b.guardian.phone))
	);
}

function groupIndexes<T>(items: readonly T[], keysOf: (item: T, index: number) => string[]): number[][] {
	const groups = new Map<string, number[]>();
	for (const [index, item] of items.entries())
		for (const key of keysOf(item, index)) {
			const group = groups.get(key);
			if (group) group.push(index);
			else groups.set(key, [index]);
		}
	return [...groups.values()].filter(({ length }) => length > 1);
}

function personOf(mentions: readonly Mention[]): Person {
	const [first] = mentions;
	if (!first) throw new Error('nobody was mentioned');
	const pick = <K extends 'name' | 'email' | 'phone' | 'language'>(field: K) =>
		mentions.map(({ guardian }) => guardian[field]).find((value) => value !== null) ?? null;
	const children = new Map(
		mentions.flatMap(({ row, position }) =>
			row.children.map((child) => [child.id, { child, position }] as const),
		),
	);
	return {
		ref: `${first.row.row.line}.${first.guardian.position}`,
		line: first.row.row.line,
		position: first.guardian.position,
		name: pick('name'),
		email: pick('email'),
		phone: pick('phone'),
		language: pick('language'),
		children: [...children.values()],
		waits: mentions.some(({ row }) => row.waits),
	};
}
