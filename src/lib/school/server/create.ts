import { and, eq } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { schoolYearDays, schoolYearOn, type Region } from '../holidays.ts';
import { defaultSettings } from '../settings.ts';

export interface NewSchool {
	name: string;
	/** Four characters, such as 99ZZ; null when it is not known, the first import then fills it in. */
	brin: string | null;
	region: Region;
	/** E-mail address of the head, who lets everybody else in. */
	headEmail: string;
	/** The head's name; by default the part of the address before the @. */
	headName?: string;
	now: Date;
}

export type CreateSchool =
	| { ok: true; schoolId: string; schoolYearId: string; headId: string }
	| { ok: false; refusal: 'brin_in_use' };

/** The zone that the schools of this country live in; a setting of the school. */
export const TIME_ZONE = 'Europe/Amsterdam';

/**
 * Makes a school with the school year of today and its head, who is active at once: somebody must be the first to give
 * rights. Refuses a BRIN code that another school has.
 */
export async function createSchool(tx: Tx, school: NewSchool): Promise<CreateSchool> {
	const brin = school.brin?.toUpperCase() ?? null;
	if (brin && (await tx.$count(tx.t.school, eq(tx.t.school.brin, brin))) > 0)
		return { ok: false, refusal: 'brin_in_use' };
	const schoolId = newId();
	await tx.insert(tx.t.school).values({
		id: schoolId,
		name: school.name,
		brin,
		region: school.region,
		timeZone: TIME_ZONE,
		settings: defaultSettings,
		createdAt: school.now,
	});
	const { name } = schoolYearOn(calendarDay(school.now, TIME_ZONE), school.region);
	const schoolYearId = await openSchoolYear(tx, schoolId, name, school.region);
	const headId = await addHead(tx, schoolId, school);
	await audit(tx, { kind: 'system', schoolId }, 'school.created', { headId }, school.now);
	return { ok: true, schoolId, schoolYearId, headId };
}

/** The school year of that name (`2026-2027`), made with the region's days when it is not there yet. */
export async function openSchoolYear(
	tx: Tx,
	schoolId: string,
	name: string,
	region: Region,
): Promise<string> {
	const { schoolYear } = tx.t;
	const [found] = await tx
		.select({ id: schoolYear.id })
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), eq(schoolYear.name, name)));
	if (found) return found.id;
	const id = newId();
	await tx.insert(schoolYear).values({ schoolId, id, ...schoolYearDays(name, region) });
	return id;
}

async function addHead(tx: Tx, schoolId: string, { headEmail, headName, now }: NewSchool): Promise<string> {
	const id = newId();
	await tx.insert(tx.t.staffMember).values({
		schoolId,
		id,
		name: headName ?? headEmail.slice(0, headEmail.indexOf('@')),
		email: headEmail,
		emailKey: headEmail.toLowerCase(),
		languages: ['nl'],
		days: [],
		status: 'active',
		createdAt: now,
	});
	await tx.insert(tx.t.staffRole).values({ schoolId, staffId: id, role: 'head', givenAt: now });
	return id;
}
