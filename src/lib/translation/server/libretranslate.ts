import * as v from 'valibot';
import { languageOf } from '../languages.ts';
import type { Marked } from './protect.ts';
import { htmlMarks, withElements, withoutElements } from './marks.ts';
import { ask, type Answer, type TranslationProvider } from './provider.ts';
import { askedHourly } from './served.ts';

const answerSchema = v.object({ translatedText: v.array(v.string()) });
const languagesSchema = v.array(v.object({ code: v.string(), targets: v.array(v.string()) }));

/** What it calls a language; the empty text is none of its languages. */
const codeOf = (tag: string) => languageOf(tag)?.machine.libre ?? '';

export interface LibreTranslateOptions {
	/** Its address, without a slash at the end. */
	url: string;
	/** Empty: it asks for none. */
	key: string;
	outside: boolean;
	now: () => Date;
}

/** LibreTranslate (its API of 1.9): POST /translate with a list of texts, GET /languages. */
export function libreTranslate({ url, key, outside, now }: LibreTranslateOptions): TranslationProvider {
	const served = askedHourly(now, async () => {
		const fetched = await ask(`${url}/languages`, { headers: { accept: 'application/json' } });
		const parsed = fetched.did === 'answered' ? v.safeParse(languagesSchema, fetched.body) : undefined;
		if (!parsed?.success) return null;
		return new Map(parsed.output.map(({ code, targets }) => [code, new Set(targets)]));
	});
	return {
		name: 'libretranslate',
		outside,
		most: { texts: 20, characters: 8000 },
		async serves(from, to) {
			const languages = await served();
			return languages ? languages.get(codeOf(from))?.has(codeOf(to)) === true : 'later';
		},
		async translate(texts: readonly Marked[], from, to): Promise<Answer> {
			const fetched = await ask(`${url}/translate`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					q: texts.map((text) => withElements(text, htmlMarks)),
					source: codeOf(from),
					target: codeOf(to),
					format: 'html',
					...(key && { api_key: key }),
				}),
			});
			if (fetched.did !== 'answered') return fetched;
			const parsed = v.safeParse(answerSchema, fetched.body);
			if (!parsed.success || parsed.output.translatedText.length !== texts.length)
				return { did: 'later', failure: 'other_shape' };
			return {
				did: 'translated',
				texts: parsed.output.translatedText.map((text) => withoutElements(text, htmlMarks)),
			};
		},
	};
}
