import type { Kit } from './kit.ts';

/** The columns that every school's table begins with; its primary key is (school_id, id). */
export const schoolRow = (k: Kit) => ({
	schoolId: k.text().notNull(),
	id: k.text().notNull(),
});
