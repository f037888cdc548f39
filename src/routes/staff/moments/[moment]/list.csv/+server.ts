import { error } from '@sveltejs/kit';
import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { Attendee } from '#lib/moments/server/attendees.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { RequestHandler } from './$types';

/**
 * Who comes and who waits, as a file: a row for each sign-up, then one for each child of whom nobody comes. Leaves an
 * audit line.
 */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const page = await staffMoment(store, staff, event.params.moment, clock.now());
	if (!page?.moment.publishedAt) error(404);
	const { timeZone } = staff.school;
	const { locale } = event.locals;
	const to = { locale };
	const yes = (is: boolean) => (is ? m.planning_csv_yes({}, to) : m.planning_csv_no({}, to));
	const row = (startsAt: Date, one: Attendee) => [
		dayOf(startsAt, timeZone),
		timeOf(startsAt, timeZone),
		[one.givenName, one.surname].filter(Boolean).join(' '),
		one.guardianName ?? '',
		String(one.adults),
		one.number === null ? '' : m.moments_waiting_number({ number: one.number }, to),
		one.interpreter ? languageName(one.interpreter, locale) : '',
		one.note ?? '',
		one.came === null ? '' : yes(one.came),
	];
	const head = [
		m.planning_csv_day({}, to),
		m.planning_csv_time({}, to),
		m.planning_csv_child({}, to),
		m.planning_csv_guardian({}, to),
		m.planning_csv_adults({}, to),
		m.planning_csv_place({}, to),
		m.planning_csv_interpreter({}, to),
		m.planning_csv_note({}, to),
		m.planning_csv_came({}, to),
	];
	const rows = page.slots
		.filter(({ cancelled }) => !cancelled)
		.flatMap(({ startsAt, coming, inLine }) => [...coming, ...inLine].map((one) => row(startsAt, one)));
	for (const { givenName, surname, state, guardians } of page.wall) {
		if (state !== 'silent' && state !== 'declined') continue;
		const name = [givenName, surname].filter(Boolean).join(' ');
		const speaks = guardians.find((guardian) => guardian.needsInterpreter)?.speaks;
		const place = state === 'silent' ? m.planning_csv_silent({}, to) : m.staff_silent_state_declined({}, to);
		const names = guardians.flatMap((guardian) => guardian.name ?? []).join(', ');
		rows.push(['', '', name, names, '', place, speaks ? languageName(speaks, locale) : '', '', '']);
	}
	const about = { rows: rows.length, momentId: event.params.moment };
	await auditExport(store, staff, { what: 'moments.list', about }, clock.now());
	const [first] = page.slots;
	return csvResponse(`${page.moment.kind}-${first ? dayOf(first.startsAt, timeZone) : 'list'}`, [
		head,
		...rows,
	]);
};
