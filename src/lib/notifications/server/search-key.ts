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

/**
 * Whether a notice is found by these words (as `wordsOf` gives them). In Arabic the article and short words before a noun are
 * written together with it, and some letters are written in two ways: "قهوة" finds "والقهوة".
 */
export function finderOf(words: readonly string[]): (searchKey: string) => boolean {
	const asked = words.map((word) => {
		const plain = plainLetters(word);
		if (!ARABIC.test(plain)) return plain;
		const noun = plain.replace(/^(?:ال|لل)(?=.{2})/u, '');
		return new RegExp(` (?:${plain}|[وف]?(?:ال|لل|بال|كال|[بلك])?${noun})`, 'u');
	});
	return (searchKey) => {
		const key = ` ${plainLetters(searchKey)}`;
		return asked.every((one) => (typeof one === 'string' ? key.includes(` ${one}`) : one.test(key)));
	};
}

const ARABIC = /^\p{Script=Arabic}+$/u;
/** Letters that stand for another in quick writing, or on a keyboard of a neighbouring language. */
const SAME: Readonly<Record<string, string>> = { ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ـ: '' };

function plainLetters(text: string): string {
	return text.replace(/[ةىیکـ]/gu, (letter) => SAME[letter] ?? letter);
}
