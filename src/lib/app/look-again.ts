import { invalidateAll } from '$app/navigation';

/**
 * Loads the page's data anew, so many milliseconds after the answer before: an answer that another question overtakes is never
 * shown, and on a slow connection none would be. Not while the page is out of sight. The answer ends it.
 */
export function lookAgain(everyMs: number): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let gone = false;
	const wait = () => (timer = setTimeout(() => void look(), everyMs));
	async function look() {
		if (document.visibilityState === 'visible') await invalidateAll().catch(() => undefined);
		if (!gone) wait();
	}
	wait();
	return () => {
		gone = true;
		clearTimeout(timer);
	};
}
