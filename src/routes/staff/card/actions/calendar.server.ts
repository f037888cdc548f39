import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { app } from '#lib/app/server/app.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOffText } from '#lib/school/day-off-text.ts';
import type { DayOff } from '#lib/school/days-off.ts';
import { daysOffOf, daysVersion, setDaysOff } from '#lib/school/server/calendar.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import { daysSchema, readDays } from '../days.ts';
import { type Editing, changing, nameOf } from './editing.server.ts';

export async function days(event: RequestEvent) {
	const { staff, year } = await changing(event);
	const { store, clock } = app();
	const form = await readForm(event.request, daysSchema);
	if (!form.ok) return fail(422, { section: 'holidays', ...form.problems });
	const { days, rowOf } = readDays(form.value);
	const { seen } = form.value;
	const result = await setDaysOff(store, staff, { year, days, now: clock.now(), seen: seen || undefined });
	if (result.ok) return { saved: true };
	if (result.refusal === 'changed')
		return fail(409, {
			section: 'holidays',
			values: form.value,
			dayConflict: await dayConflict(event, { staff, year }, days, result.by),
		});
	if (result.refusal === 'not_allowed') error(403);
	return fail(409, {
		dayRefusal: result.refusal,
		dayRow: result.at === undefined ? null : (rowOf[result.at] ?? null),
	});
}

export async function regionDays(event: RequestEvent) {
	const { staff, year } = await changing(event);
	const { store, clock } = app();
	const form = await readForm(event.request, v.object({ seen: daysSchema.entries.seen }));
	const seen = form.ok ? form.value.seen : '';
	const now = clock.now();
	const result = await setDaysOff(store, staff, { year, days: [], now, seen: seen || undefined });
	if (!result.ok && result.refusal === 'changed')
		return fail(409, { changedBy: await nameOf(staff, result.by), changedAt: 0 });
	if (!result.ok) error(403);
	return { saved: true };
}

/** What the calendar has that the form does not, and the other way round; `seen`: the list that it is now. */
async function dayConflict(
	event: RequestEvent,
	{ staff, year }: Editing,
	days: readonly DayOff[],
	by: string,
) {
	const { store } = app();
	const { locale } = event.locals;
	const school = await readSchool(store.read, staff.schoolId);
	const stored = await daysOffOf(store.read, { schoolId: staff.schoolId, region: school.region }, year);
	const line = (day: DayOff) =>
		`${dayOffText(day, locale).text}: ${formatDayRange(day.firstDay, day.lastDay, locale, 'UTC')}`;
	const [theirs, mine] = [stored.map(line), days.map(line)];
	return {
		changedBy: await nameOf(staff, by),
		changedAt: 0,
		seen: daysVersion(stored),
		theirs: theirs.filter((one) => !mine.includes(one)),
		mine: mine.filter((one) => !theirs.includes(one)),
	};
}
