// A first time to meet: the app proposes, both tap. There is nothing to write.
import { aliasedTable, and, eq, gt, isNull, ne } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import type { MomentKind } from '#lib/moments/kinds.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf, instantOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { meetingIdeas } from '../meeting.ts';
import type { MeetingPlace } from '../profile.ts';
import { firstName, ownMatches, touch, type OwnMatch } from './answers.ts';
import { meetingOff, meetingProposed, meetingSet } from './notices.ts';
import { readProfile } from './profile.ts';

/** A time and a place; `key` names it in a form. */
export interface Meeting {
	key: string;
	startsAt: Date;
	place: MeetingPlace;
	/** Of a moment that both come to. */
	slotId: string | null;
	kind: MomentKind | null;
}

export interface OwnMeeting extends Omit<Meeting, 'key' | 'kind'> {
	meetingId: string;
	/** This parent proposed it. */
	mine: boolean;
	agreed: boolean;
}

/** What could suit both: moments that both come to, then times that both said. */
export async function ideasFor(
	db: Reader,
	parent: ParentActor,
	match: OwnMatch,
	now: Date,
): Promise<Meeting[]> {
	if (!match.other) return [];
	const { schoolId, school } = parent;
	const { timeZone } = school;
	const own = await readProfile(db, parent, now);
	const today = dayOf(now, timeZone);
	const year = await findSchoolYear(db, schoolId, today);
	const { region } = await readSchool(db, schoolId);
	const off = year ? await daysOffOf(db, { schoolId, region }, year) : [];
	const days = Array.from({ length: 14 }, (_, n) => addDays(today, n + 2)).map((day) => ({
		day,
		weekday: weekdayOf(day),
		isFree: off.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay),
	}));
	const mayCall = match.shares === 'phone' && match.other.shares === 'phone';
	const ideas = meetingIdeas(own?.times ?? [], match.other.times, days, mayCall).map(
		({ day, time, place }) => ({
			key: `${day} ${time} ${place}`,
			startsAt: instantOf(day, time, timeZone),
			place,
			slotId: null,
			kind: null,
		}),
	);
	return [...(await momentsOfBoth(db, parent, match.other.guardianId, now)), ...ideas];
}

/** Times of moments for which both have a place. */
async function momentsOfBoth(
	db: Reader,
	{ schoolId, guardianId }: ParentActor,
	otherId: string,
	now: Date,
): Promise<Meeting[]> {
	const { signUp, slot, moment } = db.t;
	const theirs = aliasedTable(signUp, 'theirs');
	const rows = await db
		.selectDistinct({ slotId: slot.id, startsAt: slot.startsAt, kind: moment.kind })
		.from(signUp)
		.innerJoin(
			theirs,
			and(
				eq(theirs.schoolId, signUp.schoolId),
				eq(theirs.slotId, signUp.slotId),
				eq(theirs.guardianId, otherId),
				eq(theirs.status, 'confirmed'),
				isNull(theirs.skipsAt),
			),
		)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.innerJoin(moment, and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId)))
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				eq(signUp.guardianId, guardianId),
				eq(signUp.status, 'confirmed'),
				isNull(signUp.skipsAt),
				gt(slot.startsAt, now),
				isNull(slot.cancelledAt),
				isNull(moment.cancelledAt),
			),
		)
		.orderBy(slot.startsAt)
		.limit(2);
	return rows.map((row) => ({ ...row, key: row.slotId, place: 'moment' as const }));
}

/** Times that one of the two proposed, and that are not over. */
export async function meetingsOf(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	matchId: string,
	now: Date,
): Promise<OwnMeeting[]> {
	const { buddyMeeting } = db.t;
	const rows = await db
		.select()
		.from(buddyMeeting)
		.where(
			and(
				eq(buddyMeeting.schoolId, schoolId),
				eq(buddyMeeting.matchId, matchId),
				gt(buddyMeeting.startsAt, now),
			),
		)
		.orderBy(buddyMeeting.startsAt, buddyMeeting.id);
	return rows.map(({ id, startsAt, place, slotId, acceptedAt, guardianId: by }) => ({
		...{ meetingId: id, startsAt, place, slotId },
		mine: by === guardianId,
		agreed: acceptedAt !== null,
	}));
}

export type MeetingResult = { ok: true; agreed: boolean } | { ok: false; refusal: 'gone' };

/**
 * Proposes one of the ideas; what this parent proposed before goes. Where the other proposed the same, it is agreed. `gone`:
 * they are not together, or it is no idea any more.
 */
export function proposeMeeting(
	store: Store,
	parent: ParentActor,
	{ matchId, key, now }: { matchId: string; key: string; now: Date },
): Promise<MeetingResult> {
	return store.transact(async (tx): Promise<MeetingResult> => {
		const { schoolId, guardianId } = parent;
		if (!(await touch(tx, parent, matchId, 'matched'))) return { ok: false, refusal: 'gone' };
		const match = (await ownMatches(tx, parent, now)).find((one) => one.matchId === matchId);
		const ideas = match ? await ideasFor(tx, parent, match, now) : [];
		const idea = ideas.find((one) => one.key === key);
		if (!match?.other || !idea) return { ok: false, refusal: 'gone' };
		const same = (await meetingsOf(tx, parent, matchId, now)).find(
			(one) => !one.mine && +one.startsAt === +idea.startsAt && one.place === idea.place,
		);
		if (same) return accept(tx, parent, { matchId, meetingId: same.meetingId, now });
		const { buddyMeeting } = tx.t;
		const mine = and(eq(buddyMeeting.matchId, matchId), eq(buddyMeeting.guardianId, guardianId));
		await tx
			.delete(buddyMeeting)
			.where(and(eq(buddyMeeting.schoolId, schoolId), mine, isNull(buddyMeeting.acceptedAt)));
		const meetingId = newId();
		await tx.insert(buddyMeeting).values({
			...{ schoolId, id: meetingId, matchId, guardianId, place: idea.place },
			...{ slotId: idea.slotId, startsAt: idea.startsAt, proposedAt: now },
		});
		const reader = (await findRecipients(tx, schoolId, [match.other.guardianId])).get(match.other.guardianId);
		if (reader) {
			const to = { schoolId, guardianId: reader.guardianId, locale: reader.locale, matchId };
			const said = { name: firstName(parent.name), timeZone: parent.school.timeZone, ...idea, meetingId };
			await queueNotices(tx, [meetingProposed({ ...to, ...said })], now);
		}
		await audit(tx, parent, 'buddies.meeting_proposed', { matchId }, now);
		return { ok: true, agreed: false };
	});
}

/** Yes to what the other proposed. */
export function acceptMeeting(
	store: Store,
	parent: ParentActor,
	one: { matchId: string; meetingId: string; now: Date },
): Promise<MeetingResult> {
	return store.transact(async (tx): Promise<MeetingResult> => {
		if (!(await touch(tx, parent, one.matchId, 'matched'))) return { ok: false, refusal: 'gone' };
		// who was shut out, or has no child here any more, has no other to meet
		const own = await ownMatches(tx, parent, one.now);
		if (!own.some(({ matchId, other }) => matchId === one.matchId && other))
			return { ok: false, refusal: 'gone' };
		return accept(tx, parent, one);
	});
}

async function accept(
	tx: Tx,
	parent: ParentActor,
	{ matchId, meetingId, now }: { matchId: string; meetingId: string; now: Date },
): Promise<MeetingResult> {
	const { schoolId, guardianId } = parent;
	const { buddyMeeting } = tx.t;
	const [set] = await tx
		.update(buddyMeeting)
		.set({ acceptedAt: now })
		.where(
			and(
				eq(buddyMeeting.schoolId, schoolId),
				eq(buddyMeeting.id, meetingId),
				eq(buddyMeeting.matchId, matchId),
				ne(buddyMeeting.guardianId, guardianId),
				gt(buddyMeeting.startsAt, now),
			),
		)
		.returning();
	if (!set) return { ok: false, refusal: 'gone' };
	const reader = (await findRecipients(tx, schoolId, [set.guardianId])).get(set.guardianId);
	if (reader) {
		const to = { schoolId, guardianId: reader.guardianId, locale: reader.locale, matchId, meetingId };
		const said = { name: firstName(parent.name), timeZone: parent.school.timeZone };
		const { startsAt, place } = set;
		await queueNotices(tx, [meetingSet({ ...to, ...said, startsAt, place })], now);
	}
	await audit(tx, parent, 'buddies.meeting_agreed', { matchId }, now);
	return { ok: true, agreed: true };
}

/** "It does not suit after all": takes away a time, proposed or agreed. False when there is none. */
export function dropMeeting(
	store: Store,
	parent: ParentActor,
	{ matchId, meetingId, now }: { matchId: string; meetingId: string; now: Date },
): Promise<boolean> {
	return store.transact(async (tx) => {
		if (!(await touch(tx, parent, matchId, 'matched'))) return false;
		const { schoolId } = parent;
		const { buddyMeeting } = tx.t;
		const gone = await tx
			.delete(buddyMeeting)
			.where(
				and(
					eq(buddyMeeting.schoolId, schoolId),
					eq(buddyMeeting.id, meetingId),
					eq(buddyMeeting.matchId, matchId),
				),
			)
			.returning({
				startsAt: buddyMeeting.startsAt,
				place: buddyMeeting.place,
				agreed: buddyMeeting.acceptedAt,
			});
		const [one] = gone;
		const other = (await ownMatches(tx, parent, now)).find((match) => match.matchId === matchId)?.other;
		if (one?.agreed && other) {
			const reader = (await findRecipients(tx, schoolId, [other.guardianId])).get(other.guardianId);
			const to = {
				schoolId,
				guardianId: other.guardianId,
				locale: reader?.locale ?? baseLocale,
				matchId,
				meetingId,
			};
			const said = { name: firstName(parent.name), timeZone: parent.school.timeZone };
			const { startsAt, place } = one;
			await queueNotices(tx, [meetingOff({ ...to, ...said, startsAt, place })], now);
		}
		if (gone.length > 0) await audit(tx, parent, 'buddies.meeting_dropped', { matchId }, now);
		return gone.length > 0;
	});
}
