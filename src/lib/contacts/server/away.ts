import { and, asc, eq, gte, lte } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Away } from '../choose.ts';
import { mayNameContacts } from './policy.ts';

export interface AwayPeriod {
	id: string;
	staffId: string;
	substituteId: string | null;
	firstDay: string;
	lastDay: string;
}

/** Who is away on a day, by person. One query. */
export async function awayOn(db: Reader, schoolId: string, day: string): Promise<Away> {
	const { awayPeriod } = db.t;
	const rows = await db
		.select({
			staffId: awayPeriod.staffId,
			substituteId: awayPeriod.substituteId,
			lastDay: awayPeriod.lastDay,
		})
		.from(awayPeriod)
		.where(
			and(eq(awayPeriod.schoolId, schoolId), lte(awayPeriod.firstDay, day), gte(awayPeriod.lastDay, day)),
		)
		.orderBy(asc(awayPeriod.lastDay));
	return new Map(rows.map(({ staffId, ...row }) => [staffId, row]));
}

/** The periods of one person that are not over, in order. One query. */
export async function awayPeriodsOf(
	db: Reader,
	schoolId: string,
	staffId: string,
	today: string,
): Promise<AwayPeriod[]> {
	const { awayPeriod } = db.t;
	return db
		.select({
			id: awayPeriod.id,
			staffId: awayPeriod.staffId,
			substituteId: awayPeriod.substituteId,
			firstDay: awayPeriod.firstDay,
			lastDay: awayPeriod.lastDay,
		})
		.from(awayPeriod)
		.where(
			and(eq(awayPeriod.schoolId, schoolId), eq(awayPeriod.staffId, staffId), gte(awayPeriod.lastDay, today)),
		)
		.orderBy(asc(awayPeriod.firstDay), asc(awayPeriod.id));
}

/** `past`: it is over already; `overlaps`: they are away then anyhow. */
export type AwayRefusal =
	'not_allowed' | 'unknown_person' | 'same_person' | 'backwards' | 'past' | 'overlaps';

/** Somebody is away from and until with these days; the substitute is there for all their families. */
export async function setAway(
	store: Store,
	actor: StaffActor,
	{
		staffId,
		substituteId,
		firstDay,
		lastDay,
		today,
		now,
	}: Omit<AwayPeriod, 'id'> & { today: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: AwayRefusal }> {
	if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
	if (substituteId === staffId) return { ok: false, refusal: 'same_person' };
	if (lastDay < firstDay) return { ok: false, refusal: 'backwards' };
	if (lastDay < today) return { ok: false, refusal: 'past' };
	const { schoolId } = actor;
	return store.transact(async (tx) => {
		for (const id of [staffId, substituteId])
			if (id !== null && !(await worksHere(tx, schoolId, id)))
				return { ok: false as const, refusal: 'unknown_person' as const };
		const others = await awayPeriodsOf(tx, schoolId, staffId, firstDay);
		if (others.some((other) => other.firstDay <= lastDay))
			return { ok: false as const, refusal: 'overlaps' as const };
		await tx.insert(tx.t.awayPeriod).values({
			schoolId,
			id: newId(),
			staffId,
			substituteId,
			firstDay,
			lastDay,
			createdAt: now,
		});
		await audit(tx, actor, 'contacts.away_set', { staff: staffId, substitute: substituteId }, now);
		return { ok: true as const };
	});
}

/** They are back, or never went. */
export async function removeAway(
	store: Store,
	actor: StaffActor,
	{ id, now }: { id: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' }> {
	if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const { awayPeriod } = tx.t;
		const [gone] = await tx
			.delete(awayPeriod)
			.where(and(eq(awayPeriod.schoolId, actor.schoolId), eq(awayPeriod.id, id)))
			.returning({ staffId: awayPeriod.staffId });
		if (gone) await audit(tx, actor, 'contacts.away_removed', { staff: gone.staffId }, now);
		return { ok: true as const };
	});
}

/** True for who did not leave this school. */
export async function worksHere(tx: Tx, schoolId: string, staffId: string): Promise<boolean> {
	const { staffMember } = tx.t;
	const [found] = await tx
		.select({ status: staffMember.status })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId)));
	return found !== undefined && found.status !== 'gone';
}
