import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';

export function absenceTables(k: Kit, { school }: SchoolTables, { child, guardian }: FamilyTables) {
	/** Which of it a school does here; without a row neither: parents call, or use the school's own system. */
	const absenceSettings = k.table(
		'absence_settings',
		{
			schoolId: k.text().primaryKey(),
			/** Parents can report a child ill here. */
			sickReports: k.bool().notNull().default(false),
			/** Until when on a school day, local `HH:MM`; later they call. */
			reportUntil: k.text().notNull().default('09:00'),
			/** When the school has looked at all reports of the day, local `HH:MM`; what it has not seen by then asks for a call. */
			seenBy: k.text().notNull().default('09:30'),
			/** Parents can ask for leave here. */
			leaveRequests: k.bool().notNull().default(false),
		},
		(t) => [
			k
				.foreignKey({
					name: 'absence_settings_school_fk',
					columns: [t.schoolId],
					foreignColumns: [school.id],
				})
				.onDelete('cascade'),
		],
	);
	/** A child is ill today, said by one guardian. No reason, no words. Gone after four weeks. */
	const sickReport = k.table(
		'sick_report',
		{
			...schoolRow(k),
			childId: k.text().notNull(),
			guardianId: k.text().notNull(),
			day: k.day().notNull(),
			createdAt: k.at().notNull(),
			seenAt: k.at(),
			seenBy: k.text(),
			/** Entered in the school's own system. */
			enteredAt: k.at(),
			enteredBy: k.text(),
		},
		(t) => [
			k.primaryKey({ name: 'sick_report_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'sick_report_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'sick_report_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('sick_report_day_ux').on(t.schoolId, t.day, t.childId, t.guardianId),
			k.index('sick_report_child_ix').on(t.schoolId, t.childId),
			k.index('sick_report_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** A guardian asks for days off for a child. The ground is one of the law's; which feast or whose wedding is not asked. */
	const leaveRequest = k.table(
		'leave_request',
		{
			...schoolRow(k),
			childId: k.text().notNull(),
			guardianId: k.text().notNull(),
			ground: k.oneOf('duty', 'important', 'work_holiday').notNull(),
			firstDay: k.day().notNull(),
			lastDay: k.day().notNull(),
			createdAt: k.at().notNull(),
			/** `officer`: more days than the head may give; the municipality decides. */
			answer: k.oneOf('allowed', 'refused', 'officer'),
			answeredAt: k.at(),
			answeredBy: k.text(),
		},
		(t) => [
			k.primaryKey({ name: 'leave_request_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'leave_request_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'leave_request_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('leave_request_child_ix').on(t.schoolId, t.childId),
			k.index('leave_request_day_ix').on(t.schoolId, t.firstDay),
			k.index('leave_request_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	return { absenceSettings, sickReport, leaveRequest };
}
