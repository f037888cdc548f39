import * as v from 'valibot';
import { languageOf } from '../languages.ts';
import type { Marked } from './protect.ts';
import { withElements, withoutElements, xmlMarks } from './marks.ts';
import { ask, type Answer, type TranslationProvider } from './provider.ts';

const answerSchema = v.object({ translations: v.array(v.object({ text: v.string() })) });

/** Its code for a language as target: with a region, or a script, where it wants one. */
const targetOf = (tag: string) => languageOf(tag)?.machine.deepl;
/** As source, a language has neither. */
const sourceOf = (tag: string) => targetOf(tag)?.split('-')[0];

/** Half a day: a quota is by month, but somebody may have raised it. */
const QUOTA_MS = 12 * 60 * 60_000;

export interface DeeplOptions {
	/** `https://api.deepl.com`, or `https://api-free.deepl.com` for a free key. */
	url: string;
	key: string;
}

/** DeepL: POST /v2/translate; 456 says that the month's characters are used up, 529 that it is too busy. */
export function deepl({ url, key }: DeeplOptions): TranslationProvider {
	return {
		name: 'deepl',
		outside: true,
		most: { texts: 50, characters: 60_000 },
		serves: (from, to) => Promise.resolve(sourceOf(from) !== undefined && targetOf(to) !== undefined),
		async translate(texts: readonly Marked[], from, to): Promise<Answer> {
			const fetched = await ask(
				`${url}/v2/translate`,
				{
					method: 'POST',
					headers: { 'content-type': 'application/json', authorization: `DeepL-Auth-Key ${key}` },
					body: JSON.stringify({
						text: texts.map((text) => withElements(text, xmlMarks)),
						source_lang: sourceOf(from),
						target_lang: targetOf(to),
						tag_handling: 'xml',
						preserve_formatting: true,
					}),
				},
				{ 456: { failure: 'quota', afterMs: QUOTA_MS } },
			);
			if (fetched.did !== 'answered') return fetched;
			const parsed = v.safeParse(answerSchema, fetched.body);
			if (!parsed.success || parsed.output.translations.length !== texts.length)
				return { did: 'later', failure: 'other_shape' };
			return {
				did: 'translated',
				texts: parsed.output.translations.map(({ text }) => withoutElements(text, xmlMarks)),
			};
		},
	};
}
