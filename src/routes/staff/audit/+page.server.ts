import { error } from '@sveltejs/kit';
import { auditPeople, mayReadAudit, readAudit } from '#lib/accounts/server/audit-trail.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { PageServerLoad } from './$types';
import { auditFilter } from './filter.server.ts';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!mayReadAudit(staff)) error(403);
	const { store } = app();
	const filter = auditFilter(event.url);
	return {
		filter,
		people: await auditPeople(store.read, staff),
		...(await readAudit(store.read, staff, filter)),
	};
};
