import { requireParent } from '#lib/accounts/server/guards.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	const parent = requireParent(event);
	return {
		school: parent.school,
		me: {
			name: parent.name,
			strength: parent.strength,
			likesListening: parent.likesListening,
			canSwitch: parent.canSwitch,
		},
	};
};
