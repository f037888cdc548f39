import { error, fail, redirect } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { acceptSchema, claimSchema, stepBackSchema } from '#lib/tasks/claim-form.ts';
import { taskPath } from '#lib/tasks/paths.ts';
import { acceptPlace, claimShifts, stepBack } from '#lib/tasks/server/claims.ts';
import { taskPage } from '#lib/tasks/server/for-parent.ts';
import { taskView } from '#lib/tasks/words.ts';
import type { Actions, PageServerLoad } from './$types';

/** A long list (every school day) shows so many times at first. */
const AT_FIRST = 12;

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const page = await taskPage(store.read, parent, event.params.task, clock.now());
	if (!page) error(404);
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const { shifts, ...view } = taskView(page, words);
	const toChoose = shifts.filter(({ mine, state }) => !mine && (state === 'open' || state === 'full'));
	const all = event.url.searchParams.has('all');
	const query = event.url.searchParams;
	return {
		view,
		mine: shifts.filter(({ mine }) => mine),
		toChoose: all ? toChoose : toChoose.slice(0, AT_FIRST),
		open: toChoose.filter(({ state }) => state === 'open').length,
		more: all ? 0 : Math.max(0, toChoose.length - AT_FIRST),
		done: query.get('done'),
		refused: Number(query.get('refused') ?? '0') || 0,
	};
};

export const actions: Actions = {
	claim: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, claimSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const now = clock.now();
		const taskId = event.params.task;
		const { shiftId, waitFor, all } = form.value;
		const everyOpen = async () =>
			(await taskPage(store.read, parent, taskId, now))?.shifts.flatMap(({ shiftId, state }) =>
				state === 'open' ? shiftId : [],
			) ?? [];
		const shiftIds = waitFor ? [waitFor] : all ? await everyOpen() : shiftId;
		if (shiftIds.length === 0) return fail(422, { refusal: 'none_chosen' as const });
		const result = await claimShifts(store, parent, { taskId, shiftIds, wait: waitFor !== '', now });
		if (!result.ok) {
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal });
		}
		const done = result.confirmed > 0 ? 'confirmed' : 'waiting';
		redirect(303, `${taskPath(taskId)}?done=${done}${result.refused ? `&refused=${result.refused}` : ''}`);
	},
	stepBack: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, stepBackSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await stepBack(store, parent, { ...form.value, now: clock.now() });
		if (!result.ok) return fail(409, { refusal: result.refusal });
		redirect(303, `${taskPath(event.params.task)}?done=left`);
	},
	/** Yes to a place that came free; the fields are those of an appointment's card, which asks it too. */
	accept: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, acceptSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { slotId: shiftId, signUpId: claimId } = form.value;
		const result = await acceptPlace(store, parent, { shiftId, claimId, now: clock.now() });
		if (result.ok) redirect(303, `${taskPath(event.params.task)}?done=confirmed`);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
};
