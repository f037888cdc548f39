import { m } from '#lib/paraglide/messages.js';
// fetched at every start of the app: from here on the browser's question is heard
export { dropInstallQuestion, onInstallQuestion } from './install-question.ts';
import type { Sent, WorkerTexts } from './offline.ts';

/** What became of a form that was sent later, in words. */
export const sentTexts: Record<Sent, () => string> = {
	confirmed: m.notices_sent_confirmed,
	waiting: m.notices_sent_waiting,
	cancelled: m.notices_sent_cancelled,
	done: m.notices_sent_done,
	full: m.notices_sent_full,
	refused: m.notices_sent_refused,
};

/** The worker has no texts of its own: it is given those of the page's language. */
export function workerTexts(): WorkerTexts {
	return {
		confirmed: sentTexts.confirmed(),
		waiting: sentTexts.waiting(),
		cancelled: sentTexts.cancelled(),
		done: sentTexts.done(),
		full: sentTexts.full(),
		refused: sentTexts.refused(),
		generic: m.notices_push_generic(),
	};
}
