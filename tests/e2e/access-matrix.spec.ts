// Who × what: every route and every action of the app, asked by everybody. A new route without a row fails.
import { expect, test } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
	addMatrixMoment,
	matrix,
	rowsWithoutRoute,
	type Outcome,
	type Row,
} from '../support/access-matrix.ts';
import { actorNames, startNamedSchool, type NamedSchoolServer } from '../support/named-school-server.ts';

let server: NamedSchoolServer;

test.beforeAll(async () => {
	server = await startNamedSchool(addMatrixMoment);
});
test.afterAll(async () => {
	await server.stop();
});

test('every page, endpoint and action has a row', () => {
	const rows = new Set(matrix.map(({ route, action }) => (action ? `${route} ?/${action}` : route)));
	const missing = routesAndActions().filter((name) => !rows.has(name));
	expect(missing).toEqual([]);
	const gone = [...rows].filter(
		(name) => !routesAndActions().includes(name) && !rowsWithoutRoute.includes(name),
	);
	expect(gone).toEqual([]);
});

for (const row of matrix)
	test(`${row.method ?? 'GET'} ${row.route}${row.action ? ` ?/${row.action}` : ''}`, async () => {
		const found: Record<string, Outcome> = {};
		for (const name of actorNames) found[name] = await ask(row, server.cookies[name]);
		expect(found).toEqual(row.expect);
	});

async function ask(row: Row, cookie: string): Promise<Outcome> {
	const method = row.method ?? (row.action ? 'POST' : 'GET');
	const action = row.action && row.action !== 'default' ? `?/${row.action}` : '';
	const response = await fetch(`${server.origin}${row.path ?? row.route}${action}`, {
		method,
		redirect: 'manual',
		headers: { cookie, origin: server.origin, accept: 'text/html' },
		body: method === 'POST' ? new URLSearchParams(row.form ?? {}) : undefined,
	});
	const to = response.headers.get('location') ?? '';
	if (to.startsWith('/sign-in')) return 'sign in';
	if (response.status === 403 || response.status === 404 || response.status === 401) return 'refused';
	if (response.status >= 500) throw new Error(`${row.route} answered ${response.status}`);
	return 'let in';
}

/** Route ids with their actions, read from the source. */
function routesAndActions(): string[] {
	const root = 'src/routes';
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(file))
		.flatMap((file) => {
			const route = `/${path.dirname(file).replaceAll(/(^|\/)\([^)]+\)/g, '')}`.replace(/^\/(\.|\/)?/, '/');
			const source = readFileSync(path.join(root, file), 'utf8');
			const body = /export const actions[^=]*=\s*\{([\s\S]*?)\n\};/.exec(source)?.[1] ?? '';
			const actions = [...body.matchAll(/^\t(\w+):/gm)].map(([, name]) => `${route} ?/${name}`);
			return [route, ...actions];
		})
		.filter((name, index, all) => all.indexOf(name) === index);
}
