// Calls a route's own `load` or `GET` without a server: the app runs on a test's database, on the day of the tests.
import { onTestFinished } from 'vitest';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { fixedClock } from '#lib/platform/server/clock.ts';
import { today } from './people.ts';

/** Lets `app()` answer with this database until the test is finished. */
export function runAppOn(store: Store): void {
	const kept = globalThis as { schoolbrug?: unknown };
	const settings = { origin: 'http://localhost', demo: false };
	kept.schoolbrug = { settings, store, clock: fixedClock(today), keys: {} };
	onTestFinished(() => {
		delete kept.schoolbrug;
	});
}

/** What a route gets: as much of it as the staff's pages and files look at. */
export function eventOf(address: string, actor: Actor, params: Record<string, string> = {}) {
	const url = new URL(address, 'http://localhost');
	return { url, params, locals: { actor, locale: 'nl' }, request: new Request(url), setHeaders: () => {} };
}
export type TestEvent = ReturnType<typeof eventOf>;
