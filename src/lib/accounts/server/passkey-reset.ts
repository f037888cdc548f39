import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { newId } from '#lib/platform/server/ids.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { runsOffice, type StaffActor } from './actors.ts';
import { audit, type SystemActor } from './audit.ts';

export interface ColleaguePasskeys {
	staffId: string;
	name: string;
	jobTitle: string | null;
	passkeys: number;
}

/** Who at the school has how many passkeys; for office and head. */
export async function listColleaguePasskeys(db: Reader, staff: StaffActor): Promise<ColleaguePasskeys[]> {
	if (!runsOffice(staff)) return [];
	const { staffMember, passkey } = db.t;
	const rows = await db
		.select({
			staffId: staffMember.id,
			name: staffMember.name,
			jobTitle: staffMember.jobTitle,
			passkeyId: passkey.id,
		})
		.from(staffMember)
		.leftJoin(passkey, and(eq(passkey.schoolId, staffMember.schoolId), eq(passkey.staffId, staffMember.id)))
		.where(and(eq(staffMember.schoolId, staff.schoolId), eq(staffMember.status, 'active')))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
	return [...Map.groupBy(rows, ({ staffId }) => staffId)].map(([staffId, own]) => ({
		staffId,
		name: own[0]?.name ?? '',
		jobTitle: own[0]?.jobTitle ?? null,
		passkeys: own.filter(({ passkeyId }) => passkeyId !== null).length,
	}));
}

export type ResetResult = { ok: true } | { ok: false; refusal: 'not_allowed' | 'nobody' | 'self' };

/**
 * A colleague lost the device with the passkey: all their passkeys and sessions end, and the next sign-in by e-mail
 * enrols a new one. By office or head, never for oneself; or by the person who runs the installation. They are told.
 */
export async function resetPasskeys(
	store: Store,
	by: StaffActor | SystemActor,
	staffId: string,
	now: Date,
): Promise<ResetResult> {
	if (by.kind === 'staff' && !(runsOffice(by) && by.passkey)) return { ok: false, refusal: 'not_allowed' };
	if (by.kind === 'staff' && by.staffId === staffId) return { ok: false, refusal: 'self' };
	return store.transact(async (tx): Promise<ResetResult> => {
		const { staffMember, passkey, session } = tx.t;
		const [found] = await tx
			.select({ id: staffMember.id })
			.from(staffMember)
			.where(and(eq(staffMember.schoolId, by.schoolId), eq(staffMember.id, staffId)));
		if (!found) return { ok: false, refusal: 'nobody' };
		const gone = await tx
			.delete(passkey)
			.where(and(eq(passkey.schoolId, by.schoolId), eq(passkey.staffId, staffId)))
			.returning({ id: passkey.id });
		await tx.delete(session).where(and(eq(session.schoolId, by.schoolId), eq(session.staffId, staffId)));
		await audit(tx, by, 'accounts.passkeys_reset', { staffId, passkeys: gone.length }, now);
		await tell(tx, by.schoolId, staffId, now);
		return { ok: true };
	});
}

async function tell(tx: Tx, schoolId: string, staffId: string, now: Date): Promise<void> {
	const said = { locale: baseLocale };
	const content = {
		locale: baseLocale,
		title: m.accounts_passkey_reset_title({}, said),
		lines: [m.accounts_passkey_reset_how({}, said), m.accounts_passkey_reset_not_asked({}, said)],
		action: { label: m.app_button_sign_in({}, said), path: '/sign-in' },
	};
	const onceKey = `accounts.passkeys_reset:${newId()}`;
	await queueNotices(
		tx,
		[{ schoolId, to: { staffId }, kind: 'accounts.passkeys_reset', content, route: 'email', onceKey }],
		now,
	);
}
