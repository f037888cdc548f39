import { error } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { chosenLists, listsOf } from '#lib/moments/lists.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import type { PageServerLoad } from './$types';

/** The lists of a moment: those that are asked for, else all that have somebody on them. */
export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const page = await staffMoment(store, staff, event.params.moment, clock.now());
	if (!page?.moment.publishedAt) error(404);
	const { momentId, kind, title, groups } = page.moment;
	const standing = page.slots.filter(({ cancelled }) => !cancelled);
	const lists = listsOf(page);
	return {
		moment: { momentId, kind, title, groups },
		from: standing[0]?.startsAt ?? null,
		till: standing.at(-1)?.startsAt ?? null,
		guides: page.guides.map(({ name }) => name),
		lists,
		chosen: chosenLists(event.url.searchParams, lists),
	};
};
