// The school's own templates: kept by whoever plans, used by all who plan.
import { and, asc, eq } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { MomentKind } from '../kinds.ts';
import type { TemplatePlan } from '../template.ts';

export interface MomentTemplate {
	templateId: string;
	name: string;
	kind: MomentKind;
	plan: TemplatePlan;
	/** May throw it away: who kept it, and who sees all families. */
	mayDrop: boolean;
}

/** By name. One query. */
export async function templatesOf(db: Reader, staff: StaffActor): Promise<MomentTemplate[]> {
	const { momentTemplate } = db.t;
	const rows = await db
		.select({
			templateId: momentTemplate.id,
			name: momentTemplate.name,
			kind: momentTemplate.kind,
			plan: momentTemplate.plan,
			savedBy: momentTemplate.savedBy,
		})
		.from(momentTemplate)
		.where(eq(momentTemplate.schoolId, staff.schoolId))
		.orderBy(asc(momentTemplate.name));
	return rows.map(({ savedBy, ...row }) => ({ ...row, mayDrop: mayDrop(staff, savedBy) }));
}

function mayDrop(staff: StaffActor, savedBy: string | null): boolean {
	return seesAllFamilies(staff) || savedBy === staff.staffId;
}

/** Keeps a way of planning under a name. `name_taken`: nothing is overwritten, another name is asked for. */
export function keepTemplate(
	store: Store,
	staff: StaffActor,
	{ name, kind, plan, now }: { name: string; kind: MomentKind; plan: TemplatePlan; now: Date },
): Promise<{ ok: true; templateId: string } | { ok: false; refusal: 'not_allowed' | 'name_taken' }> {
	return store.transact(async (tx) => {
		if (!staff.passkey || (staff.groupIds.size === 0 && !seesAllFamilies(staff)))
			return { ok: false, refusal: 'not_allowed' as const };
		const { schoolId, staffId } = staff;
		const { momentTemplate } = tx.t;
		const templateId = newId();
		const [kept] = await tx
			.insert(momentTemplate)
			.values({ schoolId, id: templateId, name, kind, plan, savedBy: staffId, savedAt: now })
			.onConflictDoNothing()
			.returning({ id: momentTemplate.id });
		if (!kept) return { ok: false, refusal: 'name_taken' as const };
		await audit(tx, staff, 'moments.template_kept', { templateId }, now);
		return { ok: true as const, templateId };
	});
}

/** Throws a template away; what was planned with it stays. False: not there, or not theirs to throw away. */
export function dropTemplate(
	store: Store,
	staff: StaffActor,
	{ templateId, now }: { templateId: string; now: Date },
): Promise<boolean> {
	return store.transact(async (tx): Promise<boolean> => {
		const { momentTemplate } = tx.t;
		const which = and(eq(momentTemplate.schoolId, staff.schoolId), eq(momentTemplate.id, templateId));
		const [found] = await tx.select({ savedBy: momentTemplate.savedBy }).from(momentTemplate).where(which);
		if (!found || !staff.passkey || !mayDrop(staff, found.savedBy)) return false;
		await tx.delete(momentTemplate).where(which);
		await audit(tx, staff, 'moments.template_dropped', { templateId }, now);
		return true;
	});
}
