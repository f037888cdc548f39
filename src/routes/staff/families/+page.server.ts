import { requireStaff } from '#lib/accounts/server/guards.ts';
import { familiesInApp } from '#lib/families/in-app.ts';
import { pageOf } from '#lib/platform/page-of.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { PageServerLoad } from './$types';
import { familiesAsked } from './find.server.ts';

/** Families of one page: more would be slow to read, and slow on an old computer. */
const PER_PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { children, counts, languages, filter, groups } = await familiesAsked(staff, event.url);
	const part = pageOf(event.url, children, PER_PAGE);
	const nameOf = (tag: string) => languageName(tag, event.locals.locale);
	return {
		groups,
		filter,
		counts,
		languages: languages.map((tag) => ({ value: tag, label: nameOf(tag) })),
		part: part.shown,
		/** How many families these children are of. */
		families: familiesInApp(children).inApp.families,
		children: part.rows.map((child) => ({
			childId: child.childId,
			name: [child.givenName, child.prefix, child.surname].filter(Boolean).join(' '),
			givenName: child.givenName,
			groups: child.groups.map(({ name }) => name),
			guardians: child.guardians.map(({ guardianId, name, level, state, needsInterpreter, language }) => ({
				guardianId,
				name,
				level,
				state,
				needsInterpreter,
				language: nameOf(language),
			})),
		})),
	};
};
