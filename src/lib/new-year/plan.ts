// What turning the year comes to, worked out without touching anything: the same function shows the outcome beforehand
// and says what is left to do, so that doing it twice, or going on after a break, does nothing twice.
import type { MomentKind } from '#lib/moments/kinds.ts';
import { fold } from '#lib/platform/fold.ts';
import type { YearChoices } from './choices.ts';
import { keyOfGroup, nextYear, proposeGroups, yearOf } from './propose.ts';

export interface GroupOfYear {
	id: string;
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
	childIds: string[];
	staffIds: string[];
}

export interface ChildOfSchool {
	id: string;
	name: string;
	yearGroup: string | null;
	/** The last day at this school, also one to come. */
	leftOn: string | null;
}

export interface MomentOfYear {
	id: string;
	kind: MomentKind;
	title: string | null;
	wholeSchool: boolean;
	groupIds: string[];
	/** The day of its first slot, by the school's clock. */
	firstDay: string;
}

/** Everything that turning the year reads. */
export interface YearNow {
	today: string;
	timeZone: string;
	from: { id: string; name: string; startsOn: string; endsOn: string };
	/** The new year, when it is there: made by an import, or when this was begun before. */
	to: { id: string; name: string; startsOn: string; endsOn: string } | null;
	/** The days that the region has for the year that follows. */
	usual: { name: string; startsOn: string; endsOn: string };
	groups: GroupOfYear[];
	newGroups: GroupOfYear[];
	children: ChildOfSchool[];
	/** Staff who are still there. */
	staff: { id: string; name: string }[];
	moments: MomentOfYear[];
	/** Those that were for families by name: whom they are for in the new year, only a person can say. */
	namedMoments: MomentOfYear[];
	/** Moments that were made from one of the old year already. */
	copied: string[];
	hasCard: boolean;
	newCard: boolean;
}

export interface PlannedChild {
	id: string;
	name: string;
	/** The year group that the child goes to; null: not known. */
	yearGroup: string | null;
}

export interface PlannedGroup {
	key: string;
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
	/** Null: it is to be made. */
	existingId: string | null;
	/** Names of the groups that its children come from. */
	from: string[];
	/** Children to put in. */
	children: PlannedChild[];
	/** Children who are in it already. */
	there: number;
	/** Teachers to give it; those who have it already are not among them. */
	staffIds: string[];
	staffThere: string[];
}

export interface PlannedLeaver {
	id: string;
	name: string;
	group: string;
	lastDay: string;
	/** Noted already. */
	isNoted: boolean;
}

export type YearProblem =
	/** Nobody says what becomes of these children. */
	| { code: 'without_group'; children: string[] }
	| { code: 'group_without_teacher'; groups: string[] }
	/** Moments for a group that the new year has not. */
	| { code: 'moment_without_group'; count: number }
	/** Moments for families by name, which are not planned again by themselves. */
	| { code: 'named_moments'; count: number }
	| { code: 'year_backwards' }
	| { code: 'year_overlaps' }
	| { code: 'last_day_past' };

/** Problems with which nothing can be done yet. */
export const stopping: ReadonlySet<YearProblem['code']> = new Set([
	'year_backwards',
	'year_overlaps',
	'last_day_past',
]);

export interface YearPlan {
	year: { name: string; startsOn: string; endsOn: string; existingId: string | null };
	groups: PlannedGroup[];
	leavers: PlannedLeaver[];
	moments: { fromId: string; wholeSchool: boolean; groupKeys: string[] }[];
	/** `copy`: the new card begins as the old one; `there`: it was begun; `none`: nothing to begin with, or not wanted. */
	card: 'copy' | 'there' | 'none';
	problems: YearProblem[];
}

/** What is still to be done, with these choices. */
export function planYear(now: YearNow, choices: YearChoices): YearPlan {
	const year = now.to
		? { ...now.to, existingId: now.to.id }
		: { ...(choices.year ?? now.usual), existingId: null };
	const leavers = planLeavers(now, choices);
	const groups = planGroups(now, choices, new Set(leavers.map(({ id }) => id)));
	const moments = planMoments(now, choices, groups);
	return {
		year: { name: year.name, startsOn: year.startsOn, endsOn: year.endsOn, existingId: year.existingId },
		groups,
		leavers,
		moments: moments.planned,
		card: now.newCard ? 'there' : now.hasCard && choices.card !== false ? 'copy' : 'none',
		problems: [
			...problemsOfYear(now, year),
			...problemsOfLeavers(now, leavers),
			...withoutGroup(now, groups, leavers),
			...withoutTeacher(groups),
			...(moments.lost > 0 ? [{ code: 'moment_without_group' as const, count: moments.lost }] : []),
			...(now.namedMoments.length > 0
				? [{ code: 'named_moments' as const, count: now.namedMoments.length }]
				: []),
		],
	};
}

/** Children who are here now, and whose way is to be found. */
const here = (now: YearNow) => now.children.filter(({ leftOn }) => leftOn === null || leftOn >= now.today);

function planLeavers(now: YearNow, choices: YearChoices): PlannedLeaver[] {
	const ending = new Set(
		(choices.groups ?? proposeGroups(now))
			.filter(({ name }) => name === null)
			.map(({ fromId, yearGroup }) => wayOf(fromId, yearGroup)),
	);
	const chosen = new Set(choices.leavers?.childIds);
	const placed = new Set(classes(now.newGroups).flatMap(({ childIds }) => childIds));
	const lastDay = choices.leavers?.lastDay ?? now.from.endsOn;
	return here(now).flatMap((child): PlannedLeaver[] => {
		const group = classes(now.groups).find(({ childIds }) => childIds.includes(child.id));
		const ends =
			group !== undefined && ending.has(wayOf(group.id, yearOf(child, group))) && !placed.has(child.id);
		if (child.leftOn === null && !chosen.has(child.id) && !ends) return [];
		const day = child.leftOn ?? lastDay;
		return [
			{
				id: child.id,
				name: child.name,
				group: group?.name ?? '',
				lastDay: day,
				isNoted: child.leftOn !== null,
			},
		];
	});
}

function planGroups(now: YearNow, choices: YearChoices, leaving: ReadonlySet<string>): PlannedGroup[] {
	const children = new Map(here(now).map((child) => [child.id, child]));
	const placed = new Set(classes(now.newGroups).flatMap(({ childIds }) => childIds));
	const planned = new Map<string, PlannedGroup>();
	for (const group of now.newGroups) planned.set(keyOfGroup(group.name), existing(group));
	for (const { fromId, yearGroup, name } of choices.groups ?? proposeGroups(now)) {
		const from = now.groups.find(({ id }) => id === fromId);
		if (!from || name === null) continue;
		const coming = from.childIds.flatMap((id): PlannedChild[] => {
			const child = children.get(id);
			if (!child || leaving.has(id) || yearOf(child, from) !== yearGroup) return [];
			if (from.kind === 'class' && placed.has(id)) return [];
			return [
				{ id, name: child.name, yearGroup: from.kind === 'class' ? nextYear(yearGroup) : child.yearGroup },
			];
		});
		const key = keyOfGroup(name);
		const into = planned.get(key) ?? newGroup(now, name.trim(), from.kind);
		if (coming.length === 0 && into.existingId === null) continue;
		planned.set(key, into);
		join(into, from, coming, now);
	}
	for (const group of planned.values()) group.staffIds = teachersOf(group, now, choices);
	return [...planned.values()].sort((a, b) => sortOf(a).localeCompare(sortOf(b)));
}

function existing(group: GroupOfYear): PlannedGroup {
	return {
		key: keyOfGroup(group.name),
		name: group.name,
		kind: group.kind,
		yearGroups: group.yearGroups,
		existingId: group.id,
		from: [],
		children: [],
		there: group.childIds.length,
		staffIds: [],
		staffThere: group.staffIds,
	};
}

/** A group that has the name of one of now has its years too: the youngest of a group 1/2 come during the year. */
function newGroup(now: YearNow, name: string, kind: 'class' | 'across'): PlannedGroup {
	const key = keyOfGroup(name);
	const before = now.groups.find((group) => keyOfGroup(group.name) === key && group.kind === kind);
	return {
		key,
		name: before?.name ?? name,
		kind,
		yearGroups: before?.yearGroups ?? [],
		existingId: null,
		from: [],
		children: [],
		there: 0,
		staffIds: [],
		staffThere: [],
	};
}

function join(into: PlannedGroup, from: GroupOfYear, coming: PlannedChild[], now: YearNow): void {
	const inIt = new Set(now.newGroups.find(({ id }) => id === into.existingId)?.childIds);
	const known = new Set([...inIt, ...into.children.map(({ id }) => id)]);
	into.children.push(...coming.filter(({ id }) => !known.has(id)));
	if (coming.length > 0 && !into.from.includes(from.name)) into.from.push(from.name);
	if (into.existingId !== null || into.kind === 'across') return;
	const years = coming.map(({ yearGroup }) => yearGroup).filter((year) => year !== null);
	into.yearGroups = [...new Set([...into.yearGroups, ...years])].sort((a, b) => Number(a) - Number(b));
}

/** Chosen; else who has the group of that name now: teachers mostly stay with a year. */
function teachersOf(group: PlannedGroup, now: YearNow, choices: YearChoices): string[] {
	const before = now.groups.find(({ name, kind }) => keyOfGroup(name) === group.key && kind === group.kind);
	const chosen =
		choices.teachers?.[group.key] ?? (group.staffThere.length > 0 ? [] : (before?.staffIds ?? []));
	const known = new Set(now.staff.map(({ id }) => id));
	return chosen.filter((id) => known.has(id) && !group.staffThere.includes(id));
}

/** A moment is planned again for the group that has the name of the one that it was for, not for the same children. */
function planMoments(now: YearNow, choices: YearChoices, groups: readonly PlannedGroup[]) {
	const keys = new Set(groups.map(({ key }) => key));
	const nameOf = new Map(now.groups.map(({ id, name }) => [id, keyOfGroup(name)]));
	const chosen = now.moments.filter(({ id }) => choices.moments?.includes(id) && !now.copied.includes(id));
	const planned = chosen.map(({ id, wholeSchool, groupIds }) => ({
		fromId: id,
		wholeSchool,
		groupKeys: groupIds.map((group) => nameOf.get(group) ?? '').filter((key) => keys.has(key)),
	}));
	const possible = planned.filter(({ wholeSchool, groupKeys }) => wholeSchool || groupKeys.length > 0);
	return { planned: possible, lost: planned.length - possible.length };
}

function problemsOfYear(now: YearNow, year: { startsOn: string; endsOn: string }): YearProblem[] {
	if (year.endsOn <= year.startsOn) return [{ code: 'year_backwards' }];
	return year.startsOn <= now.from.endsOn ? [{ code: 'year_overlaps' }] : [];
}

/** A day that is over would end access in the past; the mistake is easily made and not easily seen. */
function problemsOfLeavers(now: YearNow, leavers: readonly PlannedLeaver[]): YearProblem[] {
	return leavers.some(({ isNoted, lastDay }) => !isNoted && lastDay < now.today)
		? [{ code: 'last_day_past' }]
		: [];
}

function withoutGroup(
	now: YearNow,
	groups: readonly PlannedGroup[],
	leavers: readonly PlannedLeaver[],
): YearProblem[] {
	const settled = new Set([
		...leavers.map(({ id }) => id),
		...classes(now.newGroups).flatMap(({ childIds }) => childIds),
		...groups.filter(({ kind }) => kind === 'class').flatMap(({ children }) => children.map(({ id }) => id)),
	]);
	const children = here(now).filter(({ id }) => !settled.has(id));
	return children.length > 0 ? [{ code: 'without_group', children: children.map(({ name }) => name) }] : [];
}

function withoutTeacher(groups: readonly PlannedGroup[]): YearProblem[] {
	const bare = groups.filter(({ staffIds, staffThere }) => staffIds.length + staffThere.length === 0);
	return bare.length > 0 ? [{ code: 'group_without_teacher', groups: bare.map(({ name }) => name) }] : [];
}

/** Nothing is left to be done. */
export function isDone(plan: YearPlan): boolean {
	return (
		plan.year.existingId !== null &&
		plan.groups.every(
			({ existingId, children, staffIds }) =>
				existingId !== null && children.length === 0 && staffIds.length === 0,
		) &&
		plan.leavers.every(({ isNoted }) => isNoted) &&
		plan.moments.length === 0 &&
		plan.card !== 'copy'
	);
}

export const wayOf = (fromId: string, yearGroup: string | null) => `${fromId} ${yearGroup ?? ''}`;
const classes = (groups: readonly GroupOfYear[]) => groups.filter(({ kind }) => kind === 'class');
const sortOf = ({ kind, yearGroups, name }: PlannedGroup) =>
	`${kind === 'class' ? 0 : 1}${(yearGroups[0] ?? '99').padStart(2, '0')}${fold(name)}`;
