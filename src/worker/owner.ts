// Whose copies these are. Every answer of the app names its owner; another name means that the device changed hands.
import { dropSent, dropWaiting, recall, remember } from './store.ts';

declare const self: ServiceWorkerGlobalScope;

const HEADER = 'x-device-owner';
const NOBODY = 'nobody';
const PAGES = 'pages-';

/** Looks at an answer before it is kept. Gives the owner, or undefined when nobody is signed in. */
export async function seeOwner(response: Response): Promise<string | undefined> {
	const owner = response.headers.get(HEADER);
	return owner === null ? undefined : changeOwner(owner);
}

/**
 * Signed out: the copies go; what waits to be sent stays for the same person. Somebody else: everything goes, and the
 * push messages of who was here before end.
 */
export async function changeOwner(owner: string | null): Promise<string | undefined> {
	if (owner === null || owner === NOBODY) {
		await dropPages();
		return undefined;
	}
	const before = await recall('owner');
	if (before === owner) return owner;
	await dropPages();
	if (before !== undefined) {
		await Promise.all([dropWaiting('all'), dropSent('all')]);
		const subscription = await self.registration.pushManager?.getSubscription();
		await subscription?.unsubscribe();
	}
	await remember('owner', owner);
	return owner;
}

/** The cache of the one who owns this device at the moment. */
export async function ownPages(): Promise<Cache> {
	return caches.open(`${PAGES}${(await recall('owner')) ?? NOBODY}`);
}

export async function dropPages(): Promise<void> {
	const names = await caches.keys();
	await Promise.all(names.filter((name) => name.startsWith(PAGES)).map((name) => caches.delete(name)));
}
