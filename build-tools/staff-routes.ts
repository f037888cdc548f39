import path from 'node:path';
import type { Plugin } from 'vite';

/** Pages that no parent opens. From another page they are reached with a whole load, as from outside. */
const STAFF = /^\/(staff|demo|outbox)(\/|$)/;
const NODE = /^\t\(\) => import\('\.\/nodes\/(\d+)'\),?$/gm;
const ROUTE = /^\t\t"([^"]+)": \[~?(\d+)(?:,\[([\d,]*)\])?(?:,\[([\d,]*)\])?\],?$/gm;
const DICTIONARY = /(export const dictionary = \{\n)([\s\S]*?)(\n\t\};)/;
/** The layout and the error page of everything. */
const SHARED = new Set(['0', '1']);

/**
 * The router's table of all pages is in what every parent loads first. The staff's part of it is a file of its own, which
 * only a page of theirs waits for. The build fails when a newer SvelteKit writes its table in another way.
 */
export function staffRoutes(): Plugin {
	let theirs: { id: string; code: string } | undefined;
	return {
		name: 'schoolbrug:staff-routes',
		apply: 'build',
		enforce: 'pre',
		resolveId: {
			filter: { id: /^\.\/staff-routes\.js$/ },
			handler: () => theirs?.id,
		},
		load: {
			filter: { id: /\/client-optimized\/staff-routes\.js$/ },
			handler: () => theirs?.code,
		},
		transform: {
			filter: { id: /\/client-optimized\/app\.js$/ },
			handler(code, id) {
				const { app, staff } = withoutStaff(code);
				theirs = { id: path.join(path.dirname(id), 'staff-routes.js'), code: staff };
				return app;
			},
		},
	};
}

/** SvelteKit's `app.js` without the staff's pages, and those as a module beside it. */
export function withoutStaff(code: string): { app: string; staff: string } {
	const routes = [...(DICTIONARY.exec(code)?.[2] ?? '').matchAll(ROUTE)].map(
		([line, id = '', leaf = '', layouts, errors]) => {
			const nodes = [leaf, ...(layouts?.split(',') ?? []), ...(errors?.split(',') ?? [])].filter(Boolean);
			return { line: line.replace(/,$/, ''), isStaff: STAFF.test(id), nodes };
		},
	);
	const nodes = [...code.matchAll(NODE)].map(([, node = '']) => node);
	const lines = DICTIONARY.exec(code)?.[2]?.split('\n').length;
	const [staff, others] = [routes.filter(({ isStaff }) => isStaff), routes.filter(({ isStaff }) => !isStaff)];
	if (lines !== routes.length || nodes.some((node, at) => node !== String(at)) || staff.length === 0)
		throw new Error('SvelteKit writes its table of pages in another way: see build-tools/staff-routes.ts');
	const everywhere = new Set([...SHARED, ...others.flatMap(({ nodes }) => nodes)]);
	const moved = [...new Set(staff.flatMap(({ nodes }) => nodes))].filter((node) => !everywhere.has(node));
	const dictionary = (some: typeof routes) => some.map(({ line }) => line).join(',\n');
	return {
		app: `${code
			.replace(NODE, (line, node: string) => (moved.includes(node) ? '\t,' : line))
			.replace(DICTIONARY, (_, before: string, __, after: string) => before + dictionary(others) + after)}
if (${STAFF.toString()}.test(location.pathname)) {
	const theirs = await import('./staff-routes.js');
	Object.assign(nodes, theirs.nodes);
	Object.assign(dictionary, theirs.dictionary);
}
`,
		staff: `export const nodes = {
${moved.map((node) => `\t${node}: () => import('./nodes/${node}')`).join(',\n')}
};
export const dictionary = {
${dictionary(staff)}
};
`,
	};
}
