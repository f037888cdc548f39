// A round of talks in the first week that the school's calendar has room for it.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import type { RoundPlan } from '#lib/talks/round-form.ts';
import { planRound, publishRound } from '#lib/talks/server/rounds.ts';

const WEEKS = 8;

/**
 * Plans and publishes the round that `planOf` gives for so many weeks later: the first one that is not all holiday. Null
 * where the school year has none left.
 */
export async function planAndPublish(
	store: Store,
	staff: StaffActor,
	planOf: (weeks: number) => RoundPlan,
	now: Date,
): Promise<RoundPlan | null> {
	for (let weeks = 0; weeks < WEEKS; weeks++) {
		const plan = planOf(weeks);
		const planned = await planRound(store, staff, plan, now);
		if (!planned.ok && planned.refusal === 'no_days') continue;
		if (!planned.ok && planned.refusal === 'after_year') return null;
		if (!planned.ok) throw new Error(`the demo can’t plan a round of talks: ${planned.refusal}`);
		const published = await publishRound(store, staff, { roundId: plan.roundId }, now);
		if (!published.ok) throw new Error(`the demo can’t publish a round of talks: ${published.refusal}`);
		return plan;
	}
	return null;
}
