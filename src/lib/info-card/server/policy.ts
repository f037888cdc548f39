import { runsOffice, type ParentActor, type StaffActor } from '#lib/accounts/server/actors.ts';

/** Who writes and publishes the card: office and head. All other staff read the draft's preview. */
export function mayEditCard(actor: StaffActor): boolean {
	return runsOffice(actor);
}

/** The card is for every guardian who may see a child of this school, at whatever level. */
export function mayReadCard(parent: ParentActor): boolean {
	return parent.children.size > 0;
}
