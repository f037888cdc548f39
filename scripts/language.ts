// npm run language -- add TAG   prepares the texts of the app in a new language: docs/languages.md says what comes next.
import { step } from './support/steps.ts';
import { addLanguage, type Refusal } from './support/new-language.ts';

const USAGE = 'npm run language -- add TAG     such as ti, fa-AF or zh-Hans';

const refusals: Record<Refusal, (tag: string) => string> = {
	unknown: (tag) =>
		`${tag} is no language of src/lib/translation/languages.ts. Write the tag as it stands there, or add its row first: script, plural forms, voice, and its name in each of the language-names.`,
	spoken: (tag) =>
		`${tag} has no written standard: its speakers are offered the languages in its row (writtenIn), and recorded audio.`,
	there: (tag) => `${tag} has texts already: npm run messages:check says what is wrong with them.`,
};

const [command, tag, ...more] = process.argv.slice(2);
if (command !== 'add' || !tag || more.length > 0) {
	console.error(USAGE);
	process.exitCode = 2;
} else {
	const added = addLanguage('.', tag);
	if (added.ok) {
		const tidied = await step('format', ['prettier', '--write', '--log-level', 'warn', ...added.files]);
		if (!tidied.ok) console.error(tidied.output);
		console.log(`${added.files.length} files are ready, with ${added.texts} texts to translate:`);
		for (const file of added.files) console.log(`  ${file}`);
		console.log('npm run messages:check says what is left; docs/languages.md how to go on.');
	} else {
		console.error(refusals[added.refusal](tag));
		process.exitCode = 1;
	}
}
