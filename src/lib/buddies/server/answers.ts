// What a parent was asked, and with whom they are together. Nothing of the other is read before both said yes.
import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { tidyPhone } from '#lib/families/phone.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { CheckAnswer, ContactWay, FreeTime, ReportReason, Topic } from '../profile.ts';
import { coordinatorsOf } from './coordinators.ts';
import { buddyEnded, buddyTogether, toCoordinators } from './notices.ts';
import { mayStillMeet, stillHere } from './people.ts';
import { mayHaveProfile } from './profile.ts';

/** A while after the end the page still says that it is over. */
const OVER_DAYS = 14;
const A_DAY = 24 * 60 * 60 * 1000;

/**
 * How it stands for this parent. `waiting`: they said yes; whether the other answered is not told. `over`: it came to nothing
 * or ended, and who of the two wanted so is not told either.
 */
export type MatchView = 'asked' | 'declined' | 'waiting' | 'together' | 'over';

export interface OtherParent {
	guardianId: string;
	/** First name; null when the school has none. */
	name: string | null;
	shares: ContactWay;
	phone: string | null;
	topics: Topic[];
	times: FreeTime[];
}

export interface OwnMatch {
	matchId: string;
	as: 'newcomer' | 'buddy';
	/** Tag. */
	language: string;
	view: MatchView;
	answerBy: Date | null;
	matchedAt: Date | null;
	/** Only when they are together. */
	other: OtherParent | null;
	/** What they share themselves. */
	shares: ContactWay | null;
	/** Rounds of "Is it going well?" that wait for a face. */
	checks: number[];
	goesOn: boolean;
}

type Whose = Pick<ParentActor, 'schoolId' | 'guardianId' | 'school'>;

/** Own matches, what is to be answered first. Four queries at most. */
export async function ownMatches(db: Reader, parent: Whose, now: Date): Promise<OwnMatch[]> {
	const { schoolId, guardianId, school } = parent;
	const { buddyMatch, buddySide, buddyCheck } = db.t;
	const rows = await db
		.select({ match: buddyMatch, side: buddySide })
		.from(buddySide)
		.innerJoin(
			buddyMatch,
			and(eq(buddyMatch.schoolId, buddySide.schoolId), eq(buddyMatch.id, buddySide.matchId)),
		)
		.where(and(eq(buddySide.schoolId, schoolId), eq(buddySide.guardianId, guardianId)))
		.orderBy(buddyMatch.createdAt, buddyMatch.id);
	if (rows.length === 0) return [];
	const ids = rows.filter(({ match }) => match.state === 'matched').map(({ match }) => match.id);
	const others = await othersOf(db, {
		schoolId,
		guardianId,
		matchIds: ids,
		today: dayOf(now, school.timeZone),
	});
	const checks = await db
		.select({ matchId: buddyCheck.matchId, round: buddyCheck.round, answer: buddyCheck.answer })
		.from(buddyCheck)
		.where(and(eq(buddyCheck.schoolId, schoolId), eq(buddyCheck.guardianId, guardianId)))
		.orderBy(buddyCheck.round);
	const order: MatchView[] = ['asked', 'together', 'waiting', 'declined', 'over'];
	return rows
		.flatMap(({ match, side }): OwnMatch[] => {
			const other = others.get(match.id) ?? null;
			const view = viewOf(match, side, other !== null, now);
			if (!view) return [];
			const { id: matchId, language, answerBy, matchedAt } = match;
			const as = match.newcomerId === guardianId ? 'newcomer' : 'buddy';
			const open = checks.filter((check) => check.matchId === matchId && check.answer === null);
			return [
				{
					...{ matchId, as, language, view, answerBy, matchedAt, other },
					shares: side.shares,
					goesOn: side.goesOn,
					checks: view === 'together' ? open.map(({ round }) => round) : [],
				},
			];
		})
		.sort((a, b) => order.indexOf(a.view) - order.indexOf(b.view));
}

type Match = Reader['t']['buddyMatch']['$inferSelect'];
type Side = Reader['t']['buddySide']['$inferSelect'];

function viewOf(match: Match, side: Side, isHere: boolean, now: Date): MatchView | undefined {
	if (match.state === 'matched') return isHere ? 'together' : 'over';
	if (match.state === 'asked' && match.answerBy && now < match.answerBy) {
		if (side.answer === null) return 'asked';
		return side.answer === 'yes' ? 'waiting' : 'declined';
	}
	const ended = match.endedAt ?? match.answerBy;
	const isLately = ended !== null && now.getTime() - ended.getTime() < OVER_DAYS * A_DAY;
	return side.answer === 'yes' && isLately ? 'over' : undefined;
}

/** The other parent of each match in which both said yes; not one who left, lost the say, or was shut out. */
async function othersOf(
	db: Reader,
	one: { schoolId: string; guardianId: string; matchIds: string[]; today: string },
): Promise<Map<string, OtherParent>> {
	const { schoolId, guardianId, matchIds, today } = one;
	if (matchIds.length === 0) return new Map();
	const { buddySide, buddyProfile, guardian } = db.t;
	const rows = await db
		.select({ side: buddySide, name: guardian.name, topics: buddyProfile.topics, times: buddyProfile.times })
		.from(buddySide)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, buddySide.schoolId), eq(guardian.id, buddySide.guardianId)),
		)
		.leftJoin(
			buddyProfile,
			and(eq(buddyProfile.schoolId, guardian.schoolId), eq(buddyProfile.guardianId, guardian.id)),
		)
		.where(
			and(
				eq(buddySide.schoolId, schoolId),
				inArray(buddySide.matchId, matchIds),
				ne(buddySide.guardianId, guardianId),
				eq(buddySide.answer, 'yes'),
			),
		);
	const guardianIds = [...rows.map(({ side }) => side.guardianId), guardianId];
	const here = await stillHere(db, { schoolId, guardianIds, today });
	if (!here.has(guardianId)) return new Map();
	return new Map(
		rows
			.filter(({ side }) => here.has(side.guardianId))
			.map(({ side, name, topics, times }) => [
				side.matchId,
				{
					guardianId: side.guardianId,
					name: firstName(name),
					shares: side.shares ?? 'gate',
					phone: side.shares === 'phone' ? side.phone : null,
					topics: topics ?? [],
					times: times ?? [],
				},
			]),
	);
}

/** The first word of a name: all that another parent is told. */
export function firstName(name: string | null): string | null {
	return name?.trim().split(/\s+/)[0] || null;
}

export type AnswerRefusal =
	/** Nobody asks any more. */
	| 'gone'
	/** They want to share a number, and gave none that is one. */
	| 'no_phone';

/**
 * Yes or no, which can be changed as long as it is asked. With the second yes both are told the first name and what the other
 * chose to share; a no is told to nobody, and looks like an answer that did not come.
 */
export function answerMatch(
	store: Store,
	parent: ParentActor,
	one: { matchId: string; yes: boolean; shares: ContactWay; phone: string; now: Date },
): Promise<{ ok: true; together: boolean } | { ok: false; refusal: AnswerRefusal }> {
	const { matchId, yes, shares, now } = one;
	return store.transact(async (tx) => {
		const { schoolId, guardianId, school } = parent;
		const { buddyMatch, buddySide } = tx.t;
		const match = await touch(tx, parent, matchId, 'asked');
		if (!match || !match.answerBy || now >= match.answerBy) return { ok: false, refusal: 'gone' as const };
		if (yes && !(await mayHaveProfile(tx, parent))) return { ok: false, refusal: 'gone' as const };
		const phone = shares === 'phone' ? (tidyPhone(one.phone)?.phone ?? null) : null;
		if (yes && shares === 'phone' && !phone) return { ok: false, refusal: 'no_phone' as const };
		const set = yes
			? { answer: 'yes' as const, shares, phone, answeredAt: now }
			: { answer: 'no' as const, shares: null, phone: null, answeredAt: now };
		await tx
			.update(buddySide)
			.set(set)
			.where(ownSide(tx, parent, matchId));
		await audit(tx, parent, 'buddies.answered', { matchId }, now);
		if (!yes) return { ok: true as const, together: false };
		const sides = await tx
			.select()
			.from(buddySide)
			.where(and(eq(buddySide.schoolId, schoolId), eq(buddySide.matchId, matchId)));
		const ids = sides.map((side) => side.guardianId);
		const here = await stillHere(tx, { schoolId, guardianIds: ids, today: dayOf(now, school.timeZone) });
		const isBoth =
			sides.length === 2 && sides.every((side) => side.answer === 'yes' && here.has(side.guardianId));
		if (!isBoth || !(await mayStillMeet(tx, match, { timeZone: school.timeZone, now })))
			return { ok: true as const, together: false };
		await tx
			.update(buddyMatch)
			.set({ state: 'matched', matchedAt: now })
			.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.id, matchId)));
		const readers = await findRecipients(tx, schoolId, ids);
		const notices = ids.flatMap((id) => {
			const reader = readers.get(id);
			const other = readers.get(ids.find((another) => another !== id) ?? '');
			if (!reader || !other) return [];
			const name = firstName(other.name);
			return [buddyTogether({ schoolId, guardianId: id, locale: reader.locale, matchId, name })];
		});
		await queueNotices(tx, notices, now);
		await audit(tx, parent, 'buddies.together', { matchId, guardianId }, now);
		return { ok: true as const, together: true };
	});
}

function ownSide(tx: Tx, { schoolId, guardianId }: ParentActor, matchId: string) {
	const { buddySide } = tx.t;
	return and(
		eq(buddySide.schoolId, schoolId),
		eq(buddySide.matchId, matchId),
		eq(buddySide.guardianId, guardianId),
	);
}

/** The own match in this state, its row held: of two answers at once the second sees the first. */
export async function touch(
	tx: Tx,
	{ schoolId, guardianId }: ParentActor,
	matchId: string,
	state: 'asked' | 'matched',
): Promise<Match | undefined> {
	const { buddyMatch } = tx.t;
	const [match] = await tx
		.update(buddyMatch)
		.set({ state })
		.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.id, matchId), eq(buddyMatch.state, state)))
		.returning();
	return match && [match.newcomerId, match.buddyId].includes(guardianId) ? match : undefined;
}

/**
 * Stops at once, without a reason; what each shared is deleted. With `report` the coordinator hears it too. The other is told
 * that it ended, not by whom. False when there was nothing to stop.
 */
export function endMatch(
	store: Store,
	parent: ParentActor,
	{ matchId, report, now }: { matchId: string; report?: ReportReason; now: Date },
): Promise<boolean> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const match = await touch(tx, parent, matchId, 'matched');
		if (!match) return false;
		await closeMatch(tx, match, report ? 'reported' : 'stopped', now);
		if (report) await fileReport(tx, parent, { matchId, kind: 'report', reason: report, now });
		const otherId = match.newcomerId === guardianId ? match.buddyId : match.newcomerId;
		await tellEnded(tx, schoolId, matchId, [otherId], now);
		await audit(tx, parent, report ? 'buddies.reported' : 'buddies.stopped', { matchId }, now);
		return true;
	});
}

/** Ends it, and deletes numbers and times to meet. */
export async function closeMatch(
	tx: Tx,
	{ schoolId, id }: Pick<Match, 'schoolId' | 'id'>,
	because: NonNullable<Match['endedBecause']>,
	now: Date,
): Promise<void> {
	const { buddyMatch, buddySide, buddyMeeting } = tx.t;
	await tx
		.update(buddyMatch)
		.set({ state: 'ended', endedAt: now, endedBecause: because })
		.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.id, id)));
	await tx
		.update(buddySide)
		.set({ phone: null, shares: null })
		.where(and(eq(buddySide.schoolId, schoolId), eq(buddySide.matchId, id)));
	await tx.delete(buddyMeeting).where(and(eq(buddyMeeting.schoolId, schoolId), eq(buddyMeeting.matchId, id)));
}

/** Deletes what was shared in matches that ended: the numbers, and how to be reached. */
export async function forgetWaysOfEnded(tx: Tx, schoolId: string): Promise<void> {
	const { buddyMatch, buddySide } = tx.t;
	const ended = tx
		.select({ id: buddyMatch.id })
		.from(buddyMatch)
		.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.state, 'ended')));
	await tx
		.update(buddySide)
		.set({ phone: null, shares: null })
		.where(
			and(eq(buddySide.schoolId, schoolId), isNotNull(buddySide.shares), inArray(buddySide.matchId, ended)),
		);
}

/** "It has ended": the same words whatever the reason. */
export async function tellEnded(
	tx: Tx,
	schoolId: string,
	matchId: string,
	guardianIds: string[],
	now: Date,
): Promise<void> {
	const readers = await findRecipients(tx, schoolId, guardianIds);
	const notices = guardianIds.flatMap((guardianId) => {
		const reader = readers.get(guardianId);
		return reader ? [buddyEnded({ schoolId, guardianId, locale: reader.locale, matchId })] : [];
	});
	await queueNotices(tx, notices, now);
}

/** A face; "not well" goes to the coordinator. False when nothing was asked. */
export function answerCheck(
	store: Store,
	parent: ParentActor,
	{ matchId, answer, now }: { matchId: string; answer: CheckAnswer; now: Date },
): Promise<boolean> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const { buddyCheck } = tx.t;
		if (!(await touch(tx, parent, matchId, 'matched'))) return false;
		const open = await tx
			.select({ round: buddyCheck.round })
			.from(buddyCheck)
			.where(
				and(
					eq(buddyCheck.schoolId, schoolId),
					eq(buddyCheck.matchId, matchId),
					eq(buddyCheck.guardianId, guardianId),
				),
			)
			.orderBy(buddyCheck.round);
		if (open.length === 0) return false;
		await tx
			.update(buddyCheck)
			.set({ answer, answeredAt: now })
			.where(
				and(
					eq(buddyCheck.schoolId, schoolId),
					eq(buddyCheck.matchId, matchId),
					eq(buddyCheck.guardianId, guardianId),
				),
			);
		if (answer === 'not_well') await fileReport(tx, parent, { matchId, kind: 'not_well', reason: null, now });
		await audit(tx, parent, 'buddies.check_answered', { matchId }, now);
		return true;
	});
}

async function fileReport(
	tx: Tx,
	{ schoolId, guardianId }: ParentActor,
	one: { matchId: string; kind: 'not_well' | 'report'; reason: ReportReason | null; now: Date },
): Promise<void> {
	const { buddyReport } = tx.t;
	const { matchId, kind, reason, now } = one;
	const id = newId();
	await tx.insert(buddyReport).values({ schoolId, id, matchId, guardianId, kind, reason, createdAt: now });
	const told = await coordinatorsOf(tx, schoolId);
	await queueNotices(
		tx,
		told.map((staffId) => toCoordinators({ schoolId, staffId, reportId: id })),
		now,
	);
}

/** Wants to go on in the next school year, or not: it does where both want. False when they are not together. */
export function goOn(
	store: Store,
	parent: ParentActor,
	{ matchId, yes, now }: { matchId: string; yes: boolean; now: Date },
): Promise<boolean> {
	return store.transact(async (tx) => {
		if (!(await touch(tx, parent, matchId, 'matched'))) return false;
		await tx
			.update(tx.t.buddySide)
			.set({ goesOn: yes })
			.where(ownSide(tx, parent, matchId));
		await audit(tx, parent, 'buddies.goes_on', { matchId, yes }, now);
		return true;
	});
}
