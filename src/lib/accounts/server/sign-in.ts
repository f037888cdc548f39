import { and, eq, isNull } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { queueDecoy, queueMail } from '#lib/notifications/server/queue.ts';
import { sha256 } from '#lib/platform/server/ids.ts';
import { appLocaleFor } from '#lib/translation/languages.ts';
import { isLocale, type Locale } from '#lib/translation/locale.ts';
import { arrive } from './arrival.ts';
import { codeMail } from './code-mail.ts';
import { dropCode, findOpenCode, makeCode, tryCode } from './email-codes.ts';
import { acceptInvitation } from './staff-invitations.ts';
import { peopleOfAddress, type PersonOfAddress } from './people-of-address.ts';

/** What ties a step to the browser that began, and how that device is called. */
export interface FromBrowser {
	/** The browser's cookie. */
	browser: string;
	/** Plain words for the device list. */
	device: string;
}

/**
 * Sends a code to an address that somebody of a school has. For any other address exactly the same is done and
 * answered, but no mail leaves: who asks learns nothing about who is here.
 */
export async function askSignInCode(
	store: Store,
	key: Buffer,
	{ email, browser, locale }: { email: string; browser: string; locale: Locale },
	now: Date,
): Promise<{ ok: true } | { ok: false; refusal: 'too_often' }> {
	const emailKey = email.toLowerCase();
	return store.transact(async (tx) => {
		const people = await peopleOfAddress(tx, emailKey, now);
		const made = await makeCode(tx, key, { purpose: 'sign_in', emailKey, browserHash: sha256(browser) }, now);
		if (!made) return { ok: false, refusal: 'too_often' };
		const content = codeMail(made.code, 'sign_in', localeOf(people, locale));
		const [first] = people;
		const mail = {
			schoolId: first?.schoolId ?? '',
			email: first?.email ?? '',
			content,
			expiresAt: made.expiresAt,
		};
		await (first ? queueMail(tx, mail, now) : queueDecoy(tx, mail, now));
		return { ok: true };
	});
}

/** The address that this browser typed and waits for a code of; said to that browser only, known or not. */
export async function waitingAddress(db: Reader, browser: string, now: Date): Promise<string | undefined> {
	return (await findOpenCode(db, 'sign_in', sha256(browser), now))?.emailKey;
}

/** A mail is in its reader's language; where several share the address, in the language in which it was asked for. */
function localeOf([first, ...others]: PersonOfAddress[], asked: Locale): Locale {
	if (!first || others.length > 0 || first.kind === 'staff') return asked;
	if (first.locale && isLocale(first.locale)) return first.locale;
	return first.writtenLanguage ? appLocaleFor(first.writtenLanguage) : asked;
}

export interface SignedIn {
	ok: true;
	cookie: string;
	kind: 'guardian' | 'staff';
	/** Language of the app that this person chose; null when none. */
	locale: string | null;
}
export type ProveResult =
	| SignedIn
	/** The code was right, and several people have this address: which one is it? */
	| { ok: true; choose: true }
	| { ok: false; refusal: 'wrong'; triesLeft: number }
	| { ok: false; refusal: 'expired' | 'tries' };

/** Signs in with the code from the mail, in the browser that asked for it. */
export async function proveSignInCode(
	store: Store,
	key: Buffer,
	{ code, browser, device }: FromBrowser & { code: string },
	now: Date,
): Promise<ProveResult> {
	return store.transact(async (tx): Promise<ProveResult> => {
		const tried = await tryCode(tx, key, 'sign_in', sha256(browser), code, now);
		if (!tried.ok) return tried;
		const people = await peopleOfAddress(tx, tried.found.emailKey, now);
		const [person] = people;
		// the person left between the mail and the code
		if (!person) return { ok: false, refusal: 'expired' };
		if (people.length === 1) return enterAs(tx, person, tried.found, device, now);
		const { emailCode } = tx.t;
		await tx.update(emailCode).set({ provedAt: now }).where(eq(emailCode.id, tried.found.id));
		return { ok: true, choose: true };
	});
}

/** Whom this browser can go on as, after its code was right; undefined when that was not so, or too long ago. */
export async function peopleToChoose(
	db: Reader,
	browser: string,
	now: Date,
): Promise<PersonOfAddress[] | undefined> {
	const found = await findOpenCode(db, 'sign_in', sha256(browser), now);
	return found?.provedAt ? peopleOfAddress(db, found.emailKey, now) : undefined;
}

/** One of `peopleToChoose`, as a form's value. */
export function keyOf({ schoolId, kind, id }: Pick<PersonOfAddress, 'schoolId' | 'kind' | 'id'>): string {
	return `${schoolId}.${kind}.${id}`;
}

/** Goes on as one of the people of the address that was proved. */
export async function choosePerson(
	store: Store,
	{ person, browser, device }: FromBrowser & { person: string },
	now: Date,
): Promise<SignedIn | { ok: false; refusal: 'expired' }> {
	return store.transact(async (tx): Promise<SignedIn | { ok: false; refusal: 'expired' }> => {
		const found = await findOpenCode(tx, 'sign_in', sha256(browser), now);
		const people = found?.provedAt ? await peopleOfAddress(tx, found.emailKey, now) : [];
		const chosen = people.find((one) => keyOf(one) === person);
		if (!found || !chosen) return { ok: false, refusal: 'expired' };
		return enterAs(tx, chosen, found, device, now);
	});
}

async function enterAs(
	tx: Tx,
	{ kind, schoolId, id, strength, locale }: PersonOfAddress,
	{ id: codeId, emailKey }: { id: string; emailKey: string },
	device: string,
	now: Date,
): Promise<SignedIn> {
	await dropCode(tx, codeId);
	const person = kind === 'guardian' ? { guardianId: id } : { staffId: id };
	if (kind === 'staff') await acceptInvitation(tx, schoolId, id, now);
	const { cookie } = await arrive(tx, { schoolId, person, strength, device, emailKey, way: 'email', now });
	if (kind === 'guardian') await noteProved(tx, schoolId, id, now);
	return { ok: true, cookie, kind, locale };
}

/** A code that came back proves that the address is theirs. */
async function noteProved(tx: Tx, schoolId: string, guardianId: string, now: Date): Promise<void> {
	const { guardian } = tx.t;
	await tx
		.update(guardian)
		.set({ emailConfirmedAt: now })
		.where(
			and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId), isNull(guardian.emailConfirmedAt)),
		);
}
