/** What lines of the audit trail are about, as the head filters them. */
export const auditKinds = [
	'rights',
	'looks',
	'exports',
	'access',
	'families',
	'moments',
	'messages',
	'card',
	'other',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** Actions that are of a kind by themselves: those of the accounts domain, and what a guardian may see. */
export const actionsOf: Record<'rights' | 'looks' | 'exports' | 'access', readonly string[]> = {
	rights: [
		'accounts.role_given',
		'accounts.role_taken',
		'accounts.group_given',
		'accounts.group_taken',
		'accounts.substitute_given',
		'accounts.substitute_taken',
		'accounts.staff_invited',
		'accounts.staff_invitation_accepted',
		'accounts.staff_invitation_withdrawn',
		'accounts.colleague_added',
		'accounts.access_ended',
		'accounts.brought_back',
		'translation.outside_allowed',
		'translation.outside_ended',
		'families.level_set',
		'families.guardian_added',
		'families.guardian_linked',
		'families.guardian_unlinked',
		'families.guardians_merged',
	],
	looks: ['accounts.looked'],
	exports: ['accounts.exported'],
	access: [
		'accounts.signed_in',
		'accounts.signed_out',
		'accounts.passkey_added',
		'accounts.passkey_removed',
		'accounts.passkeys_reset',
	],
};

/** The domains whose other lines are of a kind. */
export const domainsOf: Record<'families' | 'moments' | 'messages' | 'card', readonly string[]> = {
	families: ['families', 'consents', 'absence', 'buddies', 'reach'],
	moments: ['moments', 'tasks', 'talks'],
	messages: ['messages'],
	card: ['card', 'contacts', 'school', 'news'],
};

/** The kind of an action. */
export function kindOfAction(action: string): AuditKind {
	const own = Object.entries(actionsOf).find(([, actions]) => actions.includes(action));
	if (own) return own[0] as AuditKind;
	const domain = action.split('.')[0] ?? '';
	const found = Object.entries(domainsOf).find(([, domains]) => domains.includes(domain));
	return found ? (found[0] as AuditKind) : 'other';
}
