import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vitest/config';
import { lazyMessages } from './build-tools/lazy-domains.ts';
import { precacheOnly } from './build-tools/precache.ts';
import { paraglideOptions } from './build-tools/paraglide.ts';

export default defineConfig(({ mode }) => ({
	plugins: [
		// in test mode the messages are compiled first: the plugin would rewrite them under the running tests
		mode !== 'test' && paraglideVitePlugin(paraglideOptions),
		sveltekit(),
		lazyMessages(),
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
		rolldownOptions: {
			output: {
				// Left alone, each small module that two pages share is a file of its own: on a slow line the requests and
				// their headers then weigh more than the code. Nothing with texts may be in a group: it would wait for
				// every domain's texts.
				codeSplitting: {
					groups: [
						{ name: 'ui', test: /src\/lib\/ui\/.*(\.css$|type=style)/, priority: 3 },
						{
							name: 'runtime',
							test: /node_modules\/(svelte|@sveltejs\/kit|esm-env|devalue|clsx)\//,
							priority: 2,
						},
						{ name: 'parts', test: /src\/lib\/ui\//, minShareCount: 3, priority: 1 },
					],
				},
			},
		},
	},
	test: {
		include: ['src/**/*.test.ts', 'build-tools/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/**/*.test.ts'],
		environment: 'node',
		globalSetup: ['tests/support/global-setup.ts'],
		setupFiles: ['tests/support/setup.ts'],
		expect: { requireAssertions: true },
		pool: 'forks',
		testTimeout: 20_000,
	},
}));
