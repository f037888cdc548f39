// Parents who wait for a buddy and parents who offer to be one, ready to match; two of them are together.
import { and, eq, inArray } from 'drizzle-orm';
import type { BuddyProfile } from '#lib/buddies/profile.ts';
import { answerMatch, ownMatches } from '#lib/buddies/server/answers.ts';
import { saveProfile } from '#lib/buddies/server/profile.ts';
import { placeByHand, sendProposals } from '#lib/buddies/server/proposal.ts';
import { switchBuddies } from '#lib/buddies/server/switch.ts';
import type { Store } from '#lib/database/store.ts';
import { dice } from '#lib/platform/dice.ts';
import { asParent } from './moments.ts';
import { asStaff } from './staff.ts';

const DAY = 24 * 60 * 60 * 1000;
/** One more than are left to match: the first two are together. */
const NEWCOMERS = 11;
const BUDDIES = 11;
/** Together since so many days: after two weeks both are asked how it goes. */
const TOGETHER = 15;

/** `coordinator`: the id of the member of staff who turns it on. */
export async function addBuddies(
	store: Store,
	schoolId: string,
	coordinator: string,
	now: Date,
): Promise<void> {
	const began = new Date(now.getTime() - 28 * DAY);
	await asStaff(store, schoolId, coordinator, began, (naima) =>
		switchBuddies(store, naima, { on: true, now: began }),
	);
	const people = await peopleOf(store, schoolId);
	const wishes: string[] = [];
	const offers: string[] = [];
	const then = new Date(now.getTime() - TOGETHER * DAY);
	for (const [at, { guardianId, language }] of people.entries()) {
		const isNew = at % 2 === 0;
		if ((isNew ? wishes : offers).length >= (isNew ? NEWCOMERS : BUDDIES)) continue;
		const said = new Date(began.getTime() + (at % 21) * DAY);
		const profile = profileOf(at, isNew, language);
		const kept = await asParent(store, schoolId, guardianId, said, (parent) =>
			saveProfile(store, parent, { ...profile, now: said }),
		);
		if (kept.ok) (isNew ? wishes : offers).push(guardianId);
	}
	await matchOne(store, schoolId, {
		coordinator,
		wishes: wishes.slice(0, 4),
		offers: offers.slice(1, 4),
		then,
	});
}

function profileOf(seed: number, isNew: boolean, language: string): BuddyProfile {
	const random = dice(seed + 1);
	const times = random.shuffled<BuddyProfile['times'][number]>([
		...(['1-morning', '3-afternoon', '3-afternoon', '5-morning', '2-evening', '6-morning'] as const),
	]);
	const topics = random.shuffled<BuddyProfile['topics'][number]>([
		'school',
		'letters',
		'dutch',
		'play',
		'first_time',
	]);
	return {
		...{ offers: !isNew, wishes: isNew, times: [...new Set(times.slice(0, 3))], topics: topics.slice(0, 3) },
		languages: isNew ? [language] : [...new Set([language, 'nl'])],
		area: random.one(['near_school', '3011', '3012', null]),
		capacity: random.one([1, 1, 2]),
		circle: null,
	};
}

/** By family, so that neighbours in the list are strangers; those who speak another language than Dutch first. */
async function peopleOf(store: Store, schoolId: string) {
	const { guardian, guardianship } = store.t;
	const rows = await store.read
		.selectDistinct({ guardianId: guardian.id, language: guardian.spokenLanguage, key: guardian.searchKey })
		.from(guardian)
		.innerJoin(
			guardianship,
			and(eq(guardianship.schoolId, guardian.schoolId), eq(guardianship.guardianId, guardian.id)),
		)
		.where(
			and(
				eq(guardian.schoolId, schoolId),
				eq(guardianship.level, 'full'),
				inArray(guardian.spokenLanguage, ['ar', 'tr', 'pl', 'uk', 'so', 'ti', 'ary', 'en']),
			),
		)
		.orderBy(guardian.spokenLanguage, guardian.searchKey, guardian.id);
	return rows.map(({ guardianId, language }) => ({ guardianId, language: language ?? 'nl' }));
}

/** Of the first who can be: asked, and both say yes. */
async function matchOne(
	store: Store,
	schoolId: string,
	one: { coordinator: string; wishes: string[]; offers: string[]; then: Date },
): Promise<void> {
	const { coordinator, wishes, offers, then } = one;
	const pair = await asStaff(store, schoolId, coordinator, then, async (naima) => {
		for (const newcomerId of wishes)
			for (const buddyId of offers) {
				const placed = await placeByHand(store, naima, { newcomerId, buddyId, now: then });
				if (!placed.ok) continue;
				await sendProposals(store, naima, { now: then });
				return [newcomerId, buddyId];
			}
		return [];
	});
	for (const guardianId of pair)
		await asParent(store, schoolId, guardianId, then, async (parent) => {
			const [match] = await ownMatches(store.read, parent, then);
			if (!match) return;
			const yes = { matchId: match.matchId, yes: true, shares: 'gate' as const, phone: '', now: then };
			await answerMatch(store, parent, yes);
		});
}
