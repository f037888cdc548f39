// Small, and imports nothing: it comes with every page that shows texts of the school.

/** A Dutch school word as one reader gets it. */
export interface SchoolWord {
	/** In addresses: `gymtas`, `ib-er`. */
	id: string;
	/** As it stands in the list: `IB’er`. Dutch. */
	word: string;
	/** What it is, one or two sentences in the reader's language. */
	text: string;
	/** `Wat betekent “gymtas”?`, where there is no text to mark the word in. */
	ask: string;
}

/** Where a word stands in a text, in UTF-16 units. */
export interface Mark {
	at: number;
	length: number;
	word: SchoolWord;
}

/** The marks of a page's texts, by text. A text without any is left out. */
export type MarkedTexts = Record<string, readonly Mark[]>;

/** The text cut where words are marked. */
export function piecesOf(text: string, marks: readonly Mark[]): { text: string; word?: SchoolWord }[] {
	let done = 0;
	const pieces = marks.flatMap(({ at, length, word }) => {
		const before = text.slice(done, at);
		done = at + length;
		return [{ text: before }, { text: text.slice(at, done), word }];
	});
	return [...pieces, { text: text.slice(done) }];
}

/** The page of all words, with this one open. */
export function wordHref(id: string): string {
	return `/school/words?word=${id}#${id}`;
}
