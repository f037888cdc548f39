import { error, fail, redirect } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { momentActs } from '#lib/app/server/moment-acts.ts';
import { momentView } from '#lib/moments/moment-words.ts';
import { momentPath } from '#lib/moments/paths.ts';
import { momentPage } from '#lib/moments/server/for-parent.ts';
import {
	dropTopic,
	secondTopic,
	sendTopic,
	topicsOf,
	type TopicRefusal,
} from '#lib/moments/server/topics.ts';
import { ownPlans, promises } from '#lib/tasks/server/own-plans.ts';
import { takesTopics, topicIdSchema, topicSchema } from '#lib/moments/topics.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { momentWords } from '#lib/moments/server/explain-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await momentPage(store, parent, event.params.moment, now);
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const promised = page && promises(await ownPlans(store.read, parent, words, now));
	const view = page && momentView(page, event.url.searchParams.get('child'), words, now, promised);
	if (!page || !view) error(404);
	const { schoolId, guardianId } = parent;
	const topics = takesTopics(page.kind)
		? await topicsOf(store.read, schoolId, page.momentId, guardianId)
		: undefined;
	const explained = momentWords(page.kind, view, words.locale);
	return { view, topics, explained, done: event.url.searchParams.get('done') };
};

const acts = momentActs(momentPath);

export const actions: Actions = {
	signUp: acts.signUp,
	change: acts.change,
	cancel: acts.cancel,
	skip: acts.skip,
	accept: acts.accept,
	decline: acts.decline,
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
	undoDecline: acts.undoDecline,
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
