import { error } from '@sveltejs/kit';
import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import { staffTask } from '#lib/tasks/server/for-staff.ts';
import type { RequestHandler } from './$types';

/** Who helps when, as a file; a shift without anybody has a row too. Leaves an audit line. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const taskId = event.params.task;
	const found = await staffTask(store.read, staff, taskId, clock.now());
	if (!found) error(404);
	const to = { locale: event.locals.locale };
	const { timeZone } = staff.school;
	const role = found.interested.map(({ name, children, phone }) => [
		...['', '', name ?? '', children.join(', '), phone ?? '', '', ''],
	]);
	const rows = found.shifts.flatMap((shift) => {
		const when = [
			dayOf(shift.startsAt, timeZone),
			found.task.flexible ? '' : timeOf(shift.startsAt, timeZone),
		];
		if (shift.claims.length === 0) return [[...when, '', '', '', '', '']];
		return shift.claims.map(({ name, phone, children, status, helped }) => [
			...when,
			name ?? '',
			children.join(', '),
			phone ?? '',
			status === 'waiting' ? m.taskstaff_csv_waits({}, to) : '',
			helped === null ? '' : helped ? m.taskstaff_helped({}, to) : m.taskstaff_not_helped({}, to),
		]);
	});
	await auditExport(
		store,
		staff,
		{ what: 'tasks.list', about: { rows: rows.length + role.length, taskId } },
		clock.now(),
	);
	const head = [
		m.taskstaff_day({}, to),
		m.taskstaff_time({}, to),
		m.taskstaff_csv_name({}, to),
		m.taskstaff_csv_children({}, to),
		m.taskstaff_csv_phone({}, to),
		m.taskstaff_csv_waits({}, to),
		m.taskstaff_helped({}, to),
	];
	return csvResponse(`${found.task.template}-${dayOf(clock.now(), timeZone)}`, [head, ...role, ...rows]);
};
