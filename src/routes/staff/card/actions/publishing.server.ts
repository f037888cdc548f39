import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { discardDraft, publishCard, readDraft } from '#lib/info-card/server/draft.ts';
import { mayEditCard } from '#lib/info-card/server/policy.ts';
import { publishPart } from '#lib/info-card/server/publish-part.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { changing, writing, nameOf } from './editing.server.ts';
import { publishSchema } from './schemas.ts';

export async function publish(event: RequestEvent) {
	const { staff, year } = await writing(event);
	const { store, clock } = app();
	if (!mayEditCard(staff)) {
		const part = await publishPart(store, staff, { yearId: year.id, now: clock.now() });
		if (part.ok) return { published: part.version };
		if (part.refusal === 'not_allowed' || part.refusal === 'unknown_year') error(403);
		return fail(409, { refusal: part.refusal });
	}
	const form = await readForm(event.request, publishSchema);
	if (!form.ok) return fail(422, form.problems);
	const result = await publishCard(store, staff, {
		yearId: year.id,
		now: clock.now(),
		seenAt: new Date(form.value.seen),
	});
	if (result.ok) return { published: result.version };
	if (result.refusal === 'changed') {
		const { changedBy } = await readDraft(store.read, staff.schoolId, year.id);
		return fail(409, { publishChangedBy: changedBy ? await nameOf(staff, changedBy) : '' });
	}
	if (result.refusal === 'not_allowed' || result.refusal === 'unknown_year') error(403);
	return fail(409, { refusal: result.refusal });
}

export async function discard(event: RequestEvent) {
	const { staff, year } = await changing(event);
	const { store, clock } = app();
	const result = await discardDraft(store, staff, { yearId: year.id, now: clock.now() });
	if (!result.ok) error(403);
	return { saved: true };
}
