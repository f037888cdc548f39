import { expect, test } from 'vitest';
import { noticeKinds } from '#lib/notifications/kinds.ts';
import { stageOf } from './stage.ts';

test('every kind has a stage of its own; "other" is what few get', () => {
	const others = Object.keys(noticeKinds).filter((kind) => stageOf(kind) === 'other');
	expect(others).toEqual([
		'absence.leave_answered',
		'accounts.new_device',
		'accounts.passkeys_reset',
		'accounts.substitute',
		'contacts.handed_over',
		'talks.parent_changed',
	]);
	expect(stageOf('moments.message_again')).toBe('invitation');
	expect(stageOf('talks.left_out')).toBe('invitation');
	expect(stageOf('messages.good_news')).toBe('good_news');
	expect(stageOf('moments.interpreter_reminder_day')).toBe('interpreter');
});
