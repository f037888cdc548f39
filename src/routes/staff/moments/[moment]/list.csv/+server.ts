import { error } from '@sveltejs/kit';
import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { listsOf, momentLists, type ListedSignUp } from '#lib/moments/lists.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import type { ChildOnWall } from '#lib/moments/server/overview.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { RequestHandler } from './$types';

/**
 * The lists of a moment as a file: one of them (`?list=waiting`), else who comes and who waits, a row for each sign-up,
 * and then each child of whom nobody comes. Leaves an audit line.
 */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const page = await staffMoment(store, staff, event.params.moment, clock.now());
	if (!page?.moment.publishedAt) error(404);
	const asked = event.url.searchParams.get('list');
	const list = momentLists.find((one) => one === asked);
	if (asked !== null && !list) error(404);
	const { timeZone } = staff.school;
	const { locale } = event.locals;
	const all = listsOf(page);
	const byTime = (a: ListedSignUp, b: ListedSignUp) => a.startsAt.getTime() - b.startsAt.getTime();
	const signUps = list ? (list === 'silent' ? [] : all[list]) : [...all.coming, ...all.waiting].sort(byTime);
	const children = !list || list === 'silent' ? all.silent : [];
	const rows = [
		...signUps.map((one) => signUpRow(one, timeZone, locale)),
		...children.map((child) => childRow(child, locale)),
	];
	const about = { rows: rows.length, momentId: event.params.moment, ...(list && { list }) };
	await auditExport(store, staff, { what: 'moments.list', about }, clock.now());
	const [first] = page.slots;
	const name = `${page.moment.kind}-${first ? dayOf(first.startsAt, timeZone) : 'list'}`;
	return csvResponse(list ? `${name}-${list}` : name, [headOf(locale), ...rows]);
};

function headOf(locale: Locale): string[] {
	const to = { locale };
	return [
		m.planning_csv_day({}, to),
		m.planning_csv_time({}, to),
		m.planning_csv_child({}, to),
		m.planning_csv_guardian({}, to),
		m.planning_csv_adults({}, to),
		m.planning_csv_place({}, to),
		m.planning_csv_interpreter({}, to),
		m.planning_list_found({}, to),
		m.planning_csv_note({}, to),
		m.planning_csv_came({}, to),
		m.planning_list_phone({}, to),
	];
}

function signUpRow(one: ListedSignUp, timeZone: string, locale: Locale): string[] {
	const to = { locale };
	const yes = (is: boolean) => (is ? m.planning_csv_yes({}, to) : m.planning_csv_no({}, to));
	const place = () => {
		if (one.number !== null) return m.moments_waiting_number({ number: one.number }, to);
		if (one.skips) return m.planning_meetings_skips({}, to);
		return one.atDoor ? m.planning_walk_in_chip({}, to) : '';
	};
	return [
		dayOf(one.startsAt, timeZone),
		timeOf(one.startsAt, timeZone),
		nameOf(one),
		one.guardianName ?? '',
		String(one.adults),
		place(),
		one.interpreter ? languageName(one.interpreter, locale) : '',
		one.interpreter ? (one.interpreterName ?? yes(one.interpreterFound)) : '',
		one.note ?? '',
		one.came === null ? '' : yes(one.came),
		'',
	];
}

function childRow(child: ChildOnWall, locale: Locale): string[] {
	const to = { locale };
	const speaks = child.guardians.find((guardian) => guardian.needsInterpreter)?.speaks;
	const place =
		child.state === 'silent' ? m.planning_csv_silent({}, to) : m.staff_silent_state_declined({}, to);
	const joined = (of: 'name' | 'phone') =>
		child.guardians.flatMap((guardian) => guardian[of] ?? []).join(', ');
	const tongue = speaks ? languageName(speaks, locale) : '';
	return ['', '', nameOf(child), joined('name'), '', place, tongue, '', '', '', joined('phone')];
}

const nameOf = ({ givenName, surname }: { givenName: string; surname: string | null }): string =>
	[givenName, surname].filter(Boolean).join(' ');
