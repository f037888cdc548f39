import type { Role, StaffActor } from '#lib/accounts/server/actors.ts';

/** Who writes to every family of the school. Who teaches writes to the families of own groups. */
const INVITE_ALL: readonly Role[] = ['office', 'head', 'coordinator'];

export function mayInviteAll(staff: StaffActor): boolean {
	return INVITE_ALL.some((role) => staff.roles.has(role));
}

/** True when this person may print letters for, or show a door code to, families of the group. */
export function mayInviteGroup(staff: StaffActor, groupId: string): boolean {
	return mayInviteAll(staff) || (staff.roles.has('teacher') && staff.groupIds.has(groupId));
}

/** Who sends the first-week welcome: whoever may print letters for some family. */
export function mayWelcome(staff: StaffActor): boolean {
	return mayInviteAll(staff) || (staff.roles.has('teacher') && staff.groupIds.size > 0);
}
