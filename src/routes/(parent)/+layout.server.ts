import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const parent = requireParent(event);
	const { name, timeZone } = await readSchool(app().store.read, parent.schoolId);
	return { school: { name, timeZone }, me: { name: parent.name, strength: parent.strength } };
};
