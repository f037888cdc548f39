import { error } from '@sveltejs/kit';
import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { staffRound } from '#lib/talks/server/for-staff.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { RequestHandler } from './$types';

/** Who talks when with whom, as a file; children without a talk have a row too. No answers. Leaves an audit line. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const roundId = event.params.round;
	const found = await staffRound(store.read, staff, roundId, clock.now());
	if (!found) error(404);
	const { locale } = event.locals;
	const to = { locale };
	const { timeZone } = staff.school;
	const people = (guardians: (typeof found.talks)[number]['guardians']) => [
		guardians.flatMap(({ name }) => name ?? []).join(', '),
		guardians.flatMap(({ phone }) => phone ?? []).join(', '),
		[...new Set(guardians.flatMap(({ language }) => (language ? languageName(language, locale) : [])))].join(
			', ',
		),
	];
	const states = {
		talk: () => m.talkstaff_child_talk({}, to),
		times: () => m.talkstaff_child_times({}, to),
		wishes: () => m.talklots_child_wishes({}, to),
		nothing: () => m.talklots_child_nothing({}, to),
		none: () => m.talkstaff_child_none({}, to),
		call: () => m.talkstaff_child_call({}, to),
		silent: () => m.talkstaff_child_silent({}, to),
	};
	const rows = [
		...found.talks.map((talk) => [
			dayOf(talk.startsAt, timeZone),
			timeOf(talk.startsAt, timeZone),
			talk.childName,
			talk.groupName,
			...people(talk.guardians),
			talk.teachers.join(', '),
			talk.room ?? '',
			talk.interpreter ? languageName(talk.interpreter, locale) : '',
			states.talk(),
		]),
		...found.children
			.filter(({ state }) => state !== 'talk')
			.map((child) => [
				...['', '', child.givenName, child.groupName, ...people(child.guardians), '', '', ''],
				states[child.state](),
			]),
	];
	await auditExport(store, staff, { what: 'talks.list', about: { rows: rows.length, roundId } }, clock.now());
	const head = [
		m.talkstaff_day({}, to),
		m.talkstaff_from({}, to),
		m.talkstaff_csv_child({}, to),
		m.talkstaff_csv_group({}, to),
		m.talkstaff_csv_parents({}, to),
		m.talkstaff_csv_phone({}, to),
		m.talkstaff_csv_language({}, to),
		m.talkstaff_csv_teachers({}, to),
		m.talkstaff_room({}, to),
		m.talkstaff_csv_interpreter({}, to),
		m.talkstaff_csv_state({}, to),
	];
	return csvResponse(`${found.round.kind}-${dayOf(clock.now(), timeZone)}`, [head, ...rows]);
};
