import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { Topic } from '../topics.ts';

export function contactTables(k: Kit, { school, group, staffMember }: SchoolTables, { child }: FamilyTables) {
	/**
	 * Who a family turns to: for a child, else for its group, else for the whole school. The id says for whom
	 * (`placeId`), so that there is never a second contact for the same child, group or school.
	 */
	const contact = k.table(
		'contact',
		{
			...schoolRow(k),
			childId: k.text(),
			groupId: k.text(),
			staffId: k.text().notNull(),
			/** Who helps when this person is not there. */
			substituteId: k.text(),
			/** Only for this topic, beside the one who is there for the rest; null: for everything. */
			forTopic: k.oneOf('learning', 'behaviour', 'absence', 'money', 'language'),
			/** What parents can come for; null: the usual for a child, a group or a school. */
			topics: k.json<Topic[]>(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'contact_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({ name: 'contact_school_fk', columns: [t.schoolId], foreignColumns: [school.id] })
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'contact_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'contact_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'contact_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('contact_child_ix').on(t.schoolId, t.childId),
			k.index('contact_group_ix').on(t.schoolId, t.groupId),
			k.index('contact_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	/** Somebody is away for some time, from and until with these days; the substitute is there for all their families. */
	const awayPeriod = k.table(
		'away_period',
		{
			...schoolRow(k),
			staffId: k.text().notNull(),
			/** Null: the substitute of each place. */
			substituteId: k.text(),
			firstDay: k.day().notNull(),
			lastDay: k.day().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'away_period_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'away_period_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('away_period_last_day_ix').on(t.schoolId, t.lastDay),
			k.index('away_period_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	return { contact, awayPeriod };
}
