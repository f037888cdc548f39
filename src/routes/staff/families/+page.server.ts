import { requireStaff } from '#lib/accounts/server/guards.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { PageServerLoad } from './$types';
import { familiesAsked } from './find.server.ts';

/** Families of one page: more would be slow to read, and slow on an old computer. */
const PER_PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { children, counts, languages, filter, groups } = await familiesAsked(staff, event.url);
	const pages = Math.max(1, Math.ceil(children.length / PER_PAGE));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(event.url.searchParams.get('page'))) || 1));
	const nameOf = (tag: string) => languageName(tag, event.locals.locale);
	return {
		groups,
		filter,
		counts,
		languages: languages.map((tag) => ({ value: tag, label: nameOf(tag) })),
		total: children.length,
		page,
		pages,
		first: (page - 1) * PER_PAGE + 1,
		children: children.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((child) => ({
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
