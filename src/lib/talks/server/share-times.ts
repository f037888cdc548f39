// One teacher's times for colleagues of the round too.
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { lockRound, type FoundRound } from './find-round.ts';
import { teachersOf } from './round-parts.ts';
import { mayRunRound } from './rounds.ts';
import { agreedTalks } from './schedule.ts';
import { timeRows } from './times.ts';

export interface ShareTimes {
	roundId: string;
	/** Whose times they are. */
	staffId: string;
	colleagues: readonly string[];
	/** `add`: what a colleague has stays, and these times come beside it. `replace`: they come in its place. */
	how: 'add' | 'replace';
	now: Date;
}

export type ShareRefusal =
	| 'not_found'
	/** No colleague was chosen. */
	| 'nobody'
	/** They have these times already, or are not there then. */
	| 'nothing_new';

export type ShareResult =
	| {
			ok: true;
			/** Whose times are others now, and for whom nothing changed. */
			changed: string[];
			same: string[];
	  }
	| { ok: false; refusal: ShareRefusal };

type Time = Awaited<ReturnType<typeof timeRows>>[number];

const overlap = (a: Pick<Time, 'startsAt' | 'endsAt'>, b: Pick<Time, 'startsAt' | 'endsAt'>) =>
	a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/**
 * For who runs the round. Each colleague gets them on days on which they are at school, in the room that they have; a time in
 * which somebody has a talk stays, whatever is chosen. Times that are past are left alone. All of it or nothing.
 */
export function shareTimes(store: Store, staff: StaffActor, wish: ShareTimes): Promise<ShareResult> {
	return store.transact((tx) => shareIn(tx, staff, wish), { key: wish.roundId });
}

async function shareIn(
	tx: Tx,
	staff: StaffActor,
	{ roundId, staffId, colleagues, how, now }: ShareTimes,
): Promise<ShareResult> {
	const refuse = (refusal: ShareRefusal): ShareResult => ({ ok: false, refusal });
	const round = await lockRound(tx, staff.schoolId, roundId);
	if (!round || !mayRunRound(staff, round)) return refuse('not_found');
	const weekdays = await weekdaysOf(tx, round);
	const chosen = [...new Set(colleagues)].filter((id) => id !== staffId);
	if (![staffId, ...chosen].every((id) => weekdays.has(id))) return refuse('not_found');
	if (chosen.length === 0) return refuse('nobody');
	const all = await timeRows(tx, round);
	const times = all.filter(({ startsAt }) => startsAt > now);
	const talks = await agreedTalks(tx, round);
	const { timeZone } = round.school;
	const changes = chosen.map((id) => {
		const own = times.filter((one) => one.staffId === id);
		const there = weekdays.get(id) ?? [];
		const wanted = times.filter(
			(one) =>
				one.staffId === staffId &&
				(there.length === 0 || there.includes(weekdayOf(dayOf(one.startsAt, timeZone)))),
		);
		const same = (a: Time) => (b: Time) => +a.startsAt === +b.startsAt && +a.endsAt === +b.endsAt;
		const goes = (one: Time) =>
			how === 'replace' &&
			!wanted.some(same(one)) &&
			!talks.some((talk) => talk.staffIds.includes(id) && overlap(talk, one));
		const gone = own.filter(goes);
		const kept = own.filter((one) => !goes(one));
		const room = roomOf(all.filter((one) => one.staffId === id));
		const made = wanted
			.filter((one) => !kept.some((other) => overlap(one, other)))
			.map(({ startsAt, endsAt }) => ({ staffId: id, startsAt, endsAt, room }));
		return { id, gone, made };
	});
	const changed = changes.filter(({ gone, made }) => gone.length + made.length > 0);
	if (changed.length === 0) return refuse('nothing_new');
	await write(tx, round, changed);
	for (const { id } of changed) await audit(tx, staff, 'talks.times_changed', { roundId, staffId: id }, now);
	const ids = changed.map(({ id }) => id);
	return { ok: true, changed: ids, same: chosen.filter((id) => !ids.includes(id)) };
}

/** Who has one room keeps it; else it is the own classroom. */
function roomOf(own: readonly Time[]): string | null {
	const rooms = new Set(own.map(({ room }) => room));
	return rooms.size === 1 ? ([...rooms][0] ?? null) : null;
}

async function write(
	tx: Tx,
	{ school: { schoolId }, roundId }: FoundRound,
	changes: readonly { gone: Time[]; made: Pick<Time, 'staffId' | 'startsAt' | 'endsAt' | 'room'>[] }[],
): Promise<void> {
	const { talkSession } = tx.t;
	const gone = changes.flatMap((one) => one.gone.map(({ id }) => id));
	await inParts(gone, (part) =>
		tx.delete(talkSession).where(and(eq(talkSession.schoolId, schoolId), inArray(talkSession.id, part))),
	);
	const made = changes.flatMap((one) => one.made);
	await inParts(made, (part) =>
		tx.insert(talkSession).values(part.map((one) => ({ schoolId, id: newId(), roundId, ...one }))),
	);
}

/** By who holds talks of the round: the weekdays on which they are there; none: every day. Three queries. */
async function weekdaysOf(db: Reader, round: FoundRound): Promise<Map<string, number[]>> {
	const { talkTeam, staffMember } = db.t;
	const { schoolId } = round.school;
	const rows = await db
		.selectDistinct({ staffId: staffMember.id, days: staffMember.days })
		.from(talkTeam)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, talkTeam.schoolId), eq(staffMember.id, talkTeam.staffId)),
		)
		.where(
			and(
				eq(talkTeam.schoolId, schoolId),
				eq(talkTeam.roundId, round.roundId),
				ne(staffMember.status, 'gone'),
			),
		);
	const groupIds = round.groups.map(({ groupId }) => groupId);
	const teachers = Map.groupBy(await teachersOf(db, schoolId, groupIds), ({ staffId }) => staffId);
	return new Map(
		rows.map(({ staffId, days }) => {
			const own = teachers.get(staffId)?.map((one) => one.days) ?? [days];
			// of one group every day is every day
			return [staffId, own.some((one) => one.length === 0) ? [] : own.flat()];
		}),
	);
}
