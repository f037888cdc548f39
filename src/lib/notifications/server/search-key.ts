import { fold } from '#lib/platform/fold.ts';
import type { NoticeContent, NoticeInDutch } from '../content.ts';
import { fillText } from './written.ts';

/** Longer texts are found by their beginning. */
const MOST = 4000;

/** What a notice is found by: its words in its own language, in Dutch, and the school's own texts in it, folded. */
export function searchKeyOf(
	{ title, lines, written = [] }: Pick<NoticeContent, 'title' | 'lines' | 'written'>,
	inDutch?: NoticeInDutch | null,
): string {
	const said = [title, ...lines, ...(inDutch ? [inDutch.title, ...inDutch.lines] : [])];
	const own = written.map(({ text }) => text);
	return wordsOf([...said.map((text) => fillText(text, () => '')), ...own].join(' '))
		.join(' ')
		.slice(0, MOST);
}

/** The words that somebody looks for: each must stand at the beginning of a word. */
export function wordsOf(text: string): string[] {
	return fold(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}

export function isFound(searchKey: string, words: readonly string[]): boolean {
	return words.every((word) => ` ${searchKey}`.includes(` ${word}`));
}
