import type { RequestEvent } from '@sveltejs/kit';
import { keepsAppsApart } from '#lib/accounts/server/device.ts';
import { homeScreenToken, lookAtHomeScreen } from '#lib/accounts/server/home-screen.ts';
import { readCode } from '#lib/families/code.ts';
import { lookAtDoorCode } from '#lib/families/server/door-codes.ts';
import { localeOfCode } from '#lib/families/server/entering.ts';
import { lookAtUnsubscribe } from '#lib/notifications/server/unsubscribe.ts';
import { app } from './app.ts';

/** Pages that open from paper, from a mail, at the door or from a home screen: whose they are is known before anybody signed in. */
export function opensInReadersLanguage(path: string): boolean {
	return /^\/(i|d|api\/mail)\/.|^\/home\b/.test(path);
}

/** The language of a letter's reader, or what they chose on that page; undefined on every other page. */
export async function localeOfReader({ url, params }: RequestEvent): Promise<string | undefined> {
	if (!opensInReadersLanguage(url.pathname)) return undefined;
	const chosen = url.searchParams.get('language');
	if (chosen) return chosen;
	const { store, keys, clock } = app();
	if (url.pathname.startsWith('/api/mail/'))
		return (await lookAtUnsubscribe(store.read, keys.codes, params.token ?? ''))?.locale;
	const code = readCode(params.code ?? '');
	if (code) return localeOfCode(store.read, keys.codes, code);
	if (params.token) return (await lookAtDoorCode(store.read, params.token, clock.now()))?.locale;
	const home = url.searchParams.get('h');
	if (!home) return undefined;
	return (await lookAtHomeScreen(store.read, keys.codes, home, clock.now()))?.locale ?? undefined;
}

/** For a guardian in a browser whose home screen has cookies of its own: what carries them over. */
export function homeScreenTokenFor({ locals: { actor }, request }: RequestEvent): string | undefined {
	if (actor?.kind !== 'guardian' || !keepsAppsApart(request.headers.get('user-agent'))) return undefined;
	const { keys, clock } = app();
	return homeScreenToken(keys.codes, actor, clock.now());
}
