import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { countToShow, notesDown } from '#lib/buddies/key-parent.ts';
import { noteDownText, noteUpText } from '#lib/buddies/key-parent-texts.ts';
import { STAFF_KEY_PARENTS_PATH } from '#lib/buddies/paths.ts';
import { keyParentsForStaff, noteToKeyParent } from '#lib/buddies/server/key-parent-notes.ts';
import { askKeyParent, guardiansToAsk, removeKeyParent } from '#lib/buddies/server/key-parents.ts';
import { runsBuddies } from '#lib/buddies/server/policy.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	if (!runsBuddies(staff)) error(403);
	const all = await keyParentsForStaff(store.read, staff);
	return {
		done: event.url.searchParams.has('done'),
		ask: await guardiansToAsk(store.read, staff, clock.now()),
		toSay: notesDown.map((value) => ({ value, label: noteDownText(value, { locale }) })),
		all: all.map(({ notes, came, languages, phone, ...one }) => ({
			...one,
			phone,
			call: phone && telephoneHref(phone),
			languages: formatList(
				languages.map((tag) => languageName(tag, locale)),
				locale,
			),
			came: countToShow(came),
			notes: notes.map(({ id, at, ...said }) => ({
				id,
				fromParent: said.from === 'parent',
				day: formatDay(at, locale, staff.school.timeZone),
				text:
					said.from === 'parent' ? noteUpText(said.note, { locale }) : noteDownText(said.note, { locale }),
			})),
		})),
	};
};

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(40, 'too_long'));

type Event = RequestEvent;

async function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
	event: Event,
	schema: S,
	run: (
		form: v.InferOutput<S>,
		who: { staff: ReturnType<typeof requireStaff>; now: Date },
	) => Promise<{ ok: true } | { ok: false; refusal: string }>,
) {
	const staff = requireStaff(event);
	if (!runsBuddies(staff)) error(403);
	const form = await readForm(event.request, schema);
	if (!form.ok) return fail(422, { refused: true });
	const result = await run(form.value, { staff, now: app().clock.now() });
	if (result.ok) redirect(303, `${STAFF_KEY_PARENTS_PATH}?done`);
	return fail(409, { refused: true });
}

export const actions: Actions = {
	ask: (event) =>
		act(event, v.object({ id }), ({ id: guardianId }, { staff, now }) =>
			askKeyParent(app().store, staff, { guardianId, now }),
		),
	remove: (event) =>
		act(event, v.object({ id }), ({ id: guardianId }, { staff, now }) =>
			removeKeyParent(app().store, staff, { guardianId, now }),
		),
	note: (event) =>
		act(
			event,
			v.object({ id, note: v.picklist(notesDown, 'not_a_choice') }),
			({ id: guardianId, note }, { staff, now }) =>
				noteToKeyParent(app().store, staff, { guardianId, note, now }),
		),
};
