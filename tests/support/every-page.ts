// What every page, list, calendar and notice holds for somebody, to the last word: for tests of who may know what.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isHttpError, isRedirect } from '@sveltejs/kit';
import type { Actor } from '#lib/accounts/server/actors.ts';
import { renewOwnFeed } from '#lib/moments/server/own-feed.ts';
import type { TestStore } from './database.ts';
import { noticesSoFar } from './moments.ts';
import { asParent, today, type GuardianName } from './people.ts';
import { eventOf, runAppOn } from './route-event.ts';

type Load = (event: unknown) => unknown;

/** The folders of a parent's pages, and of the staff's. */
export const PARENTS = ['src/routes/(parent)', 'src/routes/(easy)'];
export const STAFF = ['src/routes/staff'];
/** What stands in addresses for `[moment]` and the like; others are `none`. */
const PARAMS: Params = {
	moment: 'look',
	child: 'elif',
	group: 'zonnebloem',
	guardian: 'ayse',
	kind: 'moment',
	id: 'look',
};
type Params = Readonly<Record<string, string>>;

/** Every page's own load, and every list that is downloaded, with its address. */
export function routesIn(folders: string[], params = PARAMS): { file: string; address: string }[] {
	return folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((file) => /\+(page|layout)\.server\.ts$|list\.csv\/\+server\.ts$/.test(file))
			.map((file) => ({
				file: path.resolve(folder, file),
				address: path
					.join('/', folder.replace(/^src\/routes\/?(\([a-z]+\))?/, ''), path.dirname(file))
					.replace(/\/\[\[\w+\]\]/g, '')
					.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? 'none'),
			})),
	);
}

/** What an answer holds, to the last word; what is random in it has one name. */
async function said(load: () => unknown): Promise<string> {
	try {
		const answer = await load();
		if (answer instanceof Response) return plain(await answer.text());
		return plain(
			JSON.stringify(answer, (_, value: unknown) =>
				value instanceof Map || value instanceof Set ? [...value] : value,
			) ?? '',
		);
	} catch (thrown) {
		if (isHttpError(thrown)) return `error ${thrown.status}`;
		if (isRedirect(thrown)) return `to ${thrown.location}`;
		throw thrown;
	}
}
const plain = (text: string) => text.replace(/[\w-]{20,}/g, 'ID');

/** Every route's answer to somebody, by its address. */
export async function everything(
	store: TestStore,
	actor: Actor,
	of: Params = {},
): Promise<Record<string, string>> {
	const params = { ...PARAMS, ...of };
	runAppOn(store);
	const found: Record<string, string> = {};
	for (const { file, address } of routesIn(actor.kind === 'guardian' ? PARENTS : STAFF, params)) {
		const { load, GET } = (await import(file)) as { load?: Load; GET?: Load };
		const run = load ?? GET;
		if (!run) continue;
		const event = {
			...eventOf(address, actor, address.includes('[') ? {} : paramsOf(file, params)),
			cookies: { get: () => undefined, set: () => {}, delete: () => {} },
			parent: () => Promise.resolve({}),
			depends: () => {},
			isDataRequest: false,
		};
		const answer = await said(() => run(event));
		// lines of one moment have no order of their own
		found[`${address} ${path.basename(file)}`] = address.startsWith('/staff/audit')
			? answer
					.split(/,?(?=\{"id"|\],"next")|\r?\n/)
					.sort()
					.join('\n')
			: answer;
	}
	return found;
}
const paramsOf = (file: string, params: Params) =>
	Object.fromEntries(
		[...file.matchAll(/\/\[(\w+)\]/g)].map(([, name = '']) => [name, params[name] ?? 'none']),
	);

/** The same of a parent, with their notices and their own calendar. */
export async function ofParent(
	store: TestStore,
	who: GuardianName,
	of: Params = {},
): Promise<Record<string, string>> {
	const parent = await asParent(store, who);
	const pages = await everything(store, parent, of);
	const notices = (await noticesSoFar(store)).filter(({ to }) => to === who);
	const { GET } = await import('../../src/routes/api/calendar/[token].ics/+server.ts');
	const token = await renewOwnFeed(store, parent, today);
	runAppOn(store);
	const feed = await said(() => (GET as Load)(eventOf('/api/calendar/x.ics', parent, { token })));
	return { ...pages, notices: plain(JSON.stringify(notices)), feed };
}
