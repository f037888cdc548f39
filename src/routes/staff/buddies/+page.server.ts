import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { STAFF_BUDDIES_PATH } from '#lib/buddies/paths.ts';
import { buddiesForStaff, reportsForStaff } from '#lib/buddies/server/for-staff.ts';
import { runsBuddies } from '#lib/buddies/server/policy.ts';
import { guardiansToSuggest, suggestBuddy } from '#lib/buddies/server/profile.ts';
import { changeProposal, placeByHand, proposeBuddies, sendProposals } from '#lib/buddies/server/proposal.ts';
import { closeReport, noteApart, shutOut } from '#lib/buddies/server/safety.ts';
import { buddiesAreOn, switchBuddies } from '#lib/buddies/server/switch.ts';
import { whyText } from '#lib/buddies/why-texts.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	if (!runsBuddies(staff)) error(403);
	const isOn = await buddiesAreOn(store.read, staff.schoolId);
	const view = isOn ? await buddiesForStaff(store.read, staff, now) : undefined;
	const languages = (tags: string[]) =>
		formatList(
			tags.map((tag) => languageName(tag, locale)),
			locale,
		);
	return {
		isOn,
		reports: await reportsForStaff(store.read, staff),
		done: event.url.searchParams.has('done'),
		suggest: isOn ? await guardiansToSuggest(store.read, staff, now) : [],
		view: view && {
			...view,
			newcomers: view.newcomers.length,
			buddies: view.buddies.map((one) => ({ ...one, languages: languages(one.languages) })),
			waiting: view.waiting.map((one) => ({ ...one, languages: languages(one.languages) })),
			matches: view.matches.map((match) => ({
				...match,
				why: match.why.map((code) => whyText(code, locale)),
				answerBy: match.answerBy && formatDay(match.answerBy, locale, staff.school.timeZone),
			})),
		},
	};
};

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(40, 'too_long'));
const one = v.object({ id });
const two = v.object({ id, other: id });

type Event = RequestEvent;

async function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
	event: Event,
	schema: S,
	run: (
		form: v.InferOutput<S>,
		with_: { staff: ReturnType<typeof requireStaff>; now: Date },
	) => Promise<{ ok: true } | { ok: false; refusal: string }>,
) {
	const staff = requireStaff(event);
	if (!runsBuddies(staff)) error(403);
	const form = await readForm(event.request, schema);
	if (!form.ok) return fail(422, { refusal: 'not_there' });
	const result = await run(form.value, { staff, now: app().clock.now() });
	if (result.ok) redirect(303, `${STAFF_BUDDIES_PATH}?done`);
	return fail(409, { refusal: result.refusal });
}

const nothing = v.object({});

export const actions: Actions = {
	switch: (event) =>
		act(event, v.object({ on: v.picklist(['yes', 'no'], 'not_a_choice') }), ({ on }, { staff, now }) =>
			switchBuddies(app().store, staff, { on: on === 'yes', now }),
		),
	run: (event) => act(event, nothing, (_, { staff, now }) => proposeBuddies(app().store, staff, now)),
	fix: (event) =>
		act(event, one, ({ id: matchId }, { staff, now }) =>
			changeProposal(app().store, staff, { matchId, change: 'fix', now }),
		),
	loosen: (event) =>
		act(event, one, ({ id: matchId }, { staff, now }) =>
			changeProposal(app().store, staff, { matchId, change: 'loosen', now }),
		),
	remove: (event) =>
		act(event, one, ({ id: matchId }, { staff, now }) =>
			changeProposal(app().store, staff, { matchId, change: 'remove', now }),
		),
	place: (event) =>
		act(event, two, ({ id: newcomerId, other: buddyId }, { staff, now }) =>
			placeByHand(app().store, staff, { newcomerId, buddyId, now }),
		),
	send: (event) => act(event, nothing, (_, { staff, now }) => sendProposals(app().store, staff, { now })),
	sendOne: (event) =>
		act(event, one, ({ id: matchId }, { staff, now }) => sendProposals(app().store, staff, { matchId, now })),
	apart: (event) =>
		act(event, two, ({ id: guardianId, other: otherId }, { staff, now }) =>
			noteApart(app().store, staff, { guardianId, otherId, apart: true, now }),
		),
	together: (event) =>
		act(event, two, ({ id: guardianId, other: otherId }, { staff, now }) =>
			noteApart(app().store, staff, { guardianId, otherId, apart: false, now }),
		),
	out: (event) =>
		act(event, one, ({ id: guardianId }, { staff, now }) =>
			shutOut(app().store, staff, { guardianId, out: true, now }),
		),
	in: (event) =>
		act(event, one, ({ id: guardianId }, { staff, now }) =>
			shutOut(app().store, staff, { guardianId, out: false, now }),
		),
	report: (event) =>
		act(event, one, ({ id: reportId }, { staff, now }) => closeReport(app().store, staff, { reportId, now })),
	suggest: (event) =>
		act(
			event,
			v.object({ id, role: v.picklist(['wish', 'offer'], 'not_a_choice') }),
			({ id: guardianId, role }, { staff, now }) =>
				suggestBuddy(app().store, staff, { guardianId, role, now }),
		),
};
