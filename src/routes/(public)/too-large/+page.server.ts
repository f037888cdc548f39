import type { PageServerLoad } from './$types';

// shown in place of the page that a form was sent to, whose address the browser keeps
export const csr = false;

/** Only back to a page of ours: `//elsewhere` would be another site's. */
const OURS = /^\/(?![/\\])[\w\-/.[\]]*$/;

export const load: PageServerLoad = ({ url }) => {
	const from = url.searchParams.get('from') ?? '';
	return { from: OURS.test(from) ? from : '/' };
};
