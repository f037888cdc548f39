import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import { fileKinds } from '../../platform/server/files/kinds.ts';
import type { SchoolTables } from '../../school/server/tables.ts';

export function fileTables(k: Kit, { school }: SchoolTables) {
	/**
	 * A file that belongs to a thing: who may see the thing may see the file. The bytes lie in the data folder under
	 * their hash, once, however many rows have it; the night removes bytes that no row has.
	 */
	const storedFile = k.table(
		'stored_file',
		{
			...schoolRow(k),
			kind: k.oneOf(...fileKinds).notNull(),
			/** SHA-256 of the bytes that are kept (of the largest size of a picture). */
			hash: k.text().notNull(),
			mediaType: k.text().notNull(),
			bytes: k.int().notNull(),
			/** What a download is called, with its ending; no path in it. */
			name: k.text().notNull(),
			/** Pixels of a picture as it is kept; null for others. */
			width: k.int(),
			height: k.int(),
			/** Kind of the thing that it belongs to: whose check decides (`fileOwners`). */
			ownerKind: k.text().notNull(),
			ownerId: k.text().notNull(),
			/** Of a recording in which somebody says what stands there: the language that is spoken. */
			language: k.text(),
			/** What stood there when it was said; it is out of date when that is not so any more. */
			saysOf: k.text(),
			/** Who added it: `staff:<id>` or `guardian:<id>`. */
			addedBy: k.text().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'stored_file_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'stored_file_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.index('stored_file_owner_ix').on(t.schoolId, t.ownerKind, t.ownerId),
			k.index('stored_file_hash_ix').on(t.schoolId, t.hash),
		],
	);
	/** A file that is being sent in pieces; how much there is of it, the data folder knows. Forgotten after a day. */
	const upload = k.table(
		'upload',
		{
			...schoolRow(k),
			/** `staff:<id>` or `guardian:<id>`; nobody else can add to it or use it. */
			byActor: k.text().notNull(),
			name: k.text().notNull(),
			/** Of the whole file, as announced. */
			bytes: k.int().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'upload_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'upload_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.index('upload_actor_ix').on(t.schoolId, t.byActor),
		],
	);
	return { storedFile, upload };
}
