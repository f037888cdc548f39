import type { Sent, SentForm } from './offline.ts';

/** What a form action answers (SvelteKit); `data` is in devalue's flat form. */
export interface ActionResult {
	type?: string;
	status?: number;
	location?: string;
	data?: string;
}

/** As much of an answer as says what became of the form; nothing that was typed. */
export type KeptOutcome =
	| { type: 'redirect'; location: string }
	| { type: 'success' }
	| { type: 'failure'; status: number; refusal?: string; number?: number }
	| { type: 'error'; status: number };

/** What became of a form that was sent later, by the answer of its action. `page`: the path of the form's page. */
export function outcomeOf(result: ActionResult, page: string): Omit<SentForm, 'id'> | 'signed_out' {
	const { type, location, data } = result;
	if (type === 'redirect' && location) {
		if (asksToSignIn(result)) return 'signed_out';
		const url = new URL(location, 'http://local.invalid');
		const number = Number(url.searchParams.get('number')) || undefined;
		const sent = wordOf(url.searchParams.get('done'));
		return { sent, path: url.pathname + url.search, ...(number && { number }) };
	}
	if (type === 'success') return { sent: 'done', path: page };
	const { refusal, number } = refusalOf(data);
	return { sent: wordOfRefusal(refusal), path: page, ...(number && { number }) };
}

/** Whether the answer only says that one has to sign in first. */
export function asksToSignIn({ type, location }: ActionResult): boolean {
	return type === 'redirect' && new URL(location ?? '', 'http://local.invalid').pathname === '/sign-in';
}

/** What is kept of an answer; undefined when the form was not done: it may be sent again. */
export function keptOf(result: ActionResult): KeptOutcome | undefined {
	const { type, location, data, status = 500 } = result;
	if (status >= 500 || status === 429 || asksToSignIn(result)) return undefined;
	if (type === 'redirect' && location) return { type, location };
	if (type === 'success') return { type };
	if (type === 'failure') return { type, status, ...refusalOf(data) };
	return type === 'error' ? { type, status } : undefined;
}

/** The kept answer as the action gives it. */
export function resultOf(kept: KeptOutcome): ActionResult {
	if (kept.type === 'redirect') return { ...kept, status: 303 };
	if (kept.type !== 'failure') return { status: 200, ...kept };
	const { type, status, refusal, number } = kept;
	const said = Object.entries({ refusal, number }).filter(([, value]) => value !== undefined);
	const places = Object.fromEntries(said.map(([name], at) => [name, at + 1]));
	return { type, status, data: JSON.stringify([places, ...said.map(([, value]) => value)]) };
}

function wordOf(done: string | null): Sent {
	if (done === 'confirmed' || done === 'waiting') return done;
	return done === 'cancelled' || done === 'declined' || done === 'left' ? 'cancelled' : 'done';
}

function wordOfRefusal(code: string | undefined): Sent {
	if (code === 'already') return 'done'; // the first time did arrive; only its answer was lost
	return code === 'full' || code === 'only_some_free' ? 'full' : 'refused';
}

/** Why it was refused, and which number the waiting list would give. */
function refusalOf(data: string | undefined): { refusal?: string; number?: number } {
	try {
		// the first value says where the others are; reading two of them needs no parser
		const values = JSON.parse(data ?? '') as [Record<string, number>, ...unknown[]];
		const at = (name: string) => values[values[0][name] ?? -1];
		const [refusal, number] = [at('refusal'), at('number')];
		return {
			...(typeof refusal === 'string' && { refusal }),
			...(typeof number === 'number' && number > 0 && { number }),
		};
	} catch {
		return {};
	}
}
