import { deviceOwner } from '#lib/app/server/device-owner.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	locale: locals.locale,
	/** Whose offline copies and push messages this browser has. */
	owner: deviceOwner(locals.actor),
	isParent: locals.actor?.kind === 'guardian',
});
