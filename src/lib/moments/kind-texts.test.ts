import { describe, expect, it } from 'vitest';
import { locales } from '#lib/translation/locale.ts';
import { kindTexts } from './kind-texts.ts';
import { childWords, kindWords } from './kind-words.ts';
import { kinds, momentKindNames } from './kinds.ts';

describe.each(locales)('in %s', (locale) => {
	const to = { locale };
	it('every kind has its words, and names the child where parents come for one', () => {
		for (const kind of momentKindNames) {
			const { name, title, steps, choose, confirm } = kindTexts[kind];
			const words = [
				name(to),
				title(undefined, to),
				...steps.map((step) => step(to)),
				choose(to),
				confirm(to),
			];
			expect(
				words.every((text) => text.length > 1),
				kind,
			).toBe(true);
			expect(title('Elif', to).includes('Elif'), kind).toBe(kinds[kind].comeFor === 'child');
		}
	});
	it('every kind says why, what to bring, and whether children come along; invites, reminds and thanks', () => {
		for (const kind of momentKindNames) {
			const { why, bring, invite, remind, thanks } = kindWords[kind];
			for (const words of [why, bring, invite, remind, thanks])
				expect(words(to), kind).toMatch(/[\p{L}].*[.?!]$/su);
			expect(childWords(kind, to), kind).toMatch(/\.$/);
		}
	});
	it('no two kinds have one name', () => {
		expect(new Set(momentKindNames.map((kind) => kindTexts[kind].name(to))).size).toBe(
			momentKindNames.length,
		);
	});
});
