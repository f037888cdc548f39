import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';

export function translationTables(k: Kit, { school }: SchoolTables) {
	/**
	 * A text of the school in one more language. `aboutKind`, `aboutId` and `field` say which text; it goes with the
	 * thing that it is about.
	 */
	const translation = k.table(
		'translation',
		{
			...schoolRow(k),
			aboutKind: k.text().notNull(),
			aboutId: k.text().notNull(),
			field: k.text().notNull(),
			/** BCP 47 tag. */
			language: k.text().notNull(),
			/** What a machine makes never takes the place of what a person made. */
			state: k.oneOf('person', 'machine').notNull(),
			text: k.text().notNull(),
			/** The text that it translates, and its language. */
			of: k.text().notNull(),
			from: k.text().notNull(),
			/** Who wrote it; null for a machine's. */
			byStaffId: k.text(),
			/** Which service; null for a person's. */
			provider: k.text(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'translation_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'translation_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k
				.uniqueIndex('translation_about_ux')
				.on(t.schoolId, t.aboutKind, t.aboutId, t.field, t.language, t.state),
		],
	);
	/** A text that a service is to translate. Gone when it did, or when the text is no more. */
	const translationWish = k.table(
		'translation_wish',
		{
			...schoolRow(k),
			aboutKind: k.text().notNull(),
			aboutId: k.text().notNull(),
			field: k.text().notNull(),
			language: k.text().notNull(),
			text: k.text().notNull(),
			from: k.text().notNull(),
			tries: k.int().notNull(),
			dueAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'translation_wish_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'translation_wish_school_fk',
					columns: [t.schoolId],
					foreignColumns: [school.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('translation_wish_about_ux').on(t.schoolId, t.aboutKind, t.aboutId, t.field, t.language),
			k.index('translation_wish_due_ix').on(t.dueAt),
		],
	);
	/** The head lets an outside service have texts of this kind; gone when switched off. */
	const translationOutside = k.table(
		'translation_outside',
		{
			schoolId: k.text().notNull(),
			kind: k.oneOf('message', 'good_news', 'answer').notNull(),
			byStaffId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'translation_outside_pk', columns: [t.schoolId, t.kind] }),
			k
				.foreignKey({
					name: 'translation_outside_school_fk',
					columns: [t.schoolId],
					foreignColumns: [school.id],
				})
				.onDelete('cascade'),
		],
	);
	return { translation, translationWish, translationOutside };
}
