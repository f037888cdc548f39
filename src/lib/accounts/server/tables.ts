import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';

export function accountTables(k: Kit, { school, staffMember }: SchoolTables, { guardian }: FamilyTables) {
	/** One signed-in browser. The cookie holds `<school>.<token>`; only the token's SHA-256 is stored, as the id. */
	const session = k.table(
		'session',
		{
			...schoolRow(k),
			guardianId: k.text(),
			staffId: k.text(),
			/**
			 * `code`: printed code and birth date; opens card, moments and sign-up.
			 * `confirmed`: a code to the address on file, a door code, or a passkey; opens what is personal.
			 */
			strength: k.oneOf('code', 'confirmed').notNull(),
			/** Staff see no family data before a passkey was used in this session. */
			passkey: k.bool().notNull().default(false),
			/** Plain words for the device list: `Chrome, Android`. */
			device: k.text().notNull(),
			/** The address (in lower case) that a code proved on the way into this session; null when none did. */
			emailKey: k.text(),
			/** Sessions of one browser among which its person switches: another school, or staff and parent. */
			switchId: k.text(),
			/** There is somebody to switch to, as far as was known when this was last looked up. */
			canSwitch: k.bool().notNull().default(false),
			createdAt: k.at().notNull(),
			lastSeenAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'session_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'session_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'session_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('session_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('session_staff_ix').on(t.schoolId, t.staffId),
			k.index('session_switch_ix').on(t.switchId),
		],
	);
	/**
	 * A six-digit code sent by e-mail. Belongs to the browser that asked (its cookie's digest), lives 10 minutes, works
	 * once. Also made for unknown addresses, so that both answer alike. Spans schools: sign-in does not know the school.
	 */
	const emailCode = k.table(
		'email_code',
		{
			id: k.text().primaryKey(),
			/** SHA-256 of the browser's cookie. */
			browserHash: k.text().notNull(),
			purpose: k.oneOf('sign_in', 'confirm').notNull(),
			emailKey: k.text().notNull(),
			codeHash: k.text().notNull(),
			/** For `confirm`: whose address it becomes. */
			schoolId: k.text(),
			guardianId: k.text(),
			wrongTries: k.int().notNull().default(0),
			/** The code was right; what is left is choosing which person. */
			provedAt: k.at(),
			createdAt: k.at().notNull(),
			expiresAt: k.at().notNull(),
		},
		(t) => [
			k.index('email_code_email_ix').on(t.emailKey, t.createdAt),
			k.index('email_code_expires_ix').on(t.expiresAt),
		],
	);
	const passkey = k.table(
		'passkey',
		{
			...schoolRow(k),
			guardianId: k.text(),
			staffId: k.text(),
			/** WebAuthn credential id, base64url. */
			credentialId: k.text().notNull(),
			publicKey: k.text().notNull(),
			counter: k.int().notNull(),
			transports: k.json<string[]>().notNull(),
			/** That of the session in which it was made: a passkey proves no more than its maker had proved. */
			strength: k.oneOf('code', 'confirmed').notNull(),
			/** The address that was proved in the session in which it was made. */
			emailKey: k.text(),
			device: k.text().notNull(),
			createdAt: k.at().notNull(),
			usedAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'passkey_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'passkey_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'passkey_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('passkey_credential_ix').on(t.credentialId),
			k.index('passkey_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('passkey_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	/** A WebAuthn challenge, used once, bound to a browser. */
	const passkeyChallenge = k.table(
		'passkey_challenge',
		{
			id: k.text().primaryKey(),
			browserHash: k.text().notNull(),
			challenge: k.text().notNull(),
			expiresAt: k.at().notNull(),
		},
		(t) => [k.index('passkey_challenge_expires_ix').on(t.expiresAt)],
	);
	/**
	 * A short-lived way in that someone else vouches for: `door` is shown by staff as a QR (10 minutes, confirmed),
	 * `home` carries an iPhone's session to its home screen (24 hours, same strength as the session that made it).
	 */
	const handOver = k.table(
		'hand_over',
		{
			...schoolRow(k),
			kind: k.oneOf('door', 'home').notNull(),
			tokenHash: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** Who showed the door code. */
			staffId: k.text(),
			/** The session that a `home` token came from; it dies with it. */
			sessionId: k.text(),
			strength: k.oneOf('code', 'confirmed').notNull(),
			createdAt: k.at().notNull(),
			expiresAt: k.at().notNull(),
			usedAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'hand_over_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'hand_over_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'hand_over_session_fk',
					columns: [t.schoolId, t.sessionId],
					foreignColumns: [session.schoolId, session.id],
				})
				.onDelete('cascade'),
			k.index('hand_over_token_ix').on(t.tokenHash),
			k.index('hand_over_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('hand_over_session_ix').on(t.schoolId, t.sessionId),
		],
	);
	/**
	 * A colleague who was invited by e-mail and may come in with a code to that address; the rights are given with it.
	 * One row a person: sending again makes the link before it useless. Withdrawing deletes it.
	 */
	const staffInvitation = k.table(
		'staff_invitation',
		{
			schoolId: k.text().notNull(),
			staffId: k.text().notNull(),
			/** SHA-256 of the token in the link. */
			tokenHash: k.text().notNull(),
			sentAt: k.at().notNull(),
			expiresAt: k.at().notNull(),
			acceptedAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'staff_invitation_pk', columns: [t.schoolId, t.staffId] }),
			k
				.foreignKey({
					name: 'staff_invitation_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('staff_invitation_token_ix').on(t.tokenHash),
		],
	);
	/**
	 * Who changed what, and who looked at what outside their own groups. Ids only, never a name or a text; the one exception
	 * is `paper`, what a limit of rights rests on.
	 */
	const auditLine = k.table(
		'audit_line',
		{
			...schoolRow(k),
			at: k.at().notNull(),
			actorKind: k.oneOf('guardian', 'staff', 'system').notNull(),
			actorId: k.text(),
			/** `<domain>.<what happened>`: `moments.signed_up`. */
			action: k.text().notNull(),
			/** What it was about: ids and codes. */
			about: k.json<Record<string, string | number | boolean | null>>().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'audit_line_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'audit_line_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.index('audit_line_at_ix').on(t.schoolId, t.at),
		],
	);
	return { session, emailCode, passkey, passkeyChallenge, handOver, staffInvitation, auditLine };
}
export type AccountTables = ReturnType<typeof accountTables>;
