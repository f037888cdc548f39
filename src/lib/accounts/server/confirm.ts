import { and, eq } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { queueMail } from '#lib/notifications/server/queue.ts';
import { sha256 } from '#lib/platform/server/ids.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { ParentActor } from './actors.ts';
import { audit } from './audit.ts';
import { codeMail } from './code-mail.ts';
import { otherSelves } from './other-selves.ts';
import { dropCode, findOpenCode, makeCode, tryCode, type TryResult } from './email-codes.ts';

/** What is known of a guardian's address, as far as a session that proved little may see. */
export interface AddressOfGuardian {
	/** The school has it on file: a code to it opens what is personal. Shown with dots only. */
	onFile: string | null;
	/** The guardian gave it and a code proved it. */
	own: string | null;
	confirmed: boolean;
}

export async function readAddress(db: Reader, parent: ParentActor): Promise<AddressOfGuardian> {
	const { email, isOwn, confirmedAt } = await addressOf(db, parent);
	return {
		onFile: email && !isOwn ? maskEmail(email) : null,
		own: isOwn ? email : null,
		confirmed: confirmedAt !== null,
	};
}

/** `a••••m@ouders.example`: its owner knows it, nobody else can use it. */
export function maskEmail(email: string): string {
	const at = email.lastIndexOf('@');
	const name = [...email.slice(0, at)];
	const shown = name.length > 3 ? [name[0], '••••', name.at(-1)] : [name[0] ?? '', '••••'];
	return `${shown.join('')}${email.slice(at)}`;
}

export type AskResult =
	| { ok: true }
	| {
			ok: false;
			/** `no_address`: nothing on file and none was given; `on_file`: the school has another address, only the school changes it. */
			refusal: 'too_often' | 'no_address' | 'on_file';
	  };

/**
 * Sends a code to the address on file; where the school has none, to the one that the guardian gives. An address on file
 * is never replaced from here: who found a letter could otherwise make it theirs.
 */
export async function askConfirmCode(
	store: Store,
	key: Buffer,
	parent: ParentActor,
	{ email, browser, locale }: { email?: string; browser: string; locale: Locale },
	now: Date,
): Promise<AskResult> {
	return store.transact(async (tx): Promise<AskResult> => {
		const known = await addressOf(tx, parent);
		const onFile = known.isOwn ? null : known.email;
		if (onFile && email && email.toLowerCase() !== known.emailKey) return { ok: false, refusal: 'on_file' };
		const to = onFile ?? email ?? known.email;
		if (!to) return { ok: false, refusal: 'no_address' };
		const { schoolId, guardianId } = parent;
		const made = await makeCode(
			tx,
			key,
			{
				purpose: 'confirm',
				emailKey: to.toLowerCase(),
				browserHash: sha256(browser),
				whose: { schoolId, guardianId },
			},
			now,
		);
		if (!made) return { ok: false, refusal: 'too_often' };
		const content = codeMail(made.code, 'confirm', parent.locale ?? locale);
		await queueMail(tx, { schoolId, email: to, content, expiresAt: made.expiresAt }, now);
		return { ok: true };
	});
}

export type ConfirmResult =
	/** `raised`: the address was on file, the session now opens what is personal. */
	{ ok: true; raised: boolean } | Exclude<TryResult, { ok: true }>;

/** Takes the code. Raises the session when it went to the address on file; else keeps the address as the guardian's own. */
export async function proveConfirmCode(
	store: Store,
	key: Buffer,
	parent: ParentActor,
	{ code, browser }: { code: string; browser: string },
	now: Date,
): Promise<ConfirmResult> {
	return store.transact(async (tx): Promise<ConfirmResult> => {
		const tried = await tryCode(tx, key, 'confirm', sha256(browser), code, now);
		if (!tried.ok) return tried;
		const { id, emailKey, schoolId, guardianId } = tried.found;
		// another guardian signed in on this browser meanwhile
		if (schoolId !== parent.schoolId || guardianId !== parent.guardianId)
			return { ok: false, refusal: 'expired' };
		await dropCode(tx, id);
		const known = await addressOf(tx, parent);
		const isOnFile = known.email !== null && !known.isOwn;
		// the school put another address on file while the mail was on its way
		if (isOnFile && known.emailKey !== emailKey) return { ok: false, refusal: 'expired' };
		const email = isOnFile ? known.email : emailKey;
		// what staff or the school's address confirmed, adds an address that is as good as the school's
		const emailIsOwn = !isOnFile && parent.strength === 'code';
		await keepAddress(tx, parent, { email, emailKey, emailIsOwn }, now);
		if (isOnFile) await raise(tx, parent);
		await noteAddress(tx, parent, emailKey, now);
		const about = { guardianId: parent.guardianId, onFile: isOnFile };
		await audit(tx, parent, 'accounts.address_confirmed', about, now);
		return { ok: true, raised: isOnFile };
	});
}

/** The address that this browser waits for a code of: on file, with dots only. Undefined when for none. */
export async function waitingFor(
	db: Reader,
	parent: ParentActor,
	browser: string,
	now: Date,
): Promise<{ email: string; shown: string } | undefined> {
	const found = await findOpenCode(db, 'confirm', sha256(browser), now);
	if (found?.schoolId !== parent.schoolId || found.guardianId !== parent.guardianId) return undefined;
	const known = await addressOf(db, parent);
	const isOnFile = known.emailKey === found.emailKey && !known.isOwn;
	return { email: found.emailKey, shown: isOnFile ? maskEmail(found.emailKey) : found.emailKey };
}

async function addressOf(db: Reader, { schoolId, guardianId }: ParentActor) {
	const { guardian } = db.t;
	const [row] = await db
		.select({
			email: guardian.email,
			emailKey: guardian.emailKey,
			isOwn: guardian.emailIsOwn,
			confirmedAt: guardian.emailConfirmedAt,
		})
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	if (!row) throw new Error('a signed-in guardian has no row');
	return row;
}

async function keepAddress(
	tx: Tx,
	{ schoolId, guardianId }: ParentActor,
	address: { email: string | null; emailKey: string; emailIsOwn: boolean },
	now: Date,
): Promise<void> {
	const { guardian } = tx.t;
	await tx
		.update(guardian)
		.set({ ...address, emailConfirmedAt: now })
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
}

/** What this session proved: whoever else has the address is the same person. */
async function noteAddress(
	tx: Tx,
	{ schoolId, sessionId, guardianId }: ParentActor,
	emailKey: string,
	now: Date,
): Promise<void> {
	const { session } = tx.t;
	const others = await otherSelves(tx, { schoolId, person: { guardianId }, emailKey }, now);
	await tx
		.update(session)
		.set({ emailKey, canSwitch: others.length > 0 })
		.where(and(eq(session.schoolId, schoolId), eq(session.id, sessionId)));
}

async function raise(tx: Tx, { schoolId, sessionId }: ParentActor): Promise<void> {
	const { session } = tx.t;
	await tx
		.update(session)
		.set({ strength: 'confirmed' })
		.where(and(eq(session.schoolId, schoolId), eq(session.id, sessionId)));
}
