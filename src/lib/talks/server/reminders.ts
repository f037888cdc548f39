// Who did not answer is told when a round opens at a set time, and reminded twice: half-way, and when a day is left. After that
// staff call, or ask at the gate.
import { and, eq, gt, isNull, isNotNull } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { mayAskNow } from '#lib/moments/server/hours.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { answersUntilOf, openingTime, reminderTimes, roundState } from '../round-state.ts';
import { findRound, type FoundRound } from './find-round.ts';
import { notAnswered, opened } from './notices.ts';
import { unanswered } from './unanswered.ts';

/** Tells, in every round that is open, whom it is time to: each once that it opened, half-way and at the end. Not at night. */
export async function remindUnanswered(store: Store, now: Date): Promise<number> {
	const { talkRound, school } = store.t;
	const rounds = await acrossSchools('one worker serves all schools', () =>
		store.read
			.select({
				schoolId: talkRound.schoolId,
				roundId: talkRound.id,
				timeZone: school.timeZone,
				publishedAt: talkRound.publishedAt,
				opensAt: talkRound.opensAt,
				closesAt: talkRound.closesAt,
				drawsAt: talkRound.drawsAt,
				drawnAt: talkRound.drawnAt,
			})
			.from(school)
			.innerJoin(talkRound, eq(talkRound.schoolId, school.id))
			.where(
				and(
					isNotNull(talkRound.publishedAt),
					isNull(talkRound.closedAt),
					isNull(talkRound.cancelledAt),
					gt(talkRound.closesAt, now),
				),
			),
	);
	let queued = 0;
	for (const { schoolId, roundId, timeZone, ...times } of rounds) {
		const until = answersUntilOf(times);
		const due = reminderTimes({ ...times, closesAt: until });
		const opening = openingTime(times);
		const isOpening = opening && opening.from <= now && now < opening.till;
		if (!due || (now < due.half && !isOpening) || now >= until || !mayAskNow(now, timeZone)) continue;
		const which = now >= due.last ? 'last' : now >= due.half ? 'half' : 'open';
		queued += await store.transact((tx) => remind(tx, { schoolId, roundId, which, now }), { key: roundId });
	}
	return queued;
}

type Which = 'open' | 'half' | 'last';

async function remind(
	tx: Tx,
	{ schoolId, roundId, which, now }: { schoolId: string; roundId: string; which: Which; now: Date },
): Promise<number> {
	const round = await findRound(tx, schoolId, roundId);
	if (!round || roundState(round, now) !== 'open') return 0;
	const ids = await toRemind(tx, round, which, now);
	if (ids.length === 0) return 0;
	const { talkReminder } = tx.t;
	await inParts(ids, (part) =>
		tx
			.insert(talkReminder)
			.values(part.map((guardianId) => ({ schoolId, roundId, guardianId, which, at: now })))
			.onConflictDoNothing(),
	);
	const recipients = await findRecipients(tx, schoolId, ids);
	const notices = ids.flatMap((id) => {
		const to = recipients.get(id);
		if (!to) return [];
		return [which === 'open' ? opened({ round, to }) : notAnswered({ round, to, which })];
	});
	await queueNotices(tx, notices, now);
	await audit(tx, { kind: 'system', schoolId }, 'talks.reminded', { roundId, told: notices.length }, now);
	return notices.length;
}

async function toRemind(tx: Tx, round: FoundRound, which: Which, now: Date): Promise<string[]> {
	const { talkReminder } = tx.t;
	const { schoolId, timeZone } = round.school;
	const silent = await unanswered(tx, round, dayOf(now, timeZone));
	const before = await tx
		.select({ guardianId: talkReminder.guardianId })
		.from(talkReminder)
		.where(
			and(
				eq(talkReminder.schoolId, schoolId),
				eq(talkReminder.roundId, round.roundId),
				eq(talkReminder.which, which),
			),
		);
	const reminded = new Set(before.map(({ guardianId }) => guardianId));
	return [...new Set(silent.flatMap(({ guardianIds }) => guardianIds))].filter((id) => !reminded.has(id));
}
