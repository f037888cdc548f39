// Plural forms and placeholders: the same in every language where they must be, and all that a language needs.
import { languageOf } from '../../src/lib/translation/languages.ts';
import { parseMessage, placeholdersOf, type Parsed } from './message-texts.ts';

/**
 * Every category of the language has its text, and no other, for each way that the other selectors can fall. The
 * categories are those of our table, which also has the languages that `Intl` lacks; it has no ordinals.
 */
export function wrongPlurals({ texts, plurals }: Parsed, locale: string): string[] {
	return plurals.flatMap(({ name, type }) => {
		const cardinal = type === 'cardinal' ? languageOf(locale)?.plurals : undefined;
		const categories: readonly string[] =
			cardinal ?? new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories;
		const groups = Map.groupBy(texts, ({ when }) => JSON.stringify({ ...when, [name]: undefined }));
		return [...groups.values()].flatMap((group) => {
			const given = group.map(({ when }) => when[name] ?? '*');
			const missing = categories.filter((category) => !given.includes(category));
			const dead = given.filter((category) => !categories.includes(category));
			return [
				...(missing.length > 0
					? [`has no text for ${name} = ${missing.join(', ')}; write one for each`]
					: []),
				...(dead.length > 0
					? [`has a text that can't be reached, for ${name} = ${dead.join(', ')}; take it out`]
					: []),
			];
		});
	});
}

/**
 * What a text asks for, beside what the Dutch one asks for. What is never said and only chooses between texts is the
 * language's own business: whether a verb goes with a girl or a boy, an ending with a number.
 */
export function wrongPlaceholders(own: Parsed, original: Parsed | undefined): string[] {
	const says: string[] = [];
	const names = (parsed: Parsed) =>
		[...parsed.inputs]
			.filter((name) => !onlyChooses(parsed, name))
			.sort()
			.join(', ') || 'none';
	if (original && names(own) !== names(original))
		says.push(`asks for ${names(own)}; the Dutch text asks for ${names(original)}: use the same`);
	// a number may be left out ("one place"), a name that only one of the texts mentions is a mistake
	const counted = new Set(own.plurals.flatMap(({ name, of }) => [name, of]));
	const lists = own.texts.map(({ text }) =>
		[...parseMessage(text).inputs]
			.filter((name) => !counted.has(name))
			.sort()
			.join(', '),
	);
	if (new Set(lists).size > 1)
		says.push('does not use the same placeholders in each of its texts; add the missing');
	return says;
}

function onlyChooses({ texts, plurals }: Parsed, name: string): boolean {
	return (
		texts.every(({ when }) => name in when) &&
		!plurals.some(({ of }) => of === name) &&
		!texts.some(({ text }) => placeholdersOf(text).has(name))
	);
}
