// The keys of a browser that gets push messages, and RFC 8291 with nothing around it: what encrypting can cost at the least.
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

export interface BrowserKeys {
	point: Buffer;
	secret: Buffer;
	/** As the browser gives them to the app. */
	p256dh: string;
	auth: string;
}

export function newBrowserKeys(): BrowserKeys {
	const point = createECDH('prime256v1').generateKeys();
	const secret = randomBytes(16);
	return { point, secret, p256dh: point.toString('base64url'), auth: secret.toString('base64url') };
}

/** The body of a push message, by `node:crypto` alone. */
export function encryptByHand({ point, secret }: BrowserKeys, text: string): Buffer {
	const ecdh = createECDH('prime256v1');
	const ours = ecdh.generateKeys();
	const salt = randomBytes(16);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), point, ours]);
	const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(point), secret, info, 32));
	const cek = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
	const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
	const cipher = createCipheriv('aes-128-gcm', cek, nonce);
	const head = Buffer.alloc(21);
	salt.copy(head);
	head.writeUInt32BE(4096, 16);
	head[20] = ours.length;
	return Buffer.concat([head, ours, cipher.update(`${text}\x02`), cipher.final(), cipher.getAuthTag()]);
}
