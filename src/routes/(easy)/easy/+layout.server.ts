import { requireParent } from '#lib/accounts/server/guards.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	const { school, likesListening, easyView, canSwitch } = requireParent(event);
	return { school, me: { likesListening, easyView, canSwitch } };
};
