import type { Marked } from './protect.ts';

/** How a service is told what to leave alone: an element with the number of the mark. */
export interface MarkStyle {
	write(mark: number): string;
	/** Finds the marks of an answer; its first group with digits is the number. */
	read: RegExp;
}

/** DeepL with `tag_handling: xml`: an empty element stays, and stays at its word. */
export const xmlMarks: MarkStyle = {
	write: (mark) => `<x id="${mark}"/>`,
	read: /<x id="(\d+)"\s*(?:\/>|>\s*<\/x>)/g,
};

/** LibreTranslate with `format: html`: what is not to be translated is passed by. */
export const htmlMarks: MarkStyle = {
	write: (mark) => `<span translate="no">${mark}</span>`,
	read: /<span translate="no">\s*(\d+)\s*<\/span>/g,
};

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const entities: Record<string, string> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#34;': '"',
	'&#39;': "'",
	'&#x27;': "'",
	'&apos;': "'",
	'&nbsp;': '\u00a0',
};

/** A text with its marks as elements, and everything else escaped. */
export function withElements(text: Marked, style: MarkStyle): string {
	return text
		.map((piece) =>
			typeof piece === 'number'
				? style.write(piece)
				: piece.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign),
		)
		.join('');
}

/** The marks of an answer as numbers again. Null when elements are left that are no marks. */
export function withoutElements(answer: string, style: MarkStyle): Marked | null {
	const pieces = answer.split(style.read);
	const text: Marked = [];
	for (const [at, piece] of pieces.entries()) {
		if (at % 2 === 1) text.push(Number(piece));
		else if (/<\/?\w/.test(piece)) return null;
		else if (piece !== '') text.push(piece.replace(/&(?:#?\w+);/g, (entity) => entities[entity] ?? entity));
	}
	return text;
}
