import { error } from '@sveltejs/kit';
import { auditKindTexts, auditText } from '#lib/accounts/audit-texts.ts';
import { kindOfAction } from '#lib/accounts/audit-kinds.ts';
import { mayReadAudit, readWholeAudit } from '#lib/accounts/server/audit-trail.ts';
import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import type { RequestHandler } from './$types';
import { auditFilter } from '../filter.server.ts';

/** The lines that the page's filter finds, all of them. That they were taken out is a line too. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	if (!mayReadAudit(staff)) error(403);
	const { store, clock } = app();
	const lines = await readWholeAudit(store.read, staff, auditFilter(event.url));
	await auditExport(store, staff, { what: 'accounts.audit', about: { rows: lines.length } }, clock.now());
	const { timeZone } = staff.school;
	const head = [m.rights_audit_when(), '', m.rights_audit_who(), m.rights_audit_what(), ''];
	const rows = lines.map((line) => [
		dayOf(line.at, timeZone),
		timeOf(line.at, timeZone),
		line.actor ?? m.rights_audit_system(),
		auditKindTexts[kindOfAction(line.action)].name(),
		auditText(line, event.locals.locale),
	]);
	return csvResponse('audit', [head, ...rows]);
};
