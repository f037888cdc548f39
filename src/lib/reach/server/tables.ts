import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import { nextSteps } from '../next-step.ts';

export function reachTables(k: Kit, { staffMember }: SchoolTables, { guardian }: FamilyTables) {
	/** What somebody does to reach a guardian whom messages do not reach; at most one that is not done yet. */
	const reachStep = k.table(
		'reach_step',
		{
			...schoolRow(k),
			guardianId: k.text().notNull(),
			step: k.oneOf(...nextSteps).notNull(),
			/** Who will do it; null: that colleague is not here any more. */
			staffId: k.text(),
			plannedBy: k.text(),
			plannedAt: k.at().notNull(),
			doneAt: k.at(),
			doneBy: k.text(),
		},
		(t) => [
			k.primaryKey({ name: 'reach_step_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'reach_step_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.foreignKey({
				name: 'reach_step_staff_fk',
				columns: [t.schoolId, t.staffId],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.index('reach_step_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('reach_step_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	return { reachStep };
}
