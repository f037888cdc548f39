import { error, fail, redirect } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf, isDay, instantOf } from '#lib/platform/server/local-time.ts';
import { backSchema, noteSchema, onOurWaySchema, swapSchema } from '#lib/talks/held-form.ts';
import { visitsPath } from '#lib/talks/paths.ts';
import {
	safetyNotes,
	sayBack,
	saveSafetyNote,
	sayOnOurWay,
	swapVisit,
	visitDays,
	visitsOfDay,
} from '#lib/talks/server/visits.ts';
import { formatDay, formatList, formatTime, formatTimeRange } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { timeZone } = staff.school;
	const { locale } = event.locals;
	const today = dayOf(now, timeZone);
	const days = await visitDays(store.read, staff, now);
	const asked = event.url.searchParams.get('day');
	const day = asked && isDay(asked) ? asked : (days[0] ?? today);
	const visits = await visitsOfDay(store.read, staff, day);
	const notes = await safetyNotes(store.read, staff, day);
	const at = (time: string) => instantOf(day, time, timeZone);
	const inWords = (one: string) => formatDay(instantOf(one, '12:00', timeZone), locale, timeZone);
	return {
		day,
		dayWords: inWords(day),
		days: days.map((one) => ({ day: one, words: inWords(one) })),
		mayGo: day === today,
		visits: visits.map(({ startsAt, endsAt, languages, guardians, ...visit }) => ({
			...visit,
			time: formatTimeRange(startsAt, endsAt, locale, timeZone),
			guardians: formatList(guardians, locale),
			languages: formatList(
				languages.map((tag) => languageName(tag, locale)),
				locale,
			),
			began: now >= startsAt,
		})),
		note: notes.find(({ staffId }) => staffId === staff.staffId) ?? null,
		out: notes.map((one) => ({
			...one,
			backBy: formatTime(at(one.backBy), locale, timeZone),
			late: one.backAt === null && now > at(one.backBy),
		})),
	};
};

export const actions: Actions = {
	swap: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, swapSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await swapVisit(store, staff, { ...form.value, now: clock.now() });
		if (result.ok) return { done: true };
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
	onOurWay: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, onOurWaySchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await sayOnOurWay(store, staff, { ...form.value, now: clock.now() });
		if (!result.ok) error(404);
		return { done: true };
	},
	note: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, noteSchema);
		if (!form.ok) return fail(422, form.problems);
		const { day, backBy, note } = form.value;
		await saveSafetyNote(app().store, staff, { day, backBy, note: note || null });
		redirect(303, `${visitsPath}?day=${day}`);
	},
	back: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, backSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		await sayBack(store, staff, { ...form.value, now: clock.now() });
		redirect(303, `${visitsPath}?day=${form.value.day}`);
	},
};
