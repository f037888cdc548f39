import { expect, test } from 'vitest';
import { firstStep } from './next-step.ts';
import { whyNotReached } from './why.ts';

const now = new Date('2026-11-22T09:00:00+01:00');
const ago = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const ways = { devices: 0, wantsPush: true, wantsEmail: true, emailLost: null, pushLost: null };
const well = { email: 'a@b.example', ways, lastActive: null, oldestUnopened: null };
const why = (change: object) => whyNotReached({ ...well, ...change }, { days: 14, now });

test.each([
	['an address that works', {}, []],
	['no address, a device', { email: null, ways: { ...ways, devices: 1 } }, []],
	['neither', { email: null }, ['no_way']],
	['both turned off', { ways: { ...ways, devices: 1, wantsPush: false, wantsEmail: false } }, ['no_way']],
	[
		'a device that is turned off, and no address',
		{ email: null, ways: { ...ways, devices: 1, wantsPush: false } },
		['no_way'],
	],
	['mail came back', { ways: { ...ways, emailLost: ago(3) } }, ['no_way', 'email_lost']],
	['mail came back, a device', { ways: { ...ways, emailLost: ago(3), devices: 1 } }, ['email_lost']],
	['the last device is gone', { ways: { ...ways, pushLost: ago(3) } }, ['push_gone']],
	['another device since', { ways: { ...ways, pushLost: ago(3), devices: 1 } }, []],
	['opened nothing', { oldestUnopened: ago(20) }, ['not_opened']],
	['in the app last week', { oldestUnopened: ago(20), lastActive: ago(7) }, []],
	['in the app long ago', { oldestUnopened: ago(20), lastActive: ago(15) }, ['not_opened']],
])('%s', (_, change, whys) => {
	expect(why(change).whys).toEqual(whys);
});

test('since when: the earliest of what is known', () => {
	const lost = { ...ways, emailLost: ago(3), pushLost: ago(9) };
	expect(why({ ways: lost, oldestUnopened: ago(20) }).since).toEqual(ago(20));
	expect(why({ ways: lost }).since).toEqual(ago(9));
	expect(why({ email: null }).since).toBeNull();
});

test.each([
	['never came in', { enteredAt: null, needsInterpreter: true, phone: '06' }, 'letter'],
	['needs an interpreter', { enteredAt: ago(9), needsInterpreter: true, phone: '06' }, 'interpreter'],
	['has a telephone', { enteredAt: ago(9), needsInterpreter: false, phone: '06' }, 'call'],
	['has nothing', { enteredAt: ago(9), needsInterpreter: false, phone: null }, 'door'],
])('what to try first with who %s', (_, one, step) => {
	expect(firstStep(one)).toBe(step);
});
