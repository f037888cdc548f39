import { m } from '#lib/paraglide/messages.js';
import type { SlotState } from './slots.ts';

/** What a slot's places come to, in words: `nog 2 plaatsen`, `Vol`. Stands beside every picture of seats. */
export function slotText(state: SlotState, left: number): string {
	return { ...slotTexts, open: () => m.moments_places_left({ count: left }) }[state]();
}

const slotTexts: Record<Exclude<SlotState, 'open'>, () => string> = {
	full: () => m.moments_slot_full(),
	not_open: () => m.moments_slot_not_open(),
	closed: () => m.moments_slot_closed(),
	started: () => m.moments_slot_started(),
	cancelled: () => m.moments_slot_cancelled(),
};

/** The place in the waiting list, in words. */
export function waitingText(number: number): string {
	return m.moments_waiting_number({ number });
}
