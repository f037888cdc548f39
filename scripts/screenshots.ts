// npm run screenshots [-- --only start,card] [--locale ar] [--scheme dark] [--width 1440] [--out folder]
// Pictures of the running demo. Without `--only`: the set that the README shows, into docs/pictures.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
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
interface Way {
	locale: string;
	scheme: string;
	/** Pixels; by default a phone for parents and a desk for staff. */
	width?: number;
	full: boolean;
}
const README_PICTURES: { name: string; way: Way }[] = [
	{ name: 'start', way: { locale: 'ar', scheme: 'light', full: false } },
	{ name: 'moment', way: { locale: 'tr', scheme: 'light', full: false } },
	{ name: 'contact', way: { locale: 'pl', scheme: 'dark', full: false } },
	{ name: 'card', way: { locale: 'uk', scheme: 'light', full: false } },
	{ name: 'plan', way: { locale: 'nl', scheme: 'light', full: false } },
	{ name: 'staff', way: { locale: 'nl', scheme: 'light', full: false } },
];

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

const names = values.only?.split(',');
const chosen: Way = {
	locale: values.locale,
	scheme: values.scheme,
	full: values.full,
	...(values.width && { width: Number(values.width) }),
};
const wanted = names
	? PAGES.filter(({ name }) => names.includes(name) || names.includes('all')).map((picture) => ({
			picture,
			way: chosen,
		}))
	: PAGES.flatMap((picture) =>
			README_PICTURES.filter(({ name }) => name === picture.name).map(({ way }) => ({ picture, way })),
		);
mkdirSync(values.out, { recursive: true });

const server = await startDemoServer();
const browser = await openBrowser();
try {
	for (const { picture, way } of wanted) await take(picture, way);
} finally {
	await browser.close();
	await server.stop();
}

async function take({ name, path: address, who }: Picture, way: Way): Promise<void> {
	const staff = who === 'teacher' || who === 'office';
	const width = way.width ?? (staff ? 1440 : 390);
	const context = await browser.newContext({
		viewport: { width, height: width > 600 ? 900 : 844 },
		colorScheme: way.scheme === 'dark' ? 'dark' : 'light',
		deviceScaleFactor: width > 600 ? 1 : 2,
		serviceWorkers: 'block',
	});
	if (who !== 'nobody') await signIn(context, who, way.locale);
	await context.addCookies([{ name: 'language', value: way.locale, url: server.origin }]);
	const page = await context.newPage();
	page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
	await page.goto(`${server.origin}${address}`, { waitUntil: 'networkidle' });
	if (name === 'moment') {
		await page.locator('a[href^="/join/"]').first().click();
		await page.waitForURL(/\/join\/.+/);
		await page.waitForLoadState('networkidle');
	}
	const file = path.join(values.out, `${name}.${way.locale}.${way.scheme}.${width}.png`);
	const pixels = await page.screenshot({ fullPage: way.full });
	// 256 colours: a third of the bytes, and nobody sees it
	await sharp(pixels).png({ palette: true, compressionLevel: 9 }).toFile(file);
	console.log(file);
	await context.close();
}

async function signIn(
	context: Awaited<ReturnType<typeof browser.newContext>>,
	who: 'parent' | 'teacher' | 'office',
	locale: string,
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
