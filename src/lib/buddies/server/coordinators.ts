import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** Ids of the parent coordinators; of a school without one, those of the head. */
export async function coordinatorsOf(db: Reader, schoolId: string): Promise<string[]> {
	const { staffRole, staffMember } = db.t;
	const staff = await db
		.selectDistinct({ staffId: staffRole.staffId, role: staffRole.role })
		.from(staffRole)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, staffRole.schoolId), eq(staffMember.id, staffRole.staffId)),
		)
		.where(
			and(
				eq(staffRole.schoolId, schoolId),
				inArray(staffRole.role, ['coordinator', 'head']),
				eq(staffMember.status, 'active'),
			),
		);
	const coordinators = staff.filter(({ role }) => role === 'coordinator');
	return (coordinators.length > 0 ? coordinators : staff).map(({ staffId }) => staffId);
}
