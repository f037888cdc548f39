// Whether a text is in one language and no other: on a page, in a mail, a push message, a calendar file, on paper.
import type { Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languages } from '#lib/translation/languages.ts';
import { baseLocale, locales, type Locale } from '#lib/translation/locale.ts';
import { writtenIn } from './written-in-all.ts';

/** What is called the same in every language: the named people, their school, what is on its signs. */
export const NAMES = [
	...['Schoolbrug', 'OBS De Vuurvogel', 'Groep 1/2 Zonnebloem', 'Kastanjelaan 12, 3000 AA Brugstad'],
	...[
		'Ayşe Elif Emre Mehmet Yıldırım',
		'Fatima Ilyas el Bakkali',
		'Agnieszka Zuzia Kowalczyk',
		'jan john olena',
	],
	...['Veilig Thuis', 'Kindertelefoon', 'BSN', 'Chrome', 'Safari', 'Android', 'iPhone', 'iPad'],
	...languages.map(({ ownName }) => ownName),
	...['Marieke Koster', 'Naima Azzouzi', 'Ines Pereira', 'Petra Smit', 'Joke van Dam', 'Selin Aydın'],
];

/** The app's own texts in a language, by key. Of one with several forms all of them, a line each. */
export function messagesOf(locale: Locale): Record<string, string> {
	const folder = path.join('messages', locale);
	return Object.fromEntries(
		readdirSync(folder).flatMap((file) =>
			Object.entries(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>)
				.filter(([key]) => !key.startsWith('$'))
				.map(([key, value]) => [key, formsOf(value).join('\n')]),
		),
	);
}

function formsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return Array.isArray(value) ? Object.values((value[0] as { match: Record<string, string> }).match) : [];
}

const linesOf = (text: string) => text.split('\n').map((line) => line.trim());

/**
 * Gives what of a text is in another language than `locale`, names apart: sentences and parts of sentences anywhere in it,
 * words of buttons where they are a line of their own, what the school wrote in Dutch. In Arabic and Ukrainian every word
 * in Latin letters too, but for `names`, addresses, codes, commands that check a draw, and Dutch words of school in quotation
 * marks.
 */
export function foreignIn(locale: Locale, names: readonly string[] = NAMES): (text: string) => string[] {
	const all = locales.map((one) => ({ one, texts: Object.values(messagesOf(one)).flatMap(linesOf) }));
	const own = all.filter(({ one }) => one === locale).flatMap(({ texts }) => texts);
	const others = all.filter(({ one }) => one !== locale).flatMap(({ texts }) => texts);
	const ownText = own.join('\n');
	const isForeign = (text: string) => !ownText.includes(text);
	const parts = others
		.flatMap((text) => text.split(/\{[^}]*\}/))
		.map((part) => part.trim())
		.filter((part) => part.length >= 12 && part.includes(' ') && isForeign(part));
	const ofSchool = locales
		.filter((one) => (locale === baseLocale ? one !== locale : one === baseLocale))
		.flatMap((one) => Object.values(writtenIn[one]));
	const sought = [...new Set([...parts, ...ofSchool])];
	const words = new Set(others.filter((text) => text.length >= 3 && isForeign(text)));
	const known = new Set(names.flatMap((name) => name.split(/[^\p{L}]+/u)));
	const inLatin = (text: string) =>
		locale === 'ar' || locale === 'uk'
			? [
					...text
						.replace(/\S+[@/.]\S+|«[^»]*»|[A-Z0-9]{5}-[A-Z0-9]{5}/g, ' ')
						.replace(/printf .*?sha256sum|[0-9a-f]{32,}/g, ' ')
						.matchAll(/\p{Script=Latin}{3,}/gu),
				]
					.map(([word]) => word)
					.filter((word) => !known.has(word))
			: [];
	return (text) => [
		...sought.filter((one) => text.includes(one)),
		...linesOf(text).filter((line) => words.has(line) && !known.has(line)),
		...inLatin(text),
	];
}

/** What a page's source says, without what it says to be in another language: the original one tap away. */
export function wordsOf(html: string, locale: Locale): string {
	let text = html.replace(/<(script|style|template)\b.*?<\/\1>/gs, ' ').replace(/<!--.*?-->/gs, '');
	for (const tag of locales)
		if (tag !== locale)
			text = text.replace(new RegExp(`<(\\w+)\\b(?=[^>]*\\slang="${tag}")[^>]*>.*?</\\1>`, 'gs'), ' ');
	// what a button or a choice sends is seen by nobody
	const seen = text.replace(
		/<(?=button|option|input\b[^>]*\stype="(?:hidden|radio|checkbox)")([^>]*?)\svalue="[^"]*"/g,
		'<$1',
	);
	const said = [...seen.matchAll(/\s(?:aria-label|title|alt|placeholder|value)="([^"]*)"/g)].map(
		([, it]) => it,
	);
	return [text.replace(/<[^>]+>/g, '\n'), ...said]
		.join('\n')
		.replaceAll('&#39;', "'")
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
}

/**
 * What a page in the browser says in its language: what is seen, what opens with a tap, its title, and what a screen
 * reader says. Without what is marked as another language. `within`: only there, in the language of that.
 */
export async function wordsShown(page: Page, within = 'body'): Promise<string> {
	const shown = await page.evaluate((within) => {
		const root = document.querySelector<HTMLElement>(within) ?? document.body;
		const lang = root.closest('[lang]')?.getAttribute('lang');
		const others = [...root.querySelectorAll<HTMLElement>('[lang]')].filter((one) => one.lang !== lang);
		for (const one of others) one.style.setProperty('display', 'none', 'important');
		const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
		const texts: string[] = [];
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const isSaid = !node.parentElement?.closest('script, style, template, noscript');
			if (isSaid && !others.some((one) => one.contains(node))) texts.push(node.textContent ?? '');
		}
		const title = root === document.body ? document.title : '';
		return [title, root.innerText, ...texts].join('\n');
	}, within);
	const spoken = await page.locator(within).ariaSnapshot();
	await page.evaluate(() => {
		for (const one of document.querySelectorAll<HTMLElement>('[lang]')) one.style.removeProperty('display');
	});
	const names = [...spoken.replace(/^\s*- \/\w+:.*$/gm, '').matchAll(/"((?:[^"\\]|\\.)*)"|: (.*)$/gm)].map(
		([, quoted, after]) => quoted ?? after,
	);
	return [shown, ...names].join('\n');
}

/** A calendar file without its folds and escapes. */
export function plainCalendar(file: string): string {
	return file.replace(/\r?\n /g, '').replace(/\\([\\;,])/g, '$1');
}

/** What a calendar file says to people. */
export function saidInCalendar(file: string): string {
	return [...plainCalendar(file).matchAll(/^(?:SUMMARY|DESCRIPTION|LOCATION)[^:]*:(.*)$/gm)]
		.map(([, words]) => words?.replaceAll('\\n', '\n'))
		.join('\n');
}
