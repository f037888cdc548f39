// Topics and questions that parents send for an evening beforehand, and second, all without names.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { MOST_TOPICS, takesTopics } from '../topics.ts';
import { childrenAt, findMoment, mayKnow, type FoundMoment } from './find-moment.ts';
import { mayRun } from './policy.ts';

export interface Topic {
	topicId: string;
	text: string;
	/** The language of the page that it was written on. */
	locale: string;
	/** How many others want this too. */
	seconds: number;
	/** Sent, or seconded, by who reads. */
	mine: boolean;
	seconded: boolean;
	hidden: boolean;
}

export type TopicRefusal =
	/** For this guardian there is no such moment, or none that takes topics (404). */
	'not_found' | 'information_only' | 'too_late' | 'too_many_topics';

/** Most seconded first, then as they came. Hidden ones only for staff (`guardianId` null). Two queries. */
export async function topicsOf(
	db: Reader,
	schoolId: string,
	momentId: string,
	guardianId: string | null,
): Promise<Topic[]> {
	const { momentTopic, topicSecond } = db.t;
	const rows = await db
		.select({
			topicId: momentTopic.id,
			text: momentTopic.text,
			locale: momentTopic.locale,
			by: momentTopic.guardianId,
			hiddenAt: momentTopic.hiddenAt,
		})
		.from(momentTopic)
		.where(
			and(
				eq(momentTopic.schoolId, schoolId),
				eq(momentTopic.momentId, momentId),
				guardianId === null ? undefined : isNull(momentTopic.hiddenAt),
			),
		)
		.orderBy(asc(momentTopic.createdAt), asc(momentTopic.id));
	const seconds = await db
		.select({ topicId: topicSecond.topicId, guardianId: topicSecond.guardianId })
		.from(topicSecond)
		.innerJoin(
			momentTopic,
			and(eq(momentTopic.schoolId, topicSecond.schoolId), eq(momentTopic.id, topicSecond.topicId)),
		)
		.where(and(eq(topicSecond.schoolId, schoolId), eq(momentTopic.momentId, momentId)));
	return rows
		.map(({ by, hiddenAt, ...topic }) => {
			const those = seconds.filter(({ topicId }) => topicId === topic.topicId);
			return {
				...topic,
				seconds: those.length,
				mine: guardianId !== null && by === guardianId,
				seconded: those.some((one) => one.guardianId === guardianId),
				hidden: hiddenAt !== null,
			};
		})
		.sort((a, b) => b.seconds - a.seconds);
}

type Asked = { ok: true } | { ok: false; refusal: TopicRefusal };

/** Sends a topic or a question. The same words again, by the same guardian, are one. */
export function sendTopic(
	store: Store,
	parent: ParentActor,
	{ momentId, text, locale, now }: { momentId: string; text: string; locale: Locale; now: Date },
): Promise<Asked> {
	return store.transact(async (tx): Promise<Asked> => {
		const refusal = await refuse(tx, parent, momentId, now);
		if (refusal) return { ok: false, refusal };
		const { schoolId, guardianId } = parent;
		const { momentTopic } = tx.t;
		const own = await tx
			.select({ text: momentTopic.text })
			.from(momentTopic)
			.where(
				and(
					eq(momentTopic.schoolId, schoolId),
					eq(momentTopic.momentId, momentId),
					eq(momentTopic.guardianId, guardianId),
				),
			);
		if (own.some((one) => one.text === text)) return { ok: true };
		if (own.length >= MOST_TOPICS) return { ok: false, refusal: 'too_many_topics' };
		const id = newId();
		await tx.insert(momentTopic).values({ schoolId, id, momentId, guardianId, text, locale, createdAt: now });
		await audit(tx, parent, 'moments.topic_sent', { momentId, topicId: id }, now);
		return { ok: true };
	});
}

/** "I want this too", and not any more. One's own topic needs no second. */
export function secondTopic(
	store: Store,
	parent: ParentActor,
	{ momentId, topicId, now }: { momentId: string; topicId: string; now: Date },
): Promise<Asked> {
	return store.transact(async (tx): Promise<Asked> => {
		const refusal = await refuse(tx, parent, momentId, now);
		if (refusal) return { ok: false, refusal };
		const { schoolId, guardianId } = parent;
		const { momentTopic, topicSecond } = tx.t;
		const [topic] = await tx
			.select({ by: momentTopic.guardianId })
			.from(momentTopic)
			.where(
				and(
					eq(momentTopic.schoolId, schoolId),
					eq(momentTopic.id, topicId),
					eq(momentTopic.momentId, momentId),
					isNull(momentTopic.hiddenAt),
				),
			);
		if (!topic) return { ok: false, refusal: 'not_found' };
		if (topic.by === guardianId) return { ok: true };
		const [gone] = await tx
			.delete(topicSecond)
			.where(
				and(
					eq(topicSecond.schoolId, schoolId),
					eq(topicSecond.topicId, topicId),
					eq(topicSecond.guardianId, guardianId),
				),
			)
			.returning({ topicId: topicSecond.topicId });
		if (!gone) await tx.insert(topicSecond).values({ schoolId, topicId, guardianId, at: now });
		return { ok: true };
	});
}

/** Takes one's own topic back, with those who seconded it. One that is gone already changes nothing. */
export function dropTopic(
	store: Store,
	parent: ParentActor,
	{ topicId, now }: { topicId: string; now: Date },
): Promise<void> {
	return store.transact(async (tx) => {
		const { momentTopic } = tx.t;
		const [gone] = await tx
			.delete(momentTopic)
			.where(
				and(
					eq(momentTopic.schoolId, parent.schoolId),
					eq(momentTopic.id, topicId),
					eq(momentTopic.guardianId, parent.guardianId),
				),
			)
			.returning({ id: momentTopic.id });
		if (gone) await audit(tx, parent, 'moments.topic_dropped', { topicId }, now);
	});
}

/** Staff take a topic off the parents' page, or put it back. False: not theirs, or not there. */
export function hideTopic(
	store: Store,
	staff: StaffActor,
	{ momentId, topicId, hidden, now }: { momentId: string; topicId: string; hidden: boolean; now: Date },
): Promise<boolean> {
	return store.transact(async (tx): Promise<boolean> => {
		const { schoolId } = staff;
		const moment = await findMoment(tx, schoolId, momentId);
		const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
		if (!moment || !mayRun(staff, groups)) return false;
		const { momentTopic } = tx.t;
		const [found] = await tx
			.update(momentTopic)
			.set({ hiddenAt: hidden ? now : null })
			.where(
				and(
					eq(momentTopic.schoolId, schoolId),
					eq(momentTopic.id, topicId),
					eq(momentTopic.momentId, momentId),
				),
			)
			.returning({ id: momentTopic.id });
		if (found) await audit(tx, staff, 'moments.topic_hidden', { topicId, hidden }, now);
		return found !== undefined;
	});
}

async function refuse(
	tx: Tx,
	parent: ParentActor,
	momentId: string,
	now: Date,
): Promise<TopicRefusal | undefined> {
	const moment = await findMoment(tx, parent.schoolId, momentId);
	if (!mayKnow(moment, parent) || !takesTopics(moment.kind)) return 'not_found';
	if (!childrenAt(moment, parent).some(({ level }) => level === 'full')) return 'information_only';
	return (await isOver(tx, moment, now)) ? 'too_late' : undefined;
}

/** Topics are sent until the first slot begins. */
async function isOver(tx: Tx, { school, momentId, cancelledAt }: FoundMoment, now: Date): Promise<boolean> {
	if (cancelledAt) return true;
	const { slot } = tx.t;
	const [first] = await tx
		.select({ startsAt: slot.startsAt })
		.from(slot)
		.where(and(eq(slot.schoolId, school.schoolId), eq(slot.momentId, momentId), isNull(slot.cancelledAt)))
		.orderBy(asc(slot.startsAt))
		.limit(1);
	return !first || now >= first.startsAt;
}
