import { error } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import { listInvited } from '#lib/families/server/invitations.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { mayInviteGroup } from '#lib/families/server/policy.ts';

/** Whom the address asks for: a group, or all that this person writes to. 404 for a group that they may not open. */
export async function invitedAsked(staff: StaffActor, { searchParams }: URL) {
	const { store, clock } = app();
	const now = clock.now();
	const groups = (await groupsForStaff(store.read, staff, now)).filter(({ id }) => mayInviteGroup(staff, id));
	const wanted = searchParams.get('group');
	// who teaches one group sees that; the office begins with the whole school
	const group = wanted ? groups.find(({ id }) => id === wanted) : groups.length === 1 ? groups[0] : undefined;
	if (wanted && !group) error(404);
	return { groups, group, invited: await listInvited(store.read, staff, { groupId: group?.id }, now) };
}
