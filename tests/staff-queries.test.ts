// The pages of the staff ask the database as often for a thousand families as for five: counted over their own `load`.
import { beforeEach, expect, test } from 'vitest';
import { audit } from '#lib/accounts/server/audit.ts';
import { freshStore, type TestStore } from './support/database.ts';
import { addMoment } from './support/moments.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from './support/people.ts';
import { eventOf, runAppOn, type TestEvent } from './support/route-event.ts';
import { addThousand } from './support/thousand.ts';

type Load = (event: TestEvent) => unknown;
const loadOf = async (page: Promise<unknown>) => ((await page) as { load: Load }).load;

const pages: [address: string, page: () => Promise<unknown>, params?: Record<string, string>][] = [
	['/staff', () => import('../src/routes/staff/+page.server.ts')],
	['/staff?week=2026-10-12', () => import('../src/routes/staff/+page.server.ts')],
	['/staff/families', () => import('../src/routes/staff/families/+page.server.ts')],
	['/staff/families?page=3&sort=-group', () => import('../src/routes/staff/families/+page.server.ts')],
	['/staff/families?show=no-contact', () => import('../src/routes/staff/families/+page.server.ts')],
	['/staff/families?q=kind&group=groep7', () => import('../src/routes/staff/families/+page.server.ts')],
	[
		'/staff/families/elif',
		() => import('../src/routes/staff/families/[child]/+page.server.ts'),
		{ child: 'elif' },
	],
	['/staff/say', () => import('../src/routes/staff/say/+page.server.ts')],
	['/staff/say?to=group:groep7', () => import('../src/routes/staff/say/+page.server.ts')],
	['/staff/groups', () => import('../src/routes/staff/groups/+page.server.ts')],
	[
		'/staff/groups/groep7',
		() => import('../src/routes/staff/groups/[group]/+page.server.ts'),
		{ group: 'groep7' },
	],
	['/staff/consents?group=groep7', () => import('../src/routes/staff/consents/+page.server.ts')],
	['/staff/letters', () => import('../src/routes/staff/letters/+page.server.ts')],
	['/staff/letters?group=groep7', () => import('../src/routes/staff/letters/+page.server.ts')],
	['/staff/welcome', () => import('../src/routes/staff/welcome/+page.server.ts')],
	['/staff/consents/print?group=groep7', () => import('../src/routes/staff/consents/print/+page.server.ts')],
	['/staff/rights', () => import('../src/routes/staff/rights/+page.server.ts')],
	['/staff/audit', () => import('../src/routes/staff/audit/+page.server.ts')],
	['/staff/contacts', () => import('../src/routes/staff/contacts/+page.server.ts')],
	['/staff/card/readers', () => import('../src/routes/staff/card/readers/+page.server.ts')],
];

let store: TestStore;

beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	runAppOn(store);
});

/** How many statements the page takes for this person. */
async function count(who: StaffName, [address, page, params = {}]: (typeof pages)[number]): Promise<number> {
	const actor = await asStaff(store, who);
	const load = await loadOf(page());
	store.statements.length = 0;
	await load(eventOf(address, actor, params));
	return store.statements.length;
}

test.each([
	['joke', 'groep7', /./],
	['marieke', 'zonnebloem', /^\/staff(\?.*|\/families(?!.*groep7).*|\/letters|\/welcome)?$/],
] as const)(
	'a thousand families cost %s as many queries as five',
	{ timeout: 120_000 },
	async (who, group, theirs) => {
		const open = pages.filter(([address]) => theirs.test(address));
		await addMoment(store, { slots: { a: ['2026-10-06', '12:30'], b: ['2026-10-07', '08:30'] } });
		// once before counting: a look at a family leaves its line the first time only
		for (const page of open) await count(who, page);
		const few = new Map<string, number>();
		for (const page of open) few.set(page[0], await count(who, page));
		await addThousand(store, group);
		for (let n = 0; n < 30; n++)
			await addMoment(store, {
				id: `look-${n}`,
				slots: { [`a-${n}`]: ['2026-10-06', '12:30'], [`b-${n}`]: ['2026-10-07', '08:30'] },
			});
		await store.transact(async (tx) => {
			for (let n = 0; n < 300; n++)
				await audit(
					tx,
					{ kind: 'staff', schoolId, staffId: 'joke' },
					'accounts.looked',
					{ childId: `child-${n}` },
					today,
				);
		});
		// fewer is well: of 300 lines of the audit, those of the first page may all be about children, and need no other names
		const grown = new Map<string, string>();
		for (const page of open) {
			const [before, after] = [few.get(page[0]) ?? 0, await count(who, page)];
			if (after > before) grown.set(page[0], `${before} → ${after}`);
		}
		expect(Object.fromEntries(grown)).toEqual({});
		expect(Math.min(...few.values())).toBeGreaterThan(0);
	},
);
