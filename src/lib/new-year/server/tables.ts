import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { YearChoices } from '../choices.ts';
import type { StepOutcomes } from '../steps.ts';

export function newYearTables(k: Kit, { schoolYear, staffMember }: SchoolTables) {
	/**
	 * Turning the year, as far as it has come. A school does it once from each year; it may be left half-way and gone on
	 * with by somebody else.
	 */
	const yearTurn = k.table(
		'year_turn',
		{
			...schoolRow(k),
			fromYearId: k.text().notNull(),
			/** The new year; null until it is made. */
			toYearId: k.text(),
			choices: k.json<YearChoices>().notNull(),
			/** What each step that was done made of it. */
			outcomes: k.json<StepOutcomes>().notNull(),
			startedBy: k.text().notNull(),
			createdAt: k.at().notNull(),
			changedAt: k.at().notNull(),
			finishedAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'year_turn_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'year_turn_from_fk',
					columns: [t.schoolId, t.fromYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'year_turn_to_fk',
					columns: [t.schoolId, t.toYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'year_turn_staff_fk',
					columns: [t.schoolId, t.startedBy],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('year_turn_once_ux').on(t.schoolId, t.fromYearId),
			k.index('year_turn_to_ix').on(t.schoolId, t.toYearId),
			k.index('year_turn_staff_ix').on(t.schoolId, t.startedBy),
		],
	);
	return { yearTurn };
}
