import { expect, test } from 'vitest';
import { changesAppointments, mayKeep, maySendLater } from './offline.ts';

test.each([
	'/start',
	'/contact',
	'/school/card',
	'/school/words',
	'/me/notifications',
	'/easy',
	'/easy/card/3',
	'/easy/join',
	'/easy/news/2',
])('%s may stay on the device', (path) => {
	expect(mayKeep(path)).toBe('while_owned');
});

test.each([
	'/',
	'/messages',
	'/join/abc',
	'/me',
	'/easy/messages/abc',
	'/easy/ill',
	'/easy/join/abc',
	'/school/words/x',
	'/me/devices',
	'/contact/thread',
	'/staff',
	'/staff/families/elif',
	'/files/abc',
	'/i/ABCD',
	'/sign-in',
	'/demo',
])('%s may not', (path) => {
	expect(mayKeep(path)).toBeUndefined();
});

test('of the staff pages the door list alone may stay, for today', () => {
	expect(mayKeep('/staff/moments/door')).toBe('today');
	expect(mayKeep('/staff/moments/abc/door')).toBe('today');
	expect(mayKeep('/staff/moments/abc')).toBeUndefined();
	expect(mayKeep('/staff/door/ayse')).toBeUndefined();
});

test.each([
	['/join/abc?/signUp', true],
	['/join/abc?child=elif&/signUp', true],
	['/join/abc?/cancel', true],
	['/easy/join/abc?child=elif&/cancel', true],
	['/join/abc?/decline', true],
	['/join/tasks/abc?/claim', true],
	['/easy/tasks/abc?/claim', true],
	['/join/tasks/abc?/stepBack', true],
	['/join/tasks/abc?/takeOver', false],
	['/join/tasks/abc?/interest', false],
	['/join/tasks?/claim', false],
	['/school/card?/read', true],
	['/easy/card/3?/read', true],
	['/school/card', false],
	['/school?/read', false],
	['/staff/moments/door?day=2026-10-12&/mark', true],
	['/staff/moments/abc/door?/mark', true],
	['/staff/moments/abc?/cancel', false],
	['/join/abc?/accept', false],
	['/join/abc', false],
	['/me/notifications?/choose', false],
	['/sign-in?/signUp', false],
])('the form %s is sent later: %s', (address, later) => {
	expect(maySendLater(new URL(address, 'https://school.example'))).toBe(later);
});

test.each([
	['/join/abc', true],
	['/easy/join/abc', true],
	['/easy/tasks/abc', true],
	['/join/tasks/abc', true],
	['/easy/ill', false],
	['/me', false],
])('what is sent to %s is about own appointments: %s', (path, about) => {
	expect(changesAppointments(new URL(path, 'https://school.example'))).toBe(about);
});
