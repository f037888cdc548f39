import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vitest/config';
import { chunkGroups, preloadFor } from './build-tools/chunks.ts';
import { lazyMessages } from './build-tools/lazy-domains.ts';
import { namedSvelte } from './build-tools/named-svelte.ts';
import { staffRoutes } from './build-tools/staff-routes.ts';
import { precacheOnly } from './build-tools/precache.ts';
import { compiledMessages, paraglideOptions } from './build-tools/paraglide.ts';

export default defineConfig(({ mode, command }) => ({
	plugins: [
		// in test mode the messages are compiled first: the plugin would rewrite them under the running tests
		mode !== 'test' && command === 'serve' && paraglideVitePlugin(paraglideOptions),
		compiledMessages(),
		sveltekit(),
		lazyMessages(),
		namedSvelte(),
		staffRoutes(),
		{
			// for the browser only: with the server's runtime in one file with these, the framework no longer finds which
			// styles a page needs, and the page comes without them
			name: 'schoolbrug:chunks',
			apply: 'build',
			config: ({ build }) =>
				build?.ssr
					? undefined
					: { build: { rolldownOptions: { output: { codeSplitting: { groups: chunkGroups() } } } } },
		},
		{
			// a failed client build otherwise only says that the service worker's source can't be read
			name: 'schoolbrug:show-build-error',
			apply: 'build',
			buildEnd(error) {
				if (error) console.error(error.stack ?? error.message);
			},
		},
		SvelteKitPWA({
			strategies: 'injectManifest',
			srcDir: 'src',
			filename: 'service-worker.ts',
			injectRegister: false,
			manifest: false,
			injectManifest: {
				globPatterns: [
					'client/_app/immutable/**/*.{js,css,woff2,svg}',
					'client/*.{png,svg,ico}',
					'prerendered/pages/offline/*.html',
				],
				manifestTransforms: [precacheOnly((source) => /routes\/(staff|demo|outbox)\//.test(source))],
			},
		}),
	],
	build: {
		modulePreload: { polyfill: false, resolveDependencies: preloadFor },
	},
	test: {
		include: ['src/**/*.test.ts', 'build-tools/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/**/*.test.ts'],
		environment: 'node',
		globalSetup: ['tests/support/global-setup.ts'],
		setupFiles: ['tests/support/setup.ts'],
		expect: { requireAssertions: true },
		pool: 'forks',
		// files share what they import: a quarter of the time. So a test leaves nothing behind outside its own database.
		isolate: false,
		testTimeout: 20_000,
	},
}));
