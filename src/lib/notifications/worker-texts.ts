import { m } from '#lib/paraglide/messages.js';
import { wordsFor, type SentForm, type SentWords, type WorkerTexts } from './offline.ts';
// fetched at every start of the app: from here on the browser's question is heard
export { dropInstallQuestion, onInstallQuestion } from './install-question.ts';

const sentTexts: Record<SentWords, (words: { number: string }) => string> = {
	confirmed: () => m.notices_sent_confirmed(),
	waiting: () => m.notices_sent_waiting(),
	waiting_number: m.notices_sent_waiting_number,
	cancelled: () => m.notices_sent_cancelled(),
	done: () => m.notices_sent_done(),
	full: () => m.notices_sent_full(),
	full_number: m.notices_sent_full_number,
	refused: () => m.notices_sent_refused(),
};

/** What became of a form that was sent later, in words. */
export function sentText(one: SentForm): string {
	return sentTexts[wordsFor(one)]({ number: String(one.number) });
}

/** The worker has no texts of its own: it is given those of the page's language. */
export function workerTexts(): WorkerTexts {
	const said = Object.entries(sentTexts).map(([name, text]) => [name, text({ number: '#' })]);
	return { ...(Object.fromEntries(said) as Record<SentWords, string>), generic: m.notices_push_generic() };
}
