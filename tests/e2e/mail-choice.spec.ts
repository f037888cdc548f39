// E-mail turned off from the mail itself: by a mail program that has no cookies, and with the page's button, without scripts.
import { expect, test } from '@playwright/test';
import { lookAtUnsubscribe, unsubscribePath } from '#lib/notifications/server/unsubscribe.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { parcelOf } from '../support/parcel.ts';
import { openKeys } from '#lib/platform/server/keys.ts';
import { startNamedSchool, type NamedSchoolServer } from '../support/named-school-server.ts';
import { schoolId, today } from '../support/people.ts';

test.use({ javaScriptEnabled: false });

let server: NamedSchoolServer;
let address: string;
test.beforeAll(async () => {
	let path: string | undefined;
	server = await startNamedSchool(async (store, dataDir) => {
		const content = {
			locale: 'tr',
			title: 'Haber',
			lines: [],
			action: { label: 'Aç', path: '/messages' },
		};
		const one = {
			schoolId,
			to: { guardianId: 'ayse' },
			kind: 'messages.many',
			content,
			route: 'email',
			onceKey: 'one',
		} as const;
		await store.transact((tx) => queueNotices(tx, [one], today));
		const { notice } = store.t;
		const rows = await store.read.select({ id: notice.id }).from(notice);
		const { codes } = openKeys(dataDir);
		path = unsubscribePath(codes, parcelOf({ noticeId: rows[0]?.id ?? '', sort: 'news' }));
		expect(await lookAtUnsubscribe(store.read, codes, path?.split('/').at(-1) ?? '')).toBeDefined();
	});
	address = `${server.origin}${path}`;
});
test.afterAll(() => server.stop());

const oneClick = { 'content-type': 'application/x-www-form-urlencoded' };

test('a mail program posts one line, names no origin and has no cookie: done, and twice is done once', async ({
	page,
}) => {
	for (let times = 0; times < 2; times++) {
		const answer = await fetch(address, {
			method: 'POST',
			headers: oneClick,
			body: 'List-Unsubscribe=One-Click',
		});
		expect(answer.status).toBe(200);
	}
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bu konuda artık e-posta almayacaksınız');
	await page.getByRole('button', { name: 'Yeniden e-posta gelsin' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bu konuda e-posta gelmesin mi?');
	await expect(page.getByRole('status')).toHaveText('Bu konuda yeniden e-posta alacaksınız.');
});

test('looking turns nothing off; the button does, in the language of the mail’s reader', async ({ page }) => {
	for (let times = 0; times < 2; times++) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bu konuda e-posta gelmesin mi?');
	}
	await expect(page.getByRole('main').getByRole('listitem')).toHaveText(['Haberler']);
	await page.getByRole('button', { name: 'E-posta gelmesin' }).click();
	await expect(page.getByRole('button', { name: 'Yeniden e-posta gelsin' })).toBeVisible();
});

test('an address that was never made turns nothing off; a form of a foreign page is refused, here as everywhere', async () => {
	const post = (to: string, headers: Record<string, string>) =>
		fetch(to, { method: 'POST', headers: { ...oneClick, ...headers }, body: 'List-Unsubscribe=One-Click' });
	expect((await post(`${address}x`, { accept: 'text/html' })).status).toBe(404);
	expect((await post(address, { origin: 'https://elsewhere.example' })).status).toBe(403);
	// only this address is open to what names no origin
	expect((await post(`${server.origin}/sign-out`, {})).status).toBe(403);
});
