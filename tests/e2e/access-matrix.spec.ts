// Who × what: every route and every action of the app, asked by everybody. A new route without a row fails.
import { expect, test } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { fileOwners } from '#lib/app/server/file-owners.ts';
import { addMatrixMoment, matrix, type Outcome, type Row } from '../support/access-matrix.ts';
import { actorNames, startNamedSchool, type NamedSchoolServer } from '../support/named-school-server.ts';

let server: NamedSchoolServer;

test.beforeAll(async () => {
	server = await startNamedSchool(addMatrixMoment);
});
test.afterAll(async () => {
	await server.stop();
});

test('every page, every method of an endpoint, every action has a row', () => {
	const rows = new Set(
		matrix.map(({ route, action, method }) =>
			action ? `${route} ?/${action}` : `${method ?? 'GET'} ${route}`,
		),
	);
	const there = routesAndActions();
	expect(there.filter((name) => !rows.has(name))).toEqual([]);
	expect([...rows].filter((name) => !there.includes(name))).toEqual([]);
});

test('every kind of thing that has files has a row', () => {
	const asked = matrix.filter(({ route }) => route === '/files/[file]').map(({ of }) => of);
	expect(asked.toSorted()).toEqual(Object.keys(fileOwners).toSorted());
});

for (const row of matrix)
	test(`${row.method ?? 'GET'} ${row.route}${row.action ? ` ?/${row.action}` : ''}${row.of ? ` of ${row.of}` : ''}`, async () => {
		const found: Record<string, Outcome> = {};
		for (const name of actorNames) found[name] = await ask(row, server.cookies[name]);
		expect(found).toEqual(row.expect);
	});

async function ask(row: Row, cookie: string): Promise<Outcome> {
	const method = row.method ?? (row.action ? 'POST' : 'GET');
	const asked = row.path ?? row.route;
	const action =
		row.action && row.action !== 'default' ? `${asked.includes('?') ? '&' : '?'}/${row.action}` : '';
	const response = await fetch(`${server.origin}${asked}${action}`, {
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

/** `GET /route` of pages, each method of endpoints, `/route ?/action`: read from the source, however it is written. */
function routesAndActions(): string[] {
	const root = 'src/routes';
	const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\+(page\.svelte|page@\.svelte|page\.server\.ts|server\.ts)$/.test(file))
		.flatMap((file) => {
			const route = `/${path.dirname(file).replaceAll(/(^|\/)\([^)]+\)/g, '')}`.replace(/^\/(\.|\/)?/, '/');
			if (!file.endsWith('.ts')) return [`GET ${route}`];
			const { exported, actions } = exportsOf(path.join(root, file));
			if (!file.endsWith('+server.ts'))
				return [`GET ${route}`, ...actions.map((name) => `${route} ?/${name}`)];
			const methods = exported.filter((name) =>
				/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|fallback)$/.test(name),
			);
			return methods.map((method) => `${method} ${route}`);
		});
	return [...new Set(names)];
}

/** Names that a file exports, and those of its form actions. What can't be read is no action that is left out: it throws. */
function exportsOf(file: string): { exported: string[]; actions: string[] } {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
	const exported: string[] = [];
	const actions: string[] = [];
	for (const statement of source.statements) {
		const isExported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		if (ts.isExportDeclaration(statement)) throw new Error(`${file} exports what stands elsewhere`);
		if (!isExported) continue;
		if (ts.isFunctionDeclaration(statement)) exported.push(statement.name?.text ?? '');
		if (!ts.isVariableStatement(statement)) continue;
		for (const { name, initializer } of statement.declarationList.declarations) {
			exported.push(name.getText());
			if (name.getText() !== 'actions') continue;
			if (!initializer || !ts.isObjectLiteralExpression(initializer))
				throw new Error(`${file}: actions are not written out`);
			for (const property of initializer.properties) {
				if (!property.name) throw new Error(`${file}: actions are not written out`);
				actions.push(property.name.getText());
			}
		}
	}
	return { exported, actions };
}
