// Colleagues come in by invitation: rights from the head, a mail, a code to that address, and then a passkey.
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import type { NoticeContent } from '#lib/notifications/content.ts';
import { queueMail } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { newId, newToken, sha256 } from '#lib/platform/server/ids.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { Role, StaffActor } from './actors.ts';
import { audit } from './audit.ts';
import { auditGroupsOf, changeRoles, mayGiveRights } from './rights.ts';

/** Days that an invitation works. */
const DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;

export type InviteRefusal =
	| 'not_allowed'
	/** Left, or in already. */
	| 'nobody'
	| 'no_address'
	/** Somebody else of this school has the address. */
	| 'address_taken'
	/** An invitation without a right would open nothing. */
	| 'no_role';
export type InviteResult = { ok: true; staffId: string } | { ok: false; refusal: InviteRefusal };

/** Invites a proposed colleague, or again: the link before it stops working. `email` is kept when it is given. */
export async function inviteColleague(
	store: Store,
	by: StaffActor,
	{ staffId, email, roles }: { staffId: string; email?: string; roles: readonly Role[] },
	now: Date,
): Promise<InviteResult> {
	if (!mayGiveRights(by)) return { ok: false, refusal: 'not_allowed' };
	if (roles.length === 0) return { ok: false, refusal: 'no_role' };
	return store.transact(async (tx): Promise<InviteResult> => {
		const [person] = await findProposed(tx, by.schoolId, [staffId]);
		if (!person) return { ok: false, refusal: 'nobody' };
		const to = email ?? person.email;
		if (!to) return { ok: false, refusal: 'no_address' };
		if (await isTaken(tx, by.schoolId, to, staffId)) return { ok: false, refusal: 'address_taken' };
		if (email) await keepAddress(tx, by.schoolId, staffId, email);
		await changeRoles(tx, by, { staffId, roles }, now);
		await send(tx, by, { staffId, email: to }, now);
		return { ok: true, staffId };
	});
}

/**
 * Invites everybody who was proposed by an import, has an address and was not invited yet, as teachers; gives how many.
 * Who shares an address with a colleague is left out: they need one of their own. What is read is read once for all.
 */
export async function inviteAllProposed(store: Store, by: StaffActor, now: Date): Promise<number> {
	if (!mayGiveRights(by)) return 0;
	return store.transact(async (tx) => {
		const { staffMember, staffRole } = tx.t;
		const { schoolId } = by;
		const addresses = await tx
			.select({ emailKey: staffMember.emailKey })
			.from(staffMember)
			.where(and(eq(staffMember.schoolId, schoolId), ne(staffMember.status, 'gone')));
		const shared = (email: string) =>
			addresses.filter(({ emailKey }) => emailKey === email.toLowerCase()).length > 1;
		const waiting = (await findProposed(tx, schoolId)).flatMap(({ staffId, email, invited }) =>
			email === null || invited || shared(email) ? [] : [{ staffId, email }],
		);
		const role = 'teacher' as const;
		await inParts(waiting, (part) =>
			tx
				.insert(staffRole)
				.values(part.map(({ staffId }) => ({ schoolId, staffId, role, givenAt: now })))
				.onConflictDoNothing(),
		);
		for (const { staffId, email } of waiting) {
			await audit(tx, by, 'accounts.role_given', { staffId, role }, now);
			await send(tx, by, { staffId, email }, now);
		}
		await auditGroupsOf(
			tx,
			by,
			waiting.map(({ staffId }) => staffId),
			now,
		);
		return waiting.length;
	});
}

/** Takes an invitation back, and the rights that came with it. The person is a proposal again. */
export async function withdrawInvitation(
	store: Store,
	by: StaffActor,
	staffId: string,
	now: Date,
): Promise<InviteResult> {
	if (!mayGiveRights(by)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<InviteResult> => {
		const { staffInvitation } = tx.t;
		const gone = await tx
			.delete(staffInvitation)
			.where(
				and(
					eq(staffInvitation.schoolId, by.schoolId),
					eq(staffInvitation.staffId, staffId),
					isNull(staffInvitation.acceptedAt),
				),
			)
			.returning({ staffId: staffInvitation.staffId });
		if (gone.length === 0) return { ok: false, refusal: 'nobody' };
		await changeRoles(tx, by, { staffId, roles: [] }, now);
		await audit(tx, by, 'accounts.staff_invitation_withdrawn', { staffId }, now);
		return { ok: true, staffId };
	});
}

/** Adds a colleague whom no import knows, and invites them. */
export async function addColleague(
	store: Store,
	by: StaffActor,
	{ name, email, roles }: { name: string; email: string; roles: readonly Role[] },
	now: Date,
): Promise<InviteResult> {
	if (!mayGiveRights(by)) return { ok: false, refusal: 'not_allowed' };
	if (roles.length === 0) return { ok: false, refusal: 'no_role' };
	return store.transact(async (tx): Promise<InviteResult> => {
		const staffId = newId();
		if (await isTaken(tx, by.schoolId, email, staffId)) return { ok: false, refusal: 'address_taken' };
		await tx.insert(tx.t.staffMember).values({
			schoolId: by.schoolId,
			id: staffId,
			name,
			email,
			emailKey: email.toLowerCase(),
			languages: ['nl'],
			days: [],
			status: 'proposed',
			createdAt: now,
		});
		await audit(tx, by, 'accounts.colleague_added', { staffId }, now);
		await changeRoles(tx, by, { staffId, roles }, now);
		await send(tx, by, { staffId, email }, now);
		return { ok: true, staffId };
	});
}

export interface OpenedInvitation {
	schoolId: string;
	school: string;
	name: string;
	email: string;
	state: 'open' | 'accepted' | 'lapsed';
}

/** Whom the link of an invitation is for; undefined when it was withdrawn, or sent again since. Reading changes nothing. */
export async function lookAtInvitation(
	db: Reader,
	token: string,
	now: Date,
): Promise<OpenedInvitation | undefined> {
	const { staffInvitation, staffMember, school } = db.t;
	const [found] = await acrossSchools('the link of an invitation says which school', () =>
		db
			.select({
				schoolId: staffInvitation.schoolId,
				school: school.name,
				name: staffMember.name,
				email: staffMember.email,
				status: staffMember.status,
				expiresAt: staffInvitation.expiresAt,
				acceptedAt: staffInvitation.acceptedAt,
			})
			.from(staffInvitation)
			.innerJoin(
				staffMember,
				and(eq(staffMember.schoolId, staffInvitation.schoolId), eq(staffMember.id, staffInvitation.staffId)),
			)
			.innerJoin(school, eq(school.id, staffInvitation.schoolId))
			.where(eq(staffInvitation.tokenHash, sha256(token))),
	);
	if (!found?.email || found.status === 'gone') return undefined;
	const { schoolId, name, email, acceptedAt, expiresAt } = found;
	const state = acceptedAt ? 'accepted' : expiresAt > now ? 'open' : 'lapsed';
	return { schoolId, school: found.school, name, email, state };
}

/** The code to the invited address was right: from now on they are staff. For who is that already nothing changes. */
export async function acceptInvitation(tx: Tx, schoolId: string, staffId: string, now: Date): Promise<void> {
	const { staffInvitation, staffMember } = tx.t;
	const accepted = await tx
		.update(staffInvitation)
		.set({ acceptedAt: now })
		.where(
			and(
				eq(staffInvitation.schoolId, schoolId),
				eq(staffInvitation.staffId, staffId),
				isNull(staffInvitation.acceptedAt),
			),
		)
		.returning({ staffId: staffInvitation.staffId });
	if (accepted.length === 0) return;
	await tx
		.update(staffMember)
		.set({ status: 'active' })
		.where(
			and(
				eq(staffMember.schoolId, schoolId),
				eq(staffMember.id, staffId),
				eq(staffMember.status, 'proposed'),
			),
		);
	const who = { kind: 'staff' as const, schoolId, staffId };
	await audit(tx, who, 'accounts.staff_invitation_accepted', { staffId }, now);
}

async function findProposed(db: Reader, schoolId: string, staffIds?: string[]) {
	const { staffMember, staffInvitation } = db.t;
	const rows = await db
		.select({
			staffId: staffMember.id,
			email: staffMember.email,
			sentAt: staffInvitation.sentAt,
		})
		.from(staffMember)
		.leftJoin(
			staffInvitation,
			and(eq(staffInvitation.schoolId, staffMember.schoolId), eq(staffInvitation.staffId, staffMember.id)),
		)
		.where(
			and(
				eq(staffMember.schoolId, schoolId),
				eq(staffMember.status, 'proposed'),
				staffIds ? inArray(staffMember.id, staffIds) : undefined,
			),
		)
		.orderBy(staffMember.name, staffMember.id);
	return rows.map(({ sentAt, ...row }) => ({ ...row, invited: sentAt !== null }));
}

/** Two colleagues on one address could each come in as the other. */
async function isTaken(db: Reader, schoolId: string, email: string, but: string): Promise<boolean> {
	const { staffMember } = db.t;
	const rows = await db
		.select({ id: staffMember.id, status: staffMember.status })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.emailKey, email.toLowerCase())));
	return rows.some(({ id, status }) => id !== but && status !== 'gone');
}

async function keepAddress(tx: Tx, schoolId: string, staffId: string, email: string): Promise<void> {
	const { staffMember } = tx.t;
	await tx
		.update(staffMember)
		.set({ email, emailKey: email.toLowerCase() })
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId)));
}

async function send(
	tx: Tx,
	by: StaffActor,
	{ staffId, email }: { staffId: string; email: string },
	now: Date,
): Promise<void> {
	const { staffInvitation } = tx.t;
	const token = newToken();
	const expiresAt = new Date(now.getTime() + DAYS * DAY);
	const row = { tokenHash: sha256(token), sentAt: now, expiresAt, acceptedAt: null };
	await tx
		.insert(staffInvitation)
		.values({ schoolId: by.schoolId, staffId, ...row })
		.onConflictDoUpdate({ target: [staffInvitation.schoolId, staffInvitation.staffId], set: row });
	await queueMail(
		tx,
		{ schoolId: by.schoolId, email, content: invitationMail(by, token, expiresAt), expiresAt },
		now,
	);
	await audit(tx, by, 'accounts.staff_invited', { staffId }, now);
}

/** In Dutch: what language a colleague reads, the school's file does not say. The page it leads to speaks the browser's. */
function invitationMail(by: StaffActor, token: string, expiresAt: Date): NoticeContent {
	const said = { locale: baseLocale };
	const until = formatDay(expiresAt, baseLocale, by.school.timeZone);
	return {
		locale: baseLocale,
		title: m.rights_mail_title({ school: by.school.name }, said),
		lines: [
			m.rights_mail_line({ head: by.name, school: by.school.name }, said),
			m.rights_mail_how({}, said),
			m.rights_mail_until({ until }, said),
			m.rights_mail_not_you({}, said),
		],
		action: { label: m.rights_mail_button({}, said), path: `/invited/${token}` },
	};
}
