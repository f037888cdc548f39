import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import {
	giveSubstitute,
	mayChooseSubstitutes,
	substitutesToday,
	takeSubstitute,
} from '#lib/accounts/server/substitutes.ts';
import { app } from '#lib/app/server/app.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long'));
const schema = v.object({ groupId: id, staffId: id });

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!mayChooseSubstitutes(staff)) error(403);
	const { store, clock } = app();
	return {
		...(await substitutesToday(store.read, staff, clock.now())),
		/** The group for which somebody is being chosen. */
		choosing: event.url.searchParams.get('group'),
	};
};

export const actions: Actions = {
	give: (event) => change(event, giveSubstitute, 'given'),
	take: (event) => change(event, takeSubstitute, 'taken'),
};

async function change(event: RequestEvent, work: typeof giveSubstitute, done: 'given' | 'taken') {
	const staff = requireStaff(event);
	if (!mayChooseSubstitutes(staff)) error(403);
	const form = await readForm(event.request, schema);
	if (!form.ok) return fail(422, { refusal: 'nobody' as const });
	const { store, clock } = app();
	const result = await work(store, staff, form.value, clock.now());
	if (result.ok) return { [done]: { name: result.name, groupId: form.value.groupId } };
	if (result.refusal === 'not_allowed') error(403);
	return fail(409, { refusal: result.refusal });
}
