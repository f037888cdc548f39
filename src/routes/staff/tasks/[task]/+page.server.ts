import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { Store } from '#lib/database/store.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { staffTaskPath } from '#lib/tasks/paths.ts';
import { askAgain } from '#lib/tasks/server/ask-again.ts';
import { callOff, closeTask, removeClaim, setPlaces } from '#lib/tasks/server/change.ts';
import { staffTask } from '#lib/tasks/server/for-staff.ts';
import { markHelped, thankHelpers } from '#lib/tasks/server/helped.ts';
import { thanksNames, thanksText } from '#lib/tasks/server/notices.ts';
import { templateTexts } from '#lib/tasks/template-texts.ts';
import { templates } from '#lib/tasks/templates.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const found = await staffTask(store.read, staff, event.params.task, clock.now());
	if (!found) error(404);
	const { locale } = event.locals;
	const { task } = found;
	const query = event.url.searchParams;
	const { icon, tint } = templates[task.template];
	const published = query.get('published');
	return {
		task: {
			...{ taskId: task.taskId, groups: task.groups, flexible: task.flexible, icon, tint },
			title: task.title ?? templateTexts[task.template].name({ locale }),
			closed: task.closedAt !== null,
			cancelled: task.cancelledAt !== null,
		},
		coming: found.shifts.filter(({ state }) => ['open', 'full', 'closed', 'started'].includes(state)),
		past: found.shifts.filter(({ state }) => state === 'over' || state === 'cancelled').reverse(),
		toAsk: found.toAsk,
		thanks: thanksNames.map((name) => ({ name, text: thanksText(name, locale) })),
		published: published === null ? null : Number(published) || 0,
		asked: Number(query.get('asked') ?? '0') || 0,
		thanked: Number(query.get('thanked') ?? '0') || 0,
	};
};

const id = v.pipe(v.string('required'), v.maxLength(64, 'too_long'));
type Result = { ok: true } | { ok: false; refusal: 'not_found' };

/** An action whose only refusal is that there is no such thing for this member of staff. */
function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
	schema: S,
	work: (
		store: Store,
		staff: StaffActor,
		form: v.InferOutput<S> & { taskId: string; now: Date },
	) => Promise<Result>,
) {
	return async (event: RequestEvent) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await work(store, staff, { ...form.value, taskId, now: clock.now() });
		if (!result.ok) error(404);
		redirect(303, staffTaskPath(taskId));
	};
}

const places = v.pipe(
	v.string('not_a_number'),
	v.regex(/^\d{1,2}$/, 'not_a_number'),
	v.transform(Number),
	v.minValue(1, 'too_few'),
);
const answers = { yes: true, no: false, unsaid: null } as const;

export const actions: Actions = {
	close: act(v.object({ closed: v.picklist(['yes', 'no']) }), (store, staff, form) =>
		closeTask(store, staff, { ...form, closed: form.closed === 'yes' }),
	),
	callOff: act(v.object({ shiftId: v.optional(id, '') }), (store, staff, form) =>
		callOff(store, staff, { ...form, shiftId: form.shiftId || undefined }),
	),
	places: act(v.object({ shiftId: id, places }), setPlaces),
	remove: act(v.object({ claimId: id }), removeClaim),
	helped: act(v.object({ claimId: id, helped: v.picklist(['yes', 'no', 'unsaid']) }), (store, staff, form) =>
		markHelped(store, staff, { ...form, helped: answers[form.helped] }),
	),
	thank: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ shiftId: id, thanks: v.picklist(thanksNames) }));
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await thankHelpers(store, staff, { ...form.value, taskId, now: clock.now() });
		if (!result.ok) error(404);
		redirect(303, `${staffTaskPath(taskId)}?thanked=${result.thanked}`);
	},
	ask: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await askAgain(store, staff, { taskId, now: clock.now() });
		if (result.ok) redirect(303, `${staffTaskPath(taskId)}?asked=${result.asked}`);
		if (result.refusal === 'not_found') error(404);
		redirect(303, staffTaskPath(taskId));
	},
};
