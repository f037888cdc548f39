import { and, eq, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/**
 * Joins `guardianship` to `talkGuardian`: the guardians of a talk who have the say of its child now. Whose right was taken
 * away after the talk was made keeps the row, and has no part in it any more.
 */
export function hasTheSay({ guardianship, talkGuardian }: Reader['t']): SQL | undefined {
	return and(
		eq(guardianship.schoolId, talkGuardian.schoolId),
		eq(guardianship.guardianId, talkGuardian.guardianId),
		eq(guardianship.childId, talkGuardian.childId),
		eq(guardianship.level, 'full'),
	);
}
