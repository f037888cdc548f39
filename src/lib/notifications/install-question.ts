/** The browser's own question whether to install the app (Chrome, Edge, Samsung Internet; not in any standard). */
export interface InstallQuestion extends Event {
	prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

let kept: InstallQuestion | undefined;
const waiting = new Set<(question: InstallQuestion) => void>();

// the browser offers it once a page load, when it likes; a moment that suits the reader comes later
if (typeof window !== 'undefined')
	addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		kept = event as InstallQuestion;
		for (const tell of waiting) tell(kept);
	});

/** Tells when the browser has a question to ask, also one that it had before. Gives what ends it. */
export function onInstallQuestion(tell: (question: InstallQuestion) => void): () => void {
	if (kept) tell(kept);
	waiting.add(tell);
	return () => void waiting.delete(tell);
}

/** A question can be asked once. */
export function dropInstallQuestion(): void {
	kept = undefined;
}
