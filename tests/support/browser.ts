import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { findChromium } from '../../scripts/support/chromium.ts';

/** Flags that keep Chromium from traffic of its own. */
export const browserFlags = [
	'--no-sandbox', // tests run as root in containers
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// a microphone that beeps, for who records
	'--use-fake-device-for-media-stream',
];

export async function openBrowser(): Promise<Browser> {
	return chromium.launch({ executablePath: findChromium(), args: browserFlags });
}

/** A phone of 390 by 844, signed in with the cookie header of a demo person. */
export async function openPhone(
	browser: Browser,
	origin: string,
	cookie: string,
	options: { serviceWorkers?: 'allow' | 'block' } = {},
): Promise<{ context: BrowserContext; page: Page; cdp: CDPSession }> {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true,
		serviceWorkers: options.serviceWorkers ?? 'block',
	});
	await context.addCookies(
		cookie.split('; ').map((pair) => {
			const [name = '', value = ''] = pair.split('=');
			return { name, value, url: origin };
		}),
	);
	const page = await context.newPage();
	return { context, page, cdp: await context.newCDPSession(page) };
}

/** Slow 4G and a processor four times as slow, as Lighthouse has them. */
export async function slowDown(cdp: CDPSession): Promise<void> {
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 150 * 3.75,
		downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8,
		uploadThroughput: (750 * 1024 * 0.9) / 8,
	});
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}
