import { error } from '@sveltejs/kit';
import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { findSlips, mayPrintSlips, writeSlip } from '#lib/consents/server/slips.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';

/** `?group=…`: who has not chosen yet; `&child=…`: everybody with a say over that child. Leaves an audit line. */
export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!mayPrintSlips(staff)) error(403);
	const { store, clock } = app();
	const now = clock.now();
	const { searchParams } = event.url;
	const groups = await groupsForStaff(store.read, staff, now);
	const group = groups.find(({ id }) => id === searchParams.get('group'));
	if (!group) error(404);
	const childId = searchParams.get('child') ?? undefined;
	const today = calendarDay(now, staff.school.timeZone);
	const rows = (await findSlips(store.read, staff, { groupId: group.id, childId }, today)) ?? [];
	const wanted = rows.filter(({ answered }) => childId !== undefined || !answered);
	if (wanted.length > 0) {
		const about = { rows: wanted.length, groupId: group.id, childId: childId ?? null };
		await auditExport(store, staff, { what: 'consents.slips', about }, now);
	}
	event.setHeaders({ 'cache-control': 'private, no-store' });
	return {
		school: staff.school,
		back: childId ? `/staff/consents/${childId}` : `/staff/consents?group=${encodeURIComponent(group.id)}`,
		slips: wanted.map((row) => writeSlip(row, { school: staff.school.name, group: group.name })),
	};
};
