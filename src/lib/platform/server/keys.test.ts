import { createECDH } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { newVapidKeys, openKeys } from './keys.ts';

test('made once, then found again', () => {
	const folder = path.join(temporaryFolder(), 'data');
	const keys = openKeys(folder);
	expect(openKeys(folder)).toEqual(keys);
	expect(keys.codes).toHaveLength(32);
	expect(openKeys(temporaryFolder()).codes).not.toEqual(keys.codes);
});

test('nobody but their owner can read them', () => {
	const folder = temporaryFolder();
	openKeys(folder);
	expect(statSync(path.join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
});

test('the push keys belong together (RFC 8292: an uncompressed P-256 point and its secret)', () => {
	const { vapid } = openKeys(temporaryFolder());
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(Buffer.from(vapid.privateKey, 'base64url'));
	expect(pair.getPublicKey('base64url', 'uncompressed')).toBe(vapid.publicKey);
});

test('a key whose first bytes are zero keeps them: one of 256, which web-push would refuse', () => {
	const lengths = Array.from({ length: 2000 }, () => {
		const { publicKey, privateKey } = newVapidKeys();
		return [publicKey, privateKey].map((key) => Buffer.from(key, 'base64url').length).join(' ');
	});
	expect(new Set(lengths)).toEqual(new Set(['65 32']));
});

test('a file that is not whole is left alone: making new keys would close every printed letter', () => {
	const folder = temporaryFolder();
	const file = path.join(folder, 'keys.json');
	writeFileSync(file, '{"codes": "');
	expect(() => openKeys(folder)).toThrow();
	expect(readFileSync(file, 'utf8')).toBe('{"codes": "');
});
