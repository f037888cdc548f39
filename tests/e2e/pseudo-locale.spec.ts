// The main pages in the pseudo-locale: texts two fifths longer than the Dutch, from either side, fit on a phone.
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { pseudoChunk } from '../support/pseudo-texts.ts';
import { startDemoServer, windowOf, type DemoServer } from '../support/running-demo.ts';

const WIDTH = 390;
const pages = [
	{
		who: 'Fatima Benali',
		paths: ['/start', '/join', '/contact', '/school', '/school/card', '/me', '/me/notifications'],
	},
	{
		who: 'Joke Verbeek',
		paths: [
			'/staff',
			'/staff/moments',
			'/staff/moments/plan',
			'/staff/families',
			'/staff/letters',
			'/staff/card',
			'/staff/more',
		],
	},
];

let server: DemoServer;
test.beforeAll(async () => {
	test.setTimeout(90_000);
	server = await startDemoServer('2026-10-06T09:00:00+02:00', [
		'--import',
		'./tests/support/pseudo-server.ts',
	]);
});
test.afterAll(() => server.stop());

for (const [locale, direction] of [
	['nl', 'ltr'],
	['ar', 'rtl'],
] as const)
	for (const { who, paths } of pages)
		test(`nothing is wider than a phone: ${who}, ${direction}`, async ({ browser }) => {
			const page = await windowOf(server, browser, who, WIDTH);
			await page.context().addCookies([{ name: 'language', value: locale, url: server.origin }]);
			await speakPseudo(page, locale, direction);
			for (const path of paths) {
				await page.goto(path, { waitUntil: 'networkidle' });
				await expect(page.locator('html')).toHaveAttribute('dir', direction);
				// the page's own script has said it anew
				await expect(page.locator('nav').first()).toContainText(/\[.*[åéïö]/);
				expect([path, await tooWide(page)]).toEqual([path, []]);
			}
			await page.context().close();
		});

/** Hands the browser the pseudo-locale's texts for those of its language; of Arabic, the Dutch ones turned. */
async function speakPseudo(page: Page, locale: string, direction: 'ltr' | 'rtl') {
	const manifest = JSON.parse(
		readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8'),
	) as Record<string, { file: string }>;
	const fileOf = (of: string, part: string) => manifest[`messages-of:${of}:${part}`]?.file ?? '';
	const parts = Object.keys(manifest).flatMap((key) => /^messages-of:nl:(.+)$/.exec(key)?.[1] ?? []);
	expect(parts.length).toBeGreaterThan(10);
	for (const part of parts)
		await page.route(`**/${fileOf(locale, part)}`, (route) =>
			route.fulfill({
				contentType: 'text/javascript',
				body: pseudoChunk(readFileSync(`build/client/${fileOf('nl', part)}`, 'utf8'), direction),
			}),
		);
}

/** What makes the page wider than its window: the innermost that stick out. */
async function tooWide(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth <= clientWidth) return [];
		const out = [...document.querySelectorAll('main *, header *, nav *')].filter((element) => {
			const { left, right, width } = element.getBoundingClientRect();
			return width > 0 && (left < -1 || right > clientWidth + 1);
		});
		const inner = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
		return [`${scrollWidth} wide`, ...inner.slice(0, 5).map((element) => element.outerHTML.slice(0, 160))];
	});
}
