import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import { keepJobTitle } from '#lib/contacts/server/job-titles.ts';
import type { Section } from '#lib/info-card/sections.ts';
import { readDraft } from '#lib/info-card/server/draft.ts';
import { keepCardWords, type CardWordsResult, type OwnCardWords } from '#lib/info-card/server/keep-words.ts';
import { ownNameOf, type OwnName } from '#lib/info-card/own-words.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { keepDayOffName } from '#lib/school/server/day-off-names.ts';
import { type Editing, writing } from './editing.server.ts';
import { translateSchema } from './schemas.ts';

/** Keeps translations of a text of the draft. */
export async function mend(
	{ staff, year }: Editing,
	one: Pick<OwnCardWords, 'sectionId' | 'of' | 'translations'> & {
		name: (kind: Section['kind']) => OwnName;
	},
) {
	const { store, clock } = app();
	const { sections } = await readDraft(store.read, staff.schoolId, year.id);
	const section = sections.find(({ id }) => id === one.sectionId);
	if (!section) return fail(409, { refusal: 'gone' as const });
	const result = await keepCardWords(store, staff, {
		...one,
		name: one.name(section.kind),
		yearId: year.id,
		now: clock.now(),
	});
	return mended(result);
}

/** Keeps a translation of the school's own name of a day off, or of somebody's job title. */
async function mendName(
	staff: StaffActor,
	{ day, person, ...one }: { day: string; person: string; language: string; text: string; of: string },
) {
	const { store, clock } = app();
	const now = clock.now();
	return mended(
		person
			? await keepJobTitle(store, staff, { staffId: person, ...one, now })
			: await keepDayOffName(store, staff, { dayOffId: day, ...one, now }),
	);
}

function mended(result: CardWordsResult) {
	if (result.ok) return { saved: true };
	if (result.refusal === 'not_allowed') error(403);
	return fail(409, { refusal: result.refusal === 'gone' ? ('gone' as const) : ('words_changed' as const) });
}

export async function translate(event: RequestEvent) {
	const who = await writing(event);
	const form = await readForm(event.request, translateSchema);
	if (!form.ok) return fail(422, form.problems);
	const { section, step, day, person, row, language, title, text, ofTitle, ofText } = form.value;
	if (day || person) return mendName(who.staff, { day, person, language, text: title, of: ofTitle });
	return mend(who, {
		sectionId: section,
		name: (kind) => (row ? 'row' : ownNameOf({ kind }, step || null)),
		of: { title: ofTitle, text: ofText },
		translations: { [language]: { title, text } },
	});
}
