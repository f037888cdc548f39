// A message while it is written: what the form sends with every step, with and without scripts.
import * as v from 'valibot';
import { isLanguageTag } from '../translation/languages.ts';
import { baseLocale } from '../translation/locale.ts';
import {
	blanks,
	fieldsOf,
	isPhraseId,
	phraseOf,
	phraseThemes,
	type FilledField,
	type PhraseId,
	type PhraseTheme,
} from '../translation/phrases.ts';
import { inputName, LONGEST_TEXT, MOST_PARTS, waits, type Values, type Wait } from './message.ts';

export interface DraftPart {
	phrase: PhraseId;
	values: Values;
}

export interface Draft {
	/** Says which form it is, so that one form sends once. */
	key: string;
	parts: DraftPart[];
	text: string;
	/** Tag of the language of `text`. */
	language: string;
	wait: Wait;
	/** Which sentences are shown to choose from: of a theme, or with these words. */
	theme: PhraseTheme | '';
	q: string;
	/** Tag of the language in which it is being recorded; empty: it is not. `any`: which one is still to be chosen. */
	speak: string;
	/** It can't wait for the morning. */
	urgent: boolean;
}

/** Instead of a language: it is chosen beside the microphone. */
export const ANY = 'any';

const fields = [...new Set(blanks.flatMap(fieldsOf))];
const nths = Array.from({ length: MOST_PARTS }, (_, at) => at);
const short = v.optional(v.pipe(v.string(), v.maxLength(120, 'too_long')), '');
const several = v.optional(v.array(v.pipe(v.string(), v.maxLength(120, 'too_long'))), []);

const partEntries = Object.fromEntries(
	nths.flatMap((at): [string, typeof short | typeof several][] => [
		[inputName(at, 'phrase'), short],
		...fields.map((field): [string, typeof short | typeof several] => [
			inputName(at, field),
			field === 'things' ? several : short,
		]),
	]),
);

export const draftSchema = v.object({
	...partEntries,
	key: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long')),
	text: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_TEXT, 'too_long')), ''),
	language: v.optional(
		v.pipe(
			v.string(),
			v.check((tag) => isLanguageTag(tag), 'not_a_choice'),
		),
		baseLocale,
	),
	wait: v.optional(v.picklist(waits, 'not_a_choice'), 'now'),
	theme: v.optional(v.union([v.picklist(phraseThemes), v.literal('')], 'not_a_choice'), ''),
	q: short,
	speak: short,
	urgent: short,
	/** Asked once: yes, at any hour. */
	sure: short,
	/**
	 * Which button: `add:<phrase>`, `drop:<nth>`, `up:<nth>`, `star:<phrase>`, `theme:<theme>`, `speak:<tag>`,
	 * `unsay:<tag>`; else only look again.
	 */
	do: short,
});

/** The draft that a form sent, before its button is done. */
export function draftOf(sent: Record<string, unknown>): Draft & { do: string } {
	const text = (name: string) => {
		const value = sent[name];
		return typeof value === 'string' ? value : '';
	};
	const parts = nths.flatMap((at): DraftPart[] => {
		const phrase = text(inputName(at, 'phrase'));
		if (!isPhraseId(phrase)) return [];
		const own = phraseOf(phrase).blanks.flatMap(fieldsOf);
		const values = own.map((field): [FilledField, unknown] => [field, sent[inputName(at, field)]]);
		return [{ phrase, values: Object.fromEntries(values) }];
	});
	return {
		key: text('key'),
		parts,
		text: text('text'),
		language: text('language') || baseLocale,
		wait: waits.find((one) => one === sent.wait) ?? 'now',
		theme: phraseThemes.find((one) => one === sent.theme) ?? '',
		q: text('q'),
		speak: speakIn(text('speak')),
		urgent: text('urgent') !== '',
		do: text('do'),
	};
}

/** The draft after its button: a sentence more, away, or one place up. `begin`: what blanks hold at first. */
export function done({ do: button, ...draft }: Draft & { do: string }, begin: Values): Draft {
	const [what, which = ''] = button.split(':');
	const at = Number(which);
	if (what === 'add' && isPhraseId(which) && draft.parts.length < MOST_PARTS)
		return { ...draft, parts: [...draft.parts, { phrase: which, values: begin }] };
	if (what === 'drop') return { ...draft, parts: draft.parts.filter((_, nth) => nth !== at) };
	if (what === 'up' && at > 0) {
		const parts = [...draft.parts];
		parts.splice(at - 1, 0, ...parts.splice(at, 1));
		return { ...draft, parts };
	}
	if (what === 'theme') return { ...draft, theme: phraseThemes.find((one) => one === which) ?? '', q: '' };
	if (what === 'speak') return { ...draft, speak: speakIn(which) };
	return draft;
}

function speakIn(tag: string): string {
	return tag === ANY || isLanguageTag(tag) ? tag : '';
}

/** What a form has to send to say this draft again. */
export function fieldsOfDraft(draft: Draft): [name: string, value: string][] {
	const parts = draft.parts.flatMap(({ phrase, values }, at): [string, string][] => [
		[inputName(at, 'phrase'), phrase],
		...Object.entries(values).flatMap(([field, value]) =>
			[value].flat().map((one): [string, string] => [inputName(at, field as FilledField), one]),
		),
	]);
	const { key, text, language, wait, theme, q, urgent } = draft;
	return [...parts, ...Object.entries({ key, text, language, wait, theme, q, urgent: urgent ? 'on' : '' })];
}
