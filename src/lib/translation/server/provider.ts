import type { Marked } from './protect.ts';

/** What became of a request. `failure` is a code for the log and for the school, never the service's own text. */
export type Answer =
	/** One for each text, in order; null for an answer whose marks could not be read. */
	| { did: 'translated'; texts: (Marked | null)[] }
	/** May work later; not before `afterMs`, if the service said so. */
	| { did: 'later'; failure: string; afterMs?: number }
	/** Won't work until somebody changes a setting or the text. */
	| { did: 'refused'; failure: string };

/** A service that translates. Everything that may not leave is taken out before (see protect.ts). */
export interface TranslationProvider {
	name: 'libretranslate' | 'deepl';
	/** Run by somebody else than who runs this app: it gets what is about a child only where the head allows it. */
	outside: boolean;
	/** Most texts, and most characters with their marks, of one request. */
	most: { texts: number; characters: number };
	/** Whether it can put one language into the other. Asks the service once an hour; `later` when it did not say. */
	serves(from: string, to: string): Promise<boolean | 'later'>;
	translate(texts: readonly Marked[], from: string, to: string): Promise<Answer>;
}

/** A service that does not answer must not keep anybody waiting. */
export const ANSWER_WITHIN_MS = 20_000;

export type Fetched =
	| { did: 'answered'; body: unknown }
	| Extract<Answer, { did: 'later' }>
	| Extract<Answer, { did: 'refused' }>;

/** Codes of failures by status that all services share; a provider adds its own. */
const refusals: Record<number, string> = {
	400: 'not_understood',
	401: 'wrong_key',
	403: 'wrong_key',
	413: 'too_large',
	414: 'too_large',
};

/** Asks a service, and puts what goes wrong (no answer, a status, no JSON) into one of three. */
export async function ask(
	url: string,
	init: RequestInit,
	laterAt: Record<number, { failure: string; afterMs?: number }> = {},
): Promise<Fetched> {
	let response: Response;
	try {
		response = await fetch(url, {
			...init,
			redirect: 'error',
			signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
		});
	} catch (error) {
		const slow = error instanceof DOMException && error.name === 'TimeoutError';
		return { did: 'later', failure: slow ? 'no_answer' : 'not_reached' };
	}
	const own = laterAt[response.status];
	if (own) return { did: 'later', ...own };
	if (response.status === 429) return { did: 'later', failure: 'too_many', ...retryAfter(response) };
	if (response.status >= 500)
		return { did: 'later', failure: `status_${response.status}`, ...retryAfter(response) };
	if (!response.ok) {
		return { did: 'refused', failure: refusals[response.status] ?? `status_${response.status}` };
	}
	try {
		return { did: 'answered', body: await response.json() };
	} catch {
		return { did: 'later', failure: 'no_json' };
	}
}

/** RFC 9110 section 10.2.3; seconds only, as these services send them. */
function retryAfter(response: Response): { afterMs?: number } {
	const seconds = Number(response.headers.get('retry-after'));
	return Number.isFinite(seconds) && seconds > 0 ? { afterMs: seconds * 1000 } : {};
}
