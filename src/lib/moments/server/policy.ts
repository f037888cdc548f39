// What staff may do with moments. A teacher has the own groups; who sees all families has all.
import { seesAllFamilies, worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';

/** Groups of a moment; none: the whole school. */
type Groups = readonly string[];

/** Plan, change, call off, write down, mark who came: needs every group of the moment. */
export function mayRun(staff: StaffActor, groups: Groups): boolean {
	if (!staff.passkey) return false;
	return groups.length === 0
		? seesAllFamilies(staff)
		: groups.every((groupId) => worksWithGroup(staff, groupId));
}

/** See that it is there and how full: one of its groups is enough, and a moment for the whole school is for all staff. */
export function maySee(staff: StaffActor, groups: Groups): boolean {
	if (!staff.passkey) return false;
	return groups.length === 0 || groups.some((groupId) => worksWithGroup(staff, groupId));
}

/** See by name who comes for a child. Of a moment for many groups, a teacher sees the own children. */
export function maySeeChild(staff: StaffActor, groupsOfChild: Groups): boolean {
	return (
		staff.passkey &&
		(seesAllFamilies(staff) || groupsOfChild.some((groupId) => worksWithGroup(staff, groupId)))
	);
}

/** Mark, write down or take off for a child of a moment that one may see. */
export function mayActForChild(staff: StaffActor, groupsOfMoment: Groups, groupsOfChild: Groups): boolean {
	return maySee(staff, groupsOfMoment) && maySeeChild(staff, groupsOfChild);
}
