import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { ReadyPart } from '../message.ts';

export function messageTables(
	k: Kit,
	{ school, staffMember }: SchoolTables,
	{ guardian, child }: FamilyTables,
) {
	/** What staff wrote to guardians: ready sentences, words of their own, or both. Kept for one school year. */
	const message = k.table(
		'message',
		{
			...schoolRow(k),
			/** Who wrote it; kept when they left. */
			byStaffId: k.text().notNull(),
			aboutKind: k.oneOf('child', 'group', 'year', 'school', 'moment').notNull(),
			/** Id of the child, group or moment, or the year group; of the school: empty. */
			aboutId: k.text().notNull(),
			/** The child that it is about: it goes with the child. */
			childId: k.text(),
			/** Ready sentences with their filled blanks, in order: said again in each language. */
			parts: k.json<ReadyPart[]>().notNull(),
			/** Words of the writer's own, below the ready sentences. */
			text: k.text(),
			/** Tag of the language that `text` is in. */
			language: k.text().notNull(),
			/** One form, one message: a double tap sends once. */
			formKey: k.text().notNull(),
			createdAt: k.at().notNull(),
			/** Not later than then it goes out. */
			dueAt: k.at().notNull(),
			/** It may go sooner: as soon as nothing is left to be translated. */
			waitsForWords: k.bool().notNull().default(false),
			/** It rings at any hour. */
			urgent: k.bool().notNull().default(false),
			sentAt: k.at(),
			/** Guardians whom it was sent to. */
			told: k.int().notNull().default(0),
		},
		(t) => [
			k.primaryKey({ name: 'message_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'message_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'message_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('message_form_ux').on(t.schoolId, t.formKey),
			k.index('message_about_ix').on(t.schoolId, t.aboutKind, t.aboutId),
			k.index('message_child_ix').on(t.schoolId, t.childId),
			k.index('message_by_ix').on(t.schoolId, t.byStaffId, t.createdAt),
			k.index('message_due_ix').on(t.sentAt, t.dueAt),
		],
	);
	/** Who got it, and through which of their children: who may not know of those any more does not see it either. */
	const messageRecipient = k.table(
		'message_recipient',
		{
			schoolId: k.text().notNull(),
			messageId: k.text().notNull(),
			guardianId: k.text().notNull(),
			childId: k.text().notNull(),
		},
		(t) => [
			k.primaryKey({
				name: 'message_recipient_pk',
				columns: [t.schoolId, t.messageId, t.guardianId, t.childId],
			}),
			k
				.foreignKey({
					name: 'message_recipient_message_fk',
					columns: [t.schoolId, t.messageId],
					foreignColumns: [message.schoolId, message.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'message_recipient_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'message_recipient_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.index('message_recipient_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('message_recipient_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** The ready sentences that a member of staff keeps at hand. */
	const phraseFavourite = k.table(
		'phrase_favourite',
		{
			schoolId: k.text().notNull(),
			staffId: k.text().notNull(),
			phraseId: k.text().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'phrase_favourite_pk', columns: [t.schoolId, t.staffId, t.phraseId] }),
			k
				.foreignKey({
					name: 'phrase_favourite_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
		],
	);
	return { message, messageRecipient, phraseFavourite };
}
