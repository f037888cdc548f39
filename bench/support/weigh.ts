// What a phone downloads for a page, over the wire, the webfont not counted.
import type { Browser } from '@playwright/test';
import { openPhone } from '../../tests/support/browser.ts';

/** The pages of the tab bar, which the budget is held for. */
export const FIRST_PAGES = ['/start', '/join', '/contact', '/school', '/me'];
export const JS_LIMIT = 55;
export const TOTAL_LIMIT = 90;

/** In kilobytes, as they came over the wire. */
export interface Weight {
	js: number;
	all: number;
	requests: number;
}

/** A page as the first that a browser profile opens. */
export async function weigh(browser: Browser, origin: string, cookie: string, path: string): Promise<Weight> {
	const { context, page, cdp } = await openPhone(browser, origin, cookie);
	const count = await counting(cdp);
	await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
	await context.close();
	return count();
}

type Cdp = Awaited<ReturnType<typeof openPhone>>['cdp'];

/** Counts from now on; the function that it gives tells kilobytes so far. */
export async function counting(cdp: Cdp): Promise<() => Weight> {
	const kinds = new Map<string, string>();
	const weight: Weight = { js: 0, all: 0, requests: 0 };
	const onResponse = ({
		requestId,
		type,
		response,
	}: {
		requestId: string;
		type: string;
		response: { url: string };
	}) => {
		kinds.set(requestId, response.url.startsWith('http') ? type : 'inline');
	};
	const onFinished = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
		const kind = kinds.get(requestId);
		if (!kind || kind === 'inline' || kind === 'Font') return;
		weight.requests += 1;
		weight.all += encodedDataLength / 1000;
		if (kind === 'Script') weight.js += encodedDataLength / 1000;
	};
	await cdp.send('Network.enable');
	cdp.on('Network.responseReceived', onResponse);
	cdp.on('Network.loadingFinished', onFinished);
	return () => {
		cdp.off('Network.responseReceived', onResponse);
		cdp.off('Network.loadingFinished', onFinished);
		return { ...weight };
	};
}
