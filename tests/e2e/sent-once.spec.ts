// A form that arrived, and whose answer got lost on the way: it goes out again, is done once, and what really became of it
// is shown. And what waits outlives a new version of the app.
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import path from 'node:path';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { findActor } from '#lib/accounts/server/sessions.ts';
import { openStore, type Store } from '#lib/database/store.ts';
import { cancelSignUp } from '#lib/moments/server/sign-ups.ts';
import { openBadLine, type BadLine } from '../support/bad-line.ts';
import { originOf, signInAs } from '../support/demo-people.ts';
import { chooseLastTime, openOnce, toMoment } from '../support/offline.ts';

test.use({ serviceWorkers: 'allow' });
test.describe.configure({ mode: 'serial' });

const now = new Date('2026-10-06T07:00:00Z');
const waits = '1 keuze wacht op internet';
const placed = 'Uw aanmelding is verstuurd: u hebt een plaats.';
let line: BadLine;
let store: Store;

test.beforeAll(async () => {
	line = await openBadLine(originOf());
	const file = path.join(process.env.TEST_DATA_DIR ?? '', 'schoolbrug.db');
	store = await openStore({ engine: 'sqlite', file });
});
test.afterAll(async () => {
	await store.close();
	await line.close();
});
test.beforeEach(() => {
	Object.assign(line, { cut: false, loseAnswers: false, newVersion: '' });
});

/** Signed in, at a moment with free times, on the line while it is still good. */
async function atMoment(page: Page, context: BrowserContext, name: string): Promise<ParentActor> {
	await signInAs(page, name);
	const cookies = await context.cookies(originOf());
	await context.addCookies(cookies.map(({ name, value }) => ({ name, value, url: line.origin })));
	await openOnce(page, `${line.origin}/start`);
	await toMoment(page, line.origin);
	const session = cookies.find(({ name }) => name === 'session')?.value;
	return (await findActor(store, session, now)) as ParentActor;
}

async function signUpsOf({ schoolId, guardianId }: ParentActor) {
	const { signUp } = store.t;
	return store.read
		.select({ id: signUp.id, slotId: signUp.slotId, status: signUp.status })
		.from(signUp)
		.where(and(eq(signUp.schoolId, schoolId), eq(signUp.guardianId, guardianId)));
}

/** As if the forms that wait had been kept otherwise: without some of what is known of them, or with something else. */
function changeKept(page: Page, change: { drop?: string[]; set?: Record<string, unknown> }): Promise<void> {
	return page.evaluate(async ({ drop = [], set = {} }) => {
		const request = indexedDB.open('schoolbrug');
		await new Promise((opened) => (request.onsuccess = opened));
		const transaction = request.result.transaction('waiting', 'readwrite');
		const waiting = transaction.objectStore('waiting');
		const all = waiting.getAll();
		all.onsuccess = () => {
			for (const form of all.result as object[]) {
				const kept = Object.entries({ ...form, ...set }).filter(([name]) => !drop.includes(name));
				waiting.put(Object.fromEntries(kept));
			}
		};
		await new Promise((done) => (transaction.oncomplete = done));
		request.result.close();
	}, change);
}

test('the answer was lost: sent again it is done once, and what became of it is shown', async ({
	page,
	context,
}) => {
	const parent = await atMoment(page, context, 'Hodan Mohamud');
	line.loseAnswers = true;
	await chooseLastTime(page);
	await expect(page.getByText(waits)).toBeVisible();
	await expect.poll(async () => (await signUpsOf(parent)).length).toBe(1);
	// taken back on another phone: if the form were done again, it would stand there a second time
	const [own] = await signUpsOf(parent);
	await cancelSignUp(store, parent, { signUpId: own?.id ?? '', slotId: own?.slotId ?? '', now });
	const before = await signUpsOf(parent);
	line.loseAnswers = false;
	await expect(page.getByText(placed)).toBeVisible();
	await expect(page.getByText(waits)).toBeHidden();
	expect(await signUpsOf(parent)).toEqual(before);
});

test('a new version of the app: what waits is still there, and goes out', async ({ page, context }) => {
	const parent = await atMoment(page, context, 'Sanne van der Wielen');
	line.cut = true;
	await chooseLastTime(page);
	await expect(page.getByText(waits)).toBeVisible();
	// cut for forms only: the new version has to come through
	line.newVersion = 'another build';
	line.cut = false;
	line.loseAnswers = true;
	await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
	const reloaded = page.waitForEvent('load');
	await page.getByRole('button', { name: 'Vernieuwen' }).click();
	await reloaded;
	await expect(page.getByText(waits)).toBeVisible();
	line.loseAnswers = false;
	await expect(page.getByText(placed)).toBeVisible();
	expect(await signUpsOf(parent)).toMatchObject([{ status: 'confirmed' }]);
});

test('a form that an earlier version of the app kept, which knew no keys, goes out too', async ({
	page,
	context,
}) => {
	const parent = await atMoment(page, context, 'Linh Nguyễn');
	line.cut = true;
	await chooseLastTime(page);
	await expect(page.getByText(waits)).toBeVisible();
	await changeKept(page, { drop: ['key', 'keptAt'] });
	line.cut = false;
	await expect(page.getByText(placed)).toBeVisible();
	expect(await signUpsOf(parent)).toMatchObject([{ status: 'confirmed' }]);
});

test('it waits two weeks: then it is not sent any more, and says so', async ({ page, context }) => {
	const parent = await atMoment(page, context, "Sanne van 't Hof");
	line.cut = true;
	await chooseLastTime(page);
	await expect(page.getByText(waits)).toBeVisible();
	await changeKept(page, { set: { keptAt: Date.now() - 14 * 24 * 60 * 60 * 1000 } });
	line.cut = false;
	await expect(page.getByText('Uw keuze is niet meer mogelijk.', { exact: false })).toBeVisible();
	expect(await signUpsOf(parent)).toEqual([]);
});
