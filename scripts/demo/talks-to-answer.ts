// Rounds of talks: one in which parents pick, one by lots, one in which they give times, a home visit that is agreed, and a draft.
import type { Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { TIME_ZONE } from '#lib/school/server/create.ts';
import type { RoundPlan } from '#lib/talks/round-form.ts';
import { roundDefaults } from '#lib/talks/round-defaults.ts';
import type { TalkKind } from '#lib/talks/round.ts';
import { findRound } from '#lib/talks/server/find-round.ts';
import { familyOffers, pickTalks } from '#lib/talks/server/pick.ts';
import { planRound } from '#lib/talks/server/rounds.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import { giveWishes } from '#lib/talks/server/wishes.ts';
import { nextWeekday } from '#lib/tasks/shift-days.ts';
import { guardiansOfGroup } from './families.ts';
import { asParent, classes } from './moments.ts';
import { planAndPublish } from './plan-round.ts';
import { asStaff } from './staff.ts';

const DAY = 24 * 60 * 60 * 1000;
/** After the autumn holiday. */
const AHEAD = 24;

/** Published some days ago, so that what is asked in the demo's own week comes first in everybody's inbox. */
export async function addTalksToAnswer(
	store: Store,
	schoolId: string,
	head: string,
	now: Date,
): Promise<void> {
	const past = new Date(now.getTime() - 5 * DAY);
	const own = await classes(store, schoolId);
	const [second, third] = own.slice(1);
	if (!second || !third) return;
	await asStaff(store, schoolId, head, past, async (joke) => {
		/** For later in the autumn: nobody but the school sees it. */
		const addDraft = async (groupId: string) => {
			const title = 'Hoe gaat het nu?';
			const later = new Date(now.getTime() + 28 * DAY);
			await planRound(store, joke, planOf('welcome_talk', groupId, later, { title }), past);
		};
		const add = async (kind: TalkKind, groupId: string, part: Partial<RoundPlan> = {}) => {
			const plan = await planAndPublish(
				store,
				joke,
				(weeks) => planOf(kind, groupId, new Date(now.getTime() + weeks * 7 * DAY), part),
				past,
			);
			return plan?.roundId;
		};
		const visits = await add('home_visit', third.groupId, { places: ['home'] });
		await add('ten_minutes', second.groupId, { way: 'pick' });
		const ownQuestion = 'Hoe gaat uw kind naar huis?';
		const asked = { ownQuestion, ownChoices: ['Alleen', 'Met een ouder', 'Naar de opvang'] };
		await add('start_talk', third.groupId, {
			...{ way: 'plan', places: ['school', 'home'], child: 'welcome' },
			...asked,
		});
		const lots = await add('ten_minutes', third.groupId, {
			...{ way: 'lots', title: 'Avond met loting' },
			...{ weekdays: [2], from: '18:30', till: '20:30' },
		});
		await addDraft(second.groupId);
		if (lots) await wishSome(store, schoolId, { roundId: lots, groupId: third.groupId, past });
		if (visits) await visitFirst(store, schoolId, { roundId: visits, groupId: third.groupId, past });
	});
}

function planOf(kind: TalkKind, groupId: string, now: Date, part: Partial<RoundPlan>): RoundPlan {
	const defaults = roundDefaults[kind];
	const firstDay = nextWeekday(addDays(dayOf(now, TIME_ZONE), AHEAD), 2);
	return {
		roundId: newId(),
		kind,
		...defaults,
		// a round by lots is drawn some days before it closes; another one has no draw
		drawsOn: part.way === 'lots' ? addDays(firstDay, -8) : '',
		places: [...defaults.places],
		weekdays: [...defaults.weekdays],
		questions: [...defaults.questions],
		groups: [groupId],
		title: null,
		note: null,
		firstDay,
		// lots are for one evening that everybody wants
		lastDay: part.way === 'lots' ? firstDay : addDays(firstDay, 9),
		breakFrom: '',
		breakTill: '',
		opensOn: '',
		opensTime: '',
		together: false,
		closesOn: addDays(firstDay, -4),
		interpreterOffered: true,
		ownQuestion: null,
		ownChoices: [],
		childAsks: true,
		...part,
	};
}

/** Somebody of the group lets the teacher come. */
async function visitFirst(
	store: Store,
	schoolId: string,
	{ roundId, groupId, past }: { roundId: string; groupId: string; past: Date },
): Promise<void> {
	const round = await findRound(store.read, schoolId, roundId);
	const [guardian] = await guardiansOfGroup(store, schoolId, groupId);
	if (!round || !guardian) return;
	await asParent(store, schoolId, guardian.guardianId, past, async (parent) => {
		const [offer] = await familyOffers(store.read, round, parent.guardianId, { now: past });
		if (!offer) return;
		const address = { address: 'Lindenlaan 12', hint: '2e bel' };
		const details = { together: false, apart: false, withChild: null, place: null, interpreter: null };
		const wish = { roundId, picks: offer.talks, details: { ...details, mayAskParent: false, address } };
		await pickTalks(store, asReplier(parent), { ...wish, now: past });
	});
}

/** Some families of the group have given their wishes: the first two have the same dearest one. */
async function wishSome(
	store: Store,
	schoolId: string,
	{ roundId, groupId, past }: { roundId: string; groupId: string; past: Date },
): Promise<void> {
	const round = await findRound(store.read, schoolId, roundId);
	const families = await guardiansOfGroup(store, schoolId, groupId);
	if (!round) return;
	for (const { guardianId } of families.slice(0, 3)) {
		await asParent(store, schoolId, guardianId, past, async (parent) => {
			const offers = await familyOffers(store.read, round, parent.guardianId, { now: past });
			const wishes = offers.slice(0, 2).map(({ talks }) => talks);
			const details = { together: false, apart: false, withChild: null, place: null, interpreter: null };
			const wish = { roundId, wishes, details: { ...details, mayAskParent: false, address: null } };
			await giveWishes(store, asReplier(parent), { ...wish, now: past });
		});
	}
}
