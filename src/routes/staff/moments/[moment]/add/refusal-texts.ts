import type { ByHandResult } from '#lib/moments/server/by-hand.ts';
import { m } from '#lib/paraglide/messages.js';

type Refusal = Exclude<Extract<ByHandResult, { ok: false }>['refusal'], 'not_found'>;

const refusals: Record<Refusal, (count: number) => string> = {
	information_only: () => m.staff_by_hand_refusal_information_only(),
	not_yours: () => m.staff_by_hand_refusal_not_yours(),
	cancelled: () => m.staff_slot_refusal_cancelled(),
	started: () => m.staff_by_hand_refusal_over(),
	not_open: () => m.staff_by_hand_refusal_over(),
	closed: () => m.staff_by_hand_refusal_over(),
	too_many_adults: (count) => m.staff_by_hand_refusal_too_many_adults({ count }),
	already: () => m.staff_by_hand_refusal_already(),
	limit_reached: () => m.staff_by_hand_refusal_limit_reached(),
	overlaps: () => m.staff_by_hand_refusal_overlaps(),
	full: () => m.staff_by_hand_refusal_full(),
	only_some_free: (count) => m.staff_by_hand_refusal_only_some_free({ count }),
};

/** Why a guardian could not be written down, and what to do. `count` as the refusal gives it. */
export function byHandRefusalText(refusal: Refusal, count: number): string {
	return refusals[refusal](count);
}
