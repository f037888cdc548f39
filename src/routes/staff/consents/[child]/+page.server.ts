import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { auditLook, lookAt } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { consentSchema } from '#lib/consents/form.ts';
import { enterSlip } from '#lib/consents/server/answer.ts';
import { answersOfChild } from '#lib/consents/server/overview.ts';
import { childForStaff } from '#lib/families/server/overview.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

const slipSchema = v.object({
	guardianId: v.pipe(v.string('required'), v.nonEmpty('required')),
	given: consentSchema.entries.given,
});

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const child = await find(staff, event.params.child);
	const { store, clock } = app();
	const now = clock.now();
	await auditLook(store, staff, lookAt(child), now);
	const answers = await answersOfChild(store.read, staff.schoolId, child.childId);
	return {
		child: { childId: child.childId, givenName: child.givenName, groupId: child.groups[0]?.id ?? null },
		answers: answers.map(({ answeredAt, ...answer }) => ({
			...answer,
			day: answeredAt && formatDay(answeredAt, event.locals.locale, staff.school.timeZone, { year: true }),
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const child = await find(staff, event.params.child);
		const form = await readForm(event.request, slipSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const slip = { ...form.value, childId: child.childId };
		const done = await enterSlip(store, staff, slip, clock.now());
		if (!done.ok) error(404);
		return { saved: form.value.guardianId };
	},
};

/** A child of the school; for the office only. */
async function find(staff: StaffActor, childId: string) {
	if (!runsOffice(staff)) error(403);
	const { store, clock } = app();
	const child = await childForStaff(store.read, staff, childId, clock.now());
	if (!child) error(404);
	return child;
}
