import type { Store } from '#lib/database/store.ts';
import type { RoundPlan } from '#lib/talks/round-form.ts';
import type { ReplyDetails } from '#lib/talks/server/reply.ts';
import { planRound, publishRound } from '#lib/talks/server/rounds.ts';
import { asStaff, today } from './people.ts';

export const roundId = 'round-0000000000';

/** Ten-minute talks of Zonnebloem and groep 4 on a Tuesday and a Thursday, 15.00–16.00; parents pick. */
export function roundPlan(part: Partial<RoundPlan> = {}): RoundPlan {
	return {
		roundId,
		kind: 'ten_minutes',
		way: 'pick',
		drawsOn: '',
		groups: ['zonnebloem', 'groep4'],
		title: null,
		note: null,
		places: ['school'],
		child: 'without',
		minutes: 10,
		pauseMinutes: 0,
		inARow: 0,
		firstDay: '2026-10-27',
		lastDay: '2026-10-29',
		weekdays: [2, 4],
		from: '15:00',
		till: '16:00',
		breakFrom: '',
		breakTill: '',
		together: false,
		opensOn: '',
		opensTime: '',
		closesOn: '2026-10-20',
		interpreterOffered: true,
		questions: ['good_at', 'worries'],
		ownQuestion: null,
		ownChoices: [],
		childAsks: false,
		...part,
	};
}

/** Planned by the head and published. */
export async function addRound(store: Store, part: Partial<RoundPlan> = {}, now = today): Promise<void> {
	const joke = await asStaff(store, 'joke');
	const planned = await planRound(store, joke, roundPlan(part), now);
	if (!planned.ok) throw new Error(planned.refusal);
	const published = await publishRound(store, joke, { roundId: part.roundId ?? roundId }, now);
	if (!published.ok) throw new Error(published.refusal);
}

export const details: ReplyDetails = {
	together: false,
	apart: false,
	withChild: null,
	place: null,
	interpreter: null,
	mayAskParent: false,
	address: null,
};
