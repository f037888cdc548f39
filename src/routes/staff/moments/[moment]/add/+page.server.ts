import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { kinds } from '#lib/moments/kinds.ts';
import { staffMomentPath } from '#lib/moments/paths.ts';
import { addByHand } from '#lib/moments/server/by-hand.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { isLanguageTag, languageName, languagesByName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await staffMoment(store, staff, event.params.moment, now);
	if (!page?.moment.publishedAt) error(404);
	const { moment, wall, slots } = page;
	const query = event.url.searchParams;
	const { timeZone } = moment.school;
	const today = dayOf(now, timeZone);
	const open = slots.filter(({ cancelled, over }) => !cancelled && !over);
	/** Somebody stands there who is not on the list. */
	const atDoor = query.has('door') && open.some(({ startsAt }) => dayOf(startsAt, timeZone) === today);
	if (open.length === 0) redirect(303, staffMomentPath(moment.momentId));
	const child = wall.find(({ childId }) => childId === query.get('child'));
	if (query.get('child') && !child) error(404);
	const { locale } = event.locals;
	return {
		moment: {
			momentId: moment.momentId,
			kind: moment.kind,
			title: moment.title,
			groups: moment.groups,
			adultsPerChild: moment.adultsPerChild,
			interpreterOffered: moment.interpreterOffered,
			byAdult: kinds[moment.kind].placeIs === 'adult',
		},
		slots: atDoor ? open.filter(({ startsAt }) => dayOf(startsAt, timeZone) === today) : open,
		atDoor,
		children: wall.map(({ childId, givenName, surname, state }) => ({ childId, givenName, surname, state })),
		child,
		wantedSlot: open.find(({ slotId }) => slotId === query.get('slot'))?.slotId ?? null,
		languages: languagesByName(locale).map(({ tag }) => ({ tag, name: languageName(tag, locale) })),
	};
};

const id = v.pipe(v.string('required'), v.minLength(1, 'required'), v.maxLength(64, 'too_long'));
const slip = v.object({
	slotId: id,
	childId: id,
	guardianId: id,
	adults: v.pipe(
		v.string('required'),
		v.regex(/^\d{1,2}$/, 'not_a_number'),
		v.transform(Number),
		v.minValue(1, 'too_few'),
		v.maxValue(10, 'too_many'),
	),
	mayAskParent: v.optional(v.pipe(v.string(), v.maxLength(5, 'too_long')), ''),
	interpreter: v.optional(
		v.pipe(
			v.string(),
			v.check((tag) => tag === '' || isLanguageTag(tag), 'not_a_choice'),
		),
		'',
	),
	note: v.optional(v.pipe(v.string(), v.maxLength(300, 'too_long')), ''),
	wait: v.optional(v.string(), ''),
	atDoor: v.optional(v.string(), ''),
});

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, slip);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { interpreter, mayAskParent, note, wait, atDoor, ...rest } = form.value;
		const result = await addByHand(store, staff, {
			...rest,
			interpreter: interpreter || null,
			mayAskParent: mayAskParent !== '',
			note: note || null,
			wait: wait !== '',
			atDoor: atDoor !== '',
			now: clock.now(),
		});
		if (!result.ok) {
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal, count: result.count ?? 0, values: form.value });
		}
		if (atDoor) redirect(303, `${staffMomentPath(event.params.moment)}/door?done`);
		const done = result.status === 'waiting' ? 'waiting' : 'added';
		redirect(303, `${staffMomentPath(event.params.moment)}?done=${done}#${rest.slotId}`);
	},
};
