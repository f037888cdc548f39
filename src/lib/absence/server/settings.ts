import { eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { mayDecideLeave } from './policy.ts';

export interface AbsenceSettings {
	sickReports: boolean;
	/** Local `HH:MM`. */
	reportUntil: string;
	seenBy: string;
	leaveRequests: boolean;
}

const off: AbsenceSettings = {
	sickReports: false,
	reportUntil: '09:00',
	seenBy: '09:30',
	leaveRequests: false,
};

/** What parents of this school can do here. One query. */
export async function absenceSettings(db: Reader, schoolId: string): Promise<AbsenceSettings> {
	const { absenceSettings } = db.t;
	const [row] = await db
		.select({
			sickReports: absenceSettings.sickReports,
			reportUntil: absenceSettings.reportUntil,
			seenBy: absenceSettings.seenBy,
			leaveRequests: absenceSettings.leaveRequests,
		})
		.from(absenceSettings)
		.where(eq(absenceSettings.schoolId, schoolId));
	return row ?? off;
}

/** Switches it on or off. `backwards`: the school would look before parents may still report. */
export async function setAbsenceSettings(
	store: Store,
	staff: StaffActor,
	settings: AbsenceSettings,
	now: Date,
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' | 'backwards' }> {
	if (!mayDecideLeave(staff)) return { ok: false, refusal: 'not_allowed' };
	if (settings.seenBy < settings.reportUntil) return { ok: false, refusal: 'backwards' };
	await store.transact(async (tx) => {
		const { absenceSettings } = tx.t;
		await tx
			.insert(absenceSettings)
			.values({ schoolId: staff.schoolId, ...settings })
			.onConflictDoUpdate({ target: absenceSettings.schoolId, set: settings });
		const { sickReports, leaveRequests } = settings;
		await audit(tx, staff, 'absence.settings_changed', { sickReports, leaveRequests }, now);
	});
	return { ok: true };
}
