import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { thankForTalk } from '#lib/app/server/thank-acts.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { guideKinds } from '#lib/talks/guides.ts';
import { addSchema, doneSchema, nextSchema, removeSchema } from '#lib/talks/held-form.ts';
import {
	addAgreement,
	agreementsOf,
	heldTalk,
	removeAgreement,
	setNextContact,
	tickAgreement,
} from '#lib/talks/server/agreements.ts';
import { staffRoundPath, visitsPath } from '#lib/talks/paths.ts';
import { findRound } from '#lib/talks/server/find-round.ts';
import { agreementView } from '#lib/talks/server/words.ts';
import { thankedFor } from '#lib/tasks/server/thank-after.ts';
import { picturesOf } from '#lib/tasks/server/thanks-pictures.ts';
import { talkThanks } from '#lib/tasks/thanks-names.ts';
import { thanksText } from '#lib/tasks/thanks.ts';
import { formatDayAndTimes } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const talk = await heldTalk(store.read, staff, event.params.talk);
	const round = talk && (await findRound(store.read, staff.schoolId, talk.roundId));
	if (!talk || !round) error(404);
	const { locale } = event.locals;
	const about = { kind: 'talk', id: talk.talkId } as const;
	const agreements = await agreementsOf(store.read, staff.schoolId, [talk.talkId]);
	return {
		talkId: talk.talkId,
		thanksPicture: (await picturesOf(store.read, staff.schoolId, [about])).size > 0,
		childName: talk.childName,
		back: round.kind === 'home_visit' ? visitsPath : staffRoundPath(round.roundId),
		when: formatDayAndTimes(talk.startsAt, talk.endsAt, locale, staff.school.timeZone),
		began: clock.now() >= talk.startsAt,
		thanks:
			clock.now() < talk.startsAt || (await thankedFor(store.read, staff.schoolId, about)).size > 0
				? []
				: talkThanks.map((name) => ({ name, text: thanksText(name, locale) })),
		nextOn: talk.nextOn ?? '',
		kind: guideKinds.find((kind) => kind === round.kind) ?? guideKinds[0],
		agreements: agreements.map((one) => agreementView(one, null, locale)),
	};
};

export const actions: Actions = {
	/** Thanks the family for the talk. */
	thank: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ thanks: v.picklist(talkThanks) }));
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const what = { talkId: event.params.talk, words: form.value.thanks, now: clock.now() };
		const result = await thankForTalk(store, staff, what);
		if (result.ok) return { thanked: result.thanked };
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
	add: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, addSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const what = { talkId: event.params.talk, ...form.value, language: event.locals.locale };
		const result = await addAgreement(store, staff, { ...what, now: clock.now() });
		if (result.ok) return { done: true };
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
	remove: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, removeSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const result = await removeAgreement(store, staff, { ...form.value, now: clock.now() });
		if (result.ok) return { done: true };
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
	tick: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, doneSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const { agreementId, done } = form.value;
		const tick = { agreementId, done: done === 'yes', now: clock.now() };
		const result = await tickAgreement(store, staff, tick);
		if (!result.ok) error(404);
		return { done: true };
	},
	next: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, nextSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const nextOn = form.value.nextOn || null;
		const what = { talkId: event.params.talk, nextOn, now: clock.now() };
		const result = await setNextContact(store, staff, what);
		if (result.ok) return { done: true };
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
};
