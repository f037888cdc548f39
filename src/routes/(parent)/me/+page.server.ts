import { requireParent } from '#lib/accounts/server/guards.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({
	children: [...requireParent(event).children.values()].map(({ childId, givenName, level, groupNames }) => ({
		childId,
		givenName,
		level,
		groups: groupNames,
	})),
});
