import type { HandleClientError } from '@sveltejs/kit';

if (import.meta.env.DEV) {
	// the production build has one language a page (build-tools/lazy-domains.ts); development chooses at run time
	const { overwriteGetLocale, baseLocale, isLocale } = await import('#lib/paraglide/runtime.js');
	overwriteGetLocale(() => {
		const { lang } = document.documentElement;
		return isLocale(lang) ? lang : baseLocale;
	});
}

export const handleError: HandleClientError = ({ error, status }) => {
	if (status !== 404) console.error(error);
};
