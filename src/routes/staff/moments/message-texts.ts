import type { MomentMessage, ReadyMessage } from '#lib/moments/messages.ts';
import { m } from '#lib/paraglide/messages.js';

const texts: Record<MomentMessage, () => string> = {
	moved: () => m.planning_sent_moved(),
	slot_cancelled: () => m.planning_sent_slot_cancelled(),
	place: () => m.planning_sent_place(),
	cancelled: () => m.planning_sent_cancelled(),
	remind: () => m.planning_sent_remind(),
	waiting: () => m.planning_sent_waiting(),
	again: () => m.planning_sent_again(),
	thanks: () => m.planning_sent_thanks(),
};

/** What a message says, in a few words. */
export function messageText(what: MomentMessage): string {
	return texts[what]();
}

const addressees: Record<ReadyMessage, (count: number) => string> = {
	remind: (count) => m.planning_message_to_remind({ count }),
	waiting: (count) => m.planning_message_to_waiting({ count }),
	again: (count) => m.planning_message_to_again({ count }),
	thanks: (count) => m.planning_message_to_thanks({ count }),
};

/** Whom a ready text goes to: `3 ouders die nog niet reageerden`. */
export function addresseeText(what: ReadyMessage, count: number): string {
	return addressees[what](count);
}
