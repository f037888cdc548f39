// A passkey device in software: answers WebAuthn options as a phone would (none attestation, ES256).
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type {
	PublicKeyCredentialCreationOptionsJSON,
	PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

export interface Authenticator {
	/** The posted JSON for a new passkey. */
	create(options: PublicKeyCredentialCreationOptionsJSON): string;
	/** The posted JSON for a sign-in. */
	get(options: PublicKeyCredentialRequestOptionsJSON): string;
}

export function softAuthenticator(
	origin: string,
	{ verifiesUser = true, counts = true }: { verifiesUser?: boolean; counts?: boolean } = {},
): Authenticator {
	const id = randomBytes(16);
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const rpIdHash = sha256(Buffer.from(new URL(origin).hostname));
	let counter = 0;
	const flags = USER_PRESENT | (verifiesUser ? USER_VERIFIED : 0);
	const head = (extra = 0) => {
		const data = Buffer.alloc(5);
		data.writeUInt8(flags | extra, 0);
		data.writeUInt32BE(counts ? ++counter : 0, 1);
		return Buffer.concat([rpIdHash, data]);
	};
	const client = (type: string, challenge: string) =>
		Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
	const posted = (response: Record<string, Buffer>) =>
		JSON.stringify({
			id: text(id),
			rawId: text(id),
			type: 'public-key',
			clientExtensionResults: {},
			response: Object.fromEntries(Object.entries(response).map(([name, bytes]) => [name, text(bytes)])),
		});
	return {
		create({ challenge }) {
			const length = Buffer.alloc(2);
			length.writeUInt16BE(id.length);
			const authData = Buffer.concat([
				head(HAS_CREDENTIAL),
				Buffer.alloc(16),
				length,
				id,
				coseKey(publicKey),
			]);
			const attestationObject = Buffer.concat([
				Buffer.from([0xa3]),
				cborText('fmt'),
				cborText('none'),
				cborText('attStmt'),
				Buffer.from([0xa0]),
				cborText('authData'),
				cborBytes(authData),
			]);
			return posted({ clientDataJSON: client('webauthn.create', challenge), attestationObject });
		},
		get({ challenge }) {
			const clientDataJSON = client('webauthn.get', challenge);
			const authenticatorData = head();
			const signature = sign(
				'sha256',
				Buffer.concat([authenticatorData, sha256(clientDataJSON)]),
				privateKey,
			);
			return posted({ clientDataJSON, authenticatorData, signature });
		},
	};
}

const text = (bytes: Buffer) => bytes.toString('base64url');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const cborText = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const cborBytes = (value: Buffer) =>
	Buffer.concat([Buffer.from([0x59, value.length >> 8, value.length & 0xff]), value]);

/** COSE_Key of a P-256 public key (RFC 9053): kty EC2, alg ES256. */
function coseKey(key: KeyObject): Buffer {
	const { x = '', y = '' } = key.export({ format: 'jwk' });
	const coordinate = (value: string) =>
		Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(value, 'base64url')]);
	return Buffer.concat([
		Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
		coordinate(x),
		Buffer.from([0x22]),
		coordinate(y),
	]);
}
