import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolSettings } from '../settings.ts';

export function schoolTables(k: Kit) {
	/** One row: who made this database. The demo refuses to start on one that it did not make. */
	const installation = k.table('installation', {
		id: k.text().primaryKey(),
		madeBy: k.oneOf('demo', 'school').notNull(),
		createdAt: k.at().notNull(),
	});
	const school = k.table('school', {
		id: k.text().primaryKey(),
		name: k.text().notNull(),
		/** BRIN code, such as 99ZZ; upper case. */
		brin: k.text(),
		region: k.oneOf('noord', 'midden', 'zuid').notNull(),
		timeZone: k.text().notNull(),
		street: k.text(),
		postcode: k.text(),
		city: k.text(),
		phone: k.text(),
		email: k.text(),
		settings: k.json<SchoolSettings>().notNull(),
		createdAt: k.at().notNull(),
	});
	const schoolYear = k.table(
		'school_year',
		{
			...schoolRow(k),
			/** `2026-2027` */
			name: k.text().notNull(),
			startsOn: k.day().notNull(),
			endsOn: k.day().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'school_year_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'school_year_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.uniqueIndex('school_year_name_ux').on(t.schoolId, t.name),
		],
	);
	/**
	 * A period or day on which children are free. Without any row of a school year, the dates of the school's region
	 * hold; the school's first change writes them all.
	 */
	const dayOff = k.table(
		'day_off',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			kind: k
				.oneOf(
					'autumn',
					'christmas',
					'spring',
					'may',
					'summer',
					'good_friday',
					'easter',
					'kings_day',
					'ascension',
					'whitsun',
					'study_day',
					'half_day',
					'other',
				)
				.notNull(),
			/** The school's own words for kind `other`. */
			name: k.text(),
			firstDay: k.day().notNull(),
			lastDay: k.day().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'day_off_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'day_off_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.index('day_off_year_ix').on(t.schoolId, t.schoolYearId),
		],
	);
	const group = k.table(
		'school_group',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			/** Key in the school's EDEXML files; null for a group made by hand. */
			edexKey: k.text(),
			name: k.text().notNull(),
			/** `class`: every child's own group; `across`: children of several classes (a plus class). */
			kind: k.oneOf('class', 'across').notNull(),
			/** Year groups in it, in order: `["1","2"]`. */
			yearGroups: k.json<string[]>().notNull(),
			/** Digits padded, accents and case folded, so that lists sort the same everywhere. */
			sortKey: k.text().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'school_group_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'school_group_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('school_group_edex_ux').on(t.schoolId, t.schoolYearId, t.edexKey),
		],
	);
	const staffMember = k.table(
		'staff_member',
		{
			...schoolRow(k),
			edexKey: k.text(),
			/** Whole name as people say it: `Marieke Koster`. */
			name: k.text().notNull(),
			/** What children and parents call them: `juf Marieke`. */
			calledName: k.text(),
			/** How to say the name, in plain letters. */
			saidAs: k.text(),
			/** Function in the school's words, Dutch: `leerkracht groep 4`. */
			jobTitle: k.text(),
			email: k.text(),
			/** E-mail in lower case, for finding. */
			emailKey: k.text(),
			phone: k.text(),
			/** Language tags that they speak with parents. */
			languages: k.json<string[]>().notNull(),
			/** Language tags of which they speak a little: enough for a greeting, not for a talk. Null: none. */
			languagesALittle: k.json<string[]>(),
			/** Days at school, 1 (Monday) to 5. */
			days: k.json<number[]>().notNull(),
			/** When parents can call, local `HH:MM`. */
			callFrom: k.text(),
			callTill: k.text(),
			/** When they stand at the gate or the classroom door on their days, local `HH:MM`. */
			gateFrom: k.text(),
			gateTill: k.text(),
			/** How parents reach this person best; null: however they like. */
			bestWay: k.oneOf('call', 'email', 'gate'),
			/** Whether parents see this person's own e-mail address and number; else those of the school. */
			emailShown: k.bool().notNull().default(false),
			phoneShown: k.bool().notNull().default(false),
			/** Content address of the portrait. */
			photo: k.text(),
			/** Imported people are `proposed` until a person gives them rights; EDEXML roles give none. */
			status: k.oneOf('proposed', 'active', 'gone').notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'staff_member_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'staff_member_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k.uniqueIndex('staff_member_edex_ux').on(t.schoolId, t.edexKey),
			k.index('staff_member_email_ix').on(t.emailKey),
		],
	);
	/** A right is a row: given by a person, taken away by deleting it; both leave an audit line. */
	const staffRole = k.table(
		'staff_role',
		{
			schoolId: k.text().notNull(),
			staffId: k.text().notNull(),
			role: k.oneOf('teacher', 'coordinator', 'care', 'office', 'head').notNull(),
			givenAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'staff_role_pk', columns: [t.schoolId, t.staffId, t.role] }),
			k
				.foreignKey({
					name: 'staff_role_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
		],
	);
	const groupTeacher = k.table(
		'group_teacher',
		{
			schoolId: k.text().notNull(),
			groupId: k.text().notNull(),
			staffId: k.text().notNull(),
			/** Days with this group, 1 (Monday) to 5; null: all their days at school. */
			days: k.json<number[]>(),
		},
		(t) => [
			k.primaryKey({ name: 'group_teacher_pk', columns: [t.schoolId, t.groupId, t.staffId] }),
			k
				.foreignKey({
					name: 'group_teacher_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'group_teacher_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('group_teacher_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	/** Somebody who has the lists of a group for one day, because its teacher is ill. Ends by itself when the day does. */
	const substituteDay = k.table(
		'substitute_day',
		{
			schoolId: k.text().notNull(),
			day: k.day().notNull(),
			groupId: k.text().notNull(),
			staffId: k.text().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'substitute_day_pk', columns: [t.schoolId, t.day, t.groupId, t.staffId] }),
			k
				.foreignKey({
					name: 'substitute_day_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'substitute_day_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('substitute_day_group_ix').on(t.schoolId, t.groupId),
			k.index('substitute_day_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	return {
		installation,
		school,
		schoolYear,
		dayOff,
		group,
		staffMember,
		staffRole,
		groupTeacher,
		substituteDay,
	};
}
export type SchoolTables = ReturnType<typeof schoolTables>;
