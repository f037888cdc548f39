import { json } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { outboxAge } from '#lib/notifications/server/outbox-age.ts';
import { log } from '#lib/platform/server/log.ts';
import type { RequestHandler } from './$types';

/** For monitors: engine, newest migration, seconds that the oldest due delivery has waited. 503 without a database. */
export const GET: RequestHandler = async () => {
	const { store, clock } = app();
	try {
		const [migration, outboxSeconds] = await Promise.all([
			store.newestMigration(),
			outboxAge(store.read, clock.now()),
		]);
		return json({ ok: true, engine: store.engine, migration, outboxSeconds }, { headers: noStore });
	} catch (error) {
		log.error({ err: error }, 'health: the database does not answer');
		return json({ ok: false, engine: store.engine }, { status: 503, headers: noStore });
	}
};

const noStore = { 'cache-control': 'no-store' };
