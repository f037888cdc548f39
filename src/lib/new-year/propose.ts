// Where children mostly go: up one year, to the group that has that year now and a name like their own.
import { fold } from '#lib/platform/fold.ts';
import type { GroupChoice } from './choices.ts';
import type { ChildOfSchool, GroupOfYear, YearNow } from './plan.ts';

/** The last year of a primary school, and of a secondary one. */
const LAST_YEARS: readonly string[] = ['8', '16'];

/** What groups of two years have in common: their name, however it is written. */
export function keyOfGroup(name: string): string {
	return fold(name.trim());
}

/** One choice for each group and year group that has children, in the order of the groups. */
export function proposeGroups(now: Pick<YearNow, 'groups' | 'children' | 'today'>): GroupChoice[] {
	const children = new Map(
		now.children
			.filter(({ leftOn }) => leftOn === null || leftOn >= now.today)
			.map((child) => [child.id, child]),
	);
	return now.groups.flatMap((group) => {
		const years = new Set(
			group.childIds.flatMap((id) => {
				const child = children.get(id);
				return child ? [yearOf(child, group)] : [];
			}),
		);
		return [...years]
			.sort((a, b) => Number(a ?? 99) - Number(b ?? 99))
			.map((yearGroup) => ({ fromId: group.id, yearGroup, name: nameFor(group, yearGroup, now.groups) }));
	});
}

function nameFor(
	group: GroupOfYear,
	yearGroup: string | null,
	groups: readonly GroupOfYear[],
): string | null {
	const next = nextYear(yearGroup);
	// a group across classes goes on; of a child whose year nobody knows, nothing better can be said
	if (group.kind === 'across' || next === null || next === yearGroup) return group.name;
	if (yearGroup !== null && LAST_YEARS.includes(yearGroup)) return null;
	if (group.yearGroups.includes(next)) return group.name; // the younger half of a combined group stays
	const candidates = groups.filter(({ kind, yearGroups }) => kind === 'class' && yearGroups.includes(next));
	const alike = candidates.find(({ name }) => markOf(name) === markOf(group.name));
	return (alike ?? candidates[0])?.name ?? renumbered(group.name, yearGroup ?? '', next);
}

/** What tells parallel groups apart: the letter or name after the number (`4b` → `b`). */
function markOf(name: string): string {
	return fold(name).replace(/groep|klas|[\d/\-\s]+/g, '');
}

/** `Groep 4` → `Groep 5`; a name without its number gets the new one. */
function renumbered(name: string, year: string, next: string): string {
	const numbers = /\d+(\s*[/-]\s*\d+)*/;
	const [found] = numbers.exec(name) ?? [];
	return found?.split(/\s*[/-]\s*/).includes(year) ? name.replace(numbers, next) : `Groep ${next}`;
}

/** The year group of a child in a group; in a group of one year, all are of it. */
export function yearOf(child: Pick<ChildOfSchool, 'yearGroup'>, group: GroupOfYear): string | null {
	if (group.kind === 'across') return null;
	return child.yearGroup ?? (group.yearGroups.length === 1 ? (group.yearGroups[0] ?? null) : null);
}

/** The year group after this one: `4` → `5`; what is no number stays what it is. */
export function nextYear(yearGroup: string | null): string | null {
	return yearGroup !== null && /^\d+$/.test(yearGroup) ? String(Number(yearGroup) + 1) : yearGroup;
}
