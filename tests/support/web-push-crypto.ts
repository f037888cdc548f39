// The receiving side of web push on node:crypto alone, from the RFCs; shares nothing with the sender.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto';

const bytes = (text: string) => Buffer.from(text, 'base64url');

/** The keys that a browser keeps for one subscription. */
export interface BrowserKeys {
	/** Uncompressed P-256 point. */
	publicKey: Buffer;
	privateKey: Buffer;
	auth: Buffer;
}

/** Decrypts `aes128gcm` (RFC 8188 section 2). `ikm` is given the key id of the header. */
export function decryptAes128gcm(body: Buffer, ikm: (keyId: Buffer) => Buffer): Buffer {
	const salt = body.subarray(0, 16);
	const recordSize = body.readUInt32BE(16);
	const keyId = body.subarray(21, 21 + (body[20] ?? 0));
	const input = ikm(keyId);
	const cek = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
	const base = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
	const records = body.subarray(21 + keyId.length);
	const parts: Buffer[] = [];
	for (let at = 0, sequence = 0; at < records.length; at += recordSize, sequence++) {
		const record = records.subarray(at, at + recordSize);
		const nonce = Buffer.from(base);
		nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence) >>> 0, 8);
		const decipher = createDecipheriv('aes-128-gcm', cek, nonce);
		decipher.setAuthTag(record.subarray(-16));
		const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
		const end = padded.findLastIndex((byte) => byte !== 0);
		const last = at + recordSize >= records.length;
		if (padded[end] !== (last ? 2 : 1)) throw new Error('wrong padding delimiter');
		parts.push(padded.subarray(0, end));
	}
	return Buffer.concat(parts);
}

/** Decrypts a push message (RFC 8291 section 3.4). */
export function decryptPush(body: Buffer, { publicKey, privateKey, auth }: BrowserKeys): string {
	const plain = decryptAes128gcm(body, (senderKey) => {
		const ecdh = createECDH('prime256v1');
		ecdh.setPrivateKey(privateKey);
		const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, senderKey]);
		return Buffer.from(hkdfSync('sha256', ecdh.computeSecret(senderKey), auth, info, 32));
	});
	return plain.toString('utf8');
}

export interface VapidClaims {
	aud: string;
	exp: number;
	sub: string;
	/** The public key of the sender, base64url. */
	key: string;
}

/** Verifies an `Authorization: vapid` header (RFC 8292 sections 2 and 3); throws when the signature is wrong. */
export function verifyVapid(header: string): VapidClaims {
	const [, jwt = '', key = ''] = /^vapid t=([\w.-]+),\s*k=([\w-]+)$/.exec(header) ?? [];
	const [head = '', claims = '', signature = ''] = jwt.split('.');
	const point = bytes(key);
	const publicKey = createPublicKey({
		format: 'jwk',
		key: {
			kty: 'EC',
			crv: 'P-256',
			x: point.subarray(1, 33).toString('base64url'),
			y: point.subarray(33).toString('base64url'),
		},
	});
	const { alg } = JSON.parse(bytes(head).toString()) as { alg: string };
	const signed = verify(
		'sha256',
		Buffer.from(`${head}.${claims}`),
		{ key: publicKey, dsaEncoding: 'ieee-p1363' },
		bytes(signature),
	);
	if (alg !== 'ES256' || !signed) throw new Error('the VAPID signature is wrong');
	return { ...(JSON.parse(bytes(claims).toString()) as Omit<VapidClaims, 'key'>), key };
}
