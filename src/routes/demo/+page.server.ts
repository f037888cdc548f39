import { demoOnly } from '#lib/app/server/demo-only.ts';
import { demoPeople } from '#lib/app/server/demo-people.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ people: await demoPeople(demoOnly().store) });
