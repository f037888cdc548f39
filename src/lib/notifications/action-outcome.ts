import type { Sent, SentForm } from './offline.ts';

/** What a form action answers (SvelteKit); `data` is in devalue's flat form. */
export interface ActionResult {
	type?: string;
	location?: string;
	data?: string;
}

/** What became of a form that was sent later, by the answer of its action. `page`: the path of the form's page. */
export function outcomeOf(
	{ type, location, data }: ActionResult,
	page: string,
): Omit<SentForm, 'id'> | 'signed_out' {
	if (type === 'redirect' && location) {
		const url = new URL(location, 'http://local.invalid');
		if (url.pathname === '/sign-in') return 'signed_out';
		return { sent: wordOf(url.searchParams.get('done')), path: url.pathname + url.search };
	}
	if (type === 'success') return { sent: 'done', path: page };
	return { sent: refusalOf(data), path: page };
}

function wordOf(done: string | null): Sent {
	if (done === 'confirmed' || done === 'waiting') return done;
	return done === 'cancelled' || done === 'declined' || done === 'left' ? 'cancelled' : 'done';
}

function refusalOf(data: string | undefined): Sent {
	try {
		// the first value says where the others are; reading one code needs no parser
		const values = JSON.parse(data ?? '') as [{ refusal?: number }, ...unknown[]];
		const { refusal } = values[0];
		const code = refusal === undefined ? undefined : values[refusal];
		if (code === 'already') return 'done'; // the first time did arrive; only its answer was lost
		return code === 'full' || code === 'only_some_free' ? 'full' : 'refused';
	} catch {
		return 'refused';
	}
}
