import { and, eq, gte, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { Span } from '#lib/moments/slots.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { FoundTask } from './find-task.ts';

/** The last day of a shift. A period ends at midnight: then it is the day before. */
export function lastDayOf(endsAt: Date, timeZone: string): string {
	return dayOf(new Date(endsAt.getTime() - 1), timeZone);
}

/**
 * Until which day a guardian can have places in this task; null: none yet, because their certificate of conduct was not
 * seen. Undefined where none is asked for.
 */
export async function clearedUntil(
	db: Reader,
	task: Pick<FoundTask, 'marks' | 'school'>,
	guardianId: string,
): Promise<string | null | undefined> {
	if (!task.marks.includes('certificate')) return undefined;
	const { certificate } = db.t;
	const [row] = await db
		.select({ until: certificate.until })
		.from(certificate)
		.where(and(eq(certificate.schoolId, task.school.schoolId), eq(certificate.guardianId, guardianId)));
	return row?.until ?? null;
}

/**
 * Of these guardians those who can have a place in a shift: all, where no certificate of conduct is asked for; else those
 * whose certificate was seen and lasts until the last day of the shift.
 */
export async function clearedFor(
	db: Reader,
	task: Pick<FoundTask, 'marks' | 'school'>,
	shift: Pick<Span, 'endsAt'>,
	guardianIds: readonly string[],
): Promise<Set<string>> {
	if (!task.marks.includes('certificate') || guardianIds.length === 0) return new Set(guardianIds);
	const { schoolId, timeZone } = task.school;
	const { certificate } = db.t;
	const lastDay = lastDayOf(shift.endsAt, timeZone);
	const rows = await db
		.select({ guardianId: certificate.guardianId })
		.from(certificate)
		.where(
			and(
				eq(certificate.schoolId, schoolId),
				inArray(certificate.guardianId, [...guardianIds]),
				gte(certificate.until, lastDay),
			),
		);
	return new Set(rows.map(({ guardianId }) => guardianId));
}
