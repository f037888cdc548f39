import type { MomentKind } from './kinds.ts';

/** A slot as the board of the week needs it. */
export interface SlotOnBoard {
	slotId: string;
	momentId: string;
	kind: MomentKind;
	title: string | null;
	groups: readonly { groupId: string; name: string }[];
	startsAt: Date;
	endsAt: Date;
	capacity: number;
	taken: number;
	left: number;
	waiting: number;
	draft: boolean;
	cancelled: boolean;
	over: boolean;
	coming: readonly { givenName: string; places: number; interpreter: string | null }[];
	came: number | null;
}

/** One block on the board: a slot, or several of the same moment that follow each other without a pause. */
export type EventOnBoard = Omit<SlotOnBoard, 'slotId'> & { slotIds: string[] };

/**
 * The blocks of a day, in order of time. Talks of ten minutes, one after the other, are one block; a slot that was
 * called off stands by itself.
 */
export function eventsOfDay(slots: readonly SlotOnBoard[]): EventOnBoard[] {
	const events: EventOnBoard[] = [];
	for (const { slotId, ...slot } of slots) {
		const before = events.findLast(({ momentId }) => momentId === slot.momentId);
		if (before && follows(before, slot)) {
			before.slotIds.push(slotId);
			before.endsAt = slot.endsAt;
			before.capacity += slot.capacity;
			before.taken += slot.taken;
			before.left += slot.left;
			before.waiting += slot.waiting;
			before.over = slot.over;
			before.coming = [...before.coming, ...slot.coming];
			before.came = before.came === null && slot.came === null ? null : (before.came ?? 0) + (slot.came ?? 0);
		} else events.push({ ...slot, slotIds: [slotId] });
	}
	return events;
}

function follows(before: EventOnBoard, slot: Omit<SlotOnBoard, 'slotId'>): boolean {
	return !before.cancelled && !slot.cancelled && before.endsAt.getTime() === slot.startsAt.getTime();
}

/** More circles than this no longer count at a glance. */
const MOST_CIRCLES = 8;

/** Whether everybody who takes a place is known by name and fits in a row of circles. */
export function canShowNames({ capacity, taken, coming }: EventOnBoard): boolean {
	const known = coming.reduce((sum, { places }) => sum + places, 0);
	return capacity <= MOST_CIRCLES && known === taken;
}

/** The first two letters of a name, for a circle. */
export function shortName(givenName: string): string {
	return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(givenName)]
		.slice(0, 2)
		.map(({ segment }) => segment)
		.join('');
}
