// first-load-by-language: the first page of a parent in each language of the app. Nobody downloads more because of the
// language that they read: its texts are the only ones that come, however many languages there are.
import { openBrowser } from '../tests/support/browser.ts';
import { startDemoServer } from '../tests/support/running-demo.ts';
import { locales } from '#lib/translation/locale.ts';
import { atMost, type BenchResult } from './support/result.ts';
import { FIRST_PAGES, JS_LIMIT, TOTAL_LIMIT, weigh, type Weight } from './support/weigh.ts';

export async function run(): Promise<BenchResult> {
	const server = await startDemoServer();
	const browser = await openBrowser();
	try {
		const signedIn = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
		const heaviest = new Map<string, Weight>();
		for (const locale of locales) {
			const cookie = `${signedIn}; language=${locale}`;
			const weights: Weight[] = [];
			for (const path of FIRST_PAGES) weights.push(await weigh(browser, server.origin, cookie, path));
			const most = (of: (weight: Weight) => number) => Math.max(...weights.map(of));
			heaviest.set(locale, {
				js: most(({ js }) => js),
				all: most(({ all }) => all),
				requests: most(({ requests }) => requests),
			});
		}
		const note = [...heaviest]
			.map(([locale, { js, all }]) => `${locale} ${js.toFixed(1)}/${all.toFixed(1)}`)
			.join(', ');
		const worst = Math.max(...[...heaviest.values()].map(({ js }) => js));
		const all = Math.max(...[...heaviest.values()].map(({ all }) => all));
		const result = atMost('first-load-by-language', worst, JS_LIMIT, 'kB', note);
		return { ...result, ok: result.ok && all <= TOTAL_LIMIT };
	} finally {
		await browser.close();
		await server.stop();
	}
}
