import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../tests/support/temporary-folder.ts';
import { partsOf } from './lazy-domains.ts';
import { chunkGroups } from './chunks.ts';
import { readReach } from './reach.ts';

/** A product in small: what imports what, and says what. */
const sources = {
	'routes/+layout.svelte': `import Tab from '#lib/ui/Tab.svelte'; m.app_name()`,
	'routes/(parent)/start/+page.svelte': `import Card from '#lib/moments/Card.svelte'; m.join_next()`,
	'routes/(parent)/join/+page.svelte': `import Card from '#lib/moments/Card.svelte';`,
	'routes/(parent)/join/[moment]/+page.svelte': `import Card from '#lib/moments/Card.svelte';
		const Ask = await import('#lib/moments/Ask.svelte'); m.join_choose()`,
	'routes/(public)/sign-in/+page.svelte': `m.accounts_code()`,
	'routes/staff/+page.svelte': `import type { Kind } from '#lib/moments/kinds.ts';
		import Table from '#lib/ui/Table.svelte'; m.moments_door()`,
	'routes/staff/+page.server.ts': `import { m } from '#lib/paraglide/messages.js'; m.moments_mail()`,
	'routes/staff/a/+page.svelte': `import Table from '#lib/ui/Table.svelte';`,
	'routes/staff/b/+page.svelte': `import Table from '#lib/ui/Table.svelte';`,
	'lib/ui/Tab.svelte': ``,
	'lib/ui/Table.svelte': ``,
	'lib/moments/Card.svelte': `<!-- m.join_gone() --> m.join_places()`,
	'lib/moments/Ask.svelte': `m.notices_ask()`,
	'lib/moments/kinds.ts': `m.moments_kind()`,
};

test('each text is with the pages that say it, and what only the server says with none', () => {
	const src = write(sources);
	const reach = readReach(src);
	const long = 5000;
	const texts = ['app_name', 'join_next', 'join_places', 'join_choose', 'join_gone', 'accounts_code'];
	const sizes = [...texts, 'moments_door', 'moments_mail', 'moments_kind', 'notices_ask'].map(
		(text): [string, number] => [text, long],
	);
	expect(Object.fromEntries(partsOf(reach.texts(), new Map(sizes)))).toEqual({
		app: ['app_name'],
		join: ['join_next', 'join_places'],
		'join.parent': ['join_choose'],
		'accounts.public.public-sign-in': ['accounts_code'],
		'moments.staff': ['moments_door'],
		'notices.later': ['notices_ask'],
	});
});

test('a part that is hardly worth a request goes to what its pages load anyway', () => {
	const parts = partsOf(
		readReach(write(sources)).texts(),
		new Map([
			['join_next', 5000],
			['join_choose', 100],
		]),
	);
	expect([...parts]).toEqual([['join', ['join_choose', 'join_next']]]);
});

test('files are put together by who needs them, never texts of a domain with what lacks them', () => {
	const src = write(sources);
	const groups = chunkGroups(src);
	const groupOf = (file: string) => groups.find(({ test }) => test(path.join(src, file)))?.name;
	expect(groupOf('lib/ui/Tab.svelte')).toBe('parts');
	expect(groupOf('lib/ui/Table.svelte')).toBe('staff');
	expect(groupOf('lib/moments/Card.svelte')).toBe('appointments');
	expect(groupOf('lib/moments/Ask.svelte')).toBeUndefined();
	expect(groupOf('lib/ui/Table.svelte?svelte&type=style&lang.css')).toBe('staff');
	expect(groups.find(({ test }) => test('/x/node_modules/svelte/src/internal/client/each.js'))?.name).toBe(
		'runtime',
	);
});

test('what is loaded later may load more later, in whatever order the files are read', () => {
	const reach = readReach(
		write({
			'routes/(parent)/join/+page.svelte': `const Ask = await import('#lib/moments/Ask.svelte');`,
			'lib/moments/Ask.svelte': `const Kept = import('#lib/a/Kept.svelte'); m.notices_ask()`,
			'lib/a/Kept.svelte': `const Done = import('#lib/zebra/Done.svelte'); m.notices_kept()`,
			'lib/zebra/Done.svelte': `m.notices_done()`,
		}),
	);
	const said = [...reach.texts()].map(([text, { rooms }]) => [text, ...rooms]);
	expect(said.sort()).toEqual([
		['notices_ask', 'later'],
		['notices_done', 'later'],
		['notices_kept', 'later'],
	]);
});

test('a text that is looked up by a computed name would be in no file: the build says so', () => {
	const src = write({
		'routes/+layout.svelte': `import { m } from '#lib/paraglide/messages.js'; m[name]()`,
	});
	expect(() => readReach(src)).toThrow('+layout.svelte');
});

function write(files: Record<string, string>): string {
	const src = temporaryFolder();
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(src, name)), { recursive: true });
		writeFileSync(path.join(src, name), text);
	}
	return src;
}
