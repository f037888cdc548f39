import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { tidyPhone } from '#lib/families/phone.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { setInterpreterPhone } from '#lib/school/server/interpreter-phone.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const school = await readSchool(app().store.read, staff.schoolId);
	return { phone: school.settings.interpreterPhone, mayChange: runsOffice(staff) };
};

const short = v.optional(v.pipe(v.string(), v.maxLength(80, 'too_long')), '');
const schema = v.object({ name: short, phone: short });

export const actions: Actions = {
	phone: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { name, phone } = form.value;
		const none = name === '' && phone === '';
		const number = tidyPhone(phone)?.phone;
		if (!none && !number) return fail(422, formProblem({ ...form.value }, 'phone', 'not_a_phone'));
		if (!none && name === '') return fail(422, formProblem({ ...form.value }, 'name', 'required'));
		const { store, clock } = app();
		const kept = number ? { name, phone: number } : null;
		const result = await setInterpreterPhone(store, staff, { phone: kept, now: clock.now() });
		return result.ok ? { saved: true } : error(403);
	},
};
