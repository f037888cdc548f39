// A draw as a text file, with how to check it. No names and no families: lot numbers.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import { keyText, type DrawnLot } from '../lots.ts';
import type { Draw } from './draw.ts';
import { keyOf } from './lot-keys.ts';

export interface DrawFile {
	title: string;
	draw: Draw;
	locale: Locale;
	/** In words, a time of a teacher as wishes name it; without it wishes stay out (for parents). */
	thing?: (name: string) => string;
}

/** The lines of the file; undefined before the draw. */
export function drawFile({
	title,
	draw: { seed, seal, record },
	locale,
	thing,
}: DrawFile): string | undefined {
	if (!record) return undefined;
	const into = { locale };
	const sha = (text: string) => alone(`printf '%s' '${text}' | sha256sum`);
	const [example] = record.line;
	const head = [
		title,
		'',
		`${m.talklots_seal({}, into)}:${alone(seal)}`,
		`${m.talklots_seed({}, into)}:${alone(seed)}`,
		'',
		m.talklots_file_how({}, into),
		m.talklots_file_seal({ command: sha(seed) }, into),
		...(example
			? [m.talklots_file_key({ number: example.number, command: sha(keyText(seed, example.number)) }, into)]
			: []),
		m.talklots_file_line({}, into),
		m.talklots_file_wish({}, into),
		'',
		[
			m.talklots_place({}, into),
			m.talklots_lot({}, into),
			m.talklots_key({}, into),
			...(thing ? [m.talklots_outcome({}, into), m.talklots_wishes({}, into)] : []),
		].join('\t'),
	];
	const lines = record.line.map((lot, at) =>
		[
			`${at + 1}${lot.first ? ' *' : ''}`,
			lot.number,
			keyOf(seed, lot.number),
			...(thing ? [outcomeWords(lot, locale), wishesOf(lot, thing)] : []),
		].join('\t'),
	);
	return [...head, ...lines, ''].join('\r\n');
}

/** On a line of its own: it keeps its direction in every language, and can be copied without marks in it. */
const alone = (text: string) => `\r\n   ${text}`;

/** Which wish a lot got, with what became of those it held dearer. */
function outcomeWords({ wish, passed }: DrawnLot, locale: Locale): string {
	const into = { locale };
	const before = passed.map((number, at) =>
		number === null
			? m.talklots_no_fit({ wish: wishName(at, locale) }, into)
			: m.talklots_went_to({ wish: wishName(at, locale), number }, into),
	);
	return [wishName(wish, locale), ...before].join('; ');
}

const wishesOf = ({ wishes }: DrawnLot, thing: (name: string) => string) =>
	wishes.map((things, at) => `${at + 1}: ${things.map(thing).join(' + ')}`).join(' | ');

/** What a wish is called, by its place from 0; null: none of them. */
export function wishName(wish: number | null, locale: Locale): string {
	const names = [m.talklots_outcome_first, m.talklots_outcome_second, m.talklots_outcome_third];
	const name = wish === null ? m.talklots_outcome_none : (names[wish] ?? m.talklots_outcome_none);
	return name({}, { locale });
}
