import { eq } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import type { InterpreterPhone } from '../settings.ts';

/** Sets the number at which the school gets an interpreter, or takes it away. Office and head only. */
export function setInterpreterPhone(
	store: Store,
	staff: StaffActor,
	{ phone, now }: { phone: InterpreterPhone | null; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' }> {
	return store.transact(async (tx) => {
		if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' as const };
		const { school } = tx.t;
		const own = eq(school.id, staff.schoolId);
		// the settings are one value: they are read in the transaction that writes them
		const [found] = await tx.select({ settings: school.settings }).from(school).where(own);
		if (!found) throw new Error('a member of staff without a school');
		const { interpreterPhone: _, ...others } = found.settings;
		await tx
			.update(school)
			.set({ settings: phone ? { ...others, interpreterPhone: phone } : others })
			.where(own);
		await audit(tx, staff, 'school.interpreter_phone_set', { set: phone !== null }, now);
		return { ok: true as const };
	});
}
