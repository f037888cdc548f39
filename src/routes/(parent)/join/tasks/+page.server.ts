import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { markIcons, shownMarks, type ShownMark } from '#lib/tasks/marks.ts';
import { tasksForParent, type TaskInList } from '#lib/tasks/server/for-parent.ts';
import { timesHelped } from '#lib/tasks/server/helped.ts';
import { markText } from '#lib/tasks/template-texts.ts';
import { taskCard } from '#lib/tasks/words.ts';
import type { PageServerLoad } from './$types';

/** Whether some have the mark and others don't. */
function divides(mark: ShownMark, tasks: readonly TaskInList[]): boolean {
	const having = tasks.filter(({ marks }) => marks.includes(mark)).length;
	return having > 0 && having < tasks.length;
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
	const fits = all.filter(({ marks }) => chosen.every((mark) => marks.includes(mark)));
	return {
		// only what tells one from another
		marks: shownMarks
			.filter((mark) => chosen.includes(mark) || divides(mark, all))
			.map((mark) => ({ mark, icon: markIcons[mark], text: markText(mark, null, { locale }) })),
		chosen,
		tasks: fits.map((one) => taskCard(one, words)),
		any: all.length > 0,
		helped: year ? await timesHelped(store.read, parent, { schoolYearId: year.id, now }) : 0,
	};
};
