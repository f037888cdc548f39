import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import { app } from '#lib/app/server/app.ts';
import { acknowledgeCard } from '#lib/info-card/server/acknowledge.ts';
import { withWordsFor } from '#lib/info-card/server/card-words.ts';
import { explainWords } from '#lib/info-card/server/explain-words.ts';
import { cardForParent } from '#lib/info-card/server/published.ts';
import { viewCard } from '#lib/info-card/server/view.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { firstWeeks } from '#lib/school/holidays.ts';
import { calendarDay, formatDay } from '#lib/translation/dates.ts';
import { baseLocale, directionOf } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const { timeZone } = parent.school;
	const today = calendarDay(clock.now(), timeZone);
	const found = await cardForParent(store.read, parent, today);
	if (found === 'not_allowed') error(403);
	if (!found) return { card: null };
	const { card, reading, daysOff, people } = found;
	const here = await absenceSettings(store.read, parent.schoolId);
	const hasTheSay = [...parent.children.values()].some(({ level }) => level === 'full');
	// the same card in Dutch, to show to someone who helps
	const own = event.locals.locale;
	const locale = event.url.searchParams.has('dutch') ? baseLocale : own;
	const { sections, reads } =
		locale === own
			? await withWordsFor(store.read, parent, card.sections, own)
			: { sections: card.sections, reads: [locale] };
	const view = viewCard(sections, {
		locale,
		reads,
		schoolPhone: card.school.phone ?? '',
		daysOff,
		people,
		today,
		firstWeeks: firstWeeks(card.year.name, card.school.region, today),
		readVersion: reading.readVersion,
		...(hasTheSay ? { here } : {}),
		readerGroups: new Set([...parent.children.values()].flatMap(({ groupIds }) => groupIds)),
		groupNames: new Map(
			[...parent.children.values()].flatMap(({ groupIds, groupNames }) =>
				groupIds.map((id, at) => [id, groupNames[at] ?? '']),
			),
		),
	});
	return {
		card: {
			...explainWords(view, { locale, reader: own }),
			id: card.cardId,
			version: card.version,
			year: card.year.name,
			isOld: card.year.endsOn < today,
			publishedOn: formatDay(card.publishedAt, own, timeZone, { year: true, weekday: false }),
			readOn: reading.readAt && formatDay(reading.readAt, own, timeZone),
			hasChanged: reading.readAt === null && reading.readVersion !== null,
			lang: locale,
			dir: directionOf(locale),
			inDutch: own !== baseLocale && locale === baseLocale,
		},
	};
};

const readSchema = v.object({ card: v.pipe(v.string('required'), v.nonEmpty('required')) });

export const actions: Actions = {
	read: async (event) => {
		const parent = requireParent(event);
		const { store, clock } = app();
		const form = await readForm(event.request, readSchema);
		if (!form.ok) return fail(422, form.problems);
		const now = clock.now();
		const today = calendarDay(now, parent.school.timeZone);
		const result = await acknowledgeCard(store, parent, { cardId: form.value.card, today, now });
		if (result.ok) redirect(303, '/school/card');
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal });
	},
};
