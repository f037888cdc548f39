import type { Cookies } from '@sveltejs/kit';
import { newToken } from '#lib/platform/server/ids.ts';

const YEAR = 365 * 24 * 60 * 60;
/** Chrome keeps no cookie for longer than 400 days. */
const SESSION_DAYS = 400;

/** `__Host-` needs https; over plain http (demo, development) the same cookie goes without the prefix. */
function nameOf(name: string, secure: boolean): string {
	return secure ? `__Host-${name}` : name;
}

export function readSessionCookie(cookies: Cookies, secure: boolean): string | undefined {
	return cookies.get(nameOf('session', secure));
}

export function setSessionCookie(cookies: Cookies, value: string, secure: boolean): void {
	cookies.set(nameOf('session', secure), value, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: SESSION_DAYS * 24 * 60 * 60,
	});
}

export function dropSessionCookie(cookies: Cookies, secure: boolean): void {
	cookies.delete(nameOf('session', secure), { path: '/', secure });
	cookies.delete(nameOf('aside', secure), { path: '/', secure });
}

/** Sessions of the same person elsewhere (another school, or the other side) that this browser keeps for switching back. */
export function readSessionsAside(cookies: Cookies, secure: boolean): string[] {
	return (cookies.get(nameOf('aside', secure)) ?? '').split('~').filter(Boolean).slice(0, MOST_ASIDE);
}

export function setSessionsAside(cookies: Cookies, values: readonly string[], secure: boolean): void {
	cookies.set(nameOf('aside', secure), values.slice(0, MOST_ASIDE).join('~'), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: SESSION_DAYS * 24 * 60 * 60,
	});
}

const MOST_ASIDE = 10;

/** The language that was chosen in this browser; readable by the page, holds nothing else. */
export function readLocaleCookie(cookies: Cookies): string | undefined {
	return cookies.get('language');
}

export function setLocaleCookie(cookies: Cookies, locale: string, secure: boolean): void {
	cookies.set('language', locale, { path: '/', httpOnly: false, sameSite: 'lax', secure, maxAge: YEAR });
}

/**
 * What ties e-mail codes, passkey challenges and letters to the browser that asked: read, or made and kept for an hour.
 * It says nothing about who that is.
 */
export function browserCookie(cookies: Cookies, secure: boolean): string {
	const value = cookies.get(nameOf('browser', secure)) ?? newToken();
	cookies.set(nameOf('browser', secure), value, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: 60 * 60,
	});
	return value;
}
