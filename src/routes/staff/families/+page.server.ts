import { error } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { familiesOfGroup, groupsForStaff } from '#lib/families/server/overview.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const groups = await groupsForStaff(store.read, staff);
	const wanted = event.url.searchParams.get('group');
	const group = wanted ? groups.find(({ id }) => id === wanted) : groups[0];
	if (wanted && !group) error(404);
	const today = dayOf(clock.now(), staff.school.timeZone);
	const children = group ? await familiesOfGroup(store.read, staff, group.id, today) : undefined;
	return { groups, group, children: children ?? [] };
};
