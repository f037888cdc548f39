import { absenceSettings } from '#lib/absence/server/settings.ts';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { absenceCall } from '#lib/info-card/server/published.ts';
import { telephoneHref } from '#lib/platform/telephone.ts';

/**
 * How this guardian says that a child is ill: here where the school switched it on, else in the school's own system or by
 * telephone; null where the card says nothing of it. `before`: `08:15`. Two queries.
 */
export async function illWay(
	db: Reader,
	parent: ParentActor,
	today: string,
): Promise<{ before: string; href: string; phone: string } | null> {
	const [call, settings] = await Promise.all([
		absenceCall(db, parent.schoolId, today),
		absenceSettings(db, parent.schoolId),
	]);
	if (!call) return null;
	const hasTheSay = [...parent.children.values()].some(({ level }) => level === 'full');
	const here = settings.sickReports && hasTheSay;
	const href = here ? '/school/absence' : call.link || telephoneHref(call.phone);
	return { before: call.callBefore, href, phone: call.phone };
}
