// The two reminders of an agreed talk: the day before and shortly before, at the times that the school sets.
import { and, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { reminderOfDay, reminderOfHour } from '#lib/moments/server/hours.ts';
import { queueNotices, type NewNotice } from '#lib/notifications/server/queue.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { findRound, type FoundRound } from './find-round.ts';
import { reminder } from './notices.ts';
import { agreedTalks, talksOfNotices, type AgreedTalk } from './schedule.ts';
import { interpreterReminders } from './tell-interpreters.ts';

/** The day before begins at most this long before the start (25 hours in autumn, and the time of the reminder). */
const AHEAD_MS = 50 * 3_600_000;
/** Talks of the same people that begin so soon after one are in the same message. */
const FOLLOWS_MS = 3_600_000;

/**
 * Queues the reminders of talks that are due now, each once, for their guardians and for parents who interpret. Called every
 * minute; after a downtime what is not stale yet is caught up with. Gives how many notices were queued.
 */
export async function queueTalkReminders(store: Store, now: Date): Promise<number> {
	const { talk, talkRound, school } = store.t;
	const talks = await acrossSchools('one worker serves all schools', () =>
		store.read
			.select({
				schoolId: talk.schoolId,
				roundId: talk.roundId,
				talkId: talk.id,
				startsAt: talk.startsAt,
				remindedDayAt: talk.remindedDayAt,
				remindedHourAt: talk.remindedHourAt,
				timeZone: school.timeZone,
				settings: school.settings,
			})
			.from(school)
			.innerJoin(
				talk,
				and(
					eq(talk.schoolId, school.id),
					gt(talk.startsAt, now),
					lt(talk.startsAt, new Date(now.getTime() + AHEAD_MS)),
				),
			)
			.innerJoin(talkRound, and(eq(talkRound.schoolId, talk.schoolId), eq(talkRound.id, talk.roundId)))
			.where(
				and(
					eq(talk.status, 'agreed'),
					isNull(talkRound.cancelledAt),
					or(isNull(talk.remindedDayAt), isNull(talk.remindedHourAt)),
				),
			),
	);
	const isNow = ({ from, till }: { from: Date; till: Date }) => from <= now && now < till;
	const due = talks.flatMap(({ schoolId, roundId, talkId, startsAt, settings, timeZone, ...one }) => {
		const day = !one.remindedDayAt && isNow(reminderOfDay(startsAt, settings, timeZone));
		const hour = !one.remindedHourAt && isNow(reminderOfHour(startsAt, settings));
		return [day && ('day' as const), hour && ('hour' as const)].flatMap((which) =>
			which ? [{ schoolId, roundId, talkId, which }] : [],
		);
	});
	let queued = 0;
	for (const same of Map.groupBy(due, ({ roundId, which }) => `${roundId} ${which}`).values()) {
		const [first] = same;
		const talkIds = new Set(same.map(({ talkId }) => talkId));
		if (first)
			queued += await store.transact((tx) => remind(tx, { ...first, talkIds, now }), { key: first.roundId });
	}
	return queued;
}

type Which = 'day' | 'hour';
const noteOf = { day: 'remindedDayAt', hour: 'remindedHourAt' } as const;

async function remind(
	tx: Tx,
	due: { schoolId: string; roundId: string; talkIds: ReadonlySet<string>; which: Which; now: Date },
): Promise<number> {
	const { schoolId, roundId, talkIds, which, now } = due;
	const round = await findRound(tx, schoolId, roundId);
	if (!round || round.cancelledAt) return 0;
	const all = await agreedTalks(tx, round);
	const first = all.filter(({ talkId }) => talkIds.has(talkId));
	const wanted = which === 'day' ? first : [...first, ...all.filter((one) => follows(one, first))];
	const fresh = await noteReminded(tx, round, wanted, which, now);
	const talks = all.filter(({ talkId }) => fresh.has(talkId));
	const told = [
		...(await ofFamilies(tx, round, { talks, which, now })),
		...(await interpreterReminders(tx, round, { talks, which, now })),
	];
	await queueNotices(tx, told, now);
	return told.length;
}

/** Soon after one of these, of the same guardians: that of a brother or sister. */
function follows(one: AgreedTalk, due: readonly AgreedTalk[]): boolean {
	return due.some(
		({ talkId, startsAt, endsAt, guardianIds }) =>
			talkId !== one.talkId &&
			startsAt <= one.startsAt &&
			one.startsAt.getTime() <= endsAt.getTime() + FOLLOWS_MS &&
			guardianIds.some((id) => one.guardianIds.includes(id)),
	);
}

/** Another process may have been first, or a talk was moved or called off meanwhile: then it does not come back. */
async function noteReminded(
	tx: Tx,
	{ school }: FoundRound,
	talks: readonly AgreedTalk[],
	which: Which,
	now: Date,
): Promise<ReadonlySet<string>> {
	const { talk } = tx.t;
	const fresh = new Set<string>();
	const ids = talks.map(({ talkId }) => talkId);
	await inParts([...new Set(ids)], async (part) => {
		const rows = await tx
			.update(talk)
			.set({ [noteOf[which]]: now })
			.where(
				and(
					eq(talk.schoolId, school.schoolId),
					inArray(talk.id, part),
					eq(talk.status, 'agreed'),
					isNull(talk[noteOf[which]]),
					gt(talk.startsAt, now),
				),
			)
			.returning({ talkId: talk.id });
		for (const { talkId } of rows) fresh.add(talkId);
	});
	return fresh;
}

async function ofFamilies(
	tx: Tx,
	round: FoundRound,
	{ talks, which, now }: { talks: readonly AgreedTalk[]; which: Which; now: Date },
): Promise<NewNotice[]> {
	if (talks.length === 0) return [];
	const said = await talksOfNotices(tx, round, talks);
	const theirs = talks.flatMap((talk) => talk.guardianIds.map((guardianId) => ({ guardianId, talk })));
	const byGuardian = Map.groupBy(theirs, ({ guardianId }) => guardianId);
	const recipients = await findRecipients(tx, round.school.schoolId, [...byGuardian.keys()]);
	return [...byGuardian].flatMap(([guardianId, own]) => {
		const to = recipients.get(guardianId);
		const [first, ...others] = own.map(({ talk }) => said(talk));
		return to && first ? [reminder({ round, to, talks: [first, ...others], which, now })] : [];
	});
}
