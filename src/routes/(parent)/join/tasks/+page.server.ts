import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { markIcons, shownMarks, type ShownMark } from '#lib/tasks/marks.ts';
import { tasksForParent, type TaskInList } from '#lib/tasks/server/for-parent.ts';
import { helpedWith } from '#lib/tasks/server/helped.ts';
import { markText } from '#lib/tasks/template-texts.ts';
import { rolesForParent } from '#lib/tasks/server/interest.ts';
import { helpedLine, roleCard, taskCard } from '#lib/tasks/words.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { PageServerLoad } from './$types';

/** Whether some have the mark and others don't. */
function divides(mark: ShownMark, tasks: readonly TaskInList[]): boolean {
	const having = tasks.filter(({ marks }) => marks.includes(mark)).length;
	return having > 0 && having < tasks.length;
}

/** Languages that are of special use in some of them. */
function languagesAsked(tasks: readonly TaskInList[]): string[] {
	return [...new Set(tasks.flatMap(({ languages }) => languages))].sort();
}

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const words = { locale, timeZone: parent.school.timeZone };
	const all = await tasksForParent(store.read, parent, now);
	const asked = event.url.searchParams.getAll('mark');
	const chosen = shownMarks.filter((mark) => asked.includes(mark));
	const year = await findSchoolYear(store.read, parent.schoolId, dayOf(now, words.timeZone));
	const spoken = languagesAsked(all);
	const tongues = event.url.searchParams.getAll('language').filter((tag) => spoken.includes(tag));
	const fits = all.filter(
		({ marks, languages }) =>
			chosen.every((mark) => marks.includes(mark)) &&
			(tongues.length === 0 || tongues.some((tag) => languages.includes(tag))),
	);
	// marks and languages say nothing of roles: who looks by them looks for something to do
	const looks = chosen.length + tongues.length > 0;
	const roles = year && !looks ? await rolesForParent(store.read, parent, year.id) : [];
	const helped = year ? await helpedWith(store.read, parent, { schoolYearId: year.id, now }) : [];
	return {
		// only what tells one from another
		marks: shownMarks
			.filter((mark) => chosen.includes(mark) || divides(mark, all))
			.map((mark) => ({ mark, icon: markIcons[mark], text: markText(mark, null, { locale }) })),
		chosen,
		languages: spoken.map((tag) => ({ tag, name: languageName(tag, locale) })),
		chosenLanguages: tongues,
		tasks: fits.map((one) => taskCard(one, words)),
		any: all.length > 0,
		roles: roles.map((one) => roleCard(one, words)),
		helped: helped.map((one) => helpedLine(one, words)),
		yearLead: m.tasknotices_year_lead({}, { locale }),
		yearPage: m.tasknotices_year_page({}, { locale }),
	};
};
