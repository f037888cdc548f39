import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { listColleaguePasskeys, resetPasskeys } from '#lib/accounts/server/passkey-reset.ts';
import { app } from '#lib/app/server/app.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const schema = v.object({ staffId: v.pipe(v.string('required'), v.maxLength(100, 'too_long')) });

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!runsOffice(staff)) error(403);
	const colleagues = await listColleaguePasskeys(app().store.read, staff);
	return { colleagues: colleagues.map((one) => ({ ...one, isMe: one.staffId === staff.staffId })) };
};

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		const form = await readForm(event.request, schema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const reset = await resetPasskeys(store, staff, form.value.staffId, clock.now());
		return reset.ok ? { done: form.value.staffId } : fail(409, { refusal: reset.refusal });
	},
};
