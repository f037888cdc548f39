import {
	runsOffice,
	worksWithGroup,
	type ParentActor,
	type StaffActor,
} from '#lib/accounts/server/actors.ts';

/**
 * Absence is personal: only a guardian who has the say over this child, in a session that proved who they are. The paper
 * code alone does not do.
 */
export function maySayAbsent(parent: ParentActor, childId: string): boolean {
	return parent.strength === 'confirmed' && parent.children.get(childId)?.level === 'full';
}

/** Who sees sick reports of all children: office and head. A teacher sees those of own groups; nobody else. */
export function seesAllAbsence(staff: StaffActor): boolean {
	return runsOffice(staff);
}

/** True for who opens the page: who runs the office, and who teaches. */
export function maySeeAbsence(staff: StaffActor): boolean {
	return seesAllAbsence(staff) || staff.roles.has('teacher');
}

/** True when this person may see, and tick off, what concerns a child of these groups. */
export function maySeeAbsenceOf(staff: StaffActor, groupIds: readonly string[]): boolean {
	if (seesAllAbsence(staff)) return true;
	return (
		staff.roles.has('teacher') && groupIds.some((id) => staff.groupIds.has(id) && worksWithGroup(staff, id))
	);
}

/** Who answers requests for leave, and switches on what parents can do here: office and head. */
export function mayDecideLeave(staff: StaffActor): boolean {
	return runsOffice(staff);
}
