import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { mayGiveRights } from '#lib/accounts/server/rights.ts';
import type { Store } from '#lib/database/store.ts';
import { outsideKinds, type OutsideKind } from '#lib/translation/outside.ts';
import { kindsOutside, setOutside } from '#lib/translation/server/outside.ts';

/** Of the head, with a passkey: it is about what leaves the school. */
export function mayAllowOutside(staff: StaffActor): boolean {
	return mayGiveRights(staff);
}

/**
 * Sets which kinds of text a service outside may translate for this school, with an audit line for each that changed. Gives
 * how many did.
 */
export function allowOutside(
	store: Store,
	staff: StaffActor,
	allowed: readonly OutsideKind[],
	now: Date,
): Promise<{ ok: true; changed: number } | { ok: false; refusal: 'not_allowed' }> {
	return store.transact(async (tx) => {
		if (!mayAllowOutside(staff)) return { ok: false as const, refusal: 'not_allowed' as const };
		const { schoolId, staffId } = staff;
		const before = await kindsOutside(tx, schoolId);
		const changes = outsideKinds.filter((kind) => before.has(kind) !== allowed.includes(kind));
		for (const kind of changes) {
			const on = allowed.includes(kind);
			await setOutside(tx, schoolId, { kind, on, staffId, now });
			await audit(tx, staff, on ? 'translation.outside_allowed' : 'translation.outside_ended', { kind }, now);
		}
		return { ok: true as const, changed: changes.length };
	});
}
