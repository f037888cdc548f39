// The floor of page-vs-node: node:http, the same queries as the start page, the answer as JSON. Nothing else.
import http from 'node:http';
import { findActor } from '#lib/accounts/server/sessions.ts';
import { contactsForParent } from '#lib/contacts/server/for-parent.ts';
import { openStore } from '#lib/database/store.ts';
import { cardToRead } from '#lib/info-card/server/to-read.ts';
import { startPage } from '#lib/moments/server/for-parent.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { readSettings } from '#lib/platform/server/settings.ts';

const settings = readSettings(process.env, { production: true });
const store = await openStore(settings.database);

const server = http.createServer((request, response) => {
	void (async () => {
		const now = new Date();
		const session = /(?:^|; )session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
		const actor = await findActor(store, session, now);
		if (actor?.kind !== 'guardian') return response.writeHead(401).end();
		const today = dayOf(now, actor.school.timeZone);
		const answer = await Promise.all([
			startPage(store, actor, now),
			contactsForParent(store.read, actor, today),
			cardToRead(store.read, actor, today),
		]);
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	})();
});
server.listen(settings.port, settings.host, () => console.log('Listening'));
