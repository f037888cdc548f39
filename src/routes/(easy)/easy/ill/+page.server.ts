import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import { absenceSettings } from '#lib/absence/server/settings.ts';
import { app } from '#lib/app/server/app.ts';
import { illWay } from '#lib/app/server/ill-way.ts';
import { childrenToReport, sickActs, sickToday } from '#lib/app/server/sick-of-parent.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { telephoneHref, telephoneWords } from '#lib/platform/telephone.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireConfirmedParent(event);
	childrenToReport(parent);
	const { store, clock } = app();
	const now = clock.now();
	const today = dayOf(now, parent.school.timeZone);
	const settings = await absenceSettings(store.read, parent.schoolId);
	const [sick, way, school] = await Promise.all([
		sickToday(store, parent, settings, { locale: event.locals.locale, now }),
		illWay(store.read, parent, today),
		readSchool(store.read, parent.schoolId),
	]);
	const phone = way?.phone || school.phone;
	const asked = event.url.searchParams.get('child');
	const children = sick ? sick.children : [];
	return {
		sick,
		/** Asked about one child; a family with one child is asked about that one. */
		child:
			children.find(({ childId }) => childId === asked) ?? (children.length === 1 ? children[0] : undefined),
		phone: phone ? { words: telephoneWords(phone), href: telephoneHref(phone) } : null,
		done: event.url.searchParams.get('done'),
	};
};

const acts = sickActs('/easy/ill');

export const actions: Actions = { sick: acts.sick, notSick: acts.notSick };
