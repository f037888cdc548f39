// A parent moved a talk or called it off: who holds it hears that by mail, in Dutch, as all that is sent to staff.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { queueNotices, type NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatTimeRange } from '#lib/translation/dates.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { staffRoundPath } from '../paths.ts';
import type { FoundRound } from './find-round.ts';
import type { AgreedTalk } from './schedule.ts';

/** `talks`: as they are now, and were when they were called off. In the transaction of the change. One query. */
export async function tellTeachers(
	tx: Tx,
	{ roundId, school }: FoundRound,
	{ talks, what, now }: { talks: readonly AgreedTalk[]; what: 'left' | 'moved'; now: Date },
): Promise<void> {
	const { child } = tx.t;
	const { schoolId, timeZone } = school;
	const into = { locale: baseLocale };
	const children = await tx
		.select({ id: child.id, givenName: child.givenName })
		.from(child)
		.where(
			and(
				eq(child.schoolId, schoolId),
				inArray(
					child.id,
					talks.map(({ childId }) => childId),
				),
			),
		);
	const notices = talks.flatMap((talk) => {
		const name = children.find(({ id }) => id === talk.childId)?.givenName ?? '';
		const title =
			what === 'left'
				? m.talkwords_staff_left({ child: name }, into)
				: m.talkwords_staff_moved({ child: name }, into);
		const when = {
			day: formatDay(talk.startsAt, baseLocale, timeZone),
			time: formatTimeRange(talk.startsAt, talk.endsAt, baseLocale, timeZone),
		};
		return talk.staffIds.map((staffId): NewNotice => ({
			schoolId,
			to: { staffId },
			kind: 'talks.parent_changed',
			route: 'email',
			onceKey: `talks.parent_changed:${talk.talkId}:${staffId}:${now.getTime()}`,
			expiresAt: talk.endsAt,
			content: {
				locale: baseLocale,
				title,
				lines: [m.talkwords_staff_about(when, into)],
				action: { label: m.talkwords_staff_open({}, into), path: staffRoundPath(roundId) },
			},
		}));
	});
	await queueNotices(tx, notices, now);
}
