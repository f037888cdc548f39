import { and, eq, ne } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { Busy } from '../clashes.ts';
import { weekday } from '../week-plan.ts';

/** Who teaches these groups on a day, each once. */
export type TeachersOn = (groups: Busy['groups'], day: string) => Busy['teachers'];

/** All teachers of all groups, by their days; who has no days of their own there, or at all, is there every day. One query. */
export async function teachersOfGroups(db: Reader, schoolId: string): Promise<TeachersOn> {
	const { groupTeacher, staffMember } = db.t;
	const rows = await db
		.select({
			groupId: groupTeacher.groupId,
			staffId: staffMember.id,
			name: staffMember.name,
			called: staffMember.calledName,
			days: groupTeacher.days,
			atSchool: staffMember.days,
		})
		.from(groupTeacher)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, groupTeacher.schoolId), eq(staffMember.id, groupTeacher.staffId)),
		)
		.where(and(eq(groupTeacher.schoolId, schoolId), ne(staffMember.status, 'gone')));
	const ofGroup = Map.groupBy(rows, ({ groupId }) => groupId);
	return (groups, day) => {
		const here = groups
			.flatMap(({ groupId }) => ofGroup.get(groupId) ?? [])
			.filter(({ days, atSchool }) => {
				const theirs = days ?? atSchool;
				return theirs.length === 0 || theirs.includes(weekday(day));
			});
		return [
			...new Map(
				here.map(({ staffId, name, called }) => [staffId, { staffId, name: called ?? name }]),
			).values(),
		];
	};
}
