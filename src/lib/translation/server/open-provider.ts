import type { TranslationSettings } from '#lib/platform/server/settings.ts';
import { deepl } from './deepl.ts';
import { libreTranslate } from './libretranslate.ts';
import type { TranslationProvider } from './provider.ts';

/** The service of the settings. */
export function openProvider(settings: TranslationSettings, now: () => Date): TranslationProvider {
	const { service, url, key, outside } = settings;
	return service === 'deepl' ? deepl({ url, key }) : libreTranslate({ url, key, outside, now });
}
