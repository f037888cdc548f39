import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';

/** Who turns the year: office and head. */
export function mayTurnYear(actor: StaffActor): boolean {
	return runsOffice(actor);
}
