import type { Block, SectionView } from './card-view.ts';

/**
 * How small the card is printed so that it fits on one A4, on one side or else on both, as a factor of its size on the screen. Lengths below are in
 * CSS pixels of the screen's layout; the browser tests hold the outcome against real pages of paper.
 */

/** A4 less the margins and the head and foot of the page. */
const PAGE = { inline: 734, block: 985 };
const GAP = 24;
/** The estimate is off by a few lines. */
const FILL = 0.95;
/** On two sides the columns are filled one after the other: each ends where a section does not fit any more. */
const FILL_BOTH = 0.66;
const LARGEST = 0.85;
/** Smaller than this can't be read with ease: the back of the sheet is used too. */
const READABLE = 0.5;
const SMALLEST = 0.4;
/** The square to scan, beside the title. */
export const QR_BLOCK = 96;
/** A line at the foot. */
export const LINE_BLOCK = 20;

/** Widths of a letter and height of a line, as the page sets them (`--text-body`, `--leading`). */
const LETTER = { latin: 8.3, arabic: 8, cyrillic: 9.6 };
const LINE = { plain: 25.5, arabic: 30.6 };

/** The factor for `zoom` on paper, and on how many sides of the sheet. `head`: what stands above the card, in pixels. */
export function printSize(
	sections: readonly SectionView[],
	lang: string,
	head = 0,
): { zoom: number; sides: 1 | 2 } {
	const fitting = (sides: 1 | 2, smallest: number) => {
		for (let zoom = LARGEST; zoom >= smallest; zoom -= 0.01) {
			const column = (PAGE.inline / zoom - GAP) / 2;
			const heights = sections.map((section) => heightOf(section, column, lang));
			const room = (PAGE.block / zoom) * (sides === 1 ? FILL : FILL_BOTH);
			const first = room - head / zoom;
			const fits =
				sides === 1 ? tallerColumn(heights) <= first : inColumns(heights, [first, first, room, room]);
			if (fits) return Math.round(zoom * 100) / 100;
		}
		return undefined;
	};
	const one = fitting(1, READABLE);
	if (one !== undefined) return { zoom: one, sides: 1 };
	return { zoom: fitting(2, READABLE) ?? SMALLEST, sides: 2 };
}

/** The factor for `zoom` on paper. */
export function printZoom(sections: readonly SectionView[], lang: string): number {
	return printSize(sections, lang).zoom;
}

/** True when the card is too long to be read on both sides of one sheet. */
export function isTooLongForPaper(sections: readonly SectionView[], lang: string): boolean {
	return printZoom(sections, lang) < READABLE;
}

/** Sections don't break: each goes into the column where the one before ended, else into the next. */
function inColumns(heights: readonly number[], columns: readonly number[]): boolean {
	let at = 0;
	let filled = 0;
	for (const height of heights) {
		while (at < columns.length && filled + height > (columns[at] ?? 0)) {
			at += 1;
			filled = 0;
		}
		if (at === columns.length) return false;
		filled += height;
	}
	return true;
}

/** Sections don't break: the first so many stand in one column, the rest in the other, as even as can be. */
function tallerColumn(heights: readonly number[]): number {
	const all = heights.reduce((sum, height) => sum + height, 0);
	let first = 0;
	return heights.reduce((best, height) => {
		first += height;
		return Math.min(best, Math.max(first, all - first));
	}, all);
}

/** The estimated height of a section in a column of this width. */
export function heightOf({ blocks }: SectionView, column: number, lang: string): number {
	const inner = column - 18;
	return 50 + blocks.reduce((sum, block) => sum + blockHeight(block, inner, lang) + 4, 0);
}

function blockHeight(block: Block, width: number, lang: string): number {
	const line = lang === 'ar' ? LINE.arabic : LINE.plain;
	const lines = (text: string, within: number) => Math.max(1, Math.ceil(widthOf(text) / within)) * line;
	const sum = <T>(items: readonly T[], height: (item: T) => number) =>
		items.reduce((total, item) => total + height(item), 0);
	switch (block.is) {
		case 'text':
			return lines(block.text, width);
		case 'heading':
			return lines(block.text, width * 0.9) + lines(block.under, width);
		case 'steps':
			return sum(
				block.steps,
				({ who, title, text, call }) =>
					(who ? 20 : 0) + lines(title, width - 40) + lines(text, width - 40) + (call ? line : 0) + 8,
			);
		case 'facts':
			return sum(block.facts, ({ text }) => lines(text, width - 36) + 4);
		case 'times':
			return sum(block.days, () => Math.max(26, line) + 4);
		case 'rows':
			return sum(block.rows, ({ name, text }) => lines(`${name}  ${text}`, width) + 4);
		case 'people':
			return (
				sum(block.people, ({ role, groups }) => {
					const under = [role, ...groups].join(' · ');
					return (22 * (1 + Math.ceil(widthOf(under) / (width / 2))) + 4) / 2;
				}) + 26
			);
		case 'numbers':
			return sum(block.numbers, ({ name, phone }) => lines(`${name}  ${phone}`, width) * 0.9 + 4);
		case 'files':
			return 0; // not on paper
		case 'link':
			return line;
	}
}

/** The school's own words may be in another script than the page. */
function widthOf(text: string): number {
	const letter = /\p{Script=Arabic}/u.test(text)
		? LETTER.arabic
		: /\p{Script=Cyrillic}/u.test(text)
			? LETTER.cyrillic
			: LETTER.latin;
	return text.length * letter;
}
