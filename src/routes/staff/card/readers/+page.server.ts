import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { cardReaders, mayRemind, remindOfCard, type CardReader } from '#lib/info-card/server/readers.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

const tally = (readers: readonly CardReader[]) => ({
	read: readers.filter(({ state }) => state === 'read').length,
	all: readers.length,
});

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const found = await cardReaders(store.read, staff, dayOf(clock.now(), staff.school.timeZone));
	if (!found) return { found: null };
	const { groups, readers } = found;
	const { searchParams } = event.url;
	const nameOf = (tag: string) =>
		tag ? languageName(tag, locale) : m.cardstaff_readers_unknown({}, { locale });
	const languages = Map.groupBy(readers, ({ language }) => language ?? '');
	const language = searchParams.get('language');
	const inLanguage = language === null ? undefined : languages.get(language);
	const chosen = groups.find(({ id }) => id === searchParams.get('group')) ?? groups[0];
	const those = inLanguage ?? readers.filter(({ groupIds }) => chosen && groupIds.includes(chosen.id));
	const person = ({ guardianId, name, children, language }: CardReader) => ({
		language: language && !inLanguage ? languageName(language, locale) : null,
		guardianId,
		name: name ?? m.app_guardian_of({ child: formatList(children, locale) }, { locale }),
		children: formatList(children, locale),
	});
	return {
		found: {
			...tally(readers),
			mayRemind: mayRemind(staff),
			chosen: inLanguage
				? { kind: 'language' as const, id: language ?? '', name: nameOf(language ?? '') }
				: chosen
					? { kind: 'group' as const, id: chosen.id, name: chosen.name }
					: null,
			/** The language to print the card in, where the app has it. */
			printIn: inLanguage && isLocale(language ?? '') ? language : null,
			groups: groups.map(({ id, name }) => ({
				id,
				name,
				...tally(readers.filter(({ groupIds }) => groupIds.includes(id))),
			})),
			languages: [...languages]
				.map(([tag, of]) => ({
					id: tag,
					name: nameOf(tag),
					...tally(of),
				}))
				.sort((a, b) => b.all - a.all),
			inside: those.filter(({ state }) => state === 'inside').map(person),
			outside: those.filter(({ state }) => state === 'outside').map(person),
		},
	};
};

/** One of the two: a group, or a language (empty: not known yet). */
const remindSchema = v.object({
	group: v.optional(v.pipe(v.string(), v.nonEmpty('required'))),
	language: v.optional(v.pipe(v.string(), v.maxLength(35, 'too_long'))),
});

export const actions: Actions = {
	remind: async (event) => {
		const staff = requireStaff(event);
		if (!mayRemind(staff)) error(403);
		const form = await readForm(event.request, remindSchema);
		if (!form.ok) return fail(422, form.problems);
		const { group, language } = form.value;
		if (group === undefined && language === undefined) return fail(422, { missing: 'group' as const });
		const { store, clock } = app();
		const now = clock.now();
		const result = await remindOfCard(store, staff, {
			groupId: group ?? null,
			language,
			today: dayOf(now, staff.school.timeZone),
			now,
		});
		if (result.ok) return { reminded: result.reminded };
		error(result.refusal === 'not_allowed' ? 403 : 404);
	},
};
