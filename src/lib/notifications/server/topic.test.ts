import { expect, test } from 'vitest';
import { topicOf } from './topic.ts';

const schoolId = 'vuurvogel';
const topic = (onceKey: string, id = 'notice-one') => topicOf({ id, onceKey, schoolId });

test('the reminder of the hour takes the place of that of the day, for the same thing and person only', () => {
	const day = topic('moments.reminder_day:slot:0:ayse', 'one');
	expect(day).toMatch(/^[\w-]{32}$/);
	expect(topic('moments.reminder_hour:slot:0:ayse', 'two')).toBe(day);
	expect(topic('moments.reminder_hour:slot:0:mehmet')).not.toBe(day);
	expect(topic('moments.reminder_hour:other:0:ayse')).not.toBe(day);
	expect(topic('tasks.reminder_hour:slot:0:ayse')).not.toBe(day);
	expect(topic('moments.interpreter_reminder_hour:slot:0:ayse')).not.toBe(day);
	expect(topic('moments.interpreter_reminder_day:ask:0')).toBe(
		topic('moments.interpreter_reminder_hour:ask:0'),
	);
});

test('everything else has a name of its own: nothing unread is pushed away', () => {
	expect(topic('messages.sent:one:ayse')).toBe('notice-one');
	expect(topic('moments.moved:slot:1:ayse')).toBe('notice-one');
	expect(topic('moments.message_remind:one:reminder_day:ayse')).toBe('notice-one');
});
