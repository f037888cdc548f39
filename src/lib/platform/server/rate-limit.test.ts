import { expect, test } from 'vitest';
import { lineOf, rateLimit } from './rate-limit.ts';

const at = (seconds: number) => new Date(1_000_000_000_000 + seconds * 1000);

test('so many at once, then as many a minute as are given', () => {
	const limit = rateLimit({ burst: 3, perMinute: 6 });
	const take = (seconds: number, key = 'a') => {
		const allowed = limit.allows(key, at(seconds));
		if (allowed) limit.count(key, at(seconds));
		return allowed;
	};
	expect([take(0), take(0), take(0), take(0)]).toEqual([true, true, true, false]);
	expect(take(0, 'b')).toBe(true);
	expect([take(10), take(10)]).toEqual([true, false]);
	// never more than the burst, however long nobody came
	expect([take(3600), take(3600), take(3600), take(3600)]).toEqual([true, true, true, false]);
});

test('what is counted while nothing is left does not go below nothing', () => {
	const limit = rateLimit({ burst: 2, perMinute: 60 });
	for (let times = 0; times < 50; times++) limit.count('a', at(0));
	expect(limit.allows('a', at(0))).toBe(false);
	expect(limit.allows('a', at(1))).toBe(true);
});

test('a clock that goes back gives nothing', () => {
	const limit = rateLimit({ burst: 1, perMinute: 1 });
	limit.count('a', at(100));
	expect(limit.allows('a', at(0))).toBe(false);
});

test('a flood of others does not give back what was spent lately', () => {
	const limit = rateLimit({ burst: 2, perMinute: 1 });
	for (let key = 0; key < 15_000; key++) limit.count(`k${key}`, at(0));
	limit.count('spent', at(0));
	limit.count('spent', at(0));
	for (let key = 15_000; key < 30_000; key++) limit.count(`k${key}`, at(0));
	expect(limit.allows('spent', at(0))).toBe(false);
	for (let key = 30_000; key < 50_000; key++) limit.count(`k${key}`, at(0));
	// more than is kept: who was quiet for longest is forgotten
	expect(limit.allows('spent', at(0))).toBe(true);
});

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
	['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
	['2001:db8:1:2::1', '2001:db8:1:2'],
	['2001:db8::1', '2001:db8:0:0'],
	['::1', '0:0:0:0'],
	['fe80::', 'fe80:0:0:0'],
])('%s belongs to the line %s', (address, line) => {
	expect(lineOf(address)).toBe(line);
});
