import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { Section } from '../sections.ts';

export function infoCardTables(k: Kit, { schoolYear }: SchoolTables, { guardian }: FamilyTables) {
	/** The card of a school year. One is published per year; publishing again makes the next version. */
	const infoCard = k.table(
		'info_card',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			version: k.int().notNull(),
			sections: k.json<Section[]>().notNull(),
			/** Null: a draft. */
			publishedAt: k.at(),
			createdAt: k.at().notNull(),
			/** The last change of a section. */
			changedAt: k.at().notNull(),
			/** Who made it; null in a row that is older than this column. */
			changedBy: k.text(),
			/** Who published it; null for a draft, and in a row that is older than this column. */
			publishedBy: k.text(),
		},
		(t) => [
			k.primaryKey({ name: 'info_card_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'info_card_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('info_card_version_ux').on(t.schoolId, t.schoolYearId, t.version),
		],
	);
	/** "I have read this": one guardian, one version. */
	const acknowledgement = k.table(
		'acknowledgement',
		{
			schoolId: k.text().notNull(),
			cardId: k.text().notNull(),
			guardianId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'acknowledgement_pk', columns: [t.schoolId, t.cardId, t.guardianId] }),
			k
				.foreignKey({
					name: 'acknowledgement_card_fk',
					columns: [t.schoolId, t.cardId],
					foreignColumns: [infoCard.schoolId, infoCard.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'acknowledgement_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('acknowledgement_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	return { infoCard, acknowledgement };
}
