import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const noBarrels = {
	selector: 'ExportAllDeclaration',
	message: 'No barrels: import from the file that has it.',
};
/** What answers with a promise that a component may forget to wait for, by name: types would take a second a component. */
const forgotten = ['fetch', 'goto', 'invalidate', 'invalidateAll', 'preloadData'].flatMap((name) =>
	[
		`ExpressionStatement > CallExpression[callee.name="${name}"]`,
		`ArrowFunctionExpression > CallExpression.body[callee.name="${name}"]`,
	].map((selector) => ({ selector, message: 'Wait for it, or say `void`.' })),
);

export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', 'data/', 'drizzle/', 'src/lib/paraglide/', 'test-results/'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	...ts.configs.strict,
	...ts.configs.stylistic,
	...svelte.configs.recommended,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			'no-console': 'error',
			'@typescript-eslint/no-empty-function': 'off',
			'no-undef': 'off', // TypeScript knows better
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-restricted-syntax': ['error', noBarrels],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			// `import { type A }` still imports the file
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
	{
		// promises that nobody waits for are lost errors, and the types find them
		files: ['**/*.ts'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte'],
			},
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/no-unnecessary-type-assertion': 'error',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'no-restricted-syntax': ['error', noBarrels, ...forgotten],
			'svelte/no-at-html-tags': 'error',
			'svelte/require-store-reactive-access': 'off', // runes; and it is slow
			'svelte/no-navigation-without-resolve': 'off', // the app lives at the root of its own host
			'svelte/prefer-const': 'error',
			'prefer-const': 'off', // $props and $derived: the Svelte rule knows them
		},
	},
	{
		// all clocks come from one place; a push service lives by the world's clock, not by a demo's
		files: ['src/lib/**/*.ts', 'src/routes/**/*.ts'],
		ignores: [
			'**/*.test.ts',
			'src/lib/platform/server/clock.ts',
			'src/lib/notifications/server/push-request.ts',
		],
		rules: {
			'no-restricted-syntax': [
				'error',
				noBarrels,
				...[
					'NewExpression[callee.name="Date"][arguments.length=0]',
					'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
				].map((selector) => ({ selector, message: 'Ask the clock that you were given.' })),
			],
		},
	},
	{
		// the service worker has a tsconfig of its own
		files: ['src/service-worker.ts', 'src/worker/**'],
		languageOptions: {
			globals: globals.serviceworker,
			parserOptions: { projectService: false, project: './tsconfig.service-worker.json' },
		},
	},
	{
		// these talk to whoever runs them
		files: [
			'server.js',
			'scripts/**',
			'build-tools/**',
			'bench/**',
			'tests/support/**',
			'vite.config.ts',
			'src/hooks.client.ts',
		],
		rules: { 'no-console': 'off' },
	},
);
