import { error, json } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { directionOf, isLocale } from '#lib/translation/locale.ts';
import type { RequestHandler } from './$types';

/** The web app manifest in one language; `id` stays the same, so that a change of language is no second app. */
export const GET: RequestHandler = ({ params: { lang }, url }) => {
	if (!isLocale(lang)) error(404);
	const token = /^[\w.-]{1,300}$/.exec(url.searchParams.get('h') ?? '')?.[0];
	return json(
		{
			id: '/',
			// an iPhone's home screen goes on as who put it there (accounts/server/home-screen.ts)
			start_url: token ? `/home?h=${token}` : '/',
			scope: '/',
			display: 'standalone',
			lang,
			dir: directionOf(lang),
			name: m.app_name({}, { locale: lang }),
			short_name: m.app_name({}, { locale: lang }),
			description: m.app_description({}, { locale: lang }),
			theme_color: '#0e3159',
			background_color: '#f8f5ef',
			icons: [
				{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
				{ src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
				{ src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
			],
		},
		{
			headers: {
				'content-type': 'application/manifest+json; charset=utf-8',
				'cache-control': token ? 'private, no-store' : 'public, max-age=3600',
			},
		},
	);
};
