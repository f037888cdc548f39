// first-load-js and first-load-total: what a phone downloads for its first parent page, brotli over the wire, webfont
// not counted; and how much more JavaScript each further page costs.
import { openBrowser, openPhone } from '../tests/support/browser.ts';
import { startDemoServer } from '../tests/support/running-demo.ts';
import { atMost, type BenchResult } from './support/result.ts';
import { counting, FIRST_PAGES, JS_LIMIT, TOTAL_LIMIT, weigh, type Weight } from './support/weigh.ts';

/** Pages behind them that are opened from a message too, with what each may weigh (docs/decisions/0008). */
const PAGES_BEHIND = {
	'/easy': 55,
	'/easy/card': 60,
	'/easy/join': 55,
	'/easy/contact': 55,
	'/easy/news': 55,
	'/easy/ill': 56,
	'/coming-in/language': 58,
	'/school/card': 60,
	'/me/notifications': 65,
	'/me/notifications/all': 57,
	'/coming-in/home-screen': 60,
};
/** A moment's page, with its form: the heaviest that a parent can open first. */
const MOMENT_LIMIT = 66;
const REQUEST_LIMIT = 20;
const FURTHER_LIMIT = 10;

export async function run(): Promise<BenchResult[]> {
	const server = await startDemoServer();
	const browser = await openBrowser();
	try {
		const cookie = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
		const first = new Map<string, Weight>();
		for (const path of FIRST_PAGES) first.set(path, await weighPage(path));
		const further = await weighFurther();
		const worstJs = Math.max(...[...first.values()].map(({ js }) => js));
		const worstAll = Math.max(...[...first.values()].map(({ all }) => all));
		const requests = Math.max(...[...first.values()].map((weight) => weight.requests));
		const parts = [...first]
			.map(([path, { js, all }]) => `${path} ${js.toFixed(1)}/${all.toFixed(1)}`)
			.join(', ');
		const behind: { words: string; ok: boolean }[] = [];
		const limits = { [await firstMoment()]: MOMENT_LIMIT, ...PAGES_BEHIND };
		for (const [path, limit] of Object.entries(limits)) {
			const { js } = await weighPage(path);
			const name = path.startsWith('/join/') ? 'a moment' : path;
			behind.push({ words: `${name} ${js.toFixed(1)} of ${limit}`, ok: js <= limit });
		}
		const note = `${parts}; further ${further.note}; behind ${behind.map(({ words }) => words).join(', ')}`;
		const keepsBehind = behind.every(({ ok }) => ok);
		const js = atMost('first-load-js', worstJs, JS_LIMIT, 'kB', note);
		const all = atMost('first-load-total', worstAll, TOTAL_LIMIT, 'kB', `${requests} requests at most`);
		return [
			{ ...js, ok: js.ok && keepsBehind && further.most <= FURTHER_LIMIT },
			{ ...all, ok: all.ok && requests <= REQUEST_LIMIT },
		];

		function weighPage(path: string): Promise<Weight> {
			return weigh(browser, server.origin, cookie, path);
		}
		async function firstMoment(): Promise<string> {
			const { context, page } = await openPhone(browser, server.origin, cookie);
			await page.goto(`${server.origin}/join`);
			const path = await page.locator('a[href^="/join/"]').first().getAttribute('href');
			await context.close();
			return path ?? '/join';
		}
		async function weighFurther() {
			const { context, page, cdp } = await openPhone(browser, server.origin, cookie);
			await page.goto(`${server.origin}/start`, { waitUntil: 'networkidle' });
			const steps: string[] = [];
			let most = 0;
			for (const path of FIRST_PAGES.slice(1)) {
				const count = await counting(cdp);
				await page.locator(`nav a[href="${path}"]`).first().click();
				await page.waitForURL(`**${path}`);
				// the page that one comes from was idle already: its state says nothing of this one
				await page.waitForFunction(quiet, undefined, { polling: 100 });
				const { js } = count();
				most = Math.max(most, js);
				steps.push(`${path} ${js.toFixed(1)}`);
			}
			await context.close();
			return { most, note: steps.join(', ') };
		}
	} finally {
		await browser.close();
		await server.stop();
	}
}

/** True when the browser has fetched nothing for half a second. */
function quiet(): boolean {
	const ends = performance
		.getEntriesByType('resource')
		.map((entry) => (entry as PerformanceResourceTiming).responseEnd);
	return performance.now() - Math.max(...ends) > 500;
}
