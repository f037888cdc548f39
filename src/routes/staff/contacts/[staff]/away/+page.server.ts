import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { awayPeriodsOf, removeAway, setAway } from '#lib/contacts/server/away.ts';
import { contactBoard } from '#lib/contacts/server/board.ts';
import { handOver } from '#lib/contacts/server/hand-over.ts';
import { mayNameContacts } from '#lib/contacts/server/policy.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf, isDay } from '#lib/platform/server/local-time.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who names contacts; 403 for the others. */
function naming(event: Parameters<typeof requireStaff>[0]): { staff: StaffActor; today: string } {
	const staff = requireStaff(event);
	if (!mayNameContacts(staff)) error(403);
	return { staff, today: dayOf(app().clock.now(), staff.school.timeZone) };
}

export const load: PageServerLoad = async (event) => {
	const { staff, today } = naming(event);
	const { store } = app();
	const { locale } = event.locals;
	const staffId = event.params.staff;
	const [board, periods] = await Promise.all([
		contactBoard(store.read, staff, today),
		awayPeriodsOf(store.read, staff.schoolId, staffId, today),
	]);
	const person = board.staff.get(staffId);
	if (!person) error(404);
	const places = [...board.contacts.values()].filter(
		(contact) => contact.staffId === staffId || contact.substituteId === staffId,
	);
	return {
		person: { staffId, name: person.name, gone: person.gone },
		places: places.length,
		people: [...board.staff.values()]
			.filter((other) => !other.gone && other.staffId !== staffId)
			.map(({ staffId, name, jobTitle }) => ({
				value: staffId,
				label: jobTitle ? `${name}, ${jobTitle}` : name,
			})),
		today,
		periods: periods.map(({ id, firstDay, lastDay, substituteId }) => ({
			id,
			days: formatDayRange(firstDay, lastDay, locale, 'UTC'),
			substitute: substituteId ? (board.staff.get(substituteId)?.name ?? null) : null,
		})),
	};
};

const day = v.pipe(v.string('required'), v.nonEmpty('required'), v.check(isDay, 'not_a_date'));
const awaySchema = v.object({ firstDay: day, lastDay: day, substituteId: v.optional(v.string(), '') });
const idSchema = v.object({ id: v.pipe(v.string('required'), v.nonEmpty('required')) });
const toSchema = v.object({ to: v.pipe(v.string('required'), v.nonEmpty('required')) });

export const actions: Actions = {
	away: async (event: RequestEvent<{ staff: string }>) => {
		const { staff, today } = naming(event);
		const form = await readForm(event.request, awaySchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { substituteId, ...days } = form.value;
		const result = await setAway(store, staff, {
			...days,
			staffId: event.params.staff,
			substituteId: substituteId || null,
			today,
			now: clock.now(),
		});
		if (result.ok) return { saved: true };
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal, values: form.value });
	},
	back: async (event) => {
		const { staff } = naming(event);
		const form = await readForm(event.request, idSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await removeAway(store, staff, { ...form.value, now: clock.now() });
		if (!result.ok) error(403);
		return { saved: true };
	},
	handOver: async (event: RequestEvent<{ staff: string }>) => {
		const { staff, today } = naming(event);
		const form = await readForm(event.request, toSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await handOver(store, staff, {
			from: event.params.staff,
			to: form.value.to,
			today,
			now: clock.now(),
		});
		if (result.ok) return { told: result.told };
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal });
	},
};
