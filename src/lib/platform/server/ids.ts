import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** A new random id, 20 characters, safe in addresses and file names (120 bits). */
export function newId(): string {
	if (used + ID_BYTES > pool.length) {
		pool = randomBytes(ID_BYTES * 256);
		used = 0;
	}
	return pool.toString('base64url', used, (used += ID_BYTES));
}

const ID_BYTES = 15;
/** Random bytes made in one go: asking for each id alone takes longer than anything else about it. */
let pool = Buffer.alloc(0);
let used = 0;

/** A new secret for a cookie or a link, 43 characters (256 bits). Store only its `sha256`. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('base64url');
}

/** HMAC-SHA-256 of a short, guessable secret (a printed code): without the key the stored value can't be searched. */
export function hmac(key: Buffer, text: string): string {
	return createHmac('sha256', key).update(text).digest('base64url');
}

/** Compares two digests in constant time. */
export function sameDigest(a: string, b: string): boolean {
	const left = Buffer.from(a);
	const right = Buffer.from(b);
	return left.length === right.length && timingSafeEqual(left, right);
}

/** Random characters of `alphabet`, without bias. */
export function randomText(length: number, alphabet: string): string {
	return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
