// How a round stands at a time.
export interface RoundTimes {
	publishedAt: Date | null;
	opensAt: Date | null;
	closesAt: Date;
	closedAt: Date | null;
	cancelledAt: Date | null;
}

/**
 * `draft`: no parent sees it. `soon`: they see it, and can't answer yet. `open`: they can. `closed`: not any more; what was
 * picked or planned holds.
 */
export type RoundState = 'draft' | 'soon' | 'open' | 'closed' | 'cancelled';

export function roundState(round: RoundTimes, now: Date): RoundState {
	if (round.cancelledAt) return 'cancelled';
	if (!round.publishedAt) return 'draft';
	if (round.closedAt || now >= round.closesAt) return 'closed';
	return round.opensAt && now < round.opensAt ? 'soon' : 'open';
}

/** Of a round by lots how far it is: parents give wishes, the lots are being drawn, or they are drawn. Null: it is none. */
export type LotsPhase = 'wishes' | 'drawing' | 'drawn' | null;

export function lotsPhase(
	{ drawsAt, drawnAt }: { drawsAt: Date | null; drawnAt: Date | null },
	now: Date,
): LotsPhase {
	if (!drawsAt) return null;
	if (drawnAt) return 'drawn';
	return now < drawsAt ? 'wishes' : 'drawing';
}

/** Until when parents are asked to answer: of a round by lots first until the draw. */
export function answersUntilOf(round: { drawsAt: Date | null; drawnAt: Date | null; closesAt: Date }): Date {
	return round.drawsAt && !round.drawnAt ? round.drawsAt : round.closesAt;
}

/** Until when a guardian moves or cancels a talk by themselves; after it they call the school. */
export function changeUntil(startsAt: Date, { changeHoursBefore }: { changeHoursBefore: number }): Date {
	return new Date(startsAt.getTime() - changeHoursBefore * 3_600_000);
}

/** Until so long after a round opened it is told that it did. */
const OPENING_MS = 3 * 3_600_000;

/** When it is told that a round opened; null where it was open from publishing on. */
export function openingTime({
	publishedAt,
	opensAt,
}: Pick<RoundTimes, 'publishedAt' | 'opensAt'>): { from: Date; till: Date } | null {
	if (!publishedAt || !opensAt || opensAt <= publishedAt) return null;
	return { from: opensAt, till: new Date(opensAt.getTime() + OPENING_MS) };
}

/** When who did not answer is reminded: half-way from publishing to the closing date (or the draw), and a day before it. */
export function reminderTimes({
	publishedAt,
	opensAt,
	closesAt,
}: Pick<RoundTimes, 'publishedAt' | 'opensAt' | 'closesAt'>): { half: Date; last: Date } | null {
	if (!publishedAt) return null;
	const from = opensAt && opensAt > publishedAt ? opensAt : publishedAt;
	return {
		half: new Date((from.getTime() + closesAt.getTime()) / 2),
		last: new Date(closesAt.getTime() - 24 * 3_600_000),
	};
}
