import { redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { AsyncLocalStorage } from 'node:async_hooks';
import { building, dev } from '$app/environment';
import { readLocaleCookie, readSessionCookie } from '#lib/accounts/server/cookies.ts';
import { findActor } from '#lib/accounts/server/sessions.ts';
import { easyCounterpart, normalPathOf } from '#lib/app/easy-paths.ts';
import { answerOnce } from '#lib/app/server/answer-once.ts';
import { app, startApp, startWork, stopApp } from '#lib/app/server/app.ts';
import { deviceOwner, OWNER_HEADER } from '#lib/app/server/device-owner.ts';
import { homeScreenTokenFor, localeOfReader } from '#lib/app/server/reader.ts';
import { BY_ITSELF } from '#lib/notifications/offline.ts';
import { openPage } from '#lib/notifications/server/inbox.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { newId } from '#lib/platform/server/ids.ts';
import { log } from '#lib/platform/server/log.ts';
import { localeFor } from '#lib/translation/accept-language.ts';
import { baseLocale, directionOf, isLocale, type Locale } from '#lib/translation/locale.ts';

// one request, one language: every message asks here
const language = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => language.getStore() ?? baseLocale);

export const init: ServerInit = async () => {
	if (building) return;
	await startApp(process.env, !dev);
	startWork();
	process.once('sveltekit:shutdown', () => void stopApp()); // server.js says it when the last answer was given
};

/** Who asks. Pages that are built beforehand (offline) have no one. */
const findWho: Handle = async ({ event, resolve }) => {
	if (building) return resolve(event);
	const { store, settings, clock } = app();
	const cookie = readSessionCookie(event.cookies, settings.secure);
	event.locals.actor = await findActor(store, cookie, clock.now());
	return resolve(event);
};

/**
 * The language of this page load: on the page of a letter that of its reader, then what was chosen in this browser, else
 * the guardian's, else the browser's.
 */
const speak: Handle = async ({ event, resolve }) => {
	const locale = await localeOf(event);
	event.locals.locale = locale;
	const manifest = building ? manifestOf(locale) : manifestOf(locale, homeScreenTokenFor(event));
	return language.run(locale, () =>
		resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replaceAll('%schoolbrug.lang%', locale)
					.replaceAll('%schoolbrug.dir%', directionOf(locale))
					.replaceAll('%schoolbrug.manifest%', manifest),
			preload: ({ type }) => type === 'js' || type === 'css',
		}),
	);
};

async function localeOf(event: RequestEvent): Promise<Locale> {
	const { cookies, locals, request, params, url } = event;
	const offline = /^\/offline\/([\w-]+)$/.exec(url.pathname) ? params.lang : undefined;
	const reader = building ? undefined : await localeOfReader(event);
	const actor = locals.actor?.kind === 'guardian' ? locals.actor.locale : undefined;
	const wanted = [offline, reader, readLocaleCookie(cookies), actor];
	return wanted.find((tag) => isLocale(tag)) ?? localeFor(request.headers.get('accept-language'));
}

function manifestOf(locale: Locale, token?: string): string {
	return `/manifest/${locale}.webmanifest${token ? `?h=${token}` : ''}`;
}

/** Pages are one person's: no cache on the way may keep them. */
const keepPrivate: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
	response.headers.set('vary', 'cookie, accept-language');
	// Kit takes a page that it builds beforehand for a file when it says more
	if (!building && response.headers.get('content-type') === 'text/html')
		response.headers.set('content-type', 'text/html; charset=utf-8');
	response.headers.set(OWNER_HEADER, deviceOwner(event.locals.actor) ?? 'nobody');
	return response;
};

/** Who chose the easy view gets its page for what the normal one shows: of a link in a message, and of Start. */
const showEasily: Handle = ({ event, resolve }) => {
	const { actor } = event.locals;
	const isEasy = actor?.kind === 'guardian' && actor.easyView && event.request.method === 'GET';
	const easy = isEasy ? easyCounterpart(event.url.pathname, event.url.search) : undefined;
	if (easy) redirect(303, easy);
	return resolve(event);
};

/** Pages that no message leads to: their readers are counted by nothing. */
const NOT_ABOUT_ONE = new Set(['/start', '/join', '/me', '/me/notifications']);

/**
 * A guardian who is signed in looked at a page: what was told about it counts as opened. Not what the app fetches by itself
 * to have it without network.
 */
const noteViews: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { actor } = event.locals;
	if (actor?.kind !== 'guardian' || event.request.method !== 'GET' || response.status !== 200)
		return response;
	if (!/^\/\((parent|easy)\)/.test(event.route.id ?? '') || event.request.headers.has(BY_ITSELF))
		return response;
	const path = normalPathOf(event.url.pathname);
	const { store, clock } = app();
	if (!NOT_ABOUT_ONE.has(path)) await openPage(store, actor, path, clock.now());
	return response;
};

export const handle = sequence(keepPrivate, findWho, answerOnce, showEasily, noteViews, speak);

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message };
	const id = newId().slice(0, 8);
	log.error({ id, route: event.route.id, method: event.request.method, err: error }, 'request failed');
	return { message, id };
};
