import { json } from '@sveltejs/kit';
import { demoOnly } from '#lib/app/server/demo-only.ts';
import { demoPeople } from '#lib/app/server/demo-people.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async () => {
	const people = await demoPeople(demoOnly().store);
	return json(people.map(({ id, name, role, locale }) => ({ id, name, role, locale })));
};
