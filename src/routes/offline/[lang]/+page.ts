import { locales } from '#lib/translation/locale.ts';
import type { EntryGenerator } from './$types';

// one page a language, built beforehand, without script: it must open when nothing else does
export const prerender = true;
export const csr = false;
export const entries: EntryGenerator = () => locales.map((lang) => ({ lang }));
