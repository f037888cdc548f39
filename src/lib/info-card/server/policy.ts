import { runsOffice, type ParentActor, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Section } from '../sections.ts';

/** Who writes and publishes the whole card: office and head. All other staff read the draft's preview. */
export function mayEditCard(actor: StaffActor): boolean {
	return runsOffice(actor);
}

/** Who writes something of the card: office and head all of it, who teaches the part of the own groups. */
export function mayWriteOnCard(actor: StaffActor): boolean {
	return mayEditCard(actor) || actor.groupIds.size > 0;
}

/** Who changes this section: of a teacher what the school wrote itself, for no other group than the own ones. */
export function mayEditSection(actor: StaffActor, { kind, groupIds = [] }: Section): boolean {
	if (mayEditCard(actor)) return true;
	return kind === 'own' && groupIds.length > 0 && groupIds.every((id) => actor.groupIds.has(id));
}

/** The card is for every guardian who may see a child of this school, at whatever level. */
export function mayReadCard(parent: ParentActor): boolean {
	return parent.children.size > 0;
}
