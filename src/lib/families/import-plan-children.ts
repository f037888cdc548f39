import type { EdexChild, EdexFile } from '#lib/school/edexml.ts';
import { fullName } from '#lib/school/person-name.ts';
import { identify, type Identified } from './import-identity.ts';
import { keysOf, type Place } from './import-plan-groups.ts';
import {
	argumentOf,
	asked,
	type Answers,
	type ChangedChild,
	type ChildField,
	type ChildFields,
	type ChildNow,
	type Choice,
	type Handle,
	type ImportPlan,
	type ImportWrites,
	type PlannedChild,
	type Question,
	type QuestionKind,
	type SchoolNow,
} from './import-types.ts';

export interface PlannedChildren {
	children: ImportPlan['children'];
	questions: Question[];
	writes: Pick<ImportWrites, 'newChildren' | 'changedChildren' | 'join' | 'leave'>;
}

/** The school's memberships of this year, for quick asking. */
interface Members {
	of(childId: string): ReadonlySet<string>;
	/** The class of a child that has one; groups made by hand count too. */
	classOf(childId: string): string | undefined;
}

/** Plans what happens to each child of the file, and to those of the school that the file does not have. */
export function planChildren(
	file: EdexFile,
	now: SchoolNow,
	places: ReadonlyMap<string, Place>,
	answers: Answers,
): PlannedChildren {
	const plan: PlannedChildren = {
		children: { new: [], changed: [], leaving: [], gone: [], waiting: [], unchanged: 0, leftBefore: 0 },
		questions: [],
		writes: { newChildren: [], changedChildren: [], join: [], leave: [] },
	};
	const members = membersOf(now);
	const { found, mentioned } = identify(file, now);
	const taken = new Set(found.flatMap(({ match }) => match?.id ?? []));
	for (const one of found) {
		if (one.child.left) planLeaver(one, now, members, plan);
		else planPresent(one, found, { now, places, answers, members, taken }, plan);
	}
	planGone(now, mentioned, members, answers, plan);
	return plan;
}

function membersOf(now: SchoolNow): Members {
	const byChild = new Map<string, Set<string>>();
	for (const { childId, groupId } of now.members)
		byChild.set(childId, (byChild.get(childId) ?? new Set()).add(groupId));
	const classes = new Set(now.groups.filter(({ kind }) => kind === 'class').map(({ id }) => id));
	const of = (childId: string) => byChild.get(childId) ?? new Set<string>();
	return { of, classOf: (childId) => [...of(childId)].find((id) => classes.has(id)) };
}

interface Context {
	now: SchoolNow;
	places: ReadonlyMap<string, Place>;
	answers: Answers;
	members: Members;
	/** Children of the school that already are someone in the file. */
	taken: Set<string>;
}

/** What the answers, or the file itself, make of a child. */
interface Decision {
	existing: ChildNow | undefined;
	/** Undefined: leave the class as it is. */
	place: Place | undefined;
	yearGroup: string | null;
}

function planPresent(
	one: Identified,
	all: readonly Identified[],
	context: Context,
	plan: PlannedChildren,
): void {
	const { child } = one;
	const question = questionOf(one, all, context);
	const decision = decide(one, all, question, context);
	// two answers that mean the same child: the second is asked again
	const clash = question && decision?.existing && !one.match && context.taken.has(decision.existing.id);
	if (question) plan.questions.push(clash ? { ...question, answer: null } : question);
	const planned = { ...plannedOf(child), groups: groupNames(child, context.places) };
	if (!decision || clash) {
		if (question?.answer !== 'repeat') plan.children.waiting.push(planned);
		return;
	}
	const fields = { ...fieldsOf(child), yearGroup: decision.yearGroup };
	const across = child.acrossKeys.flatMap((key) => context.places.get(key) ?? []);
	if (decision.existing) {
		context.taken.add(decision.existing.id);
		planKnown(one, decision.existing, fields, [decision.place, ...across], context, plan);
		return;
	}
	const handle: Handle = `new:child:${child.ref}`;
	const groups = [...(decision.place ? [decision.place] : []), ...across];
	plan.children.new.push({ ...planned, groups: groups.map(({ name }) => name) });
	plan.writes.newChildren.push({ handle, row: { ...fields, edexKey: one.ownKey, leftOn: child.leftOn } });
	plan.writes.join.push(...groups.map((group) => ({ group: group.handle, child: handle })));
}

const fieldsOf = ({
	givenName,
	prefix,
	surname,
	initials,
	birthDate,
	yearGroup,
	startsOn,
}: EdexChild): ChildFields => ({
	givenName,
	prefix,
	surname,
	initials,
	birthDate,
	yearGroup,
	startsOn,
});

function plannedOf(child: EdexChild): PlannedChild {
	return { id: child.ref, name: fullName(child), birthDate: child.birthDate, groups: [], line: child.line };
}

function groupNames(child: EdexChild, places: ReadonlyMap<string, Place>): string[] {
	return [child.groupKey ?? '', ...child.acrossKeys].flatMap((key) => places.get(key)?.name ?? []);
}

/** Changes of a child that the school has. What the file does not say never erases what the school knows. */
function planKnown(
	one: Identified,
	existing: ChildNow,
	fields: ChildFields,
	[place, ...across]: (Place | undefined)[],
	{ now, places, members }: Context,
	plan: PlannedChildren,
): void {
	const { child } = one;
	const set = changedFields(existing, one, fields, now.today);
	const before = members.of(existing.id);
	const keep = new Set([place, ...across].map((group) => group?.handle));
	const ours = new Map(
		now.groups.filter((group) => keysOf(group).length > 0).map((group) => [group.id, group]),
	);
	// across groups are always named; the class only when the file or an answer gave one
	const leave = [...before].filter((id) => {
		const group = ours.get(id);
		return group && !keep.has(id) && (group.kind === 'across' || place !== undefined);
	});
	const join = [place, ...across].flatMap((group) =>
		group && !before.has(group.handle) ? [group.handle] : [],
	);
	const changes = Object.entries(set).map(([field, to]) => ({
		field: field as ChildField,
		from: existing[field as keyof ChildNow],
		to,
	}));
	if (leave.length + join.length > 0) changes.push(groupChange(before, leave, join, now, places));
	if (changes.length === 0) {
		plan.children.unchanged++;
		return;
	}
	plan.children.changed.push({
		...plannedOf(child),
		id: existing.id,
		groups: groupNames(child, places),
		changes,
	});
	if (Object.keys(set).length > 0) plan.writes.changedChildren.push({ id: existing.id, set });
	plan.writes.join.push(...join.map((group) => ({ group, child: existing.id })));
	plan.writes.leave.push(...leave.map((groupId) => ({ groupId, childId: existing.id })));
}

function changedFields(
	existing: ChildNow,
	{ child, ownKey }: Identified,
	fields: ChildFields,
	today: string,
): Partial<Omit<ChildNow, 'id'>> {
	const wanted: Partial<Omit<ChildNow, 'id'>> = {
		edexKey: ownKey,
		givenName: child.givenNameGuessed ? existing.givenName : fields.givenName,
		surname: fields.surname ?? existing.surname,
		prefix: fields.surname ? fields.prefix : existing.prefix,
		initials: fields.initials ?? existing.initials,
		birthDate: fields.birthDate ?? existing.birthDate,
		yearGroup: fields.yearGroup ?? existing.yearGroup,
		startsOn: fields.startsOn ?? existing.startsOn,
		// back again after having left; a last day that the school set itself in the future stays
		leftOn: child.leftOn ?? (existing.leftOn && existing.leftOn < today ? null : existing.leftOn),
	};
	return Object.fromEntries(
		Object.entries(wanted).filter(([field, value]) => existing[field as keyof ChildNow] !== value),
	);
}

function groupChange(
	before: ReadonlySet<string>,
	leave: readonly string[],
	join: readonly Handle[],
	now: SchoolNow,
	places: ReadonlyMap<string, Place>,
): ChangedChild['changes'][number] {
	const names = new Map<string, string>(now.groups.map(({ id, name }) => [id, name]));
	for (const { handle, name } of places.values()) names.set(handle, name);
	const list = (ids: Iterable<string>) =>
		[...ids]
			.map((id) => names.get(id) ?? '')
			.sort()
			.join(', ') || null;
	const after = [...before].filter((id) => !leave.includes(id)).concat(join);
	return { field: 'groups', from: list(before), to: list(after) };
}

function planLeaver(
	{ child, match }: Identified,
	now: SchoolNow,
	members: Members,
	plan: PlannedChildren,
): void {
	if (!match) {
		plan.children.leftBefore++;
		return;
	}
	const leftOn = child.leftOn ?? match.leftOn ?? now.today;
	const groups = [...members.of(match.id)];
	if (match.leftOn === leftOn && groups.length === 0) {
		plan.children.unchanged++;
		return;
	}
	plan.children.leaving.push({ ...plannedOf(child), id: match.id, leftOn });
	if (match.leftOn !== leftOn) plan.writes.changedChildren.push({ id: match.id, set: { leftOn } });
	plan.writes.leave.push(...groups.map((groupId) => ({ groupId, childId: match.id })));
}

/** Children that came from a file and are not in this one. They go only when a person says so, one by one or all. */
function planGone(
	now: SchoolNow,
	mentioned: ReadonlySet<string>,
	members: Members,
	answers: Answers,
	plan: PlannedChildren,
): void {
	const names = new Map(now.groups.map(({ id, name }) => [id, name]));
	for (const child of now.children) {
		if (child.edexKey === null || child.leftOn !== null || mentioned.has(child.id)) continue;
		const groups = [...members.of(child.id)];
		const confirmed = (answers[`gone:${child.id}`] ?? answers['gone:all']) === 'left';
		plan.children.gone.push({
			id: child.id,
			name: fullName(child),
			birthDate: child.birthDate,
			groups: groups.map((id) => names.get(id) ?? ''),
			line: null,
			confirmed,
		});
		if (!confirmed) continue;
		plan.writes.changedChildren.push({ id: child.id, set: { leftOn: now.today } });
		plan.writes.leave.push(...groups.map((groupId) => ({ groupId, childId: child.id })));
	}
}

/** The one question about a child, with all that has to be known; undefined when nothing has to be asked. */
function questionOf(one: Identified, all: readonly Identified[], context: Context): Question | undefined {
	const { child, match, doubts } = one;
	const kinds: QuestionKind[] = [...doubts];
	const hasClass = match !== undefined && context.members.classOf(match.id) !== undefined;
	if (child.groupKeyUnknown && !hasClass) kinds.push('group_unknown');
	else if (!child.groupKey && !hasClass) kinds.push('no_group');
	else if (!child.yearGroup && !match?.yearGroup) kinds.push('year_group_unknown');
	const [first] = kinds;
	if (!first) return undefined;
	const placeless = kinds.some((kind) => kind === 'group_unknown' || kind === 'no_group');
	const choices =
		doubts.length > 0 ? identityChoices(one, all, placeless, context) : restChoices(one, placeless, context);
	return asked(
		{
			key: `child:${child.ref}`,
			kinds,
			about: fullName(child),
			line: child.line,
			detail: {
				...(child.birthDate ? { birthDate: child.birthDate } : {}),
				given: first === 'group_unknown' ? (child.groupKeyUnknown ?? '') : child.key,
				...(otherName(one, all) ? { other: otherName(one, all) } : {}),
			},
			choices,
		},
		context.answers,
	);
}

function otherName({ child, candidates }: Identified, all: readonly Identified[]): string {
	const twins = all.filter(
		(other) => other.child !== child && other.child.key === child.key && child.keyTwice,
	);
	return [...twins.map((other) => fullName(other.child)), ...candidates.map(fullName)][0] ?? '';
}

function identityChoices(
	one: Identified,
	all: readonly Identified[],
	placeless: boolean,
	context: Context,
): Choice[] {
	const { child, candidates, doubts } = one;
	const same: Choice[] = candidates.map((known) => ({
		value: `same@${known.id}`,
		kind: 'same',
		name: fullName(known),
		...(known.birthDate ? { birthDate: known.birthDate } : {}),
		suggested: candidates.length === 1 && !doubts.includes('other_person'),
	}));
	const suggestNew = !same.some(({ suggested }) => suggested);
	const groups = placeless ? groupChoices(child, context.places) : [];
	const fresh: Choice[] = doubts.includes('other_person')
		? []
		: placeless
			? [
					...groups.map(({ value, name, suggested }): Choice => ({
						value: `new@${argumentOf(value)}`,
						kind: 'new_in_group',
						...(name ? { name } : {}),
						suggested: suggested && suggestNew,
					})),
					{
						value: 'new@',
						kind: 'new_no_group',
						suggested: suggestNew && !groups.some(({ suggested }) => suggested),
					},
				]
			: [{ value: 'new', kind: 'new', suggested: suggestNew }];
	const repeats: Choice[] = all
		.filter((other) => child.keyTwice && other.child !== child && other.child.key === child.key)
		.slice(0, 1)
		.map((other) => ({ value: 'repeat', kind: 'repeat', name: fullName(other.child), suggested: false }));
	return [
		...same,
		...fresh,
		...repeats,
		{ value: 'skip', kind: 'skip', suggested: doubts.includes('other_person') },
	];
}

function restChoices({ child, match }: Identified, placeless: boolean, context: Context): Choice[] {
	const skip: Choice[] = match ? [] : [{ value: 'skip', kind: 'skip', suggested: false }];
	if (placeless) {
		const groups = groupChoices(child, context.places);
		const none: Choice = {
			value: 'group@',
			kind: 'no_group',
			suggested: !groups.some(({ suggested }) => suggested),
		};
		return [...groups, none, ...skip];
	}
	const years = context.places.get(child.groupKey ?? '')?.yearGroups ?? [];
	return [
		...years.map((year): Choice => ({
			value: `year@${year}`,
			kind: 'in_year',
			name: year,
			suggested: false,
		})),
		{ value: 'year@', kind: 'year_later', suggested: false },
		...skip,
	];
}

/** Classes to put a child in: those of its year first, and suggested when there is only one. */
function groupChoices(child: EdexChild, places: ReadonlyMap<string, Place>): Choice[] {
	const classes = [...new Map([...places.values()].map((place) => [place.handle, place])).values()].filter(
		({ kind }) => kind === 'class',
	);
	const fits = (place: Place) => child.yearGroup !== null && place.yearGroups.includes(child.yearGroup);
	const only = classes.filter(fits).length === 1;
	return classes
		.toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
		.map((place) => ({
			value: `group@${place.key}`,
			kind: 'in_group',
			name: place.name,
			suggested: only && fits(place),
		}));
}

/** What is to be done with a child; undefined: nothing now. */
function decide(
	one: Identified,
	all: readonly Identified[],
	question: Question | undefined,
	{ places, answers }: Context,
): Decision | undefined {
	const { child, match, candidates } = one;
	const own = places.get(child.groupKey ?? '');
	const plain: Decision = { existing: match, place: own, yearGroup: child.yearGroup };
	const answer = question?.answer ?? null;
	if (!question) return plain;
	// who is already at the school is kept up to date while its question waits
	if (answer === null) return match ? plain : undefined;
	const [verb = ''] = answer.split('@');
	const given = argumentOf(answer);
	if (verb === 'skip') return undefined;
	if (verb === 'repeat') return isKeptOfRepeats(one, all, answers) ? plain : undefined;
	if (verb === 'year') return { ...plain, yearGroup: given || null };
	if (verb === 'group') return { ...plain, place: places.get(given) };
	if (verb === 'same') return { ...plain, existing: candidates.find(({ id }) => id === given) };
	return { ...plain, existing: undefined, place: answer === 'new' ? own : places.get(given) };
}

/** When each of two records was called a repeat of the other, the first is the child. */
function isKeptOfRepeats({ child }: Identified, all: readonly Identified[], answers: Answers): boolean {
	const same = all.filter((other) => other.child.key === child.key).map((other) => other.child);
	return same[0] === child && same.every(({ ref }) => answers[`child:${ref}`] === 'repeat');
}
