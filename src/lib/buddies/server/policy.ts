import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';

/** Who matches, sends, and hears what does not go well: the parent coordinator and the head. */
export function runsBuddies(staff: StaffActor): boolean {
	return staff.roles.has('coordinator') || staff.roles.has('head');
}

/** A parent with a child here over whom they have the say: nobody else takes part, and rights are those of now. */
export function mayTakePart(parent: Pick<ParentActor, 'children'>): boolean {
	return [...parent.children.values()].some(({ level }) => level === 'full');
}
