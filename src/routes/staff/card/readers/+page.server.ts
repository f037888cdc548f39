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
	const chosen = groups.find(({ id }) => id === event.url.searchParams.get('group')) ?? groups[0];
	const inGroup = readers.filter(({ groupIds }) => chosen && groupIds.includes(chosen.id));
	const person = ({ guardianId, name, children }: CardReader) => ({
		guardianId,
		name: name ?? m.app_guardian_of({ child: formatList(children, locale) }, { locale }),
		children: formatList(children, locale),
	});
	const languages = Map.groupBy(readers, ({ language }) => language ?? '');
	return {
		found: {
			...tally(readers),
			mayRemind: mayRemind(staff),
			group: chosen ?? null,
			groups: groups.map(({ id, name }) => ({
				id,
				name,
				...tally(readers.filter(({ groupIds }) => groupIds.includes(id))),
			})),
			languages: [...languages]
				.map(([tag, of]) => ({
					name: tag ? languageName(tag, locale) : m.cardstaff_readers_unknown({}, { locale }),
					...tally(of),
				}))
				.sort((a, b) => b.all - a.all),
			inside: inGroup.filter(({ state }) => state === 'inside').map(person),
			outside: inGroup.filter(({ state }) => state === 'outside').map(person),
		},
	};
};

const remindSchema = v.object({ group: v.pipe(v.string('required'), v.nonEmpty('required')) });

export const actions: Actions = {
	remind: async (event) => {
		const staff = requireStaff(event);
		if (!mayRemind(staff)) error(403);
		const form = await readForm(event.request, remindSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const now = clock.now();
		const result = await remindOfCard(store, staff, {
			groupId: form.value.group,
			today: dayOf(now, staff.school.timeZone),
			now,
		});
		if (result.ok) return { reminded: result.reminded };
		error(result.refusal === 'not_allowed' ? 403 : 404);
	},
};
