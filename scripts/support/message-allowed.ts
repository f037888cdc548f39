// What was agreed to be left alone, and whether a text still needs it.
import type * as agreed from './message-exceptions.ts';
import { wordsOf } from './message-texts.ts';

export type Exceptions = Partial<typeof agreed>;
type ByKey = 'foreignWords' | 'oddCharacters' | 'longButtons';

export interface Allowed {
	/** Words that stand so in every language. */
	names: ReadonlySet<string>;
	isSameEverywhere(text: string, locale: string): boolean;
	/** The problems of one kind that a text has; none when that was agreed for it. */
	unless(list: ByKey, of: { key: string; locale: string }, problems: string[]): string[];
	/** What no text needed, one line each. */
	idle(): string[];
}

export function allowedBy(exceptions: Exceptions): Allowed {
	const {
		namesAnywhere = [],
		sameAnywhere = [],
		foreignWords = [],
		oddCharacters = [],
		longButtons = [],
	} = exceptions;
	const needed = new Set<unknown>();
	return {
		names: new Set(namesAnywhere.flatMap(({ words }) => words)),
		isSameEverywhere(text, locale) {
			const plain = wordsOf(text).trim().replace(/\s+/g, ' ');
			const found = sameAnywhere.find((one) => one.text === plain);
			if (!found || (found.in !== 'all' && !found.in.includes(locale))) return false;
			needed.add(found);
			return true;
		},
		unless(list, { key, locale }, problems) {
			const found = exceptions[list]?.find((one) => one.key === key && one.locale === locale);
			if (!found || problems.length === 0) return problems;
			needed.add(found);
			return [];
		},
		idle: () =>
			[...sameAnywhere, ...foreignWords, ...oddCharacters, ...longButtons]
				.filter((one) => !needed.has(one))
				.map((one) => ('key' in one ? `${one.locale} ${one.key}` : `“${one.text}”`))
				.map((what) => `scripts/support/message-exceptions.ts ${what}: no text needs it; take it out`),
	};
}
