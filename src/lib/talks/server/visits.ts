// A day of home visits: its order, "on our way", and the safety note (who is where, back by when).
import { and, asc, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf, spanOfDay } from '#lib/platform/server/local-time.ts';
import { talksPath } from '../paths.ts';
import { swapped } from '../visits.ts';
import { findRound, lockRound } from './find-round.ts';
import { hasTheSay } from './has-the-say.ts';
import { moved } from './notices.ts';

import { onBehalfOf } from './replier.ts';
import { agreedTalks, tell, type ToTell } from './schedule.ts';
import { tellInterpreters } from './tell-interpreters.ts';
import { rewriteTalk } from './write-talks.ts';

export interface Visit {
	talkId: string;
	roundId: string;
	childName: string;
	startsAt: Date;
	endsAt: Date;
	onOurWayAt: Date | null;
	/** Names of who is at home. */
	guardians: string[];
	/** Where they can be called when nobody opens the door. */
	phones: string[];
	/** Language tags that they read. */
	languages: string[];
	/** Given for this visit; null: not given, or not theirs to see. */
	address: string | null;
	hint: string | null;
}

/** The days from today on, at most so many, on which a member of staff has visits. One query. */
export async function visitDays(db: Reader, staff: StaffActor, now: Date): Promise<string[]> {
	const { talk, talkStaff } = db.t;
	const { timeZone } = staff.school;
	const { from } = spanOfDay(dayOf(now, timeZone), timeZone);
	const rows = await db
		.selectDistinct({ startsAt: talk.startsAt })
		.from(talkStaff)
		.innerJoin(talk, and(eq(talk.schoolId, talkStaff.schoolId), eq(talk.id, talkStaff.talkId)))
		.where(
			and(
				eq(talkStaff.schoolId, staff.schoolId),
				eq(talkStaff.staffId, staff.staffId),
				eq(talk.place, 'home'),
				eq(talk.status, 'agreed'),
				gte(talk.startsAt, from),
			),
		)
		.orderBy(asc(talk.startsAt));
	return [...new Set(rows.map(({ startsAt }) => dayOf(startsAt, timeZone)))];
}

/** A member of staff's own visits of a day, with their addresses: nobody else gets those. Three queries. */
export async function visitsOfDay(db: Reader, staff: StaffActor, day: string): Promise<Visit[]> {
	const { talk, talkStaff, talkGuardian, talkAddress, child, guardian, guardianship } = db.t;
	const { schoolId } = staff;
	const { from, till } = spanOfDay(day, staff.school.timeZone);
	const rows = await db
		.select({
			talkId: talk.id,
			roundId: talk.roundId,
			childName: child.givenName,
			startsAt: talk.startsAt,
			endsAt: talk.endsAt,
			onOurWayAt: talk.onOurWayAt,
			homeOf: talk.homeOf,
		})
		.from(talkStaff)
		.innerJoin(talk, and(eq(talk.schoolId, talkStaff.schoolId), eq(talk.id, talkStaff.talkId)))
		.innerJoin(child, and(eq(child.schoolId, talk.schoolId), eq(child.id, talk.childId)))
		.where(
			and(
				eq(talkStaff.schoolId, schoolId),
				eq(talkStaff.staffId, staff.staffId),
				eq(talk.place, 'home'),
				eq(talk.status, 'agreed'),
				gte(talk.startsAt, from),
				lt(talk.startsAt, till),
			),
		)
		.orderBy(asc(talk.startsAt), asc(talk.id));
	if (rows.length === 0) return [];
	const people = await db
		.select({
			talkId: talkGuardian.talkId,
			guardianId: talkGuardian.guardianId,
			name: guardian.name,
			phone: guardian.phone,
			written: guardian.writtenLanguage,
			locale: guardian.locale,
			address: talkAddress.address,
			hint: talkAddress.hint,
		})
		.from(talkGuardian)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, talkGuardian.schoolId), eq(guardian.id, talkGuardian.guardianId)),
		)
		.innerJoin(guardianship, hasTheSay(db.t))
		.leftJoin(
			talkAddress,
			and(
				eq(talkAddress.schoolId, talkGuardian.schoolId),
				eq(talkAddress.roundId, talkGuardian.roundId),
				eq(talkAddress.guardianId, talkGuardian.guardianId),
			),
		)
		.where(
			and(
				eq(talkGuardian.schoolId, schoolId),
				inArray(
					talkGuardian.talkId,
					rows.map(({ talkId }) => talkId),
				),
			),
		)
		.orderBy(asc(talkGuardian.guardianId));
	return rows.map(({ homeOf, ...row }) => {
		const own = people.filter(({ talkId }) => talkId === row.talkId);
		// of whose home it is; who only comes along can have given another one, which counts where there is no other
		const known = own.filter(({ address }) => address);
		const given = known.find(({ guardianId }) => guardianId === homeOf) ?? known[0];
		return {
			...row,
			guardians: own.flatMap(({ name }) => name ?? []),
			phones: [...new Set(own.flatMap(({ phone }) => phone ?? []))],
			languages: [...new Set(own.flatMap(({ written, locale }) => written ?? locale ?? []))],
			address: given?.address ?? null,
			hint: given?.hint ?? null,
		};
	});
}

export type VisitRefusal = 'not_found' | 'no_neighbour' | 'other_round' | 'started';
type Result = { ok: true } | { ok: false; refusal: VisitRefusal };

/**
 * Lets a visit change times with the one before or after it; both families are told their new time. Own visits only, of
 * one round, that did not begin; a family that was told “on our way” keeps its time.
 */
export function swapVisit(
	store: Store,
	staff: StaffActor,
	{ talkId, direction, now }: { talkId: string; direction: 'up' | 'down'; now: Date },
): Promise<Result> {
	return store.transact(async (tx): Promise<Result> => {
		const found = await ownVisit(tx, staff, talkId);
		if (!found) return { ok: false, refusal: 'not_found' };
		const round = await lockRound(tx, staff.schoolId, found.roundId);
		const day = dayOf(found.startsAt, staff.school.timeZone);
		const visits = await visitsOfDay(tx, staff, day);
		const pair = swapped(visits, talkId, direction);
		if (!round || !pair) return { ok: false, refusal: 'no_neighbour' };
		const all = await agreedTalks(tx, round);
		const changes = pair.flatMap(({ talkId: id, startsAt, endsAt }) => {
			const before = all.find((one) => one.talkId === id);
			return before
				? [{ before, after: { ...before, startsAt, endsAt, revision: before.revision + 1 } }]
				: [];
		});
		if (changes.length < pair.length) return { ok: false, refusal: 'other_round' };
		const going = visits.some((one) => one.onOurWayAt && pair.some(({ talkId }) => talkId === one.talkId));
		if (going || changes.some(({ before }) => now >= before.startsAt))
			return { ok: false, refusal: 'started' };
		const who = onBehalfOf(staff, '');
		for (const { after } of changes) {
			await rewriteTalk(tx, round, after, who, now);
			const { talkId: id, childId } = after;
			await audit(tx, staff, 'talks.moved', { roundId: round.roundId, talkId: id, childId }, now);
		}
		const news = changes.map(({ before, after }): ToTell => {
			return { talk: after, say: (one) => moved({ ...one, before }) };
		});
		await tell(tx, round, news, now);
		await tellInterpreters(tx, round, changes, now);
		return { ok: true };
	});
}

/** "On our way": the family hears it at once. Said twice, it is sent once. */
export function sayOnOurWay(
	store: Store,
	staff: StaffActor,
	{ talkId, now }: { talkId: string; now: Date },
): Promise<Result> {
	return store.transact(async (tx): Promise<Result> => {
		const found = await ownVisit(tx, staff, talkId);
		const round = found && (await findRound(tx, staff.schoolId, found.roundId));
		if (!found || !round) return { ok: false, refusal: 'not_found' };
		const { talk } = tx.t;
		const fresh = await tx
			.update(talk)
			.set({ onOurWayAt: now })
			.where(and(eq(talk.schoolId, staff.schoolId), eq(talk.id, talkId), isNull(talk.onOurWayAt)))
			.returning({ id: talk.id });
		const agreed = (await agreedTalks(tx, round)).find((one) => one.talkId === talkId);
		if (fresh.length === 0 || !agreed) return { ok: true };
		await audit(tx, staff, 'talks.on_our_way', { talkId }, now);
		await tell(tx, round, [{ talk: agreed, say: onOurWay }], now);
		return { ok: true };
	});
}

const onOurWay: ToTell['say'] = alsoInDutch(({ round, to, talk }): NewNotice => {
	const into = { locale: to.locale };
	return {
		schoolId: round.school.schoolId,
		to: { guardianId: to.guardianId },
		childId: talk.childId,
		needsSay: true,
		kind: 'talks.on_our_way',
		route: 'one',
		onceKey: `talks.on_our_way:${talk.talkId}:${to.guardianId}`,
		expiresAt: talk.endsAt,
		content: {
			locale: to.locale,
			title: m.talkwords_way_title({}, into),
			lines: [m.talkwords_way_text({}, into)],
			action: { label: m.talknotices_look({}, into), path: talksPath(round.roundId) },
		},
	};
});

async function ownVisit(tx: Tx, staff: StaffActor, talkId: string) {
	const { talk, talkStaff } = tx.t;
	const [row] = await tx
		.select({ roundId: talk.roundId, startsAt: talk.startsAt })
		.from(talkStaff)
		.innerJoin(talk, and(eq(talk.schoolId, talkStaff.schoolId), eq(talk.id, talkStaff.talkId)))
		.where(
			and(
				eq(talkStaff.schoolId, staff.schoolId),
				eq(talkStaff.talkId, talkId),
				eq(talkStaff.staffId, staff.staffId),
				eq(talk.place, 'home'),
				eq(talk.status, 'agreed'),
			),
		);
	return row;
}

export interface SafetyNote {
	staffId: string;
	name: string;
	day: string;
	/** Local `HH:MM`. */
	backBy: string;
	note: string | null;
	backAt: Date | null;
	/** How many families they visit that day, and when they begin and end. */
	visits: number;
}

/** Notes when a member of staff is back from a day of visits, or that they are. */
export function saveSafetyNote(
	store: Store,
	{ schoolId, staffId }: StaffActor,
	{ day, backBy, note }: { day: string; backBy: string; note: string | null },
): Promise<void> {
	return store.transact(async (tx) => {
		const { talkVisitDay } = tx.t;
		await tx
			.insert(talkVisitDay)
			.values({ schoolId, staffId, day, backBy, note, backAt: null })
			.onConflictDoUpdate({
				target: [talkVisitDay.schoolId, talkVisitDay.staffId, talkVisitDay.day],
				set: { backBy, note, backAt: null },
			});
	});
}

/** "I am back." */
export function sayBack(
	store: Store,
	{ schoolId, staffId }: StaffActor,
	{ day, now }: { day: string; now: Date },
): Promise<void> {
	return store.transact(async (tx) => {
		const { talkVisitDay: v } = tx.t;
		await tx
			.update(v)
			.set({ backAt: now })
			.where(and(eq(v.schoolId, schoolId), eq(v.staffId, staffId), eq(v.day, day)));
	});
}

/** Who is out on visits today: for office and head all, for others their own note. No addresses. Two queries. */
export async function safetyNotes(db: Reader, staff: StaffActor, day: string): Promise<SafetyNote[]> {
	const { talkVisitDay: v, staffMember, talk, talkStaff } = db.t;
	const { schoolId } = staff;
	const rows = await db
		.select({
			staffId: v.staffId,
			name: staffMember.name,
			day: v.day,
			backBy: v.backBy,
			note: v.note,
			backAt: v.backAt,
		})
		.from(v)
		.innerJoin(staffMember, and(eq(staffMember.schoolId, v.schoolId), eq(staffMember.id, v.staffId)))
		.where(
			and(
				eq(v.schoolId, schoolId),
				eq(v.day, day),
				runsOffice(staff) ? undefined : eq(v.staffId, staff.staffId),
			),
		)
		.orderBy(asc(v.backBy), asc(staffMember.name));
	if (rows.length === 0) return [];
	const { from, till } = spanOfDay(day, staff.school.timeZone);
	const visits = await db
		.select({ staffId: talkStaff.staffId })
		.from(talkStaff)
		.innerJoin(talk, and(eq(talk.schoolId, talkStaff.schoolId), eq(talk.id, talkStaff.talkId)))
		.where(
			and(
				eq(talkStaff.schoolId, schoolId),
				inArray(
					talkStaff.staffId,
					rows.map(({ staffId }) => staffId),
				),
				eq(talk.place, 'home'),
				eq(talk.status, 'agreed'),
				gte(talk.startsAt, from),
				lt(talk.startsAt, till),
			),
		);
	return rows.map((row) => ({
		...row,
		visits: visits.filter(({ staffId }) => staffId === row.staffId).length,
	}));
}
