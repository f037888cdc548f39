import { error, fail, redirect } from '@sveltejs/kit';
import { inviteSchema, rightsSchema } from '#lib/accounts/forms.ts';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import {
	bringBack,
	endAccess,
	groupsOfYear,
	listColleagues,
	mayGiveRights,
	setRights,
} from '#lib/accounts/server/rights.ts';
import { inviteColleague, withdrawInvitation } from '#lib/accounts/server/staff-invitations.ts';
import { app } from '#lib/app/server/app.ts';
import { plannedBy } from '#lib/moments/server/left-behind.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Who gives rights; everybody else is refused before anything is read. */
function requireRightsGiver(event: RequestEvent | Parameters<PageServerLoad>[0]): StaffActor {
	const staff = requireStaff(event);
	if (!mayGiveRights(staff)) error(403);
	return staff;
}

export const load: PageServerLoad = async (event) => {
	const staff = requireRightsGiver(event);
	const { store, clock } = app();
	const colleagues = await listColleagues(store.read, staff, clock.now());
	const person = colleagues.find(({ staffId }) => staffId === event.params.staff);
	if (!person) error(404);
	return {
		person,
		groups: await groupsOfYear(store.read, staff),
		/** Moments to come that they planned: these go on without them. */
		planned: (await plannedBy(store.read, staff, person.staffId, clock.now())).length,
		sent: event.url.searchParams.has('sent'),
	};
};

export const actions: Actions = {
	save: async (event) => {
		const staff = requireRightsGiver(event);
		const form = await readForm(event.request, rightsSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const { roles, groups: groupIds } = form.value;
		const wanted = { staffId: event.params.staff, roles, groupIds };
		const saved = await setRights(store, staff, wanted, clock.now());
		if (saved.ok) return { done: 'saved' as const };
		return refuse(saved.refusal);
	},
	invite: async (event) => {
		const staff = requireRightsGiver(event);
		const form = await readForm(event.request, inviteSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const { roles, email } = form.value;
		const wanted = { staffId: event.params.staff, roles, ...(email ? { email } : {}) };
		const invited = await inviteColleague(store, staff, wanted, clock.now());
		if (invited.ok) return { done: 'sent' as const };
		return refuse(invited.refusal, form.value);
	},
	withdraw: async (event) => {
		const staff = requireRightsGiver(event);
		const { store, clock } = app();
		const gone = await withdrawInvitation(store, staff, event.params.staff, clock.now());
		return gone.ok ? { done: 'withdrawn' as const } : refuse(gone.refusal);
	},
	end: async (event) => {
		const staff = requireRightsGiver(event);
		const { store, clock } = app();
		const ended = await endAccess(store, staff, event.params.staff, clock.now());
		if (!ended.ok) return refuse(ended.refusal);
		redirect(303, `/staff/rights?ended=${event.params.staff}`);
	},
	back: async (event) => {
		const staff = requireRightsGiver(event);
		const { store, clock } = app();
		const back = await bringBack(store, staff, event.params.staff, clock.now());
		return back.ok ? { done: 'back' as const } : refuse(back.refusal);
	},
};

/** A refusal as the page shows it; who may not, and who is not there, is told no more than that. */
function refuse<R extends string>(refusal: R, values: Record<string, string | string[]> = {}) {
	if (refusal === 'not_allowed') error(403);
	return fail(409, { refusal: refusal as Exclude<R, 'not_allowed'>, problems: {}, values });
}
