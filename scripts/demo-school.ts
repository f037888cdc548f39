// Makes the demo's database, unless it is there: called by `npm run demo` and by the browser tests.
import { refuseForeignDatabase } from '#lib/app/server/installation.ts';
import { openStore } from '#lib/database/store.ts';
import { clockFrom, systemClock } from '#lib/platform/server/clock.ts';
import { readSettings } from '#lib/platform/server/settings.ts';
import { hasNoSchool } from '#lib/school/server/school.ts';
import { makeDemo } from './demo/make-demo.ts';

const settings = readSettings({ ...process.env, SCHOOLBRUG_DEMO: '1' }, { production: false });
const clock = settings.clockStart ? clockFrom(settings.clockStart) : systemClock;
const store = await openStore(settings.database, { strict: true });
if (await hasNoSchool(store.read)) await makeDemo(store, settings.dataDir, clock.now());
await refuseForeignDatabase(store, true);
await store.close();
