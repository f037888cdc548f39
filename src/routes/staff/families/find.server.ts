import { error } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import { filterOf, type FamilyFilter } from '#lib/families/family-filter.ts';
import { findFamilies, type FoundFamilies } from '#lib/families/server/find-families.ts';
import { groupsForStaff, type StaffGroup } from '#lib/families/server/overview.ts';
import { childrenInTouch } from '#lib/moments/server/in-touch.ts';

export interface FamiliesAsked extends FoundFamilies {
	filter: FamilyFilter;
	groups: StaffGroup[];
}

/** What the address asks for, of what this staff member may see. 404 for a group that they may not open. */
export async function familiesAsked(staff: StaffActor, url: URL): Promise<FamiliesAsked> {
	const { store, clock } = app();
	const groups = await groupsForStaff(store.read, staff, clock.now());
	const filter = filterOf(url);
	if (filter.group && !groups.some(({ id }) => id === filter.group)) error(404);
	const inTouch = await childrenInTouch(store.read, staff.schoolId);
	return {
		...(await findFamilies(store.read, staff, { filter, inTouch, now: clock.now() })),
		filter,
		groups,
	};
}
