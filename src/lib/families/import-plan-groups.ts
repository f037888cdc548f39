import { fold } from '#lib/platform/fold.ts';
import { baseName, splitGroups } from '#lib/school/edexml-groups.ts';
import type { EdexChild, EdexFile, EdexGroup } from '#lib/school/edexml.ts';
import {
	argumentOf,
	asked,
	type Answers,
	type Choice,
	type GroupNow,
	type Handle,
	type ImportWrites,
	type PlannedGroup,
	type Question,
	type SchoolNow,
} from './import-types.ts';

/** Where the children of a group in the file go. */
export interface Place {
	handle: Handle;
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
	/** The first key that leads here: what choices name. */
	key: string;
}

export interface PlannedPlaces {
	/** By key in the file. A key that waits for an answer has no place yet. */
	places: ReadonlyMap<string, Place>;
	questions: Question[];
	groups: { new: PlannedGroup[]; changed: PlannedGroup[]; unchanged: number };
	writes: Pick<ImportWrites, 'newGroups' | 'changedGroups'>;
}

/** A group to be, from one group of the file or from several that are one. */
interface Wanted {
	keys: string[];
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
	existing: GroupNow | undefined;
}

export const keysOf = ({ edexKey }: Pick<GroupNow, 'edexKey'>): string[] => edexKey?.split('\n') ?? [];

/** Finds, for each group of the file, the group of the school that it is, or plans a new one. */
export function planGroups(file: EdexFile, now: SchoolNow, answers: Answers): PlannedPlaces {
	const questions: Question[] = [];
	const byKey = new Map(
		now.groups.flatMap((group) => keysOf(group).map((key): [string, GroupNow] => [key, group])),
	);
	const years = yearsByGroup(file);
	const wanted: Wanted[] = [];
	const done = new Set<string>();

	for (const parts of splitGroups(file.groups)) {
		const found = [...new Set(parts.map(({ key }) => byKey.get(key)).filter((group) => group !== undefined))];
		// once they are one group here, or several, that was decided
		const asOne = found.length === 1 && parts.every(({ key }) => byKey.has(key));
		const question = splitQuestion(parts, answers);
		if (!asOne && found.length < 2) questions.push(question);
		if (asOne || (found.length < 2 && question.answer === 'merge')) wanted.push(mergedGroup(parts, found[0]));
		else wanted.push(...parts.map((part) => apartGroup(part, parts, byKey.get(part.key))));
		for (const { key } of parts) done.add(key);
	}
	for (const group of file.groups.filter(({ key }) => !done.has(key))) {
		const match = matchGroup(group, now, byKey, answers);
		if (match.question) questions.push(match.question);
		if (match.wait) continue;
		const own = apartGroup(group, [group], match.existing);
		wanted.push({ ...own, yearGroups: yearGroupsOf(group, years.get(group.key) ?? new Set()) });
	}
	return { ...write(joinSame(wanted)), questions };
}

function yearsByGroup(file: EdexFile): Map<string, Set<string>> {
	const years = new Map<string, Set<string>>();
	const note = (key: string | null, { yearGroup, left }: EdexChild) => {
		if (!key || !yearGroup || left) return;
		years.set(key, (years.get(key) ?? new Set()).add(yearGroup));
	};
	for (const child of file.children)
		for (const key of [child.groupKey, ...child.acrossKeys]) note(key, child);
	return years;
}

const ORDER = [
	'B',
	'D',
	'0',
	'1',
	'2',
	'3',
	'4',
	'5',
	'6',
	'7',
	'8',
	'11',
	'12',
	'13',
	'14',
	'15',
	'16',
	'S',
	'V',
	'N',
];
const inOrder = (years: Iterable<string>) =>
	[...new Set(years)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));

/** A combination group holds the years of its children, and those in its name ("1/2 B"). */
function yearGroupsOf(group: EdexGroup, children: ReadonlySet<string>): string[] {
	if (group.yearGroup && group.yearGroup !== 'C' && group.yearGroup !== 'H') return [group.yearGroup];
	const named =
		group.kind === 'class' ? (/\b[1-8](?:\s*[/-]\s*[1-8])+\b/.exec(group.name)?.[0].match(/\d/g) ?? []) : [];
	return inOrder([...children, ...named]);
}

function mergedGroup(parts: readonly EdexGroup[], existing: GroupNow | undefined): Wanted {
	const keys = [...new Set([...(existing ? keysOf(existing) : []), ...parts.map(({ key }) => key)])];
	const name = baseName(parts[0]?.name ?? '');
	return {
		keys,
		name,
		kind: 'class',
		yearGroups: inOrder(parts.map(({ yearGroup }) => yearGroup ?? '')),
		existing,
	};
}

/** Two groups of one name are told apart by their year. */
function apartGroup(group: EdexGroup, parts: readonly EdexGroup[], existing: GroupNow | undefined): Wanted {
	const namesakes = parts.filter(({ name }) => fold(name) === fold(group.name)).length > 1;
	return {
		keys: [group.key],
		name: namesakes ? `${baseName(group.name)} (${group.yearGroup})` : group.name,
		kind: group.kind,
		yearGroups: group.yearGroup ? [group.yearGroup] : [],
		existing,
	};
}

function splitQuestion(parts: readonly EdexGroup[], answers: Answers): Question {
	const [first] = parts;
	const name = baseName(first?.name ?? '');
	return asked(
		{
			key: `groups:${parts.map(({ key }) => key).join('+')}`,
			kinds: ['group_split'],
			about: name,
			line: first?.line ?? null,
			detail: { groups: parts.map((part) => `${part.name} (${part.yearGroup})`) },
			choices: [
				{ value: 'merge', kind: 'merge', name, suggested: true },
				{ value: 'apart', kind: 'apart', suggested: false },
			],
		},
		answers,
	);
}

interface GroupMatch {
	existing?: GroupNow;
	question?: Question;
	/** The answer decides where its children go. */
	wait?: boolean;
}

function matchGroup(
	group: EdexGroup,
	now: SchoolNow,
	byKey: ReadonlyMap<string, GroupNow>,
	answers: Answers,
): GroupMatch {
	const same = (other: GroupNow) => other.kind === group.kind && fold(other.name) === fold(group.name);
	const known = byKey.get(group.key);
	// a key that may change between two files means the same group only when the name says so too
	if (known && (!group.key.startsWith('#') || same(known))) return { existing: known };
	const namesake = now.groups.find(same);
	const candidate = namesake ?? known;
	if (!candidate) return {};
	const choices: Choice[] = [
		{ value: `same@${candidate.id}`, kind: 'same_group', name: candidate.name, suggested: Boolean(namesake) },
		{ value: 'new', kind: 'new_group', name: group.name, suggested: !namesake },
	];
	const question = asked(
		{
			key: `group:${group.key}`,
			kinds: ['group_same'],
			about: group.name,
			line: group.line,
			detail: { given: group.key, other: candidate.name },
			choices,
		},
		answers,
	);
	if (!question.answer) return { question, wait: true };
	return {
		question,
		existing:
			question.answer === 'new'
				? undefined
				: now.groups.find(({ id }) => id === argumentOf(question.answer ?? '')),
	};
}

/** Two groups of the file that were both answered to be the same group of the school. */
function joinSame(wanted: readonly Wanted[]): Wanted[] {
	const joined: Wanted[] = [];
	for (const one of wanted) {
		const same = one.existing && joined.find(({ existing }) => existing?.id === one.existing?.id);
		if (!same) joined.push(one);
		else {
			same.keys = [...new Set([...same.keys, ...one.keys])];
			same.yearGroups = inOrder([...same.yearGroups, ...one.yearGroups]);
		}
	}
	return joined;
}

function write(wanted: readonly Wanted[]): Omit<PlannedPlaces, 'questions'> {
	const places = new Map<string, Place>();
	const groups: PlannedPlaces['groups'] = { new: [], changed: [], unchanged: 0 };
	const writes: PlannedPlaces['writes'] = { newGroups: [], changedGroups: [] };
	for (const { keys, name, kind, yearGroups, existing } of wanted) {
		const [key = ''] = keys;
		const handle = existing?.id ?? `new:group:${key}`;
		for (const one of keys) places.set(one, { handle, name, kind, yearGroups, key });
		const row = { edexKey: keys.join('\n'), name, kind, yearGroups };
		const planned: PlannedGroup = { name, kind, yearGroups };
		if (!existing) {
			writes.newGroups.push({ handle, row });
			groups.new.push(planned);
		} else if (JSON.stringify(row) === JSON.stringify(rowOf(existing))) groups.unchanged++;
		else {
			writes.changedGroups.push({ id: existing.id, set: row });
			groups.changed.push({ ...planned, was: existing.name });
		}
	}
	return { places, groups, writes };
}

const rowOf = ({ edexKey, name, kind, yearGroups }: GroupNow) => ({ edexKey, name, kind, yearGroups });
