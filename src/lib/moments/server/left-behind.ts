// Moments to come that were planned by somebody who does not work here any more: they go on, and wait for who takes them over.
import { and, asc, eq, gt, inArray, isNull, min, type SQL } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import type { MomentKind } from '../kinds.ts';
import { mayRun } from './policy.ts';
import { findGroups } from './staff-slots.ts';

export interface LeftBehind {
	momentId: string;
	kind: MomentKind;
	title: string | null;
	/** None: the whole school. */
	groups: { groupId: string; name: string }[];
	/** The first slot to come. */
	startsAt: Date;
	draft: boolean;
	/** Who planned it. */
	by: string;
}

/** Those that this member of staff may run, soonest first. Two queries. */
export function leftBehind(db: Reader, staff: StaffActor, now: Date): Promise<LeftBehind[]> {
	return toComeOf(db, staff, eq(db.t.staffMember.status, 'gone'), now);
}

/** What a colleague planned that is still to come, as far as this member of staff may run it: before they leave. */
export function plannedBy(db: Reader, staff: StaffActor, staffId: string, now: Date): Promise<LeftBehind[]> {
	return toComeOf(db, staff, eq(db.t.staffMember.id, staffId), now);
}

async function toComeOf(db: Reader, staff: StaffActor, whose: SQL, now: Date): Promise<LeftBehind[]> {
	const { moment, slot, staffMember } = db.t;
	const rows = await db
		.select({
			momentId: moment.id,
			kind: moment.kind,
			title: moment.title,
			publishedAt: moment.publishedAt,
			by: staffMember.name,
			startsAt: min(slot.startsAt),
		})
		.from(moment)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, moment.schoolId), eq(staffMember.id, moment.createdBy), whose),
		)
		.innerJoin(slot, and(eq(slot.schoolId, moment.schoolId), eq(slot.momentId, moment.id)))
		.where(
			and(
				eq(moment.schoolId, staff.schoolId),
				isNull(moment.cancelledAt),
				isNull(slot.cancelledAt),
				gt(slot.startsAt, now),
			),
		)
		.groupBy(moment.id, moment.kind, moment.title, moment.publishedAt, staffMember.name)
		.orderBy(asc(min(slot.startsAt)), asc(moment.id));
	const groups = await findGroups(
		db,
		staff.schoolId,
		rows.map(({ momentId }) => momentId),
	);
	return rows.flatMap(({ publishedAt, startsAt, ...row }) => {
		const of = groups.get(row.momentId) ?? [];
		const may = mayRun(
			staff,
			of.map(({ groupId }) => groupId),
		);
		return may
			? [{ ...row, groups: of, startsAt: new Date(startsAt ?? 0), draft: publishedAt === null }]
			: [];
	});
}

/** These moments are theirs from now on; those that nobody left behind, or that they may not run, stay. Gives how many. */
export function takeOver(
	store: Store,
	staff: StaffActor,
	{ momentIds, now }: { momentIds: readonly string[]; now: Date },
): Promise<number> {
	return store.transact(async (tx): Promise<number> => {
		const wanted = new Set(momentIds);
		const ids = (await leftBehind(tx, staff, now)).flatMap(({ momentId }) =>
			wanted.has(momentId) ? [momentId] : [],
		);
		if (ids.length === 0) return 0;
		const { moment } = tx.t;
		await tx
			.update(moment)
			.set({ createdBy: staff.staffId, changedBy: staff.staffId })
			.where(and(eq(moment.schoolId, staff.schoolId), inArray(moment.id, ids)));
		for (const momentId of ids) await audit(tx, staff, 'moments.taken_over', { momentId }, now);
		return ids.length;
	});
}
