import { expect, test } from 'vitest';
import { invitationState, needsLetter, type Sent } from './invitation-state.ts';

const now = new Date('2026-10-06T06:00:00Z');
const day = (offset: number) => new Date(now.getTime() + offset * 86_400_000);
const sent = (more: Partial<Sent> = {}): Sent => ({
	createdAt: day(-5),
	expiresAt: day(55),
	wrongTries: 0,
	closedAt: null,
	...more,
});

test.each([
	['not_invited', null, [], true],
	['invited', null, [sent()], false],
	['invited', null, [sent({ closedAt: day(-1) }), sent()], false],
	['opened', null, [sent({ wrongTries: 2 })], false],
	['lapsed', null, [sent({ expiresAt: day(-1) })], true],
	['lapsed', null, [sent({ expiresAt: now })], true],
	['lapsed', null, [sent({ wrongTries: 5, closedAt: day(-1) })], true],
	['entered', day(-1), [sent({ closedAt: day(-1) })], false],
	['entered', day(-1), [], false],
] as const)('%s', (state, enteredAt, invitations, letter) => {
	expect(invitationState(enteredAt, invitations, now)).toBe(state);
	expect(needsLetter(state)).toBe(letter);
});
