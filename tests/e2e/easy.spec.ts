// The easy view: a parent who does not read well does everything that matters, one thing a screen.
import { expect, test, type Page } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';

const answer = (page: Page, name: string | RegExp) =>
	page.locator('main').getByRole('link', { name }).first();

test('without JavaScript: from a message to the appointment, back without loss, another number, and off again', async ({
	browser,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await signInAs(page, 'Selam Tesfay');
	// every link of the normal view leads to its counterpart
	await page.goto('/join');
	await expect(page).toHaveURL('/easy/join');
	await answer(page, /Kom koffie of thee drinken/).click();
	await answer(page, 'Ik wil komen').click();
	await expect(page.getByRole('heading', { name: 'Hoeveel volwassenen?' })).toBeVisible();
	await answer(page, '2 volwassenen').click();
	await expect(page.getByRole('heading', { name: 'Klopt dit?' })).toBeVisible();
	await page.getByRole('link', { name: 'Terug' }).click();
	await expect(page.getByRole('heading', { name: 'Hoeveel volwassenen?' })).toBeVisible();
	await answer(page, '1 volwassene').click();
	await page.getByRole('button', { name: 'Ik kom' }).click();
	await expect(page.getByRole('heading', { name: 'U komt!' })).toBeVisible();
	await answer(page, 'Met een ander aantal komen').click();
	await page.getByRole('button', { name: '2 volwassenen' }).click();
	await expect(page.getByRole('heading', { name: 'Uw wijziging is opgeslagen.' })).toBeVisible();
	await answer(page, 'Afspraak afzeggen').click();
	await page.getByRole('button', { name: 'Ja, afzeggen' }).click();
	await expect(page.getByText('Uw afspraak is afgezegd.')).toBeVisible();

	await page.goto('/school/card');
	await expect(page).toHaveURL('/easy/card');
	const sections: string[] = [];
	for (;;) {
		sections.push((await page.getByRole('heading', { level: 1 }).textContent()) ?? '');
		const next = page.locator('main').getByRole('link', { name: 'Verder' });
		if ((await next.count()) === 0) break;
		await next.click();
	}
	expect(new Set(sections).size).toBeGreaterThan(5);
	await page.getByRole('button', { name: 'Ik heb dit gezien' }).click();
	await page.goto('/easy');
	await expect(answer(page, /Informatie van school/)).not.toContainText('Nieuw');

	await answer(page, 'Iets vragen').click();
	await expect(answer(page, /^(Bel|Mail) /)).toHaveAttribute('href', /^(tel|mailto):/);
	await context.close();
});

test('one tap to the normal view and back; by keyboard alone', async ({ page }) => {
	await signInAs(page, 'Selam Tesfay');
	await page.goto('/start');
	await expect(page).toHaveURL('/easy');
	await page.getByRole('button', { name: 'Naar de gewone weergave' }).click();
	await page.goto('/start');
	await expect(page).toHaveURL('/start');
	await page.goto('/me');
	await page.getByRole('link', { name: /Plaatjes en geluid/ }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Hoe wilt u de app zien?' })).toBeVisible();
	await page.getByRole('button', { name: 'Met plaatjes en geluid' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL('/easy');
	await page.goto('/contact');
	await expect(page).toHaveURL('/easy/contact');
});

test('for who does not see it: one heading a screen, each answer in words, with pictures off', async ({
	page,
	context,
}) => {
	await context.route(/\.(svg|png|webp|jpe?g)(\?|$)|\/portraits\//, (route) => route.abort());
	await signInAs(page, 'Selam Tesfay');
	await page.goto('/easy');
	await expect(page.getByRole('main')).toMatchAriaSnapshot(`
		- heading /^Goede(morgen|middag|navond), Selam$/ [level=1]
		- link /^Kom koffie of thee drinken vrijdag/
		- list:
		  - listitem:
		    - link /^Meedoen/
		  - listitem:
		    - link "Iets vragen"
		  - listitem:
		    - link /^Informatie van school/
		  - listitem:
		    - link "Mijn kind is ziek"
		  - listitem:
		    - link /^Berichten/
	`);
	await expect(page.getByRole('navigation')).toMatchAriaSnapshot(`
		- list:
		  - listitem:
		    - link "Start"
	`);
	await page.goto('/easy/contact');
	await expect(page.getByRole('main')).toMatchAriaSnapshot(`
		- paragraph: Voor Sahel
		- heading "Marieke Koster" [level=1]
		- paragraph
		- paragraph:
		  - button "Hoor de naam"
		- link "Bel Marieke"
		- link "Mail Marieke"
	`);
	await page.goto('/easy/join');
	await answer(page, /Kom koffie of thee drinken/).click();
	await answer(page, 'Ik wil komen').click();
	await expect(page.getByRole('main')).toMatchAriaSnapshot(`
		- paragraph: /Scherm \\d van \\d/
		- paragraph: Koffieochtend
		- heading "Hoeveel volwassenen?" [level=1]
		- link "1 volwassene"
		- link "2 volwassenen"
	`);
	for (const path of [
		'/easy',
		'/easy/join',
		'/easy/contact',
		'/easy/card',
		'/easy/card/4',
		'/easy/news',
		'/easy/ill',
	]) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
		const wordless = await page
			.locator('main :is(a, button), nav a')
			.evaluateAll((all) => all.filter((one) => (one as HTMLElement).innerText.trim() === '').length);
		expect(wordless, path).toBe(0);
	}
});

test('by keyboard: over the bar to what matters, all of it in reach and in sight, and out again', async ({
	page,
}) => {
	await signInAs(page, 'Selam Tesfay');
	await page.goto('/easy', { waitUntil: 'networkidle' });
	const focused = () =>
		page.evaluate(() => {
			const one = document.activeElement as HTMLElement | null;
			if (!one || one === document.body) return null;
			// the buttons inside a player are the browser's own, and so is their ring
			const ring = one.tagName === 'AUDIO' ? 'its own' : getComputedStyle(one).outlineStyle;
			return { words: one.innerText.trim(), ring };
		});
	await page.keyboard.press('Tab');
	expect((await focused())?.words).toBe('Ga naar de inhoud');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	expect((await focused())?.words).toContain('Kom koffie of thee drinken');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Kom koffie of thee drinken');
	const reached: string[] = [];
	for (let times = 0; times < 40; times++) {
		await page.keyboard.press('Tab');
		const one = await focused();
		if (!one) break;
		expect(one.ring, one.words).not.toBe('none');
		reached.push(one.words);
	}
	// the last one is not kept: the focus went back to the browser
	expect(reached.length).toBeLessThan(40);
	for (const words of ['Ik wil komen', 'Ik kan niet komen', 'Start', 'Terug', 'Naar de gewone weergave'])
		expect(
			reached.some((one) => one.includes(words)),
			words,
		).toBe(true);
});
