import { error, redirect } from '@sveltejs/kit';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { app } from '#lib/app/server/app.ts';
import { opensInReadersLanguage } from '#lib/app/server/reader.ts';
import { chooseLocale } from '#lib/families/server/language-choice.ts';
import { localPath } from '#lib/platform/local-path.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { RequestHandler } from './$types';

/** Changes the language of this browser, and of the guardian who is signed in; then back to the page. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
	const form = await request.formData();
	const locale = String(form.get('locale') ?? '');
	if (!isLocale(locale)) error(400);
	const { store, settings, clock } = app();
	setLocaleCookie(cookies, locale, settings.secure);
	if (locals.actor?.kind === 'guardian') await chooseLocale(store, locals.actor, locale, clock.now());
	const next = localPath(String(form.get('next') ?? '/'));
	redirect(303, opensInReadersLanguage(next) ? withLanguage(next, locale) : next);
};

/** The page of a letter opens in its reader's language, so a choice made there must travel with the address. */
function withLanguage(path: string, locale: string): string {
	const url = new URL(path, 'http://local.invalid');
	url.searchParams.set('language', locale);
	return `${url.pathname}${url.search}`;
}
