import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';

export function consentTables(k: Kit, { guardianship }: FamilyTables) {
	/** What one guardian answered for one child. Without a row nobody answered, and that is no. */
	const consent = k.table(
		'consent',
		{
			schoolId: k.text().notNull(),
			childId: k.text().notNull(),
			guardianId: k.text().notNull(),
			kind: k.oneOf('photo', 'voice', 'work').notNull(),
			purpose: k.oneOf('app', 'inside', 'print', 'website', 'social').notNull(),
			given: k.bool().notNull(),
			answeredAt: k.at().notNull(),
			/** In the app by the guardian, or from a paper slip by staff. */
			way: k.oneOf('app', 'slip').notNull(),
			/** Who entered the slip; kept when that person is gone. */
			staffId: k.text(),
		},
		(t) => [
			k.primaryKey({
				name: 'consent_pk',
				columns: [t.schoolId, t.childId, t.guardianId, t.kind, t.purpose],
			}),
			// who is no longer a guardian of the child has no say
			k
				.foreignKey({
					name: 'consent_guardianship_fk',
					columns: [t.schoolId, t.guardianId, t.childId],
					foreignColumns: [guardianship.schoolId, guardianship.guardianId, guardianship.childId],
				})
				.onDelete('cascade'),
			k.index('consent_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	return { consent };
}
