// Parents who take part, and what the coordinator does, for the tests.
import { eq } from 'drizzle-orm';
import type { BuddyProfile } from '#lib/buddies/profile.ts';
import { answerMatch, ownMatches } from '#lib/buddies/server/answers.ts';
import { saveProfile } from '#lib/buddies/server/profile.ts';
import { proposeBuddies, sendProposals } from '#lib/buddies/server/proposal.ts';
import { switchBuddies } from '#lib/buddies/server/switch.ts';
import { freshStore, type TestStore } from './database.ts';
import { addPeople, asParent, asStaff, schoolId, today, type GuardianName } from './people.ts';

const PROFILE: BuddyProfile = {
	...{ offers: false, wishes: true, languages: ['ar'], topics: ['school'], times: ['3-afternoon'] },
	...{ area: null, capacity: 1, circle: null },
};

/** The school with buddies on. */
export async function schoolWithBuddies(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await switchBuddies(store, await asStaff(store, 'naima'), { on: true, now: today });
	return store;
}

export async function joins(
	store: TestStore,
	who: GuardianName,
	part: Partial<BuddyProfile> = {},
	now = today,
) {
	return saveProfile(store, await asParent(store, who, { now }), { ...PROFILE, ...part, now });
}

/** Fatima waits, Agnieszka offers; the coordinator proposes them and sends it. */
export async function askedBoth(now = today): Promise<{ store: TestStore; matchId: string }> {
	const store = await schoolWithBuddies();
	await joins(store, 'fatima');
	await joins(store, 'agnieszka', { offers: true, wishes: false });
	const naima = await asStaff(store, 'naima');
	await proposeBuddies(store, naima, now);
	await sendProposals(store, naima, { now });
	const [match] = await matchesSoFar(store);
	return { store, matchId: match?.id ?? '' };
}

export async function matchesSoFar(store: TestStore) {
	const { buddyMatch } = store.t;
	return store.read.select().from(buddyMatch).where(eq(buddyMatch.schoolId, schoolId));
}

export async function says(
	store: TestStore,
	who: GuardianName,
	yes: boolean,
	{ phone = '', now = today }: { phone?: string; now?: Date } = {},
) {
	const parent = await asParent(store, who, { now });
	const [match] = await ownMatches(store.read, parent, now);
	const shares = phone ? ('phone' as const) : ('gate' as const);
	return answerMatch(store, parent, { matchId: match?.matchId ?? '', yes, shares, phone, now });
}

/** Both said yes; Fatima shares a number. */
export async function together(): Promise<{ store: TestStore; matchId: string }> {
	const asked = await askedBoth();
	await says(asked.store, 'fatima', true, { phone: '06 12 34 56 78' });
	await says(asked.store, 'agnieszka', true);
	return asked;
}

/** How it stands for a parent, and what they know of the other. */
export async function sees(store: TestStore, who: GuardianName, now = today) {
	const all = await ownMatches(store.read, await asParent(store, who, { now }), now);
	return all.map(({ view, other }) => ({ view, name: other?.name ?? null, phone: other?.phone ?? null }));
}
