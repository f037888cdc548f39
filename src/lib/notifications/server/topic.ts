import { createHash } from 'node:crypto';

/** Reminders of one thing: that of the day before, and that of the hour. */
const REMINDER = /^([a-z]+\.(?:[a-z]+_)?reminder)_(?:day|hour):/;

/**
 * The name under which a push service and a phone keep one message (RFC 8030 section 5.4: at most 32 letters). It is the
 * notice's own, but reminders of the same thing to the same person share one: the newer takes the place of the older,
 * also on a phone that was off.
 */
export function topicOf(notice: { id: string; onceKey: string; schoolId: string }): string {
	const { id, onceKey, schoolId } = notice;
	const [begin, reminder] = REMINDER.exec(onceKey) ?? [];
	if (begin === undefined || reminder === undefined) return id;
	const thing = onceKey.slice(begin.length);
	return createHash('sha256').update(`${schoolId} ${reminder}:${thing}`).digest('base64url').slice(0, 32);
}
