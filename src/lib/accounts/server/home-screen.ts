import { and, eq } from 'drizzle-orm';
import type { Reader, Store } from '#lib/database/store.ts';
import { hmac, sameDigest, sha256 } from '#lib/platform/server/ids.ts';
import type { ParentActor } from './actors.ts';
import { arrive } from './arrival.ts';
import { cookieOfRunning, repeatableToken } from './sessions.ts';
import type { FromBrowser } from './sign-in.ts';

const HALF_DAY = 12 * 60 * 60 * 1000;

/**
 * A web app on an iPhone's home screen has other cookies than the browser that put it there. The address under its icon
 * carries this token: for one guardian, works once, for 12 to 24 hours, and no longer than the session that it is from.
 * Nothing is stored until it is used, so that reading a page writes nothing.
 */
export function homeScreenToken(key: Buffer, { schoolId, sessionId }: ParentActor, now: Date): string {
	const until = (Math.floor(now.getTime() / HALF_DAY) + 2) * HALF_DAY;
	const text = `${schoolId}.${sessionId}.${until.toString(36)}`;
	return `${text}.${seal(key, text)}`;
}

function seal(key: Buffer, text: string): string {
	return hmac(key, `home:${text}`);
}

function readToken(key: Buffer, token: string, now: Date) {
	const [schoolId = '', sessionId = '', until = '', mac = ''] = token.slice(0, 500).split('.');
	if (!sameDigest(seal(key, `${schoolId}.${sessionId}.${until}`), mac)) return undefined;
	const expiresAt = new Date(parseInt(until, 36));
	// what was sealed, not what was sent: text behind the seal must not make another token of it
	const tokenHash = sha256(`${schoolId}.${sessionId}.${until}`);
	return expiresAt > now ? { schoolId, sessionId, expiresAt, tokenHash } : undefined;
}

async function findOrigin(db: Reader, { schoolId, sessionId }: { schoolId: string; sessionId: string }) {
	const { session, guardian } = db.t;
	const [row] = await db
		.select({
			guardianId: guardian.id,
			name: guardian.name,
			locale: guardian.locale,
			strength: session.strength,
			emailKey: session.emailKey,
		})
		.from(session)
		.innerJoin(guardian, and(eq(guardian.schoolId, session.schoolId), eq(guardian.id, session.guardianId)))
		.where(and(eq(session.schoolId, schoolId), eq(session.id, sessionId)));
	return row;
}

async function isUsed(db: Reader, schoolId: string, tokenHash: string): Promise<boolean> {
	const { handOver } = db.t;
	const rows = await db
		.select({ id: handOver.id })
		.from(handOver)
		.where(and(eq(handOver.schoolId, schoolId), eq(handOver.id, tokenHash)));
	return rows.length > 0;
}

/** Whom the home screen may go on as; undefined when the token is used, too old, or its session was signed out. */
export async function lookAtHomeScreen(
	db: Reader,
	key: Buffer,
	token: string,
	now: Date,
): Promise<{ name: string | null; locale: string | null } | undefined> {
	const read = readToken(key, token, now);
	if (!read || (await isUsed(db, read.schoolId, read.tokenHash))) return undefined;
	const origin = await findOrigin(db, read);
	return origin && { name: origin.name, locale: origin.locale };
}

/** Makes the home screen's own session, as strong as the one that it comes from. Undefined as for `lookAtHomeScreen`. */
export async function goOnAtHomeScreen(
	store: Store,
	key: Buffer,
	{ token, browser, device }: FromBrowser & { token: string },
	now: Date,
): Promise<{ cookie: string } | undefined> {
	const read = readToken(key, token, now);
	if (!read) return undefined;
	const { schoolId, sessionId, expiresAt, tokenHash } = read;
	const sessionToken = repeatableToken(key, `home:${tokenHash}`, browser);
	return store.transact(async (tx) => {
		const origin = await findOrigin(tx, read);
		if (!origin) return undefined;
		const { guardianId, strength, emailKey } = origin;
		const used = await tx
			.insert(tx.t.handOver)
			.values({
				schoolId,
				id: tokenHash,
				kind: 'home',
				tokenHash,
				guardianId,
				sessionId,
				strength,
				createdAt: now,
				expiresAt,
				usedAt: now,
			})
			.onConflictDoNothing()
			.returning({ id: tx.t.handOver.id });
		if (used.length === 0) {
			const cookie = await cookieOfRunning(tx, schoolId, sessionToken);
			return cookie === undefined ? undefined : { cookie };
		}
		return arrive(tx, {
			schoolId,
			person: { guardianId },
			strength,
			device,
			emailKey,
			token: sessionToken,
			way: 'home',
			now,
		});
	});
}
