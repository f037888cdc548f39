// Nothing about one parent reaches another before both agree: over every page, list, calendar and notice, with every count
// on them. What somebody may not know must look the same whether it happened or not.
import { and, eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { endMatch, ownMatches } from '#lib/buddies/server/answers.ts';
import { acceptMeeting, ideasFor, meetingsOf, proposeMeeting } from '#lib/buddies/server/meetings.ts';
import { proposeBuddies, sendProposals } from '#lib/buddies/server/proposal.ts';
import { joins, matchesSoFar, says, schoolWithBuddies } from './support/buddies.ts';
import type { TestStore } from './support/database.ts';
import { everything, ofParent, PARENTS, routesIn, STAFF } from './support/every-page.ts';
import { addMoment } from './support/moments.ts';
import { asParent, asStaff, schoolId, today, type GuardianName, type StaffName } from './support/people.ts';

type Until = 'nothing' | 'asked' | 'yes' | 'no' | 'together' | 'stopped';

/**
 * Ayşe waits and shares a number; Agnieszka offers. Their children are in one group. That they signed in for it staff may see:
 * here it is gone.
 */
async function world(until: Until): Promise<TestStore> {
	const store = await upTo(until);
	const { session } = store.t;
	const theirs = and(eq(session.schoolId, schoolId), inArray(session.guardianId, ['ayse', 'agnieszka']));
	await store.transact((tx) => tx.delete(session).where(theirs));
	return store;
}

async function upTo(until: Until): Promise<TestStore> {
	const store = await schoolWithBuddies();
	await addMoment(store);
	if (until === 'nothing') return store;
	await joins(store, 'ayse');
	await joins(store, 'agnieszka', { offers: true, wishes: false });
	const naima = await asStaff(store, 'naima');
	await proposeBuddies(store, naima, today);
	await sendProposals(store, naima, { now: today });
	if (until === 'asked') return store;
	if (until === 'no') {
		await says(store, 'ayse', false, { phone: '06 12 34 56 78' });
		return store;
	}
	await says(store, 'ayse', true, { phone: '06 12 34 56 78' });
	if (until === 'yes') return store;
	await says(store, 'agnieszka', true);
	await agreeOnATime(store);
	const [match] = await matchesSoFar(store);
	const ayse = await asParent(store, 'ayse');
	if (until === 'stopped')
		await endMatch(store, ayse, { matchId: match?.id ?? '', report: 'unsafe', now: today });
	return store;
}

async function agreeOnATime(store: TestStore) {
	const [ayse, agnieszka] = [await asParent(store, 'ayse'), await asParent(store, 'agnieszka')];
	const [match] = await ownMatches(store.read, ayse, today);
	if (!match) throw new Error('they are not together');
	const { matchId } = match;
	const [idea] = await ideasFor(store.read, ayse, match, today);
	await proposeMeeting(store, ayse, { matchId, key: idea?.key ?? '', now: today });
	const [theirs] = await meetingsOf(store.read, agnieszka, matchId, today);
	await acceptMeeting(store, agnieszka, { matchId, meetingId: theirs?.meetingId ?? '', now: today });
}

const OF_AYSE = /Ayşe|Yıldırım|Elif|Emre|Mehmet|12 34|34 56/;
const OF_AGNIESZKA = /Agnieszka|Kowalczyk|Zuzia/;
/** Where what was found stands, and where not. */
const placesOf = (all: Record<string, string>, what: RegExp) =>
	Object.keys(all).filter((place) => what.test(all[place] ?? ''));

test('there are pages to look at', () => {
	expect(routesIn(PARENTS).length).toBeGreaterThan(35);
	expect(routesIn(STAFF).length).toBeGreaterThan(50);
});

test('a parent’s answers are those of pages that let them in', { timeout: 120_000 }, async () => {
	const pages = Object.entries(await ofParent(await world('together'), 'agnieszka'));
	const refused = pages
		.filter(([place, answer]) => !place.includes('/none') && /^(error|to) /.test(answer))
		.map(([place]) => place);
	expect(refused).toEqual([]);
});

test('before both said yes neither finds the other anywhere', { timeout: 120_000 }, async () => {
	for (const until of ['asked', 'yes', 'no'] as const) {
		const store = await world(until);
		expect(placesOf(await ofParent(store, 'agnieszka'), OF_AYSE), until).toEqual([]);
		expect(placesOf(await ofParent(store, 'ayse'), OF_AGNIESZKA), until).toEqual([]);
	}
});

test(
	'whether the other answered, and what, is the same to see: for them and for staff',
	{ timeout: 120_000 },
	async () => {
		const seen = [];
		for (const until of ['asked', 'yes', 'no'] as const) {
			const store = await world(until);
			const naima = await everything(store, await asStaff(store, 'naima'));
			const joke = await everything(store, await asStaff(store, 'joke'));
			seen.push({ agnieszka: await ofParent(store, 'agnieszka'), naima, joke });
		}
		expect(seen[1]).toEqual(seen[0]);
		expect(seen[2]).toEqual(seen[0]);
	},
);

test(
	'together: the first name and what was shared, on the page of buddies and in notices',
	{ timeout: 120_000 },
	async () => {
		const store = await world('together');
		const agnieszka = await ofParent(store, 'agnieszka');
		const page = ['/contact/buddy +page.server.ts', '/easy/buddy +page.server.ts'];
		expect(placesOf(agnieszka, /Ayşe/)).toEqual(expect.arrayContaining([...page, 'notices']));
		expect(placesOf(agnieszka, /12 34/).sort()).toEqual(page.toSorted());
		expect(placesOf(agnieszka, /Yıldırım|Elif|Emre|Mehmet/)).toEqual([]);
		const ayse = await ofParent(store, 'ayse');
		expect(placesOf(ayse, /Agnieszka/)).toEqual(expect.arrayContaining([...page, 'notices']));
		expect(placesOf(ayse, /Kowalczyk|Zuzia/)).toEqual([]);
		expect(agnieszka.feed).not.toMatch(OF_AYSE);
		expect(ayse.feed).not.toMatch(OF_AGNIESZKA);
		const after = await ofParent(await world('stopped'), 'agnieszka');
		expect(placesOf(after, /12 34/)).toEqual([]);
		expect(placesOf(after, /Ayşe/).filter((place) => page.includes(place))).toEqual([]);
	},
);

const others: GuardianName[] = ['mehmet', 'fatima', 'johan', 'ahmet', 'kerem', 'wilma', 'nora'];

test.each(others)('to %s nothing changes, whatever the two do', { timeout: 120_000 }, async (who) => {
	const before = await ofParent(await world('nothing'), who);
	for (const until of ['asked', 'together', 'stopped'] as const)
		expect(await ofParent(await world(until), who), until).toEqual(before);
});

const staff: StaffName[] = ['marieke', 'selin', 'petra', 'henk'];

test.each(staff)('to %s nothing changes on any page or list', { timeout: 120_000 }, async (who) => {
	const of = async (store: TestStore) => everything(store, await asStaff(store, who));
	const before = await of(await world('nothing'));
	for (const until of ['asked', 'together', 'stopped'] as const)
		expect(await of(await world(until)), until).toEqual(before);
});
