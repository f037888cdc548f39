// axe over the pages, WCAG 2.2 AA: Dutch and Arabic, light and dark; no sideways scroll on a small phone.
import { expect, test, type Page } from '@playwright/test';
import { colourViolations, violations, violationsBesideColours } from '../support/axe.ts';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

interface Place {
	who: string | undefined;
	/** Addresses that are known beforehand. */
	paths: string[];
	/** Pages whose address has an id in it: the first link of a page that fits, or one after the other. */
	behind?: { page: string; link: string | string[] }[];
}

const PAGES_A_TEST = 6;
const MOMENT = 'a[href^="/staff/moments/"]:not([href*="plan"]):not([href*="door"]):not([href$="year"])';
/** A round of the demo that parents have, one by lots, and one that is not published yet. */
const OPEN_ROUND = 'main a[href^="/staff/talks/"]:not(:has-text("Hoe gaat het nu?"))';
const LOTS_ROUND = 'main a[href^="/staff/talks/"]:has-text("Avond met loting")';
const DRAFT_ROUND = 'main a[href^="/staff/talks/"]:has-text("Hoe gaat het nu?")';

const places: Place[] = [
	{
		who: undefined,
		paths: [
			'/',
			'/privacy',
			'/too-large?from=/staff/card',
			'/sign-in',
			'/i',
			'/i/ABCDEFGHJK',
			'/demo',
			'/outbox',
			'/invited/none',
			'/api/mail/none',
		],
	},
	{
		who: 'Fatima Benali',
		paths: [
			'/start',
			'/join',
			'/join/tasks',
			'/join/tasks/year',
			'/join/tasks?mark=no_dutch',
			'/contact',
			'/messages',
			'/school',
			'/school/card',
			'/school/words',
			'/school/absence',
			'/school/absence/leave',
			'/easy',
			'/easy/join',
			'/easy/contact',
			'/easy/card/2',
			'/easy/news',
			'/easy/ill',
			'/easy/tasks',
			'/easy/buddy',
			'/easy/buddy?step=languages&role=offer',
			'/easy/buddy?step=times&role=offer&languages=ar',
			'/easy/buddy?step=circle&role=offer&languages=ar',
			'/easy/choose',
			'/easy/interpreting',
			'/easy/interpreting?language=ar',
			'/me',
			'/me/languages',
			'/me/interpreting',
			'/contact/buddy',
			'/contact/key-parent',
			'/easy/key-parent',
			'/me/seen',
			'/me/consents',
			'/me/devices',
			'/me/notifications',
			'/me/notifications/all?q=e',
			'/coming-in/language',
			'/coming-in/school-sees',
			'/coming-in/home-screen',
		],
		behind: [
			{ page: '/join', link: 'a[href^="/join/"]' },
			{ page: '/join/tasks', link: 'a[href^="/join/tasks/"]' },
			{ page: '/join', link: 'a[href^="/join/talks/"]' },
			{ page: '/easy/join', link: 'main a[href^="/easy/talks/"]' },
			{ page: '/easy/join', link: 'main a[href^="/easy/join/"]' },
			{ page: '/easy/tasks', link: 'main a[href^="/easy/tasks/"]' },
		],
	},
	// a key parent
	{
		who: 'Mehmet Yıldırım',
		paths: ['/contact/key-parent', '/easy/key-parent', '/easy/key-parent?step=say'],
		behind: [
			{ page: '/contact/key-parent', link: 'main a[href*="moment="]' },
			{ page: '/easy/key-parent', link: 'main a[href*="moment="]' },
		],
	},
	// of the group whose talks go by lots
	{
		who: 'Sanne Visser',
		paths: [],
		behind: [
			{ page: '/join', link: 'a[href^="/join/talks/"]:has-text("Avond met loting")' },
			{ page: '/easy/join', link: 'main a[href^="/easy/talks/"]:has-text("Avond met loting")' },
		],
	},
	// of the group of the teacher who wrote
	{
		who: 'Ayşe Yıldırım',
		paths: [],
		behind: [{ page: '/messages', link: 'main a[href^="/messages/"]' }],
	},
	// at two schools: the way to the other at the top
	{ who: 'Grace Bennett', paths: ['/start', '/switch', '/me/bring-along'] },
	{
		who: 'Joke Verbeek',
		paths: [
			'/staff',
			'/staff/more',
			'/staff/moments',
			'/staff/guides?kind=home_visit',
			'/staff/buddies',
			'/staff/key-parents',
			'/staff/talks/visits',
			'/staff/talks',
			'/staff/talks?new',
			'/staff/talks?kind=ten_minutes',
			'/staff/tasks',
			'/staff/tasks?new',
			'/staff/tasks?template=library',
			'/staff/tasks?template=class_parent',
			'/staff/moments?free=2026-10-12',
			'/staff/moments/plan',
			'/staff/moments/plan?kind=parent_circle',
			'/staff/moments/door?day=2026-10-12',
			'/staff/moments/year',
			'/staff/moments/year?view=list',
			'/staff/moments/year?view=groups',
			'/staff/interpreters',
			'/staff/say?q=elif',
			'/staff/say?to=school',
			'/staff/families',
			'/staff/families?q=yil&sort=-group',
			'/staff/families?q=nobody-is-called-this',
			'/staff/reach',
			'/staff/reach?view=sent',
			'/staff/welcome',
			'/staff/consents?kind=work',
			'/staff/groups',
			'/staff/groups/new',
			'/staff/letters',
			'/staff/import',
			'/staff/new-year',
			'/staff/absence',
			'/staff/contacts',
			'/staff/contacts/place/school',
			'/staff/card',
			'/staff/card?edit=expect',
			'/staff/card/voices',
			'/staff/card/voices?section=absence',
			'/staff/card/readers',
			'/staff/card/history',
			'/staff/card/print?lang=ar',
			'/staff/card?edit=absence',
			'/staff/card?edit=gym&lang=ar',
			'/staff/card?edit=holidays',
			'/staff/card?edit=numbers',
			'/staff/card?edit=new',
			'/staff/devices',
			'/staff/passkeys',
			'/staff/rights',
			'/staff/translation',
			'/staff/audit',
			'/staff/audit?what=moments&who=nobody',
			'/staff/substitutes',
		],
		behind: [
			{ page: '/staff/contacts', link: 'a[href^="/staff/contacts/"]:not([href*="/place/"])' },
			{ page: '/staff/rights', link: 'main a[href^="/staff/rights/"]' },
			{ page: '/staff/substitutes', link: 'main a[href^="?group="]' },
			{ page: '/staff/families', link: 'main a[href^="/staff/families/"]:not([download])' },
			{
				page: '/staff/families',
				link: ['main a[href^="/staff/families/"]:not([download])', 'main a[href$="/add"]'],
			},
			{
				page: '/staff/families',
				link: [
					'main a[href^="/staff/families/"]:not([download])',
					'main a[href^="/staff/families/"]:not([href$="/add"])',
				],
			},
			{ page: '/staff/say', link: 'main a[href^="/staff/say/"]' },
			{ page: '/staff/say', link: ['main a[href^="/staff/say/"]', 'main a[href^="/staff/calls/"]'] },
			{ page: '/staff/consents', link: 'main a[href^="/staff/consents/print"]' },
			{
				page: '/staff/consents',
				link: 'main a[href^="/staff/consents/"]:not([download]):not([href*="/print"])',
			},
			{ page: '/staff/groups', link: 'main a[href^="/staff/groups/"]:not([href$="/new"])' },
			{ page: '/staff/moments', link: MOMENT },
			{ page: '/staff/tasks', link: 'a[href^="/staff/tasks/"]' },
			{
				page: '/staff/tasks',
				link: [
					'a[href^="/staff/tasks/"]:text-matches("bibliotheek|مكتبة")',
					'a[href^="/staff/thanks/shift/"]',
				],
			},
			{ page: '/staff/tasks', link: 'a[href*="?draft="]' },
			{ page: '/staff/talks', link: 'main a[href^="/staff/talks/"]' },
			{ page: '/staff/talks', link: [LOTS_ROUND, 'main a[href$="show=draw"]'] },
			{
				page: '/staff/talks',
				link: [LOTS_ROUND, 'main a[href$="show=children"]', 'main a[href*="/answer/"]'],
			},
			{ page: '/staff/talks', link: [LOTS_ROUND, 'main a[href$="show=times"]'] },
			{ page: '/staff/talks', link: [DRAFT_ROUND, 'main a[href$="/change"]'] },
			{ page: '/staff/talks', link: [DRAFT_ROUND, 'main a[href$="/interpreters"]'] },
			{ page: '/staff/talks', link: [DRAFT_ROUND, 'main a[href$="show=preview"]'] },
			{
				page: '/staff/talks',
				link: [OPEN_ROUND, 'main a[href$="show=children"]', 'main a[href*="/answer/"]'],
			},
			{ page: '/staff/moments', link: [MOMENT, 'a[href$="/add"]'] },
			{ page: '/staff/moments', link: [MOMENT, 'a[href*="/door?"]'] },
			{ page: '/staff/moments', link: [MOMENT, 'a[href*="/slots/"]'] },
			{ page: '/staff/moments', link: [MOMENT, 'a[href*="ask=cancel"]'] },
			{ page: '/staff/moments', link: [MOMENT, 'a[href$="/message"]'] },
			{ page: '/staff/moments', link: [MOMENT, 'a[href$="/lists"]'] },
			{ page: '/staff/moments', link: [MOMENT, 'a[href$="/languages"]'] },
		],
	},
];

test.describe.configure({ mode: 'parallel', timeout: 90_000 });
/** Files that are looked at and not imported: one with questions, and a list whose columns are asked. */
const uploads = [
	['children', 'edexml/defects.xml'],
	['guardians', 'csv/social-schools-style.csv'],
] as const;

for (const locale of ['nl', 'ar'])
	for (const { who, paths, behind = [] } of places)
		test.describe(`${who ?? 'signed out'}, ${locale}`, () => {
			test.beforeEach(async ({ page, context }) => {
				if (who) await signInAs(page, who);
				await speak(context, locale, originOf());
			});
			// several in one browser profile: a new one for each would fetch the whole app again
			for (const [first = '', ...rest] of inRows(paths, PAGES_A_TEST))
				test([first, ...rest].join(' '), async ({ page }) => {
					for (const path of [first, ...rest]) await check(page, path, locale);
				});
			for (const some of inRows(behind, PAGES_A_TEST))
				test(
					some.map(({ page: from, link }) => [from, link].flat().join(' → ')).join(', '),
					async ({ page }) => {
						for (const { page: from, link } of some) {
							let address = from;
							for (const next of [link].flat()) {
								await page.goto(address);
								const href = await page.locator(next).first().getAttribute('href');
								address = new URL(href ?? 'no such link', page.url()).href;
							}
							await check(page, address, locale);
						}
					},
				);
			if (who !== 'Joke Verbeek') return;
			for (const [form, file] of uploads)
				test(`/staff/import ${file}`, async ({ page }) => {
					await page.goto('/staff/import');
					const upload = page.locator(`form[action="?/${form}"]`);
					await upload.locator('input[type=file]').setInputFiles(`tests/support/input/${file}`);
					await upload.locator('button').first().click();
					await page.waitForURL(/\/staff\/import\/./);
					await check(page, new URL(page.url()).pathname, locale);
					if (form === 'children') return;
					await page.locator('main form').getByRole('button').click();
					await page.waitForURL(/\/staff\/import\/[^/]+$/);
					await check(page, new URL(page.url()).pathname, locale);
				});
		});

function inRows<T>(all: T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
		all.slice(at * size, (at + 1) * size),
	);
}

/** Everything in the light, of the dark only the colours, which is all that it changes; colours in one language: all have the same. */
async function check(page: Page, path: string, locale: string) {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	const response = await page.goto(path);
	expect(response?.status(), path).toBe(200);
	// as tall as the page: a bar at the foot of the screen lies over what one has not scrolled to yet, whatever that is
	const size = page.viewportSize() ?? { width: 390, height: 844 };
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
	const seen = locale === 'nl' ? violations(page) : violationsBesideColours(page);
	expect.soft(await seen, `${path}, light`).toEqual([]);
	await page.setViewportSize(size);
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
	if (locale !== 'nl') return;
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	expect.soft(await colourViolations(page), `${path}, dark`).toEqual([]);
}
