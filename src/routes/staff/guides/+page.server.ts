import { error } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { guideKinds } from '#lib/talks/guides.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireStaff(event);
	const asked = event.url.searchParams.get('kind') ?? guideKinds[0];
	const kind = guideKinds.find((one) => one === asked);
	if (!kind) error(404);
	return { kind };
};
