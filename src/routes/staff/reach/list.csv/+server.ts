import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { failureText, stepTexts, wayText, whyTexts } from '#lib/reach/texts.ts';
import { formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { aboutAsked, notReachedAsked } from '../find.server.ts';
import type { RequestHandler } from './$types';

/** The list as it stands on the page: who is not reached, or what is known about one thing. Leaves an audit line. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { locale } = event.locals;
	const of = { locale, timeZone: staff.school.timeZone };
	const rows = event.url.searchParams.has('about')
		? aboutRows(await aboutAsked(staff, event.url, locale), of)
		: notReachedRows(await notReachedAsked(staff, event.url), of);
	const { store, clock } = app();
	const about = { rows: rows.length - 1 };
	await auditExport(store, staff, { what: 'reach.list', about }, clock.now());
	return csvResponse('bereik', rows);
};

interface Of {
	locale: Locale;
	timeZone: string;
}

function nameOf({ name, children }: { name: string | null; children: string[] }, locale: Locale): string {
	return name ?? m.app_guardian_of({ child: children[0] ?? '' }, { locale });
}

function notReachedRows({ rows }: Awaited<ReturnType<typeof notReachedAsked>>, { locale, timeZone }: Of) {
	const words = { locale };
	const dated = (at: Date | null | undefined) => (at ? formatDayAndTime(at, locale, timeZone) : '');
	const head = [
		m.planning_csv_guardian({}, words),
		m.planning_csv_child({}, words),
		m.office_families_group({}, words),
		m.planning_list_language({}, words),
		m.planning_list_phone({}, words),
		m.reach_col_why({}, words),
		m.reach_col_since({}, words),
		m.reach_col_step({}, words),
		m.reach_step_who({}, words),
		m.reach_button_done({}, words),
	];
	const lines = rows.map((row) => [
		nameOf(row, locale),
		formatList(row.children, locale),
		formatList(
			row.groups.map(({ name }) => name),
			locale,
		),
		languageName(row.language, locale),
		row.phone ?? '',
		formatList(
			row.whys.map((why) => whyTexts[why](words)),
			locale,
		),
		dated(row.since),
		stepTexts[row.step?.step ?? row.suggested](words),
		row.step?.who ?? '',
		dated(row.step?.doneAt),
	]);
	return [head, ...lines];
}

function aboutRows({ rows }: Awaited<ReturnType<typeof aboutAsked>>, { locale, timeZone }: Of) {
	const words = { locale };
	const dated = (at: Date | null) => (at ? formatDayAndTime(at, locale, timeZone) : '');
	const head = [
		m.planning_csv_guardian({}, words),
		m.planning_csv_child({}, words),
		m.reach_col_what({}, words),
		m.reach_col_sent_at({}, words),
		m.reach_col_ways({}, words),
		m.reach_col_opened({}, words),
	];
	const lines = rows.map((row) => [
		nameOf(row, locale),
		formatList(row.children, locale),
		row.stage,
		dated(row.toldAt),
		row.ways
			.map((way) => [wayText(way, words), failureText(way, words)].filter(Boolean).join(': '))
			.join('; ') || m.reach_way_none({}, words),
		dated(row.openedAt),
	]);
	return [head, ...lines];
}
