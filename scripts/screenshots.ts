// npm run screenshots [-- --only start,card] [--locale ar] [--scheme dark] [--width 1440] [--out folder]
// Pictures of the running demo. Without arguments: the set that the README shows, into docs/pictures.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../tests/support/browser.ts';
import { startDemoServer, type DemoPerson } from '../tests/support/running-demo.ts';

interface Picture {
	name: string;
	path: string;
	who: 'parent' | 'teacher' | 'office' | 'nobody';
}

const PAGES: Picture[] = [
	{ name: 'welcome', path: '/', who: 'nobody' },
	{ name: 'sign-in', path: '/sign-in', who: 'nobody' },
	{ name: 'start', path: '/start', who: 'parent' },
	{ name: 'join', path: '/join', who: 'parent' },
	{ name: 'moment', path: '/join', who: 'parent' },
	{ name: 'contact', path: '/contact', who: 'parent' },
	{ name: 'school', path: '/school', who: 'parent' },
	{ name: 'card', path: '/school/card', who: 'parent' },
	{ name: 'me', path: '/me', who: 'parent' },
	{ name: 'languages', path: '/me/languages', who: 'parent' },
	{ name: 'seen', path: '/me/seen', who: 'parent' },
	{ name: 'devices', path: '/me/devices', who: 'parent' },
	{ name: 'notifications', path: '/me/notifications', who: 'parent' },
	{ name: 'staff', path: '/staff', who: 'teacher' },
	{ name: 'moments', path: '/staff/moments', who: 'teacher' },
	{ name: 'plan', path: '/staff/moments/plan', who: 'teacher' },
	{ name: 'families', path: '/staff/families', who: 'office' },
	{ name: 'letters', path: '/staff/letters', who: 'office' },
	{ name: 'staff-card', path: '/staff/card', who: 'office' },
	{ name: 'staff-contacts', path: '/staff/contacts', who: 'office' },
	{ name: 'import', path: '/staff/import', who: 'office' },
	{ name: 'demo', path: '/demo', who: 'nobody' },
];
const README_PICTURES = ['start', 'moment', 'card', 'contact', 'plan', 'staff'];

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		locale: { type: 'string', default: 'nl' },
		scheme: { type: 'string', default: 'light' },
		width: { type: 'string' },
		out: { type: 'string', default: 'docs/pictures' },
		full: { type: 'boolean', default: true },
	},
});

const names = values.only?.split(',') ?? README_PICTURES;
const wanted = PAGES.filter(({ name }) => names.includes(name) || names.includes('all'));
const locale = values.locale;
mkdirSync(values.out, { recursive: true });

const server = await startDemoServer();
const browser = await openBrowser();
try {
	for (const picture of wanted) await take(picture);
} finally {
	await browser.close();
	await server.stop();
}

async function take({ name, path: address, who }: Picture): Promise<void> {
	const staff = who === 'teacher' || who === 'office';
	const width = Number(values.width ?? (staff ? 1440 : 390));
	const context = await browser.newContext({
		viewport: { width, height: width > 600 ? 900 : 844 },
		colorScheme: values.scheme === 'dark' ? 'dark' : 'light',
		deviceScaleFactor: width > 600 ? 1 : 2,
		serviceWorkers: 'block',
	});
	if (who !== 'nobody') await signIn(context, who);
	await context.addCookies([{ name: 'language', value: locale, url: server.origin }]);
	const page = await context.newPage();
	page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
	await page.goto(`${server.origin}${address}`, { waitUntil: 'networkidle' });
	if (name === 'moment') {
		await page.locator('a[href^="/join/"]').first().click();
		await page.waitForURL(/\/join\/.+/);
		await page.waitForLoadState('networkidle');
	}
	const file = path.join(values.out, `${name}.${locale}.${values.scheme}.${width}.png`);
	await page.screenshot({ path: file, fullPage: values.full });
	console.log(file);
	await context.close();
}

async function signIn(
	context: Awaited<ReturnType<typeof browser.newContext>>,
	who: 'parent' | 'teacher' | 'office',
) {
	const fits = (person: DemoPerson) =>
		who === 'parent' ? person.role === 'parent' && person.locale === locale : person.role === who;
	const cookie = await server.signIn(fits);
	await context.addCookies(
		cookie.split('; ').map((pair) => {
			const [name = '', value = ''] = pair.split('=');
			return { name, value, url: server.origin };
		}),
	);
}
