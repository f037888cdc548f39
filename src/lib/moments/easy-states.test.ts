import { expect, test } from 'vitest';
import { appointmentState, invitationState } from './easy-states.ts';

const comes = { offered: false, status: 'confirmed' as const, waits: null, skipped: null };

test('an appointment: what is asked comes first, then what became of it', () => {
	expect(appointmentState(comes, 'nl')).toEqual({ words: 'U komt', icon: 'check', tone: 'settled' });
	expect(appointmentState({ ...comes, skipped: 'Deze keer niet' }, 'nl')).toMatchObject({ icon: 'minus' });
	const waits = { ...comes, status: 'waiting' as const, waits: 'Wachtlijst, nummer 3' };
	expect(appointmentState(waits, 'nl')).toMatchObject({
		words: expect.stringContaining('3'),
		tone: 'waiting',
	});
	expect(appointmentState({ ...waits, offered: true }, 'nl')).toMatchObject({ icon: 'bell', tone: 'now' });
	expect(appointmentState({ ...comes, status: 'cancelled' }, 'nl')).toMatchObject({ tone: 'trouble' });
});

test('an invitation: how many places, or why there is nothing to choose', () => {
	const one = { left: null, choose: 'Kies', opens: null, state: 'closed' as const };
	const iconOf = (more: object) => invitationState({ ...one, ...more }, 'ar').icon;
	expect(iconOf({ left: 'بقيت 7 أماكن', state: 'open' })).toBe('chair');
	expect(iconOf({ state: 'open' })).toBe('bell');
	expect(iconOf({ state: 'full' })).toBe('hourglass');
	expect(iconOf({ state: 'declined' })).toBe('minus');
	expect(iconOf({ state: 'information' })).toBe('info');
	expect(iconOf({ state: 'later', opens: 'الاثنين' })).toBe('clock');
	expect(iconOf({})).toBe('lock');
	expect(invitationState({ ...one, state: 'full' }, 'ar').words).not.toBe(
		invitationState({ ...one, state: 'full' }, 'nl').words,
	);
});
