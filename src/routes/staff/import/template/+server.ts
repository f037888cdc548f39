import { error } from '@sveltejs/kit';
import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { templateList } from '#lib/families/template-list.ts';
import type { RequestHandler } from './$types';

/** Our own list of guardians with two made-up families, for a school that has none of its own. */
export const GET: RequestHandler = (event) => {
	if (!runsOffice(requireStaff(event))) error(403);
	return new Response(templateList(), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="ouders.csv"',
		},
	});
};
