import { and, eq, gt } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { newId, sha256 } from '#lib/platform/server/ids.ts';

const CHALLENGE_MS = 10 * 60 * 1000;

/** Remembers a challenge for the browser that asked. */
export async function keepChallenge(
	store: Store,
	challenge: string,
	browser: string,
	now: Date,
): Promise<void> {
	await store.transact(async (tx) => {
		await tx.insert(tx.t.passkeyChallenge).values({
			id: newId(),
			browserHash: sha256(browser),
			challenge,
			expiresAt: new Date(now.getTime() + CHALLENGE_MS),
		});
	});
}

/** A challenge works once, in the browser that asked, for ten minutes. */
export async function dropChallenge(
	store: Store,
	challenge: string,
	browser: string,
	now: Date,
): Promise<boolean> {
	return store.transact(async (tx) => {
		const { passkeyChallenge } = tx.t;
		const gone = await tx
			.delete(passkeyChallenge)
			.where(
				and(
					eq(passkeyChallenge.browserHash, sha256(browser)),
					eq(passkeyChallenge.challenge, challenge),
					gt(passkeyChallenge.expiresAt, now),
				),
			)
			.returning({ id: passkeyChallenge.id });
		return gone.length > 0;
	});
}

/** The JSON that the browser posts for a device's answer, with the challenge that it says it answers. Undefined when it is none. */
export function readAnswer<Response>(answer: string): { response: Response; challenge: string } | undefined {
	try {
		const posted = JSON.parse(answer) as { response?: { clientDataJSON?: unknown } } | null;
		const data = Buffer.from(String(posted?.response?.clientDataJSON ?? ''), 'base64url').toString();
		const { challenge } = JSON.parse(data) as { challenge?: unknown };
		return typeof challenge === 'string' ? { response: posted as Response, challenge } : undefined;
	} catch {
		return undefined;
	}
}
