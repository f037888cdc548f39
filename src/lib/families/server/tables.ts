import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { ImportChanges } from '../import-changes.ts';

export function familyTables(k: Kit, { school, group, staffMember }: SchoolTables) {
	const child = k.table(
		'child',
		{
			...schoolRow(k),
			/** Key in the school's EDEXML files, stable for the whole school career; null for a child added by hand. */
			edexKey: k.text(),
			/** What everybody calls the child (roepnaam). */
			givenName: k.text().notNull(),
			/** `van den`; null without. */
			prefix: k.text(),
			surname: k.text(),
			initials: k.text(),
			birthDate: k.day(),
			yearGroup: k.text(),
			/** Surname, given name and prefix folded, so that lists sort the same everywhere. */
			sortKey: k.text().notNull(),
			/** Names folded into words, for finding; empty in a row that is older than this column. */
			searchKey: k.text().notNull().default(''),
			startsOn: k.day(),
			/** The last day at this school; what a leaver's guardians may still see, the school sets. */
			leftOn: k.day(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'child_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'child_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.uniqueIndex('child_edex_ux').on(t.schoolId, t.edexKey),
		],
	);
	const groupChild = k.table(
		'group_child',
		{ schoolId: k.text().notNull(), groupId: k.text().notNull(), childId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'group_child_pk', columns: [t.schoolId, t.groupId, t.childId] }),
			k
				.foreignKey({
					name: 'group_child_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'group_child_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.index('group_child_child_ix').on(t.schoolId, t.childId),
		],
	);
	const guardian = k.table(
		'guardian',
		{
			...schoolRow(k),
			/** Null when the school gave none: shown as "ouder/verzorger van <child>". */
			name: k.text(),
			/** The name folded into words, for finding; empty without a name. */
			searchKey: k.text().notNull().default(''),
			email: k.text(),
			/** E-mail in lower case, for finding; two guardians may share one address. */
			emailKey: k.text(),
			/** When the guardian proved that the address is theirs. */
			emailConfirmedAt: k.at(),
			/**
			 * The guardian gave the address in a session of strength `code`: mail goes there, but a code to it proves no more
			 * than the letter did. False for an address that the school has on file.
			 */
			emailIsOwn: k.bool().notNull().default(false),
			phone: k.text(),
			/** Language of the app, one of ours; null until known. */
			locale: k.text(),
			/** Language tag that they read; the first screen asks. */
			writtenLanguage: k.text(),
			spokenLanguage: k.text(),
			/** The language as the school's list has it ("Koerdisch"): a proposal until the guardian chose. */
			listedLanguage: k.text(),
			languageChosenAt: k.at(),
			likesListening: k.bool().notNull().default(false),
			needsInterpreter: k.bool().notNull().default(false),
			/** Wants the app as pictures with words, one thing a screen. */
			easyView: k.bool().notNull().default(false),
			/** First entry into the app. */
			enteredAt: k.at(),
			/** Read "what the school sees" at the first entry. */
			toldAt: k.at(),
			/** The first night on which nobody was their child here; null for who has a child. After a while they go. */
			withoutChildSince: k.day(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'guardian_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'guardian_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.index('guardian_email_ix').on(t.emailKey),
		],
	);
	const guardianship = k.table(
		'guardianship',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			childId: k.text().notNull(),
			/**
			 * What the school lets this guardian see of this child. `information`: the other parent has the say (card, group
			 * news, moments; no sign-up, no messages; Dutch civil code 1:377c). `nothing`: a court's order.
			 */
			level: k.oneOf('full', 'information', 'nothing').notNull(),
			/** The paper that a limit rests on, in the school's words. */
			ground: k.text(),
			/** Order in the school's list: 1 for "Ouder 1". */
			position: k.int().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'guardianship_pk', columns: [t.schoolId, t.guardianId, t.childId] }),
			k
				.foreignKey({
					name: 'guardianship_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'guardianship_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.index('guardianship_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** The letter and code of one guardian. At most three are open; using one closes all. */
	const invitation = k.table(
		'invitation',
		{
			...schoolRow(k),
			guardianId: k.text().notNull(),
			/** HMAC-SHA-256 of the printed code under the installation's key. */
			codeHash: k.text().notNull(),
			createdAt: k.at().notNull(),
			expiresAt: k.at().notNull(),
			/** Wrong birth dates so far; five close the code. */
			wrongTries: k.int().notNull().default(0),
			/** Set when the code no longer works, with why. */
			closedAt: k.at(),
			closedBecause: k.oneOf('used', 'replaced', 'tries', 'withdrawn'),
		},
		(t) => [
			k.primaryKey({ name: 'invitation_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'invitation_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('invitation_code_ix').on(t.codeHash),
			k.index('invitation_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** The first-week welcome of a child, sent to the guardians. A row: it was; so never twice. */
	const childWelcome = k.table(
		'child_welcome',
		{
			schoolId: k.text().notNull(),
			childId: k.text().notNull(),
			sentAt: k.at().notNull(),
			/** Id of a member of staff; kept when they left. */
			sentBy: k.text().notNull(),
			/** How many guardians got it. */
			told: k.int().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'child_welcome_pk', columns: [t.schoolId, t.childId] }),
			k
				.foreignKey({
					name: 'child_welcome_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
		],
	);
	/** How the school's list named its columns, so that the next import of the same list asks nothing. */
	const columnMapping = k.table(
		'column_mapping',
		{
			schoolId: k.text().notNull(),
			/** Digest of the header row, folded. */
			headerKey: k.text().notNull(),
			mapping: k.json<Record<string, string>>().notNull(),
			usedAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'column_mapping_pk', columns: [t.schoolId, t.headerKey] }),
			k
				.foreignKey({ name: 'column_mapping_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
		],
	);
	/** A file that was read but not yet applied: holds the parsed rows (never what is dropped at parsing) for a day. */
	const importDraft = k.table(
		'import_draft',
		{
			...schoolRow(k),
			kind: k.oneOf('edexml', 'guardians').notNull(),
			fileName: k.text().notNull(),
			content: k.json<unknown>().notNull(),
			staffId: k.text(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'import_draft_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'import_draft_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('import_draft_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	/**
	 * An import that was applied, with what it needs to be taken back: ids of what it made, and old and new values of what
	 * it changed. The values go with the possibility, after two weeks.
	 */
	const importRun = k.table(
		'import_run',
		{
			...schoolRow(k),
			kind: k.oneOf('edexml', 'guardians').notNull(),
			fileName: k.text().notNull(),
			/** Name of the school year that the file is of (`2027-2028`); null for a list of guardians. */
			schoolYear: k.text(),
			/** Null for one from the command line. */
			staffId: k.text(),
			/** What it did; null when it can no longer be taken back. */
			changes: k.json<ImportChanges>(),
			/** How many rows it wrote, for the list of imports. */
			counts: k.json<Record<string, number>>().notNull(),
			appliedAt: k.at().notNull(),
			undoneAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'import_run_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'import_run_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.index('import_run_at_ix').on(t.schoolId, t.appliedAt),
		],
	);
	/** Somebody of the school called a guardian whom a message or an invitation would not reach in words. */
	const familyCall = k.table(
		'family_call',
		{
			schoolId: k.text().notNull(),
			aboutKind: k.oneOf('message', 'moment').notNull(),
			aboutId: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** Kept when they left. */
			byStaffId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({
				name: 'family_call_pk',
				columns: [t.schoolId, t.aboutKind, t.aboutId, t.guardianId],
			}),
			k
				.foreignKey({
					name: 'family_call_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('family_call_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	return {
		child,
		groupChild,
		guardian,
		guardianship,
		invitation,
		childWelcome,
		columnMapping,
		importDraft,
		importRun,
		familyCall,
	};
}
export type FamilyTables = ReturnType<typeof familyTables>;
