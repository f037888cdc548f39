import { and, desc, eq, gt, or } from 'drizzle-orm';
import { randomInt } from 'node:crypto';
import type { Reader, Tx } from '#lib/database/store.ts';
import { hmac, newId, sameDigest } from '#lib/platform/server/ids.ts';

/** Minutes that a code works. */
export const CODE_MINUTES = 10;
const TRIES = 5;
/** Codes that one address, and one browser, can ask for within a quarter of an hour. */
const PER_ADDRESS = 5;
const PER_BROWSER = 10;
const QUARTER = 15 * 60 * 1000;

export type Purpose = 'sign_in' | 'confirm';

export interface CodeRequest {
	purpose: Purpose;
	/** In lower case. */
	emailKey: string;
	/** SHA-256 of the browser's cookie. */
	browserHash: string;
	/** For `confirm`: whose address it becomes. */
	whose?: { schoolId: string; guardianId: string };
}

/**
 * Makes a code of six digits for this browser; undefined when this address or this browser asked too often. Kept as an
 * HMAC with its own id, so that it can't be looked up in a table of a million.
 */
export async function makeCode(
	tx: Tx,
	key: Buffer,
	{ purpose, emailKey, browserHash, whose }: CodeRequest,
	now: Date,
): Promise<{ code: string; expiresAt: Date } | undefined> {
	const { emailCode } = tx.t;
	const recent = await tx
		.select({ emailKey: emailCode.emailKey, browserHash: emailCode.browserHash })
		.from(emailCode)
		.where(
			and(
				or(eq(emailCode.emailKey, emailKey), eq(emailCode.browserHash, browserHash)),
				gt(emailCode.createdAt, new Date(now.getTime() - QUARTER)),
			),
		);
	const asked = (field: 'emailKey' | 'browserHash', value: string) =>
		recent.filter((row) => row[field] === value).length;
	if (asked('emailKey', emailKey) >= PER_ADDRESS || asked('browserHash', browserHash) >= PER_BROWSER)
		return undefined;
	const id = newId();
	const code = String(randomInt(1_000_000)).padStart(6, '0');
	const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60 * 1000);
	await tx.insert(emailCode).values({
		id,
		browserHash,
		purpose,
		emailKey,
		codeHash: digest(key, id, code),
		schoolId: whose?.schoolId ?? null,
		guardianId: whose?.guardianId ?? null,
		createdAt: now,
		expiresAt,
	});
	return { code, expiresAt };
}

export type OpenCode = NonNullable<Awaited<ReturnType<typeof findOpenCode>>>;

/** The code that this browser is waiting for: the newest one only. Undefined when there is none, or it is too old. */
export async function findOpenCode(db: Reader, purpose: Purpose, browserHash: string, now: Date) {
	const { emailCode } = db.t;
	const [newest] = await db
		.select({
			id: emailCode.id,
			emailKey: emailCode.emailKey,
			codeHash: emailCode.codeHash,
			schoolId: emailCode.schoolId,
			guardianId: emailCode.guardianId,
			wrongTries: emailCode.wrongTries,
			provedAt: emailCode.provedAt,
			expiresAt: emailCode.expiresAt,
		})
		.from(emailCode)
		.where(and(eq(emailCode.browserHash, browserHash), eq(emailCode.purpose, purpose)))
		.orderBy(desc(emailCode.createdAt), desc(emailCode.id))
		.limit(1);
	return newest && newest.expiresAt > now ? newest : undefined;
}

export type TryResult =
	| { ok: true; found: OpenCode }
	| { ok: false; refusal: 'wrong'; triesLeft: number }
	/** Too old, used, or asked for in another browser. */
	| { ok: false; refusal: 'expired' }
	| { ok: false; refusal: 'tries' };

/** Holds what was typed against the browser's code, and counts a wrong try. A right code is not used up by this. */
export async function tryCode(
	tx: Tx,
	key: Buffer,
	purpose: Purpose,
	browserHash: string,
	typed: string,
	now: Date,
): Promise<TryResult> {
	const found = await findOpenCode(tx, purpose, browserHash, now);
	if (!found) return { ok: false, refusal: 'expired' };
	if (found.wrongTries >= TRIES) return { ok: false, refusal: 'tries' };
	if (sameDigest(digest(key, found.id, typed), found.codeHash)) return { ok: true, found };
	const wrongTries = found.wrongTries + 1;
	const { emailCode } = tx.t;
	await tx.update(emailCode).set({ wrongTries }).where(eq(emailCode.id, found.id));
	return wrongTries >= TRIES
		? { ok: false, refusal: 'tries' }
		: { ok: false, refusal: 'wrong', triesLeft: TRIES - wrongTries };
}

/** A code works once. */
export async function dropCode(tx: Tx, id: string): Promise<void> {
	await tx.delete(tx.t.emailCode).where(eq(tx.t.emailCode.id, id));
}

function digest(key: Buffer, id: string, code: string): string {
	return hmac(key, `email:${id}:${code}`);
}
