// What was just done, and why something could not be, in words.
import { m } from '#lib/paraglide/messages.js';

export const doneTexts: Record<string, () => string> = {
	times: m.talks_done_times,
	wishes: m.talklots_done,
	picked: m.talks_done_picked,
	moved: m.talks_done_moved,
	cancelled: m.talks_done_cancelled,
	none: m.talks_done_none,
	call: m.talks_done_call,
	answered: m.talks_done_answered,
	address: m.talks_done_address,
	no_address: m.talks_done_no_address,
};

export const refusalTexts: Record<string, () => string> = {
	not_open_yet: m.talks_refusal_soon,
	not_drawn_yet: m.talklots_refusal_not_yet,
	drawn: m.talklots_refusal_drawn,
	no_wish: m.talklots_refusal_none,
	closed: m.talks_closed,
	no_times: m.talks_refusal_no_times,
	no_address: m.talks_refusal_no_address,
	taken: m.talks_refusal_taken,
	too_close: m.talks_refusal_taken,
	clash: m.talks_refusal_clash,
	too_late: m.talks_refusal_too_late,
	needs_proof: m.talks_proof,
	over: m.talks_refusal_over,
	no_recording: m.talks_refusal_no_recording,
};
