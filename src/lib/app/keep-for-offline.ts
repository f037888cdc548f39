import { mayKeep } from '#lib/notifications/offline.ts';

/**
 * Asks for pages that one goes to next, so that the service worker keeps them: what belongs together opens together
 * without network. Does nothing where there is no worker, or where the reader saves data.
 */
export function keepForOffline(paths: readonly string[]): void {
	if (!navigator.serviceWorker?.controller) return;
	if ((navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData) return;
	const wanted = paths.filter((path) => mayKeep(path)).flatMap((path) => [path, `${path}/__data.json`]);
	const later = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1000));
	later(() => void wanted.reduce((before, path) => before.then(() => keep(path)), Promise.resolve()));
}

async function keep(path: string): Promise<void> {
	try {
		await fetch(path, { credentials: 'same-origin' });
	} catch {
		// no network: what is kept stays
	}
}
