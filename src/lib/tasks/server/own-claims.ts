// The guardian's own shifts, as the rules and their pages need them.
import { aliasedTable, and, asc, count, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { placesLeft } from '#lib/moments/slots.ts';

const findRows = compiled<{ school: string; guardian: string; now: Date; task: string }>('own_claims')((
	db: Reader,
	p,
) => {
	const { claim, shift, task } = db.t;
	const ahead = aliasedTable(claim, 'ahead');
	const before = db
		.select({ number: count() })
		.from(ahead)
		.where(
			and(
				eq(ahead.schoolId, claim.schoolId),
				eq(ahead.shiftId, claim.shiftId),
				eq(ahead.status, 'waiting'),
				lt(ahead.ticket, claim.ticket),
			),
		);
	return db
		.select({
			claimId: claim.id,
			shiftId: claim.shiftId,
			taskId: claim.taskId,
			status: claim.status,
			handHash: claim.handHash,
			offeredAt: claim.offeredAt,
			offerClosedAt: claim.offerClosedAt,
			before: sql<string | number>`(${before})`,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt,
			capacity: shift.capacity,
			taken: shift.taken,
			revision: shift.revision,
			shiftCancelledAt: shift.cancelledAt,
			taskCancelledAt: task.cancelledAt,
			template: task.template,
			title: task.title,
			place: task.place,
			flexible: task.flexible,
			marks: task.marks,
		})
		.from(claim)
		.innerJoin(shift, and(eq(shift.schoolId, claim.schoolId), eq(shift.id, claim.shiftId)))
		.innerJoin(task, and(eq(task.schoolId, claim.schoolId), eq(task.id, claim.taskId)))
		.where(
			and(
				eq(claim.schoolId, p.school),
				eq(claim.guardianId, p.guardian),
				or(gt(shift.endsAt, as(p.now, shift.endsAt)), eq(claim.taskId, p.task)),
			),
		)
		.orderBy(asc(shift.startsAt), asc(claim.ticket));
});

export type OwnClaim = Awaited<ReturnType<typeof findOwnClaims>>[number];

/** The guardian's shifts that are not over, and all of `taskId`, in order of time; called off ones say so. One query. */
export async function findOwnClaims(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	now: Date,
	taskId = '',
) {
	const rows = await findRows(db, { school: schoolId, guardian: guardianId, now, task: taskId });
	return rows.map(
		({
			before,
			shiftCancelledAt,
			taskCancelledAt,
			offeredAt,
			offerClosedAt,
			capacity,
			taken,
			handHash,
			marks,
			...row
		}) => {
			const cancelled = Boolean(shiftCancelledAt ?? taskCancelledAt);
			const waits = row.status === 'waiting';
			const asked = waits && offeredAt !== null && offerClosedAt === null && !cancelled;
			const free = placesLeft({ capacity, taken }) > 0;
			return {
				...row,
				cancelled,
				/** A link is out by which another parent can take it. */
				handing: handHash !== null,
				/** The number in the waiting list; null when confirmed. */
				number: waits ? Number(before) + 1 : null,
				/** A place came free and the question is open: the first yes gets it. */
				offered: asked && now < row.startsAt && free,
				/** They wait although a place is free: until their certificate of conduct was seen. */
				forCertificate: waits && free && !asked && marks.includes('certificate'),
			};
		},
	);
}
