// The one schema: puts the domains' tables together, in the order in which rows can be inserted (parents first).
import { absenceTables } from '../absence/server/tables.ts';
import { accountTables } from '../accounts/server/tables.ts';
import { buddyTables } from '../buddies/server/tables.ts';
import { consentTables } from '../consents/server/tables.ts';
import { contactTables } from '../contacts/server/tables.ts';
import { familyTables } from '../families/server/tables.ts';
import { fileTables } from '../files/server/tables.ts';
import { infoCardTables } from '../info-card/server/tables.ts';
import { messageTables } from '../messages/server/tables.ts';
import { momentTables } from '../moments/server/tables.ts';
import { newYearTables } from '../new-year/server/tables.ts';
import { notificationTables } from '../notifications/server/tables.ts';
import type { Kit } from '../platform/server/database/kit.ts';
import { reachTables } from '../reach/server/tables.ts';
import { schoolTables } from '../school/server/tables.ts';
import { talkTables } from '../talks/server/tables.ts';
import { taskTables } from '../tasks/server/tables.ts';
import { translationTables } from '../translation/server/tables.ts';

export function defineSchema(k: Kit) {
	const school = schoolTables(k);
	const families = familyTables(k, school);
	const accounts = accountTables(k, school, families);
	return {
		...school,
		...families,
		...accounts,
		...consentTables(k, families),
		...contactTables(k, school, families),
		...infoCardTables(k, school, families),
		...absenceTables(k, school, families),
		...momentTables(k, school, families),
		...taskTables(k, school, families),
		...buddyTables(k, school, families),
		...talkTables(k, school, families),
		...notificationTables(k, school, families, accounts),
		...fileTables(k, school),
		...newYearTables(k, school),
		...translationTables(k, school),
		...messageTables(k, school, families),
		...reachTables(k, school, families),
	};
}
export type Tables = ReturnType<typeof defineSchema>;

/** Tables that belong to no school: each with the reason. Every other table has `school_id` first. */
export const withoutSchool: Partial<Record<keyof Tables, string>> = {
	installation: 'says who made the database',
	school: 'is the school; its id is the school_id of all others',
	emailCode: 'sign-in by e-mail does not know the school yet',
	passkeyChallenge: 'sign-in by passkey does not know the school yet',
	jobLease: 'one job runs for all schools',
};
