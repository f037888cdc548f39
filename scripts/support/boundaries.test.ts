import { describe, expect, test } from 'vitest';
import { findBroken } from './boundaries.ts';

/** What is said about a small tree; files that are not given are empty. */
function says(files: Record<string, string>): string[] {
	return findBroken(new Map(Object.entries(files))).map(({ file, line, says }) => `${file}:${line} ${says}`);
}
const one = (file: string, text: string) => says({ [file]: text });

describe('what is right is left alone', () => {
	test.each([
		['src/routes/(parent)/start/+page.server.ts', "import { app } from '#lib/app/server/app.ts';"],
		[
			'src/routes/(parent)/start/+page.svelte',
			"<script>import Card from '#lib/moments/MomentCard.svelte';</script>",
		],
		['src/lib/moments/server/sign-ups.ts', "import { audit } from '#lib/accounts/server/audit.ts';"],
		['src/lib/moments/MomentCard.svelte', "<script>import Button from '#lib/ui/Button.svelte';</script>"],
		['src/lib/moments/slots.ts', "import type { Tx } from '#lib/database/store.ts';"],
		['src/lib/moments/server/tables.ts', "import { familyTables } from '../../families/server/tables.ts';"],
		['src/lib/database/schema.ts', "import { familyTables } from '../families/server/tables.ts';"],
		['src/lib/platform/server/database/sqlite.ts', "import Database from 'better-sqlite3';"],
		[
			'src/lib/moments/server/sign-ups.test.ts',
			"import { openTestStore } from '../../../../tests/support/database.ts';",
		],
		['src/service-worker.ts', "import { registerRoute } from 'workbox-routing';"],
	])('%s', (file, text) => {
		expect(one(file, text)).toEqual([]);
	});
});

describe('layers', () => {
	test.each([
		['platform', 'src/lib/platform/a.ts', '#lib/moments/kinds.ts', 'platform knows nothing of domain'],
		['platform and ui', 'src/lib/platform/a.ts', '#lib/ui/a.ts', 'platform knows nothing of ui'],
		['ui', 'src/lib/ui/a.ts', '#lib/moments/kinds.ts', 'ui knows nothing of domain'],
		[
			'a domain and app',
			'src/lib/moments/server/a.ts',
			'#lib/app/server/app.ts',
			'domain knows nothing of app',
		],
		['a domain and routes', 'src/lib/moments/a.ts', '../../routes/a.ts', 'domain knows nothing of routes'],
		['database', 'src/lib/database/store.ts', '#lib/moments/kinds.ts', 'database knows nothing of domain'],
		[
			'texts in platform',
			'src/lib/platform/a.ts',
			'#lib/paraglide/messages.js',
			'no product words in platform',
		],
		[
			'an engine',
			'src/lib/moments/server/a.ts',
			'better-sqlite3',
			'only platform/server/database knows the engines',
		],
		[
			'a dialect',
			'src/lib/moments/server/a.ts',
			'drizzle-orm/pg-core',
			'only platform/server/database knows',
		],
		['a query in a route', 'src/routes/+page.server.ts', 'drizzle-orm', 'routes ask no database'],
	])('%s', (_, file, from, expected) => {
		const found = one(file, `\nimport { a } from '${from}';`);
		expect(found.join()).toContain(`${file}:2 imports ${from}: `);
		expect(found.join()).toContain(expected);
	});

	test('notifications imports no domain, not even its types; languages lie under everything', () => {
		expect(
			one('src/lib/notifications/server/a.ts', "import type { A } from '#lib/moments/kinds.ts';"),
		).toHaveLength(1);
		expect(
			one('src/lib/notifications/server/a.ts', "import { isLocale } from '#lib/translation/locale.ts';"),
		).toEqual([]);
	});

	test("another domain's tables, and one's own, are reached through the handle", () => {
		const text = "import { momentTables } from '#lib/moments/server/tables.ts';";
		expect(one('src/lib/families/server/a.ts', text).join()).toContain('through the handle');
		expect(one('src/lib/moments/server/a.ts', text).join()).toContain('through the handle');
	});

	test('tables.ts is read by a tool that knows relative imports only', () => {
		expect(
			one('src/lib/moments/server/tables.ts', "import { a } from '#lib/families/server/tables.ts';").join(),
		).toContain('relative imports only');
	});
});

describe('what can reach the browser takes no server code', () => {
	test.each([
		[
			'src/lib/moments/Card.svelte',
			'<p>\n</p><script lang="ts">import { a } from "#lib/moments/server/a.ts";</script>',
		],
		['src/lib/moments/slots.ts', "import { a } from './server/a.ts';"],
		['src/lib/moments/slots.ts', "export { a } from './server/a.ts';\nexport const b = 1;"],
		['src/lib/moments/slots.ts', "export const a = () => import('./server/a.ts');"],
		['src/lib/moments/slots.ts', "import { type A } from './server/a.ts';"],
		['src/lib/moments/slots.ts', "import { openStore } from '#lib/database/store.ts';"],
		['src/routes/+page.ts', "import { a } from '#lib/moments/server/a.ts';"],
		['src/routes/+page.svelte', "<script>import { a } from '#lib/moments/server/a.ts';</script>"],
		['src/service-worker.ts', "import { a } from '#lib/moments/server/a.ts';"],
		['src/lib/moments/slots.ts', "import { eq } from 'drizzle-orm';"],
		['src/lib/ui/Button.svelte', "<script>import fs from 'node:fs';</script>"],
	])('%s: %s', (file, text) => {
		expect(one(file, text).join()).toContain('can reach the browser');
	});

	test('types vanish', () => {
		expect(one('src/lib/moments/slots.ts', "import type { A } from './server/a.ts';")).toEqual([]);
		expect(
			one('src/lib/moments/slots.ts', "export type { A } from './server/a.ts';\nexport const b = 1;"),
		).toEqual([]);
		expect(one('src/lib/moments/slots.ts', "let a: import('./server/a.ts').A;")).toEqual([]);
	});
});

describe('circles between domains', () => {
	const to = (domain: string) => `import { a } from '#lib/${domain}/server/a.ts';`;
	test('of two, of three, of types', () => {
		expect(
			says({ 'src/lib/families/server/a.ts': to('moments'), 'src/lib/moments/server/a.ts': to('families') }),
		).toEqual([
			'src/lib/families/server/a.ts:1 makes a circle between domains: families → moments → families',
			'src/lib/moments/server/a.ts:1 makes a circle between domains: moments → families → moments',
		]);
		expect(
			says({
				'src/lib/families/server/a.ts': to('moments'),
				'src/lib/moments/server/b.ts': to('contacts'),
				'src/lib/contacts/server/c.ts': "import type { A } from '#lib/families/server/a.ts';",
			}),
		).toHaveLength(3);
	});
	test('two that share a third make none', () => {
		expect(
			says({
				'src/lib/families/server/a.ts': to('accounts'),
				'src/lib/moments/server/a.ts': to('accounts') + to('families'),
			}),
		).toEqual([]);
	});
});

describe('names', () => {
	test.each([
		['src/lib/moments/index.ts', 'is a barrel'],
		['src/lib/moments/server/utils.ts', 'says nothing'],
		['src/lib/moments/server/slot-helpers.ts', 'says nothing'],
		['src/lib/moments/slotManager.ts', 'says nothing'],
		['src/lib/platform/server/mail-service.ts', 'says nothing'],
		['scripts/utils/a.ts', 'says nothing'],
		['tests/support/test-utils.ts', 'says nothing'],
		['src/lib/planning/server/a.ts', '"planning" is no room'],
		['src/lib/loose.ts', 'stands loose'],
		['src/lib/moments/rules/a.ts', 'one folder, server/'],
		['src/lib/moments/server/deep/a.ts', 'one folder, server/'],
		['src/lib/moments/momentCard.svelte', 'is named unlike its room'],
		['src/lib/moments/server/SignUps.ts', 'is named unlike its room'],
		['src/lib/moments/server/Card.svelte', 'is named unlike its room'],
	])('%s', (file, expected) => {
		expect(one(file, '').join()).toContain(expected);
	});

	test('a file that only passes on is a barrel by another name', () => {
		expect(
			one('src/lib/moments/all.ts', "// all\nexport { a } from './a.ts';\nexport * from './b.ts';").join(),
		).toContain('is a barrel');
	});

	test('imports are written one way', () => {
		expect(one('src/lib/moments/a.ts', "import { b } from '$lib/moments/b.ts';").join()).toContain(
			'write #lib/',
		);
		expect(one('src/lib/moments/a.ts', "import { b } from './b';").join()).toContain('with its extension');
	});
});
