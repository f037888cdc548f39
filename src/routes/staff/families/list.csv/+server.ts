import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { languageName } from '#lib/translation/languages.ts';
import { familiesAsked } from '../find.server.ts';
import { stateText } from '../state-text.ts';
import type { RequestHandler } from './$types';

/** The list as it stands on the page, all of it: a line for each guardian. Leaves an audit line. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { children, filter } = await familiesAsked(staff, event.url);
	const { locale } = event.locals;
	const lines = children.flatMap(({ givenName, prefix, surname, groups, guardians }) => {
		const child = [
			[givenName, prefix, surname].filter(Boolean).join(' '),
			groups.map(({ name }) => name).join(', '),
		];
		if (guardians.length === 0) return [[...child, '', '', '', '', '', '']];
		return guardians.map((guardian) => [
			...child,
			guardian.name ?? m.app_guardian_of({ child: givenName }, { locale }),
			guardian.level === 'nothing' ? '' : (guardian.email ?? ''),
			guardian.level === 'nothing' ? '' : (guardian.phone ?? ''),
			languageName(guardian.language, locale),
			guardian.needsInterpreter ? m.office_yes({}, { locale }) : '',
			stateText(guardian, locale),
		]);
	});
	const { store, clock } = app();
	const about = { rows: lines.length, groupId: filter.group ?? null, show: filter.show ?? null };
	await auditExport(store, staff, { what: 'families.list', about }, clock.now());
	const head = [
		m.office_column_child,
		m.office_families_group,
		m.office_column_guardian,
		m.office_column_email,
		m.office_column_phone,
		m.office_families_language,
		m.office_column_interpreter,
		m.office_column_state,
	].map((text) => text({}, { locale }));
	return csvResponse('gezinnen', [head, ...lines]);
};
