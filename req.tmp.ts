import { openBrowser, openPhone } from './tests/support/browser.ts';
import { startDemoServer } from './tests/support/running-demo.ts';
const server = await startDemoServer();
const browser = await openBrowser();
const cookie = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
const { page, cdp } = await openPhone(browser, server.origin, cookie);
await cdp.send('Network.enable');
const m = new Map<string, any>();
cdp.on('Network.responseReceived', (e) =>
	m.set(e.requestId, {
		url: e.response.url,
		type: e.type,
		enc: e.response.headers['content-encoding'],
		hl: JSON.stringify(e.response.headers).length,
	}),
);
cdp.on('Network.loadingFinished', (e) => {
	const r = m.get(e.requestId);
	if (r) r.len = e.encodedDataLength;
});
await page.goto(server.origin + (process.argv[2] ?? '/start'), { waitUntil: 'networkidle' });
for (const r of [...m.values()].sort((a, b) => b.len - a.len))
	console.log(r.len, r.type, r.enc ?? '-', r.hl, r.url.replace(server.origin, '').slice(0, 110));
await browser.close();
await server.stop();
