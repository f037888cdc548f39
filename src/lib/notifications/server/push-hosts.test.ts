import { expect, test } from 'vitest';
import { isPublicAddress, isPushEndpoint, mayBePrivate } from './push-hosts.ts';

const hosts = ['.push.apple.com', 'fcm.googleapis.com', 'localhost:4225'];

test.each([
	'https://web.push.apple.com/QGx',
	'https://fcm.googleapis.com/fcm/send/abc',
	'https://localhost:4225/push/1',
	'https://FCM.googleapis.com/fcm/send/abc',
])('%s may be called', (endpoint) => {
	expect(isPushEndpoint(endpoint, hosts)).toBe(true);
});

test.each([
	['plain http', 'http://fcm.googleapis.com/fcm/send/abc'],
	['a stranger', 'https://example.com/push'],
	['an ending that only looks alike', 'https://evilpush.apple.com.example/push'],
	['a name that only ends alike', 'https://xpush.apple.com/push'],
	['the parent of a wildcard', 'https://push.apple.com/push'],
	['another port', 'https://fcm.googleapis.com:8443/fcm'],
	['another port of a wildcard', 'https://web.push.apple.com:22/x'],
	['this machine on another port', 'https://localhost:5432/'],
	['an address', 'https://127.0.0.1/push'],
	['the metadata service of a cloud', 'https://169.254.169.254/latest'],
	['a name with a password', 'https://user:pass@fcm.googleapis.com/'],
	['a host hidden behind an @', 'https://fcm.googleapis.com@example.com/'],
	['nothing like an address', 'fcm.googleapis.com'],
	['a script', 'javascript:alert(1)'],
])('%s may not be called', (_, endpoint) => {
	expect(isPushEndpoint(endpoint, hosts)).toBe(false);
});

test('only a host that the settings name with its port may be private', () => {
	expect(mayBePrivate('https://localhost:4225/push/1', hosts)).toBe(true);
	expect(mayBePrivate('https://fcm.googleapis.com/fcm', hosts)).toBe(false);
});

test.each(['8.8.8.8', '17.188.143.1', '2a00:1450:4025:401::5f', '2620:149:a44::1'])(
	'%s is public',
	(address) => {
		expect(isPublicAddress(address)).toBe(true);
	},
);

test.each([
	'127.0.0.1',
	'0.0.0.0',
	'10.1.2.3',
	'172.16.0.1',
	'172.31.255.255',
	'192.168.1.1',
	'169.254.169.254',
	'100.64.0.1',
	'224.0.0.1',
	'255.255.255.255',
	'::1',
	'::',
	'fe80::1',
	'fc00::1',
	'fd12:3456::1',
	'::ffff:127.0.0.1',
	'::ffff:8.8.8.8',
	'64:ff9b::7f00:1',
	'2002:7f00:1::',
	'2001:db8::1',
	'ff02::1',
])('%s is not public', (address) => {
	expect(isPublicAddress(address)).toBe(false);
});
