import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import { callsAsked } from '../find.server.ts';
import type { RequestHandler } from './$types';

/** The list as it stands on the page. Leaves an audit line. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { about, list } = await callsAsked(staff, event.params);
	const { locale } = event.locals;
	const words = { locale };
	const lines = list.map(({ name, children, phone, tag, called }) => [
		name ?? m.app_guardian_of({ child: children[0] ?? '' }, words),
		formatList(children, locale),
		languageName(tag, locale),
		phone ?? '',
		called ? formatDayAndTime(called.at, locale, staff.school.timeZone) : '',
	]);
	const { store, clock } = app();
	await auditExport(
		store,
		staff,
		{ what: 'families.calls', about: { about: about.kind, rows: lines.length } },
		clock.now(),
	);
	const head = [
		m.planning_csv_guardian({}, words),
		m.planning_csv_child({}, words),
		m.planning_list_language({}, words),
		m.planning_list_phone({}, words),
		m.say_calls_called({}, words),
	];
	return csvResponse('bellijst', [head, ...lines]);
};
