// The information card as a guardian reads it, and that they read it: the same behind the card's page and the easy view.
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import type { Reader } from '#lib/database/store.ts';
import type { SectionView } from '#lib/info-card/card-view.ts';
import { withOwnTitles } from '#lib/contacts/server/job-titles.ts';
import { acknowledgeCard } from '#lib/info-card/server/acknowledge.ts';
import { withWordsFor } from '#lib/info-card/server/card-words.ts';
import { explainWords } from '#lib/info-card/server/explain-words.ts';
import { cardForParent, type CardForParent } from '#lib/info-card/server/published.ts';
import { viewCard } from '#lib/info-card/server/view.ts';
import type { VoiceNow } from '#lib/files/server/voices.ts';
import { voiceViews } from '#lib/files/voice-view.ts';
import { voicesForParent } from '#lib/info-card/server/voices.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { firstWeeks } from '#lib/school/holidays.ts';
import { withNamesFor } from '#lib/school/server/day-off-names.ts';
import { calendarDay, formatDay } from '#lib/translation/dates.ts';
import { baseLocale, directionOf, type Locale } from '#lib/translation/locale.ts';
import { app } from './app.ts';

/**
 * The newest card in words. `own`: the reader's language; `locale`: that of the words, Dutch to show to someone who
 * helps. Null: nothing was published yet; 403 for who has no child here.
 */
export async function cardOfParent(
	db: Reader,
	parent: ParentActor,
	{ own, locale, now }: { own: Locale; locale: Locale; now: Date },
) {
	const { timeZone } = parent.school;
	const today = calendarDay(now, timeZone);
	const found = await cardForParent(db, parent, today);
	if (found === 'not_allowed') error(403);
	if (!found) return null;
	const { card, reading } = found;
	const here = await absenceSettings(db, parent.schoolId);
	const hasTheSay = [...parent.children.values()].some(({ level }) => level === 'full');
	const { sections, daysOff, people, reads } =
		locale === own
			? await inOwnWords(db, parent, found, own)
			: { sections: card.sections, daysOff: found.daysOff, people: found.people, reads: [locale] };
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
	const heard = await voicesForParent(db, parent, card.sections, own);
	const explained = explainWords(view, { locale, reader: own });
	return {
		sections: explained.sections.map((section) => withVoices(section, heard.get(section.id) ?? [], own)),
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
	};
}

/** With what there is of the school's own texts, names of days off and job titles in the guardian's languages, best first. */
async function inOwnWords(db: Reader, parent: ParentActor, found: CardForParent, own: Locale) {
	const [{ sections, ...words }, { daysOff, ...names }, { people, ...titles }] = await Promise.all([
		withWordsFor(db, parent, found.card.sections, own),
		withNamesFor(db, parent, found.daysOff, own),
		withOwnTitles(db, parent, found.people, own),
	]);
	// what has nothing of the school does not look at what the guardian reads
	const [reads = [own]] = [words.reads, names.reads, titles.reads].sort((a, b) => b.length - a.length);
	return { sections, daysOff, people, reads };
}

function withVoices(section: SectionView, voices: readonly VoiceNow[], own: Locale): SectionView {
	return voices.length === 0 ? section : { ...section, voices: voiceViews(voices, own) };
}

const readSchema = v.object({ card: v.pipe(v.string('required'), v.nonEmpty('required')) });

/** The form action "I have read it"; goes on to `path`. */
export function readCard(path: string) {
	return async (event: RequestEvent) => {
		const parent = requireParent(event);
		const { store, clock } = app();
		const form = await readForm(event.request, readSchema);
		if (!form.ok) return fail(422, form.problems);
		const now = clock.now();
		const today = calendarDay(now, parent.school.timeZone);
		const result = await acknowledgeCard(store, parent, { cardId: form.value.card, today, now });
		if (result.ok) redirect(303, path);
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal });
	};
}
