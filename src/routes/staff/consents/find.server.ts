import { error } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import { consentKinds } from '#lib/consents/purposes.ts';
import { consentsOfGroup } from '#lib/consents/server/overview.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { calendarDay } from '#lib/translation/dates.ts';

/** The group and kind that the address asks for, else the first of each. 404 for a group that they may not open. */
export async function consentsAsked(staff: StaffActor, { searchParams }: URL) {
	const { store, clock } = app();
	const groups = await groupsForStaff(store.read, staff, clock.now());
	const wanted = searchParams.get('group');
	const group = wanted ? groups.find(({ id }) => id === wanted) : groups[0];
	if (wanted && !group) error(404);
	const today = calendarDay(clock.now(), staff.school.timeZone);
	const children = group ? await consentsOfGroup(store.read, staff, group.id, today) : [];
	const kind = consentKinds.find((one) => one === searchParams.get('kind')) ?? 'photo';
	return { groups, group, kind, children: children ?? [] };
}
