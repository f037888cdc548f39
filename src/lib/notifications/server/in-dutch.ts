import { baseLocale } from '#lib/translation/locale.ts';
import type { NoticeContent, NoticeInDutch } from '../content.ts';
import type { NewNotice } from './queue.ts';

/**
 * What writes a notice for who reads `to.locale` (or `locale`), made to write it in Dutch too: the reader finds both in the
 * inbox, and can show the Dutch to somebody at school.
 */
export function alsoInDutch<
	One extends { to: { locale: string } } | { locale: string },
	More extends unknown[],
>(write: (one: One, ...more: More) => NewNotice): (one: One, ...more: More) => NewNotice {
	return (one, ...more) => {
		const notice = write(one, ...more);
		const locale = 'to' in one ? one.to.locale : one.locale;
		if (locale === baseLocale) return notice;
		const inDutch = 'to' in one ? { to: { ...one.to, locale: baseLocale } } : { locale: baseLocale };
		return { ...notice, inDutch: dutchOf(write({ ...one, ...inDutch }, ...more).content) };
	};
}

/** The same of a content that a function writes in any language. */
export function inBothLanguages<L extends string>(
	locale: L,
	write: (locale: L | typeof baseLocale) => NoticeContent,
): Pick<NewNotice, 'content' | 'inDutch'> {
	const content = write(locale);
	return locale === baseLocale ? { content } : { content, inDutch: dutchOf(write(baseLocale)) };
}

/** What of a notice in Dutch is kept beside its own language. */
export function dutchOf({ title, lines, linesIn }: NoticeContent): NoticeInDutch {
	return { title, lines, ...(linesIn && { linesIn }) };
}
