import { demoOnly } from '#lib/app/server/demo-only.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => {
	demoOnly();
};
