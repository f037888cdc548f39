// What a parent reads and does at a task's page: the same behind the normal page and the easy one. `pathOf` says where to go on.
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import {
	acceptSchema,
	claimSchema,
	interestSchema,
	stepBackSchema,
	takeOverSchema,
} from '#lib/tasks/claim-form.ts';
import { acceptPlace, claimShifts, stepBack } from '#lib/tasks/server/claims.ts';
import { taskPage } from '#lib/tasks/server/for-parent.ts';
import { handedShift, keepShift, offerShift, takeOver } from '#lib/tasks/server/hand-over.ts';
import { showInterest } from '#lib/tasks/server/interest.ts';
import { ownPlans } from '#lib/tasks/server/own-plans.ts';
import { taskView, type TaskView } from '#lib/tasks/words.ts';
import { hasWaited } from './answer-once.ts';
import { app } from './app.ts';

type Event = RequestEvent;

/** A link by which a shift is handed over, as it is to who opens it. */
export type Handed =
	| { is: 'gone' | 'already' }
	| { is: 'own'; token: string; day: string; time: string }
	| { is: 'asked'; token: string; day: string; time: string; clash: string | null };

/** One task in words, and what the link in the address offers, if any. 404 where this guardian may not know of it. */
export async function taskShown(
	event: Event,
	taskId: string,
): Promise<{ view: TaskView; hand: Handed | undefined }> {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await taskPage(store.read, parent, taskId, now);
	if (!page) error(404);
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const view = taskView(page, words, await ownPlans(store.read, parent, words, now));
	const token = event.url.searchParams.get('hand');
	const hand = token && page.level === 'full' ? await handOf(parent, view, token) : undefined;
	return { view, hand };
}

/** What a link by which a shift is handed over is: one's own to pass on, a question, or nothing any more. */
async function handOf(parent: ParentActor, { taskId, shifts }: TaskView, token: string): Promise<Handed> {
	const handed = await handedShift(app().store.read, parent, { taskId, token });
	const shift = shifts.find(({ shiftId }) => shiftId === handed?.shiftId);
	if (!handed || !shift || shift.state === 'cancelled' || shift.state === 'started') return { is: 'gone' };
	const { day, time, mine, clash } = shift;
	if (handed.own) return { is: 'own', token, day, time };
	return mine?.status === 'confirmed' ? { is: 'already' } : { is: 'asked', token, day, time, clash };
}

/** Form actions of a page about one task. Each goes on by GET, so that a reload or the back button posts nothing again. */
export function taskActs(pathOf: (taskId: string) => string) {
	const taskOf = (event: Event) => event.params.task ?? '';
	const done = (event: Event, query = ''): never => redirect(303, `${pathOf(taskOf(event))}${query}`);
	return {
		claim: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, claimSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const now = clock.now();
			const taskId = taskOf(event);
			const { shiftId, waitFor, all } = form.value;
			const everyOpen = async () =>
				(await taskPage(store.read, parent, taskId, now))?.shifts.flatMap(({ shiftId, state }) =>
					state === 'open' ? shiftId : [],
				) ?? [];
			const shiftIds = waitFor ? [waitFor] : all ? await everyOpen() : shiftId;
			if (shiftIds.length === 0) return fail(422, { refusal: 'none_chosen' as const });
			// of several some may be full: those are said, and no list is joined for them
			const wait = waitFor !== '' || (hasWaited(event) && shiftIds.length === 1);
			const result = await claimShifts(store, parent, { taskId, shiftIds, wait, now });
			if (!result.ok) {
				if (result.refusal === 'not_found') error(404);
				return fail(409, { refusal: result.refusal, number: result.number ?? 0 });
			}
			const { confirmed, refused, uncleared } = result;
			const waits = uncleared ? 'certificate' : 'waiting';
			// a form that was sent later tells the number
			const number = confirmed > 0 ? null : result.number;
			const told = `${refused ? `&refused=${refused}` : ''}${number ? `&number=${number}` : ''}`;
			return done(event, `?done=${confirmed > 0 ? 'confirmed' : waits}${told}`);
		},
		stepBack: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, stepBackSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await stepBack(store, parent, { ...form.value, now: clock.now() });
			if (!result.ok) return fail(409, { refusal: result.refusal });
			return done(event, '?done=left');
		},
		hand: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, stepBackSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await offerShift(store, parent, { ...form.value, now: clock.now() });
			if (!result.ok) error(404);
			return done(event, `?hand=${result.token}`);
		},
		keep: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, stepBackSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			await keepShift(store, parent, { ...form.value, now: clock.now() });
			return done(event);
		},
		takeOver: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, takeOverSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const wish = { taskId: taskOf(event), ...form.value, now: clock.now() };
			const result = await takeOver(store, parent, wish);
			if (result.ok) return done(event, '?done=confirmed');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal === 'gone' ? ('hand_gone' as const) : result.refusal });
		},
		interest: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, interestSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const interested = form.value.interested === 'yes';
			const wish = { taskId: taskOf(event), interested, now: clock.now() };
			const result = await showInterest(store, parent, wish);
			if (result.ok) return done(event, interested ? '?done=interested' : '');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal });
		},
		/** Yes to a place that came free; the fields are those of an appointment's card, which asks it too. */
		accept: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, acceptSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const { slotId: shiftId, signUpId: claimId } = form.value;
			const result = await acceptPlace(store, parent, { shiftId, claimId, now: clock.now() });
			if (result.ok) return done(event, '?done=confirmed');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal });
		},
	};
}
