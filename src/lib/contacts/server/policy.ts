import { runsOffice, type ParentActor, type StaffActor } from '#lib/accounts/server/actors.ts';

/** Who names contacts: office and head, and the parent coordinator. A teacher does not. */
export function mayNameContacts(actor: StaffActor): boolean {
	return runsOffice(actor) || actor.roles.has('coordinator');
}

/** Who changes what parents read about a staff member: who names contacts, and everybody for themselves. */
export function mayEditProfile(actor: StaffActor, staffId: string): boolean {
	return mayNameContacts(actor) || actor.staffId === staffId;
}

/** Contact persons are for guardians who may see a child of this school; a barred one reads the school's number only. */
export function maySeeContacts(parent: ParentActor): boolean {
	return parent.children.size > 0;
}
