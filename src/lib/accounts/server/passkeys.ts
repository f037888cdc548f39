import { and, asc, eq } from 'drizzle-orm';
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON,
	type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { newId, sha256 } from '#lib/platform/server/ids.ts';
import type { Actor, StaffActor } from './actors.ts';
import { arrive } from './arrival.ts';
import { audit } from './audit.ts';
import { addressProvedIn } from './other-selves.ts';
import { dropChallenge, keepChallenge, readAnswer } from './passkey-challenges.ts';
import type { FromBrowser, SignedIn } from './sign-in.ts';

/** The site as WebAuthn sees it: a passkey works on this host only. */
export interface Site {
	/** Host name, without port. */
	rpId: string;
	/** `https://school.example` */
	origin: string;
	/** What the device shows beside the passkey. */
	name: string;
}

/** EdDSA, ES256, RS256 (COSE numbers): what every device of today has one of. */
const ALGORITHMS = [-8, -7, -257];

/** A site from its address. */
export function siteOf(origin: string, name: string): Site {
	return { rpId: new URL(origin).hostname, origin, name };
}

export interface Passkey {
	id: string;
	/** Where it was made, in plain words. */
	device: string;
	createdAt: Date;
	usedAt: Date | null;
}

/** Passkeys of this person, the oldest first. */
export async function listPasskeys(db: Reader, actor: Actor): Promise<Passkey[]> {
	const { passkey } = db.t;
	return db
		.select({
			id: passkey.id,
			device: passkey.device,
			createdAt: passkey.createdAt,
			usedAt: passkey.usedAt,
		})
		.from(passkey)
		.where(ownPasskeys(db, actor))
		.orderBy(asc(passkey.createdAt), asc(passkey.id));
}

/** Staff who have a passkey use it; only who has none, or has used one in this session, makes another. */
export async function mayEnrol(db: Reader, actor: Actor): Promise<boolean> {
	return actor.kind === 'guardian' || actor.passkey || (await listPasskeys(db, actor)).length === 0;
}

/** What the browser needs to make a passkey for this person. Undefined when `mayEnrol` says no. */
export async function beginEnrolling(
	store: Store,
	site: Site,
	actor: Actor,
	browser: string,
	now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON | undefined> {
	if (!(await mayEnrol(store.read, actor))) return undefined;
	const options = await generateRegistrationOptions({
		rpName: site.name,
		rpID: site.rpId,
		userID: new Uint8Array(Buffer.from(sha256(personKey(actor)), 'base64url')),
		userName: actor.name ?? site.name,
		userDisplayName: actor.name ?? '',
		attestationType: 'none',
		supportedAlgorithmIDs: ALGORITHMS,
		excludeCredentials: await credentialsOf(store.read, actor),
		authenticatorSelection: {
			residentKey: 'required',
			userVerification: actor.kind === 'staff' ? 'required' : 'preferred',
		},
	});
	await keepChallenge(store, options.challenge, browser, now);
	return options;
}

export type PasskeyRefusal =
	/** Asked too long ago, or in another browser. */
	| 'expired'
	/** Unknown, of somebody else, or the device's answer does not hold. */
	| 'not_verified';

/** Keeps the passkey that the device made. A staff session has used one from now on. */
export async function enrolPasskey(
	store: Store,
	site: Site,
	actor: Actor,
	{ answer, browser, device }: FromBrowser & { answer: string },
	now: Date,
): Promise<{ ok: true } | { ok: false; refusal: PasskeyRefusal }> {
	if (!(await mayEnrol(store.read, actor))) return { ok: false, refusal: 'not_verified' };
	const read = await takeAnswer<RegistrationResponseJSON>(store, answer, browser, now);
	if (!read) return { ok: false, refusal: 'expired' };
	const verified = await verifyRegistrationResponse({
		response: read.response,
		expectedChallenge: read.challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.rpId,
		requireUserVerification: actor.kind === 'staff',
		supportedAlgorithmIDs: ALGORITHMS,
	}).catch(() => undefined);
	if (!verified?.verified) return { ok: false, refusal: 'not_verified' };
	const { credential } = verified.registrationInfo;
	await store.transact(async (tx) => {
		await tx.insert(tx.t.passkey).values({
			schoolId: actor.schoolId,
			id: newId(),
			guardianId: actor.kind === 'guardian' ? actor.guardianId : null,
			staffId: actor.kind === 'staff' ? actor.staffId : null,
			credentialId: credential.id,
			publicKey: Buffer.from(credential.publicKey).toString('base64url'),
			counter: credential.counter,
			transports: credential.transports ?? [],
			strength: actor.kind === 'guardian' ? actor.strength : 'confirmed',
			emailKey: await addressProvedIn(tx, actor),
			device,
			createdAt: now,
		});
		if (actor.kind === 'staff') await notePasskeyUsed(tx, actor);
		await audit(tx, actor, 'accounts.passkey_added', { device }, now);
	});
	return { ok: true };
}

/** What the browser needs to ask for a passkey of anybody: who it is, the passkey says. */
export async function beginSignIn(
	store: Store,
	site: Site,
	browser: string,
	now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
	const options = await generateAuthenticationOptions({ rpID: site.rpId, userVerification: 'preferred' });
	await keepChallenge(store, options.challenge, browser, now);
	return options;
}

/** What the browser needs to ask this staff member for one of their passkeys. */
export async function beginUse(
	store: Store,
	site: Site,
	staff: StaffActor,
	browser: string,
	now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
	const options = await generateAuthenticationOptions({
		rpID: site.rpId,
		userVerification: 'required',
		allowCredentials: await credentialsOf(store.read, staff),
	});
	await keepChallenge(store, options.challenge, browser, now);
	return options;
}

/** Signs in with a passkey. A guardian's opens as much as the session in which it was made. */
export async function signInWithPasskey(
	store: Store,
	site: Site,
	{ answer, browser, device }: FromBrowser & { answer: string },
	now: Date,
): Promise<SignedIn | { ok: false; refusal: PasskeyRefusal }> {
	const proved = await proveAnswer(store, site, answer, browser, now);
	if (!proved.ok) return proved;
	const { schoolId, id, counter, guardianId, staffId, strength, emailKey, locale } = proved.found;
	return store.transact(async (tx): Promise<SignedIn> => {
		await noteUsed(tx, { schoolId, id, counter }, now);
		const person = guardianId === null ? { staffId: staffId ?? '' } : { guardianId };
		const passkey = guardianId === null;
		const { cookie } = await arrive(tx, {
			schoolId,
			person,
			strength,
			passkey,
			device,
			emailKey,
			way: 'passkey',
			now,
		});
		return { ok: true, cookie, kind: passkey ? 'staff' : 'guardian', locale };
	});
}

/** Notes in this staff session that one of their own passkeys was used. */
export async function usePasskey(
	store: Store,
	site: Site,
	staff: StaffActor,
	{ answer, browser }: { answer: string; browser: string },
	now: Date,
): Promise<{ ok: true } | { ok: false; refusal: PasskeyRefusal }> {
	const proved = await proveAnswer(store, site, answer, browser, now);
	if (!proved.ok) return proved;
	const { schoolId, id, counter, staffId } = proved.found;
	if (schoolId !== staff.schoolId || staffId !== staff.staffId) return { ok: false, refusal: 'not_verified' };
	await store.transact(async (tx) => {
		await noteUsed(tx, { schoolId, id, counter }, now);
		await notePasskeyUsed(tx, staff);
	});
	return { ok: true };
}

/** Takes a passkey of one's own away. False when it is not theirs, or gone already. */
export async function removePasskey(store: Store, actor: Actor, id: string, now: Date): Promise<boolean> {
	return store.transact(async (tx) => {
		const { passkey } = tx.t;
		const gone = await tx
			.delete(passkey)
			.where(and(ownPasskeys(tx, actor), eq(passkey.id, id)))
			.returning({ id: passkey.id });
		if (gone.length > 0) await audit(tx, actor, 'accounts.passkey_removed', { passkeyId: id }, now);
		return gone.length > 0;
	});
}

async function proveAnswer(store: Store, site: Site, answer: string, browser: string, now: Date) {
	const read = await takeAnswer<AuthenticationResponseJSON>(store, answer, browser, now);
	if (!read) return { ok: false as const, refusal: 'expired' as const };
	const found = await findByCredential(store.read, read.response.id);
	if (!found) return { ok: false as const, refusal: 'not_verified' as const };
	const verified = await verifyAuthenticationResponse({
		response: read.response,
		expectedChallenge: read.challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.rpId,
		requireUserVerification: found.staffId !== null,
		credential: {
			id: found.credentialId,
			publicKey: new Uint8Array(Buffer.from(found.publicKey, 'base64url')),
			counter: found.counter,
		},
	}).catch(() => undefined);
	if (!verified?.verified) return { ok: false as const, refusal: 'not_verified' as const };
	return { ok: true as const, found: { ...found, counter: verified.authenticationInfo.newCounter } };
}

/** The device's answer with its challenge, which works once. */
async function takeAnswer<Response>(store: Store, answer: string, browser: string, now: Date) {
	const read = readAnswer<Response>(answer);
	if (!read) return undefined;
	return (await dropChallenge(store, read.challenge, browser, now)) ? read : undefined;
}

async function findByCredential(db: Reader, credentialId: string) {
	const { passkey, guardian, staffMember } = db.t;
	const [found] = await acrossSchools('a passkey says who signs in, and so which school', () =>
		db
			.select({
				schoolId: passkey.schoolId,
				id: passkey.id,
				guardianId: passkey.guardianId,
				staffId: passkey.staffId,
				credentialId: passkey.credentialId,
				publicKey: passkey.publicKey,
				counter: passkey.counter,
				strength: passkey.strength,
				emailKey: passkey.emailKey,
				locale: guardian.locale,
				status: staffMember.status,
			})
			.from(passkey)
			.leftJoin(guardian, and(eq(guardian.schoolId, passkey.schoolId), eq(guardian.id, passkey.guardianId)))
			.leftJoin(
				staffMember,
				and(eq(staffMember.schoolId, passkey.schoolId), eq(staffMember.id, passkey.staffId)),
			)
			.where(eq(passkey.credentialId, credentialId)),
	);
	return found && (found.staffId === null || found.status === 'active') ? found : undefined;
}

async function credentialsOf(db: Reader, actor: Actor) {
	const { passkey } = db.t;
	return db
		.select({ id: passkey.credentialId, transports: passkey.transports })
		.from(passkey)
		.where(ownPasskeys(db, actor));
}

function ownPasskeys({ t: { passkey } }: Reader, actor: Actor) {
	return and(
		eq(passkey.schoolId, actor.schoolId),
		actor.kind === 'guardian' ? eq(passkey.guardianId, actor.guardianId) : eq(passkey.staffId, actor.staffId),
	);
}

function personKey(actor: Actor): string {
	return `${actor.schoolId}.${actor.kind}.${actor.kind === 'guardian' ? actor.guardianId : actor.staffId}`;
}

async function noteUsed(
	tx: Tx,
	{ schoolId, id, counter }: { schoolId: string; id: string; counter: number },
	now: Date,
): Promise<void> {
	const { passkey } = tx.t;
	await tx
		.update(passkey)
		.set({ counter, usedAt: now })
		.where(and(eq(passkey.schoolId, schoolId), eq(passkey.id, id)));
}

async function notePasskeyUsed(tx: Tx, { schoolId, sessionId }: StaffActor): Promise<void> {
	const { session } = tx.t;
	await tx
		.update(session)
		.set({ passkey: true })
		.where(and(eq(session.schoolId, schoolId), eq(session.id, sessionId)));
}
