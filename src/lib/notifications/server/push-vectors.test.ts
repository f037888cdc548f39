import { expect, test } from 'vitest';
import { newVapidKeys } from '#lib/platform/server/keys.ts';
import { decryptAes128gcm, decryptPush, verifyVapid } from '../../../../tests/support/web-push-crypto.ts';
import { encrypt, openVapid } from './push-request.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

/** RFC 8291 section 5. */
const rfc8291 = {
	text: 'When I grow up, I want to be a watermelon',
	keys: {
		publicKey: bytes(
			'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
		),
		privateKey: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
		auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
	},
	body: bytes(
		'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
	),
};

test('the tests read push messages as the RFC has them (RFC 8291 section 5)', () => {
	expect(decryptPush(rfc8291.body, rfc8291.keys)).toBe(rfc8291.text);
});

test.each([
	[
		'one record (RFC 8188 section 3.1)',
		'yqdlZ-tYemfogSmv7Ws5PQ',
		'I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg',
	],
	[
		'two records (RFC 8188 section 3.2)',
		'BO3ZVPxUlnLORbVGMpbT1Q',
		'uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA',
	],
])('the tests read encrypted content as the RFC has it: %s', (_, key, body) => {
	expect(decryptAes128gcm(bytes(body), () => bytes(key)).toString()).toBe('I am the walrus');
});

test('the tests check signatures as the RFC has them (RFC 8292 section 2.4), and refuse a forged one', () => {
	const header =
		'vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';
	expect(verifyVapid(header)).toMatchObject({
		aud: 'https://push.example.net',
		exp: 1453523768,
		sub: 'mailto:push@example.com',
	});
	expect(() => verifyVapid(header.replace('eyJhdWQi', 'eyJhdWQj'))).toThrow();
});

test('what we encrypt is read by a browser with the keys of the RFC, and each message anew', () => {
	const { publicKey, auth } = rfc8291.keys;
	const task = { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') };
	const [one, two] = [encrypt(task, 'مرحبا'), encrypt(task, 'مرحبا')];
	expect(decryptPush(one, rfc8291.keys)).toBe('مرحبا');
	expect(one.equals(two)).toBe(false);
});

test('a header is signed once for each push service, and for its origin', () => {
	const header = openVapid({ subject: 'mailto:a@school.example', vapid: newVapidKeys() });
	const apple = header('https://web.push.apple.com/one');
	expect(header('https://web.push.apple.com/two')).toBe(apple);
	const google = header('https://fcm.googleapis.com/one');
	const claims = [verifyVapid(apple), verifyVapid(google)];
	expect(claims.map(({ aud }) => aud)).toEqual(['https://web.push.apple.com', 'https://fcm.googleapis.com']);
	const hours = ((claims[0]?.exp ?? 0) * 1000 - Date.now()) / 3_600_000;
	expect(hours).toBeGreaterThan(11);
	expect(hours).toBeLessThan(24);
});
