import type { Store } from '#lib/database/store.ts';
import { openStore } from '#lib/database/store.ts';
import { clockFrom, systemClock, type Clock } from '#lib/platform/server/clock.ts';
import { openKeys, type Keys } from '#lib/platform/server/keys.ts';
import { readSettings, type Settings } from '#lib/platform/server/settings.ts';
import { refuseForeignDatabase } from './installation.ts';
import { startJobs } from './jobs.ts';

/** What runs: everything that domain functions take as arguments. Only routes, hooks and scripts reach for it. */
export interface App {
	settings: Settings;
	store: Store;
	clock: Clock;
	keys: Keys;
}

// kept on globalThis, so that a reloaded module in development finds the open database
const kept = globalThis as { schoolbrug?: App; schoolbrugJobs?: { stop(): Promise<void> } };

/** The running app. Throws when `startApp` was not called, which hooks.server.ts does before the first request. */
export function app(): App {
	if (!kept.schoolbrug) throw new Error('the app was not started');
	return kept.schoolbrug;
}

/** Opens database and keys by the environment's settings. Throws `WrongSettings`, or refuses a foreign database. */
export async function startApp(env: Record<string, string | undefined>, production: boolean): Promise<App> {
	if (kept.schoolbrug) return kept.schoolbrug;
	const settings = readSettings(env, { production });
	const store = await openStore(settings.database, { strict: !production });
	await refuseForeignDatabase(store, settings.demo);
	const clock = settings.clockStart ? clockFrom(settings.clockStart) : systemClock;
	kept.schoolbrug = { settings, store, clock, keys: openKeys(settings.dataDir) };
	return kept.schoolbrug;
}

/** Starts what runs beside the requests: the outbox, reminders, the night's deletions. */
export function startWork(): void {
	kept.schoolbrugJobs ??= startJobs(app());
}

/** Ends what is under way, and closes. */
export async function stopApp(): Promise<void> {
	await kept.schoolbrugJobs?.stop();
	kept.schoolbrugJobs = undefined;
	await kept.schoolbrug?.store.close();
	kept.schoolbrug = undefined;
}
