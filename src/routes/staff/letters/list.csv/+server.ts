import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { InvitedAddressee } from '#lib/families/server/invitations.ts';
import { letterLanguage } from '#lib/families/server/letters.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { invitedAsked } from '../find.server.ts';
import type { RequestHandler } from './$types';

/** Who has a letter, and how far they are: a line for each guardian. Leaves an audit line. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { group, invited } = await invitedAsked(staff, event.url);
	const { locale } = event.locals;
	const lines = invited.map((one) => {
		const children = formatList(
			one.children.map(({ givenName }) => givenName),
			locale,
		);
		return [
			one.name ?? m.app_guardian_of({ child: children }, { locale }),
			children,
			one.children[0]?.group?.name ?? '',
			languageName(letterLanguage(one), locale),
			stateOf(one, locale, staff.school.timeZone),
		];
	});
	const { store, clock } = app();
	const about = { rows: lines.length, groupId: group?.id ?? null };
	await auditExport(store, staff, { what: 'families.letters', about }, clock.now());
	const head = [
		m.office_column_guardian,
		m.office_column_child,
		m.office_families_group,
		m.office_families_language,
		m.office_column_state,
	].map((text) => text({}, { locale }));
	return csvResponse('brieven', [head, ...lines]);
};

function stateOf(
	{ state, enteredAt, invitedAt }: InvitedAddressee,
	locale: Locale,
	timeZone: string,
): string {
	const said = { locale };
	const day = (at: Date | null) =>
		at ? formatDay(at, locale, timeZone, { weekday: false, year: true }) : '';
	if (state === 'entered') return m.letter_staff_state_entered({ day: day(enteredAt) }, said);
	if (state === 'opened') return m.letter_staff_state_opened({}, said);
	if (state === 'invited') return m.letter_staff_state_invited({ day: day(invitedAt) }, said);
	return state === 'lapsed'
		? m.letter_staff_state_lapsed({}, said)
		: m.letter_staff_state_not_invited({}, said);
}
