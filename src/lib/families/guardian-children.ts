import { fold } from '#lib/platform/fold.ts';
import { fullName } from '#lib/school/person-name.ts';
import type { ListFinding, ListRow } from './guardian-list.ts';
import type { FamiliesNow, GuardianChoice, GuardianQuestion, KnownChild } from './guardian-plan-types.ts';
import type { Answers } from './import-types.ts';

/** A row of the list and the children of the school that it is about. */
export interface MatchedRow {
	row: ListRow;
	/** Empty: not found, or waiting for an answer. */
	children: KnownChild[];
	waits: boolean;
}

export interface MatchedRows {
	rows: MatchedRow[];
	questions: GuardianQuestion[];
	findings: ListFinding[];
}

interface Found {
	child?: KnownChild;
	/** Who it might be; a person says. */
	candidates?: KnownChild[];
	kind?: 'child_by_name' | 'child_other_name';
	/** Found after putting zeros back in front of the number. */
	zeros?: string;
}

/**
 * Finds the child of each row: by number, else by name and birth date. A name alone, a number that belongs to somebody
 * else's name, and numbers whose leading zeros a spreadsheet ate are questions; the last is asked once for the whole list.
 */
export function matchChildren(rows: readonly ListRow[], now: FamiliesNow, answers: Answers): MatchedRows {
	const lookup = lookupOf(now.children);
	const findings: ListFinding[] = [];
	const questions: GuardianQuestion[] = [];
	const looked = rows.map((row) => ({ row, found: lookUp(row, lookup) }));
	const zeros = zerosQuestion(looked, answers);
	if (zeros) questions.push(zeros);
	const matched = looked.map(({ row, found }): MatchedRow => {
		const children: KnownChild[] = [];
		let waits = false;
		for (const [index, one] of found.entries()) {
			const name = row.child.name || (row.child.keys[index] ?? '');
			if (one.zeros && zeros?.answer !== 'yes') waits = zeros?.answer !== 'no';
			else if (one.child?.leftOn && one.child.leftOn < now.today)
				findings.push({ code: 'child_left', line: row.line, about: fullName(one.child) });
			else if (one.child) children.push(one.child);
			else if (one.candidates?.length) {
				const question = childQuestion(row, index, one, answers);
				questions.push(question);
				const chosen = one.candidates.find(({ id }) => question.answer === `child@${id}`);
				if (chosen) children.push(chosen);
				waits ||= question.answer === null;
			} else findings.push({ code: 'child_not_found', line: row.line, about: name });
		}
		return { row, children, waits };
	});
	return { rows: matched, questions, findings };
}

interface Lookup {
	byKey: Map<string, KnownChild>;
	byShortKey: Map<string, KnownChild[]>;
	byPerson: Map<string, KnownChild[]>;
	byName: Map<string, KnownChild[]>;
}

const withoutZeros = (key: string) => key.replace(/^0+(?=\d)/, '');
const wholeName = (child: KnownChild) => fold(fullName(child));
const shortName = ({ givenName, surname }: KnownChild) => fold(fullName({ givenName, surname }));

function lookupOf(children: readonly KnownChild[]): Lookup {
	// a key made of name and date stands for no number
	const keyed = children.filter((child) => child.edexKey !== null && !child.edexKey.startsWith('#'));
	return {
		byKey: new Map(keyed.map((child) => [child.edexKey ?? '', child])),
		byShortKey: Map.groupBy(keyed, ({ edexKey }) => withoutZeros(edexKey ?? '')),
		byPerson: groupByBoth(children, (child) => `|${child.birthDate}`),
		byName: groupByBoth(children, () => ''),
	};
}

/** Under the name with and without its prefix: lists differ in where they put it. */
function groupByBoth(
	children: readonly KnownChild[],
	more: (child: KnownChild) => string,
): Map<string, KnownChild[]> {
	const groups = new Map<string, KnownChild[]>();
	for (const child of children)
		for (const name of new Set([wholeName(child), shortName(child)])) {
			const key = name + more(child);
			groups.set(key, [...(groups.get(key) ?? []), child]);
		}
	return groups;
}

function lookUp({ child }: ListRow, lookup: Lookup): Found[] {
	if (child.keys.length === 0) return [byName(child, lookup)];
	return child.keys.map((key) => byKey(key, child, lookup));
}

function byKey(key: string, listed: ListRow['child'], lookup: Lookup): Found {
	const exact = lookup.byKey.get(key);
	if (exact)
		return sounds(exact, listed) ? { child: exact } : { candidates: [exact], kind: 'child_other_name' };
	const near = /^\d+$/.test(key) ? (lookup.byShortKey.get(withoutZeros(key)) ?? []) : [];
	const [only] = near;
	if (near.length === 1 && only)
		return sounds(only, listed)
			? { child: only, zeros: only.edexKey ?? '' }
			: { candidates: [only], kind: 'child_other_name' };
	// a number that we do not know; perhaps the child came in without one
	return listed.name === '' ? {} : byName(listed, lookup);
}

/** The row's name and date do not contradict the child that its number says. */
function sounds(known: KnownChild, listed: ListRow['child']): boolean {
	if (listed.name === '') return true;
	const given = listed.givenName || (listed.name.split(' ')[0] ?? '');
	const sameDate = known.birthDate !== null && known.birthDate === listed.birthDate;
	const sameName = fold(listed.name) === wholeName(known) || fold(listed.name) === shortName(known);
	return sameDate || sameName || fold(known.givenName) === fold(given);
}

function byName(listed: ListRow['child'], lookup: Lookup): Found {
	const names = [...new Set([fold(listed.name), fold(`${listed.givenName} ${listed.surname}`)])];
	const of = (groups: Map<string, KnownChild[]>, more: string) => [
		...new Set(names.flatMap((name) => groups.get(name + more) ?? [])),
	];
	const persons = listed.birthDate ? of(lookup.byPerson, `|${listed.birthDate}`) : [];
	const [person] = persons;
	if (persons.length === 1 && person) return { child: person };
	return { candidates: persons.length > 1 ? persons : of(lookup.byName, ''), kind: 'child_by_name' };
}

function zerosQuestion(
	looked: { row: ListRow; found: Found[] }[],
	answers: Answers,
): GuardianQuestion | undefined {
	const lost = looked.flatMap(({ row, found }) =>
		found.filter(({ zeros }) => zeros).map((one) => ({ row, one })),
	);
	const [first] = lost;
	if (!first?.one.child) return undefined;
	const given = answers.lost_zeros;
	return {
		key: 'lost_zeros',
		kind: 'lost_zeros',
		about: null,
		children: [fullName(first.one.child)],
		line: first.row.line,
		detail: { given: withoutZeros(first.one.zeros ?? ''), other: first.one.zeros ?? '', count: lost.length },
		choices: [
			{ value: 'yes', kind: 'yes_zeros', suggested: true },
			{ value: 'no', kind: 'no_zeros', suggested: false },
		],
		answer: given === 'yes' || given === 'no' ? given : null,
	};
}

function childQuestion(row: ListRow, index: number, found: Found, answers: Answers): GuardianQuestion {
	const candidates = found.candidates ?? [];
	const choices: GuardianChoice[] = [
		...candidates.map((child): GuardianChoice => ({
			value: `child@${child.id}`,
			kind: 'that_child',
			name: fullName(child),
			...(child.birthDate ? { birthDate: child.birthDate } : {}),
			suggested: candidates.length === 1 && found.kind === 'child_by_name' && row.child.birthDate === null,
		})),
		{ value: 'skip', kind: 'no_child', suggested: false },
	];
	const key = `row:${row.line}${index > 0 ? `.${index + 1}` : ''}`;
	const answer = choices.find(({ value }) => value === answers[key])?.value ?? null;
	return {
		key,
		kind: found.kind ?? 'child_by_name',
		about: row.guardians[0]?.name ?? null,
		children: [row.child.name],
		line: row.line,
		detail: {
			given: row.child.keys[index] ?? row.child.birthDate ?? '',
			other: candidates.map(fullName).join(', '),
		},
		choices,
		answer,
	};
}
