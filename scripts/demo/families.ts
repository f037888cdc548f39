// The families of the demo school: the school's two files, and what they lack to show every case.
import { and, asc, eq } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { sortKeyOf } from '#lib/families/server/import-writes.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { TIME_ZONE } from '#lib/school/server/create.ts';

interface Guardian {
	name: string;
	email: string | null;
	locale: string;
	level: 'full' | 'information' | 'nothing';
	ground?: string;
}
interface Addition {
	givenName: string;
	surname: string;
	birthDate: string;
	/** Began so many days ago; left out: long ago. */
	startedDaysAgo?: number;
	group: string;
	/** Guardians who are new; those that exist are named in `ofGuardians`. */
	guardians?: Guardian[];
	/** E-mail addresses of guardians who are there already (a sibling). */
	ofGuardians?: string[];
}

/** An English parent; a brother in another group. */
const CHILDREN: Addition[] = [
	{
		givenName: 'Oliver',
		surname: 'Bennett',
		birthDate: '2019-03-14',
		startedDaysAgo: 6,
		group: 'Groep 4',
		guardians: [
			{ name: 'Grace Bennett', email: 'grace.bennett@ouders.example', locale: 'en', level: 'full' },
		],
	},
	{
		givenName: 'Emre',
		surname: 'Yıldırım',
		birthDate: '2018-11-21',
		group: 'Groep 4',
		ofGuardians: ['ayse.yildirim.tr@ouders.example', 'mehmet.yildirim@ouders.example'],
	},
];

/** More guardians of children of the files: separated carers, one with information only, one barred by a court. */
const GUARDIANS: { givenName: string; guardian: Guardian }[] = [
	{
		givenName: 'Luuk',
		guardian: { name: 'Jasper Visser', email: 'jasper.visser@ouders.example', locale: 'nl', level: 'full' },
	},
	{
		givenName: 'Saar',
		guardian: {
			name: 'Tom Vermeulen',
			email: 'tom.vermeulen@ouders.example',
			locale: 'nl',
			level: 'information',
			ground: 'Ouderschapsplan 12 januari 2026',
		},
	},
	{
		givenName: 'Zeynep',
		guardian: {
			name: 'Hakan Demir',
			email: 'hakan.demir@ouders.example',
			locale: 'tr',
			level: 'nothing',
			ground: 'Beschikking rechtbank 3 maart 2026',
		},
	},
];

/** Four-year-olds of the files who just started: they do so every month. */
const JUST_STARTED: { givenName: string; daysAgo: number }[] = [
	{ givenName: 'Yousef', daysAgo: 13 },
	{ givenName: 'Maksym', daysAgo: 20 },
];

/** Adds what the school's files lack. */
export async function addFamilies(store: Store, schoolId: string, now: Date): Promise<void> {
	const { group, guardian, child } = store.t;
	const groups = await store.read
		.select({ id: group.id, name: group.name })
		.from(group)
		.where(eq(group.schoolId, schoolId));
	const children = await store.read
		.select({ id: child.id, givenName: child.givenName })
		.from(child)
		.where(eq(child.schoolId, schoolId));
	const known = await store.read
		.select({ id: guardian.id, email: guardian.email })
		.from(guardian)
		.where(eq(guardian.schoolId, schoolId));
	await store.transact(async (tx) => {
		const { t } = tx;
		const addGuardian = async (childId: string, position: number, { level, ground, ...person }: Guardian) => {
			const id = newId();
			await tx.insert(t.guardian).values({
				schoolId,
				id,
				...person,
				emailKey: person.email?.toLowerCase() ?? null,
				writtenLanguage: person.locale,
				spokenLanguage: person.locale,
				createdAt: now,
			});
			await tx
				.insert(t.guardianship)
				.values({ schoolId, guardianId: id, childId, level, ground: ground ?? null, position });
		};
		for (const { guardians = [], ofGuardians = [], group: groupName, startedDaysAgo, ...own } of CHILDREN) {
			const childId = newId();
			const groupId = groups.find(({ name }) => name === groupName)?.id;
			if (!groupId) throw new Error(`the demo's file has no ${groupName}`);
			await tx.insert(t.child).values({
				schoolId,
				id: childId,
				...own,
				sortKey: sortKeyOf({ ...own, prefix: null }),
				startsOn: startedDaysAgo === undefined ? null : addDays(dayOf(now, TIME_ZONE), -startedDaysAgo),
				createdAt: now,
			});
			await tx.insert(t.groupChild).values({ schoolId, groupId, childId });
			for (const [index, person] of guardians.entries()) await addGuardian(childId, index + 1, person);
			for (const [index, email] of ofGuardians.entries()) {
				const guardianId = known.find((one) => one.email === email)?.id;
				if (!guardianId) throw new Error('the demo’s list lacks a guardian');
				await tx
					.insert(t.guardianship)
					.values({ schoolId, guardianId, childId, level: 'full', position: index + 1 });
			}
		}
		for (const { givenName, daysAgo } of JUST_STARTED)
			await tx
				.update(t.child)
				.set({ startsOn: addDays(dayOf(now, TIME_ZONE), -daysAgo) })
				.where(and(eq(t.child.schoolId, schoolId), eq(t.child.givenName, givenName)));
		for (const { givenName, guardian: person } of GUARDIANS) {
			const childId = children.find((one) => one.givenName === givenName)?.id;
			if (!childId) throw new Error(`the demo’s file lacks ${givenName}`);
			await addGuardian(childId, 3, person);
		}
	});
}

/** Guardian ids of the families of a group by the child's given name, the first guardian with full rights of each. */
export async function guardiansOfGroup(
	store: Store,
	schoolId: string,
	groupId: string,
): Promise<{ childId: string; givenName: string; guardianId: string }[]> {
	const { groupChild, child, guardianship } = store.t;
	const rows = await store.read
		.select({ childId: child.id, givenName: child.givenName, guardianId: guardianship.guardianId })
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.innerJoin(
			guardianship,
			and(eq(guardianship.schoolId, child.schoolId), eq(guardianship.childId, child.id)),
		)
		.where(
			and(eq(groupChild.schoolId, schoolId), eq(groupChild.groupId, groupId), eq(guardianship.level, 'full')),
		)
		.orderBy(asc(child.sortKey), asc(guardianship.position));
	return [...new Map(rows.toReversed().map((row) => [row.childId, row])).values()].toReversed();
}
