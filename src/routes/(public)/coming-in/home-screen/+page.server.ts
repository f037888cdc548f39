import { homeScreenOf } from '#lib/accounts/server/device.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { stepOnTheWay } from '#lib/app/server/coming-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const parent = requireParent(event);
	return {
		step: stepOnTheWay(event, 'home-screen'),
		school: parent.school.name,
		phone: homeScreenOf(event.request.headers.get('user-agent')),
	};
};
