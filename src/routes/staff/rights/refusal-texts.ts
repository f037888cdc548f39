import { m } from '#lib/paraglide/messages.js';
import type { RightsRefusal } from '#lib/accounts/server/rights.ts';
import type { InviteRefusal } from '#lib/accounts/server/staff-invitations.ts';

/** Why a right was not given or taken, and what to do. */
export const refusalTexts: Record<
	Exclude<RightsRefusal | InviteRefusal, 'not_allowed'> | 'self',
	() => string
> = {
	last_head: m.rights_refusal_last_head,
	self: m.rights_refusal_self,
	nobody: m.rights_refusal_nobody,
	no_address: m.rights_refusal_no_address,
	address_taken: m.rights_refusal_address_taken,
	no_role: m.rights_refusal_no_role,
};
