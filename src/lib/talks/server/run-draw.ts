// The draw itself: when its time has come every lot is drawn, talks are agreed, and each family hears how it went.
import { and, desc, eq, inArray, isNotNull, isNull, lte, ne } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { fromInserted, inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { drawLots, recordOf, type Drawn, type DrawRecord, type Lot } from '../lots.ts';
import { openTimes, type TakenTime } from '../open-times.ts';
import type { TalkPlace } from '../round.ts';
import { lotsPhase, roundState } from '../round-state.ts';
import { isFarFrom } from './apart.ts';
import { readDraw, readLots, type FamilyLot } from './draw.ts';
import { childrenOfRound, lockRound, type ChildInRound, type FoundRound } from './find-round.ts';
import { keyOf } from './lot-keys.ts';
import { drawn as drawnTalk, drewNothing, planned } from './notices.ts';
import { placeOf } from './reply.ts';
import { readSchedule, tell, type AgreedTalk, type Schedule, type ToTell } from './schedule.ts';
import { insertTalks } from './write-talks.ts';

/** Draws every round whose time has come and that was not called off; each once. Answers how many were drawn. */
export async function drawDue(store: Store, now: Date): Promise<number> {
	const { talkRound, school } = store.t;
	const due = await acrossSchools('one worker serves all schools', () =>
		store.read
			.select({ schoolId: talkRound.schoolId, roundId: talkRound.id })
			.from(school)
			.innerJoin(talkRound, eq(talkRound.schoolId, school.id))
			.where(
				and(
					lte(talkRound.drawsAt, now),
					isNull(talkRound.drawnAt),
					isNull(talkRound.cancelledAt),
					isNotNull(talkRound.publishedAt),
				),
			),
	);
	for (const { schoolId, roundId } of due)
		await store.transact((tx) => drawRound(tx, { schoolId, roundId, now }), { key: roundId });
	return due.length;
}

interface Answered {
	guardianId: string;
	together: boolean;
	withChild: boolean | null;
	place: TalkPlace | null;
	interpreter: string | null;
}

/** A lot that takes part, with how its family comes. */
interface Entry extends FamilyLot {
	reply: Answered | undefined;
}

async function drawRound(
	tx: Tx,
	{ schoolId, roundId, now }: { schoolId: string; roundId: string; now: Date },
): Promise<void> {
	const round = await lockRound(tx, schoolId, roundId);
	const draw = round && (await readDraw(tx, round));
	if (!round || !draw || round.cancelledAt || lotsPhase(round, now) !== 'drawing') return;
	const schedule = await readSchedule(tx, round);
	const children = await childrenOfRound(tx, round, dayOf(now, round.school.timeZone));
	const replies = await repliesOf(tx, round);
	const entries = takingPart(await readLots(tx, round), { children, schedule, replies });
	const joined = joinedLots(entries);
	const heads = entries.filter(({ number }) => !joined.has(number));
	const firsts = await drewNothingBefore(
		tx,
		round,
		entries.map(({ guardianId }) => guardianId),
	);
	const goesFirst = ({ guardianId, number }: Entry) =>
		firsts.has(guardianId) ||
		entries.some((one) => joined.get(one.number) === number && firsts.has(one.guardianId));
	const lots = heads.map((entry): Lot => ({
		number: entry.number,
		key: keyOf(draw.seed, entry.number),
		first: goesFirst(entry),
		wishes: entry.wishes.map((picks) =>
			picks.flatMap(({ startsAt, staffIds }) => staffIds.map((id) => `${id} ${startsAt.getTime()}`)),
		),
	}));
	const { mayHave, won } = rulesOfRound({ heads, schedule, children, now });
	const drawn = drawLots(lots, new Map(), mayHave);
	const outcome: Outcome = { entries, joined, drawn, now };
	await keep(tx, round, recordOf(lots, drawn), outcome);
	const talks = talksOf(round, schedule, won, { ...outcome, children, replies });
	const agreed = talks.map(({ talk }) => talk);
	await insertTalks(tx, round, agreed, { by: 'staff', byId: null, now });
	const families = drawn.filter(({ wish }) => wish !== null).length;
	const about = { roundId, lots: lots.length, families };
	await audit(tx, { kind: 'system', schoolId }, 'talks.drawn', about, now);
	await tellAll(tx, { ...round, drawnAt: now }, talks, outcome);
}

async function repliesOf(tx: Tx, { roundId, school: { schoolId } }: FoundRound) {
	const { talkReply } = tx.t;
	const rows = await tx
		.select({
			guardianId: talkReply.guardianId,
			answer: talkReply.answer,
			together: talkReply.together,
			withChild: talkReply.withChild,
			place: talkReply.place,
			interpreter: talkReply.interpreter,
		})
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), eq(talkReply.roundId, roundId)));
	return new Map(rows.map((row) => [row.guardianId, row]));
}
type Replies = Awaited<ReturnType<typeof repliesOf>>;

const hasTalk = ({ talks }: Schedule, guardianId: string, childId: string) =>
	talks.some((talk) => talk.childId === childId && talk.guardianIds.includes(guardianId));

/**
 * The lots that are drawn: of wishes only children of the round of whom the guardian still has the say, and who have no talk
 * with them yet (the school may have planned one meanwhile).
 */
function takingPart(
	lots: readonly FamilyLot[],
	{ children, schedule, replies }: { children: ChildInRound[]; schedule: Schedule; replies: Replies },
): Entry[] {
	const mayHave = (guardianId: string, childId: string) =>
		children.some((child) => child.childId === childId && child.guardianIds.includes(guardianId)) &&
		!hasTalk(schedule, guardianId, childId);
	return lots.flatMap((lot) => {
		const wishes = lot.wishes
			.map((picks) => picks.filter(({ childId }) => mayHave(lot.guardianId, childId)))
			.filter((picks) => picks.length > 0);
		return wishes.length > 0 ? [{ ...lot, wishes, reply: replies.get(lot.guardianId) }] : [];
	});
}

const childrenIn = ({ wishes }: Entry) => new Set(wishes.flatMap((picks) => picks.map((one) => one.childId)));

/** Of two carers who both said that they come together, about the same children, the later lot is drawn with the earlier one. */
function joinedLots(entries: readonly Entry[]): Map<number, number> {
	const joined = new Map<number, number>();
	for (const [at, entry] of entries.entries()) {
		if (!entry.reply?.together) continue;
		const own = childrenIn(entry);
		const head = entries
			.slice(0, at)
			.find(
				(other) =>
					other.reply?.together &&
					!joined.has(other.number) &&
					[...own].every((childId) => childrenIn(other).has(childId)),
			);
		if (head) joined.set(entry.number, head.number);
	}
	return joined;
}

/** Whose lot drew nothing in the last draw of this school year in which they took part. One query. */
async function drewNothingBefore(
	db: Reader,
	{ roundId, schoolYearId, school: { schoolId } }: FoundRound,
	guardianIds: readonly string[],
): Promise<Set<string>> {
	const { talkLot, talkRound } = db.t;
	const last = new Map<string, number | null>();
	await inParts([...new Set(guardianIds)], async (part) => {
		const rows = await db
			.select({ guardianId: talkLot.guardianId, wish: talkLot.wish })
			.from(talkLot)
			.innerJoin(talkRound, and(eq(talkRound.schoolId, talkLot.schoolId), eq(talkRound.id, talkLot.roundId)))
			.where(
				and(
					eq(talkLot.schoolId, schoolId),
					eq(talkRound.schoolYearId, schoolYearId),
					ne(talkLot.roundId, roundId),
					inArray(talkLot.guardianId, part),
					isNotNull(talkLot.place),
				),
			)
			.orderBy(desc(talkRound.drawnAt));
		for (const { guardianId, wish } of rows) if (!last.has(guardianId)) last.set(guardianId, wish);
	});
	return new Set([...last].filter(([, wish]) => wish === null).map(([guardianId]) => guardianId));
}

/** A time that a lot won. */
interface Won extends TakenTime {
	childId: string;
	guardianIds: string[];
}

/**
 * Whether a wish can be after those who were drawn so far: teachers' breaks, shared rooms, the child's other carer. Asked down
 * the line as the last question, so that a wish that it lets be is given: `won` holds it from then on, by lot number.
 */
function rulesOfRound(of: {
	heads: readonly Entry[];
	schedule: Schedule;
	children: readonly ChildInRound[];
	now: Date;
}) {
	const { schedule, now } = of;
	const { clock, rules, teams, teachers } = schedule;
	const entryOf = new Map(of.heads.map((entry) => [entry.number, entry]));
	const groupOf = new Map(of.children.map(({ childId, groupId }) => [childId, groupId]));
	// whoever asked to come apart or not, as where one picks: `apart.ts` says why
	const carers = (guardianId: string) =>
		new Set(of.children.flatMap(({ guardianIds }) => (guardianIds.includes(guardianId) ? guardianIds : [])));
	const taken: (TakenTime & { guardianIds: readonly string[] })[] = [...schedule.talks];
	const won = new Map<number, Won[]>();
	const mayHave = (number: number, wish: number): boolean => {
		const { guardianId = '', wishes = [] } = entryOf.get(number) ?? {};
		const way: Won[] = [];
		for (const { childId, startsAt, staffIds } of wishes[wish] ?? []) {
			const start = clock.minuteOf(startsAt);
			const key = [...staffIds].sort().join();
			const own = teams.get(groupOf.get(childId) ?? '') ?? [];
			const open = openTimes(own, teachers, [...taken, ...way], rules).find(
				(time) => time.start === start && time.staffIds.join() === key,
			);
			if (!open || clock.instantOf(start) <= now) return false;
			way.push({ ...open, childId, guardianIds: [guardianId] });
		}
		const own = taken.filter((talk) => talk.guardianIds.includes(guardianId));
		const others = taken.filter(
			(talk) => !own.includes(talk) && talk.guardianIds.some((id) => carers(guardianId).has(id)),
		);
		if (!isFarFrom(way, { own, others, rules })) return false;
		taken.push(...way);
		won.set(number, way);
		return true;
	};
	return { mayHave, won };
}

interface Outcome {
	entries: readonly Entry[];
	joined: ReadonlyMap<number, number>;
	drawn: readonly Drawn[];
	now: Date;
}

/** How a lot, or the one that it was drawn with, came out. */
const drawnOf = ({ joined, drawn }: Omit<Outcome, 'now'>, number: number) =>
	drawn.find((one) => one.number === (joined.get(number) ?? number));

/** Writes how it went: the record without names, and of each family its own. */
async function keep(
	tx: Tx,
	{ roundId, school: { schoolId } }: FoundRound,
	record: DrawRecord,
	outcome: Outcome,
): Promise<void> {
	const { talkRound, talkDraw, talkLot } = tx.t;
	await tx
		.update(talkRound)
		.set({ drawnAt: outcome.now })
		.where(and(eq(talkRound.schoolId, schoolId), eq(talkRound.id, roundId)));
	await tx
		.update(talkDraw)
		.set({ record })
		.where(and(eq(talkDraw.schoolId, schoolId), eq(talkDraw.roundId, roundId)));
	const rows = outcome.entries.map(({ guardianId, number }) => ({
		...{ schoolId, roundId, guardianId, number, givenAt: outcome.now },
		place: drawnOf(outcome, number)?.place ?? null,
		wish: drawnOf(outcome, number)?.wish ?? null,
		withNumber: outcome.joined.get(number) ?? null,
	}));
	await inParts(rows, (part) =>
		tx
			.insert(talkLot)
			.values(part)
			.onConflictDoUpdate({
				target: [talkLot.schoolId, talkLot.roundId, talkLot.guardianId],
				set: fromInserted('place', 'wish', 'withNumber'),
			}),
	);
}

/** A talk that a lot won, with the wish that it was. */
interface WonTalk {
	talk: AgreedTalk;
	wish: number;
	/** Whose lot it was; who comes along too. */
	guardianId: string;
}

function talksOf(
	round: FoundRound,
	{ clock, talks }: Schedule,
	won: ReadonlyMap<number, Won[]>,
	of: Outcome & { children: readonly ChildInRound[]; replies: Replies },
): WonTalk[] {
	const along = companions(talks, of);
	return of.entries.flatMap(({ guardianId, number, reply }) => {
		const wish = of.drawn.find((one) => one.number === number)?.wish ?? 0;
		return (won.get(number) ?? []).map(({ childId, start, staffIds, room }): WonTalk => {
			const startsAt = clock.instantOf(start);
			const place = placeOf(round, reply?.place ?? null);
			const talk: AgreedTalk = {
				talkId: newId(),
				childId,
				guardianIds: [guardianId, ...along(number, guardianId, childId)].sort(),
				staffIds: [...staffIds],
				startsAt,
				endsAt: new Date(startsAt.getTime() + round.minutes * 60_000),
				start,
				place,
				homeOf: place === 'home' ? guardianId : null,
				room: place === 'school' ? room : null,
				videoAddress: null,
				withChild: reply?.withChild ?? (round.child === 'with' ? true : null),
				interpreter: round.interpreterOffered ? (reply?.interpreter ?? null) : null,
				interpreterId: null,
				interpreterFoundAt: null,
				fixed: false,
				revision: 0,
			};
			return { talk, wish, guardianId };
		});
	});
}

/**
 * Who comes along to a talk about a child, when whose lot it was said “together”: the carers whose lot was drawn with it, and
 * those who said nothing or “together” too and have neither a lot of their own nor a talk about the child. Nobody twice.
 */
function companions(
	talks: readonly AgreedTalk[],
	{ entries, joined, children, replies }: Outcome & { children: readonly ChildInRound[]; replies: Replies },
) {
	const byGuardian = new Map(entries.map((entry) => [entry.guardianId, entry]));
	const guardiansOf = new Map(children.map((child) => [child.childId, child.guardianIds]));
	const come = new Set(
		talks.flatMap(({ childId, guardianIds }) => guardianIds.map((id) => `${childId} ${id}`)),
	);
	return (number: number, guardianId: string, childId: string): string[] => {
		if (!replies.get(guardianId)?.together) return [];
		const found = (guardiansOf.get(childId) ?? []).filter((id) => {
			const lot = byGuardian.get(id);
			const reply = replies.get(id);
			const willing = !reply || (reply.answer === 'times' && reply.together);
			const free = lot ? joined.get(lot.number) === number : true;
			return id !== guardianId && willing && free && !come.has(`${childId} ${id}`);
		});
		for (const id of found) come.add(`${childId} ${id}`);
		return found;
	};
}

/** Each family hears of its talks or of none; who comes along hears of the talk, and nothing of lots. */
async function tellAll(
	tx: Tx,
	round: FoundRound,
	won: readonly WonTalk[],
	{ entries, joined, drawn, now }: Outcome,
): Promise<void> {
	const lotOf = new Map(entries.map((entry) => [entry.guardianId, entry]));
	const news = won.flatMap(({ talk, wish }): ToTell[] =>
		talk.guardianIds.map((id) => ({
			talk,
			guardianIds: [id],
			say: lotOf.has(id) ? (one) => drawnTalk({ ...one, wish }) : planned,
		})),
	);
	await tell(tx, round, news, now);
	const nothing = entries
		.filter(({ number }) => drawnOf({ entries, joined, drawn }, number)?.wish === null)
		.map(({ guardianId }) => guardianId);
	const recipients = await findRecipients(tx, round.school.schoolId, nothing);
	const isOpen = roundState(round, now) === 'open';
	const notices = nothing.flatMap((id) => {
		const to = recipients.get(id);
		return to ? [drewNothing({ round, to, isOpen })] : [];
	});
	await queueNotices(tx, notices, now);
}
