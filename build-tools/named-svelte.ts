import type { Plugin } from 'vite';

const WHOLE = "import * as svelte from 'svelte';";
const USED = ['fork', 'onMount', 'settled', 'tick', 'untrack'];

/**
 * SvelteKit's router takes all of Svelte as one object, of which nothing can be left out any more. It gets the functions
 * that it uses instead. The build fails when a newer router does it in another way, or uses another function.
 */
export function namedSvelte(): Plugin {
	return {
		name: 'schoolbrug:named-svelte',
		apply: 'build',
		enforce: 'pre',
		transform: {
			filter: { id: /@sveltejs\/kit\/src\/runtime\/client\/client\.js$/ },
			handler(code) {
				const [before, after, ...more] = code.split(WHOLE);
				if (before === undefined || after === undefined || more.length > 0)
					throw new Error(
						'the router of SvelteKit imports Svelte in another way: see build-tools/named-svelte.ts',
					);
				const asked = after
					.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, '')
					.matchAll(/\bsvelte\.(\w+)|\{([^{}]*)\}\s*=\s*svelte\b/g);
				const names = [...asked].flatMap(
					([, one, some]) => one ?? some?.split(',').map((name) => name.trim()) ?? [],
				);
				const unknown = names.filter((name) => !USED.includes(name));
				if (unknown.length > 0)
					throw new Error(`the router of SvelteKit uses ${unknown.join(', ')} of Svelte too`);
				const own = (name: string) => `svelte_${name}`;
				const imports = USED.map((name) => `${name} as ${own(name)}`).join(', ');
				const members = USED.map((name) => `${name}: ${own(name)}`).join(', ');
				return `${before}import { ${imports} } from 'svelte';\nconst svelte = { ${members} };${after}`;
			},
		},
	};
}
