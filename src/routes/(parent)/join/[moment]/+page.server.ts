import { error, fail, redirect } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { momentView } from '#lib/moments/moment-words.ts';
import { momentPath } from '#lib/moments/paths.ts';
import { decline, undoDecline } from '#lib/moments/server/declines.ts';
import { momentPage } from '#lib/moments/server/for-parent.ts';
import { skipMeeting } from '#lib/moments/server/skip-meeting.ts';
import { cancelSignUp, changeSignUp, signUp, type SignUpResult } from '#lib/moments/server/sign-ups.ts';
import {
	dropTopic,
	secondTopic,
	sendTopic,
	topicsOf,
	type TopicRefusal,
} from '#lib/moments/server/topics.ts';
import { acceptOffer } from '#lib/moments/server/waiting-list.ts';
import {
	acceptSchema,
	cancelSchema,
	changeSchema,
	declineSchema,
	signUpSchema,
	skipSchema,
} from '#lib/moments/sign-up-form.ts';
import { takesTopics, topicIdSchema, topicSchema } from '#lib/moments/topics.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { momentWords } from '#lib/moments/server/explain-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await momentPage(store, parent, event.params.moment, now);
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const view = page && momentView(page, event.url.searchParams.get('child'), words, now);
	if (!page || !view) error(404);
	const { schoolId, guardianId } = parent;
	const topics = takesTopics(page.kind)
		? await topicsOf(store.read, schoolId, page.momentId, guardianId)
		: undefined;
	const explained = momentWords(page.kind, view, words.locale);
	return { view, topics, explained, done: event.url.searchParams.get('done') };
};

/** Back to the page by GET, so that a reload or the back button posts nothing again. */
function show(event: RequestEvent, childId: string, done: string): never {
	redirect(303, `${momentPath(event.params.moment)}?child=${encodeURIComponent(childId)}&done=${done}`);
}

export const actions: Actions = {
	signUp: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, signUpSchema);
		if (!form.ok) return fail(422, form.problems);
		const { childId, waitFor, comeWith, insteadOf, ...wish } = form.value;
		const slotId = waitFor || wish.slotId;
		const typed = { childId, slotId, adults: String(wish.adults), note: wish.note ?? '' };
		if (!slotId) return fail(422, formProblem(typed, 'slotId', 'required'));
		const { store, clock } = app();
		const result = await signUp(store, parent, {
			childId,
			slotId,
			adults: comeWith ?? wish.adults,
			interpreter: wish.interpreter,
			note: wish.note,
			wait: waitFor !== '',
			insteadOf: insteadOf || undefined,
			now: clock.now(),
		});
		if (result.ok) show(event, childId, result.status);
		return refused(result, { ...typed, interpreter: wish.interpreter ?? '' });
	},
	change: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, changeSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await changeSignUp(store, parent, { ...form.value, now: clock.now() });
		if (result.ok) show(event, childOf(event), 'changed');
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal, count: result.count ?? 0 });
	},
	cancel: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, cancelSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await cancelSignUp(store, parent, { ...form.value, now: clock.now() });
		if (!result.ok) return fail(409, { refusal: result.refusal, count: 0 });
		return show(event, childOf(event), 'cancelled');
	},
	/** "Not this one time" of a meeting of a series, or after all. */
	skip: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, skipSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await skipMeeting(store, parent, { ...form.value, now: clock.now() });
		if (result.ok) show(event, childOf(event), 'changed');
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal, count: 0 });
	},
	accept: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, acceptSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await acceptOffer(store, parent, { ...form.value, now: clock.now() });
		if (result.ok) show(event, childOf(event), 'confirmed');
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal, count: 0 });
	},
	decline: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, declineSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const which = { momentId: event.params.moment, childId: form.value.childId, now: clock.now() };
		const result = await decline(store, parent, which);
		if (result.ok) show(event, form.value.childId, 'declined');
		if (result.refusal === 'not_found' || result.refusal === 'not_yours') error(404);
		return fail(409, { refusal: result.refusal, count: 0 });
	},
	/** What one wants to talk about, beforehand. */
	topic: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, topicSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const momentId = event.params.moment;
		const { topic: text } = form.value;
		const { locale } = event.locals;
		return answered(
			event,
			await sendTopic(store, parent, { momentId, text, locale, now: clock.now() }),
			text,
		);
	},
	second: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, topicIdSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const which = { ...form.value, momentId: event.params.moment, now: clock.now() };
		return answered(event, await secondTopic(store, parent, which));
	},
	dropTopic: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, topicIdSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		await dropTopic(store, parent, { ...form.value, now: clock.now() });
		return answered(event, { ok: true });
	},
	undoDecline: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, declineSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const which = { momentId: event.params.moment, childId: form.value.childId, now: clock.now() };
		await undoDecline(store, parent, which);
		return redirect(303, `${momentPath(event.params.moment)}?child=${encodeURIComponent(which.childId)}`);
	},
};

/** Back to the topics, or what is the matter with one. */
function answered(
	event: RequestEvent,
	result: { ok: true } | { ok: false; refusal: TopicRefusal },
	topic = '',
) {
	if (result.ok)
		redirect(303, `${momentPath(event.params.moment)}?child=${encodeURIComponent(childOf(event))}#topics`);
	if (result.refusal === 'not_found') error(404);
	return fail(409, { topicRefusal: result.refusal, values: { topic } });
}

function childOf(event: RequestEvent): string {
	return event.url.searchParams.get('child') ?? '';
}

/** What the page shows when there is no place as asked: the reason, what was typed, and the ways on. */
function refused(result: Extract<SignUpResult, { ok: false }>, values: Record<string, string>) {
	if (result.refusal === 'not_found') error(404);
	return fail(409, {
		refusal: result.refusal,
		count: result.count ?? 0,
		number: result.number ?? 0,
		insteadOf: result.refusal === 'limit_reached' ? (result.own?.signUpId ?? '') : '',
		values,
	});
}
