import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { makeInvitations } from '#lib/families/server/invitations.ts';
import { writeLetter } from '#lib/families/server/letters.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { Actions, PageServerLoad } from './$types';

const id = v.optional(v.pipe(v.string(), v.maxLength(100, 'too_long')));
const schema = v.object({
	who: v.picklist(['all', 'without_letter'], 'not_a_choice'),
	group: id,
	/** One, or some. */
	guardian: v.array(v.pipe(v.string(), v.maxLength(100, 'too_long'))),
});

export const load: PageServerLoad = (event) => {
	requireStaff(event);
	// codes are shown once, as the answer to the button: an address alone prints nothing
	if (event.request.method === 'GET') redirect(303, '/staff/letters');
	event.setHeaders({ 'cache-control': 'private, no-store' });
};

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) redirect(303, '/staff/letters');
		const { store, settings, keys, clock } = app();
		const { who, group: groupId, guardian: chosen } = form.value;
		const [guardianId, ...others] = chosen;
		const among = others.length > 0 ? { guardianIds: chosen } : { guardianId };
		const now = clock.now();
		const invited = await makeInvitations(store, keys.codes, staff, { who, groupId, ...among }, now);
		if (!invited.ok) redirect(303, '/staff/letters');
		const school = await readSchool(store.read, staff.schoolId);
		return {
			back: groupId ? `/staff/letters?group=${encodeURIComponent(groupId)}` : '/staff/letters',
			letters: invited.made.map((made) => writeLetter(made, school, settings.origin, now)),
		};
	},
};
