import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Keys {
	/** Key for HMACs of printed codes. Losing it closes every code that was printed. */
	codes: Buffer;
	/** VAPID key pair (RFC 8292), base64url. Losing it ends every push subscription. */
	vapid: { publicKey: string; privateKey: string };
}

interface KeyFile {
	codes: string;
	vapid: { publicKey: string; privateKey: string };
}

/** The installation's secret keys, from `keys.json` in the data folder; made at the first start, readable by the owner only. */
export function openKeys(dataDir: string): Keys {
	const file = path.join(dataDir, 'keys.json');
	const kept = read(file) ?? create(file, dataDir);
	return { codes: Buffer.from(kept.codes, 'base64url'), vapid: kept.vapid };
}

function read(file: string): KeyFile | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

function create(file: string, dataDir: string): KeyFile {
	mkdirSync(dataDir, { recursive: true });
	const keys: KeyFile = { codes: randomBytes(32).toString('base64url'), vapid: newVapidKeys() };
	try {
		// "wx": when two processes start at once, one of them makes the keys and the other reads them
		writeFileSync(file, JSON.stringify(keys, null, '\t'), { mode: 0o600, flag: 'wx' });
		return keys;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return read(file) as KeyFile;
	}
}

/**
 * A new VAPID key pair, base64url. From a JWK, whose numbers keep their leading zeros (RFC 7518 section 6.2): what an
 * ECDH object gives is shorter in one of 256 cases, and then no push is ever signed.
 */
export function newVapidKeys(): Keys['vapid'] {
	const jwk = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ format: 'jwk' });
	const point = [
		Buffer.from([4]),
		Buffer.from(jwk.x as string, 'base64url'),
		Buffer.from(jwk.y as string, 'base64url'),
	];
	return { publicKey: Buffer.concat(point).toString('base64url'), privateKey: jwk.d as string };
}
