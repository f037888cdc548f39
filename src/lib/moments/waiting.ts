/**
 * The waiting list of a slot. Its order is the order of arrival, and nobody loses their number. A place that comes free
 * goes by itself to the first in line who fits whole, until 18:00 on the day before; after that the next one is asked,
 * and the first yes gets it.
 */
export interface InLine {
	signUpId: string;
	/** Order of arrival. */
	ticket: number;
	/** Places that it waits for, all or none. */
	places: number;
	/** When it was asked last; null: never. */
	offeredAt: Date | null;
	/** The offer is over: someone else was first. */
	offerClosedAt: Date | null;
}

/** How long the one who is asked has the question alone, before the next one in line is asked too. */
export const TURN_MINUTES = 30;

/** Who get the free places by themselves, in order: each the first in line who fits whole in what is then left. */
export function promote<L extends InLine>(line: readonly L[], free: number): L[] {
	const chosen: L[] = [];
	let left = free;
	for (const one of inOrder(line)) {
		if (one.places > left) continue;
		chosen.push(one);
		left -= one.places;
	}
	return chosen;
}

/** The number in the waiting list, from 1: how many came no later. For one who is not yet in it, the next number. */
export function numberInLine(line: readonly Pick<InLine, 'ticket'>[], ticket = Infinity): number {
	return line.filter((one) => one.ticket < ticket).length + 1;
}

/** Whether an offer can still be said yes to. */
export function offerIsOpen({
	offeredAt,
	offerClosedAt,
}: Pick<InLine, 'offeredAt' | 'offerClosedAt'>): boolean {
	return offeredAt !== null && offerClosedAt === null;
}

/** Whether the question is still this one's alone. */
function hasTheTurn(one: InLine, now: Date): boolean {
	return offerIsOpen(one) && now.getTime() - (one.offeredAt?.getTime() ?? 0) < TURN_MINUTES * 60_000;
}

/**
 * Who are asked now. As many as fill the free places have the question at a time; who let their turn pass can still
 * say yes, but no longer holds up the others.
 */
export function nextToAsk<L extends InLine>(line: readonly L[], free: number, now: Date): L[] {
	const chosen: L[] = [];
	let left = free - sum(line.filter((one) => hasTheTurn(one, now)));
	for (const one of inOrder(line)) {
		if (offerIsOpen(one) || one.places > left) continue;
		chosen.push(one);
		left -= one.places;
	}
	return chosen;
}

/**
 * Whether someone in line goes before a newcomer to the free places: fits whole, and was not yet asked or still has the
 * turn. Who waits for two does not hold up one place.
 */
export function someoneGoesFirst(line: readonly InLine[], free: number, now: Date): boolean {
	return line.some((one) => one.places <= free && (!offerIsOpen(one) || hasTheTurn(one, now)));
}

function inOrder<L extends InLine>(line: readonly L[]): L[] {
	return [...line].sort((a, b) => a.ticket - b.ticket);
}

function sum(line: readonly InLine[]): number {
	return line.reduce((total, { places }) => total + places, 0);
}
