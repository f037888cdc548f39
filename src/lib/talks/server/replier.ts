// Who answers to a round: a guardian, or staff who write down what a guardian said.
import { and, asc, eq, gte, isNull, or } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import type { AuditActor } from '#lib/accounts/server/audit.ts';
import type { Reader } from '#lib/database/store.ts';
import type { ChildInRound, FoundRound } from './find-round.ts';

export interface Replier {
	schoolId: string;
	guardianId: string;
	/** Staff who wrote it down; null when the guardian did it. */
	byStaffId: string | null;
	/** May say where the family lives: not who came in with a letter alone, which somebody may have found. */
	mayAddress: boolean;
	actor: AuditActor;
}

export function asReplier(parent: ParentActor): Replier {
	const { schoolId, guardianId } = parent;
	const mayAddress = parent.strength === 'confirmed';
	return { schoolId, guardianId, byStaffId: null, mayAddress, actor: parent };
}

/** By phone or at the gate. Ask `mayRun` for the round's groups before. */
export function onBehalfOf(staff: StaffActor, guardianId: string): Replier {
	const { schoolId, staffId } = staff;
	return { schoolId, guardianId, byStaffId: staffId, mayAddress: true, actor: staff };
}

/**
 * The children of a guardian in a round, with full rights only; by name. Asked of the database, so that a right that was
 * taken away a moment ago is gone.
 */
export async function childrenOfReplier(
	db: Reader,
	round: Pick<FoundRound, 'groups' | 'school'>,
	guardianId: string,
	today: string,
): Promise<Omit<ChildInRound, 'guardianIds'>[]> {
	const { child, groupChild, guardianship } = db.t;
	const rows = await db
		.select({
			childId: child.id,
			givenName: child.givenName,
			sortKey: child.sortKey,
			groupId: groupChild.groupId,
		})
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.where(
			and(
				eq(guardianship.schoolId, round.school.schoolId),
				eq(guardianship.guardianId, guardianId),
				eq(guardianship.level, 'full'),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	const ids = round.groups.map(({ groupId }) => groupId);
	return [...Map.groupBy(rows, ({ childId }) => childId).values()].flatMap((own) => {
		const groupId = ids.find((id) => own.some((row) => row.groupId === id));
		return own[0] && groupId ? [{ ...own[0], groupId }] : [];
	});
}
