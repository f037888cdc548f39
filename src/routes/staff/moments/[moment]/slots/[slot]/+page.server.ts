import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { staffMomentPath } from '#lib/moments/paths.ts';
import { cancelSlot, changeCapacity, moveSlot, type StaffChange } from '#lib/moments/server/change.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { isDay, isTime, dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await staffMoment(store, staff, event.params.moment, now);
	const slot = page?.slots.find(({ slotId }) => slotId === event.params.slot);
	if (!page || !slot) error(404);
	if (!page.mayRun) error(403);
	const { moment } = page;
	// nothing to change any more: what became of it stands on the moment's page
	if (slot.cancelled || now >= slot.startsAt)
		redirect(303, `${staffMomentPath(moment.momentId)}#${slot.slotId}`);
	const { timeZone } = moment.school;
	return {
		moment: { momentId: moment.momentId, kind: moment.kind, title: moment.title, groups: moment.groups },
		slot,
		revision: page.revisions.get(slot.slotId) ?? 0,
		day: dayOf(slot.startsAt, timeZone),
		from: timeOf(slot.startsAt, timeZone),
		till: timeOf(slot.endsAt, timeZone),
	};
};

/** What stood on the page: a number that the page put there itself. */
const whole = v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'not_a_number'), v.transform(Number)));

type Params = { params: { moment: string; slot: string } };

/** Back to the moment with what was done; where it can't be done, the page says why. */
function answer({ params }: Params, done: string, result: StaffChange, values: Record<string, string> = {}) {
	if (result.ok)
		redirect(303, `${staffMomentPath(params.moment)}?done=${done}&told=${result.told}#${params.slot}`);
	if (result.refusal === 'not_found') error(404);
	return fail(409, { refusal: result.refusal, count: result.count ?? 0, values });
}

export const actions: Actions = {
	move: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({
				day: v.pipe(v.string('required'), v.check(isDay, 'not_a_date')),
				from: v.pipe(v.string('required'), v.check(isTime, 'not_a_time')),
				till: v.pipe(v.string('required'), v.check(isTime, 'not_a_time')),
				revision: whole,
			}),
		);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { slot: slotId } = event.params;
		const result = await moveSlot(store, staff, { ...form.value, slotId, now: clock.now() });
		const { revision: _, ...typed } = form.value;
		return answer(event, 'moved', result, typed);
	},
	places: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({
				places: v.pipe(
					v.string('required'),
					v.regex(/^\d{1,3}$/, 'not_a_number'),
					v.transform(Number),
					v.minValue(1, 'too_few'),
					v.maxValue(500, 'too_many'),
				),
				was: whole,
			}),
		);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { slot: slotId } = event.params;
		const { places, was } = form.value;
		const result = await changeCapacity(store, staff, { places, was, slotId, now: clock.now() });
		return answer(event, 'places', result, { places: String(places) });
	},
	cancel: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const { slot: slotId } = event.params;
		return answer(event, 'slot_cancelled', await cancelSlot(store, staff, { slotId, now: clock.now() }));
	},
};
