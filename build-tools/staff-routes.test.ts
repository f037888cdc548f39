import { expect, test } from 'vitest';
import { withoutStaff } from './staff-routes.ts';

const app = (routes: string) => `export const nodes = [
	() => import('./nodes/0'),
	() => import('./nodes/1'),
	() => import('./nodes/2'),
	() => import('./nodes/3'),
	() => import('./nodes/4'),
	() => import('./nodes/5')
];

export const server_loads = [0,3];

export const dictionary = {
${routes}
	};

export const hash = false;
`;
const routes = `		"/(parent)/join": [~3,[2]],
		"/demo": [2],
		"/staff": [~4,[5],[1]],
		"/staffroom": [~3]`;

/** Evaluates what a browser would get: a page's number gives its file. */
function read(code: string, pathname: string) {
	const body = code
		.replace(/export const/g, 'exported.x; const')
		.replace(/import\('\.\/nodes\/(\d+)'\)/g, '$1')
		.replace(/await import\('\.\/staff-routes\.js'\)/, 'staff');
	const staff = withoutStaff(app(routes)).staff;
	const evaluate = (text: string, from?: unknown) =>
		new Function('exported', 'location', 'staff', `${text}; return { nodes, dictionary };`)(
			{},
			{ pathname },
			from,
		) as { nodes: (() => number)[]; dictionary: Record<string, unknown> };
	const theirs = evaluate(
		staff.replace(/export const/g, 'const').replace(/import\('\.\/nodes\/(\d+)'\)/g, '$1'),
	);
	const { nodes, dictionary } = evaluate(body, theirs);
	return { nodes: nodes.map((node) => node()), dictionary };
}

test('a parent’s page knows no page of the staff, and every other in its place', () => {
	const { nodes, dictionary } = read(withoutStaff(app(routes)).app, '/staffroom');
	expect(dictionary).toEqual({ '/(parent)/join': [~3, [2]], '/staffroom': [~3] });
	expect(Object.entries(nodes)).toEqual([
		['0', 0],
		['1', 1],
		['2', 2],
		['3', 3],
	]);
});

test.each(['/staff', '/staff/today', '/demo'])('%s knows all pages', (pathname) => {
	const { nodes, dictionary } = read(withoutStaff(app(routes)).app, pathname);
	expect(Object.keys(dictionary).sort()).toEqual(['/(parent)/join', '/demo', '/staff', '/staffroom']);
	expect(nodes).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a table that is written in another way stops the build', () => {
	expect(() => withoutStaff(app('		"/staff": { page: 4 }'))).toThrow('another way');
	expect(() => withoutStaff(app('		"/join": [~3]'))).toThrow('another way');
	expect(() => withoutStaff('export const pages = [];')).toThrow('another way');
});
