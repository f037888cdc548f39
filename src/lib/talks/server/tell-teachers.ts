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

/**
 * `talks`: as they are now, and were when they were called off; `before`: the one that was moved, as it was. Who held it and
 * does no longer is told that it is off. In the transaction of the change. One query.
 */
export async function tellTeachers(
	tx: Tx,
	{ roundId, school }: FoundRound,
	{ talks, before, now }: { talks: readonly AgreedTalk[]; before?: AgreedTalk; now: Date },
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
	const when = ({ startsAt, endsAt }: AgreedTalk) => ({
		day: formatDay(startsAt, baseLocale, timeZone),
		time: formatTimeRange(startsAt, endsAt, baseLocale, timeZone),
	});
	const notices = talks.flatMap((talk) => {
		const name = children.find(({ id }) => id === talk.childId)?.givenName ?? '';
		const title = before
			? m.talkwords_staff_moved({ child: name }, into)
			: m.talkwords_staff_left({ child: name }, into);
		const say = (staffId: string, { endsAt }: AgreedTalk, lines: string[]): NewNotice => ({
			schoolId,
			to: { staffId },
			kind: 'talks.parent_changed',
			route: 'email',
			onceKey: `talks.parent_changed:${talk.talkId}:${staffId}:${now.getTime()}`,
			expiresAt: endsAt,
			content: {
				locale: baseLocale,
				title,
				lines,
				action: { label: m.talkwords_staff_open({}, into), path: staffRoundPath(roundId) },
			},
		});
		const lines = [
			m.talkwords_staff_about(when(talk), into),
			...(before ? [m.talkwords_staff_before(when(before), into)] : []),
		];
		const free = before?.staffIds.filter((id) => !talk.staffIds.includes(id)) ?? [];
		return [
			...talk.staffIds.map((id) => say(id, talk, lines)),
			...(before ? free.map((id) => say(id, before, [m.talkwords_staff_gone(when(before), into)])) : []),
		];
	});
	await queueNotices(tx, notices, now);
}
