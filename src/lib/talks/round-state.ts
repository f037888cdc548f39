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

/** Until when a guardian moves or cancels a talk by themselves; after it they call the school. */
export function changeUntil(startsAt: Date, { changeHoursBefore }: { changeHoursBefore: number }): Date {
	return new Date(startsAt.getTime() - changeHoursBefore * 3_600_000);
}

/** When who did not answer is reminded: half-way from publishing to the closing date, and a day before it closes. */
export function reminderTimes({
	publishedAt,
	opensAt,
	closesAt,
}: RoundTimes): { half: Date; last: Date } | null {
	if (!publishedAt) return null;
	const from = opensAt && opensAt > publishedAt ? opensAt : publishedAt;
	return {
		half: new Date((from.getTime() + closesAt.getTime()) / 2),
		last: new Date(closesAt.getTime() - 24 * 3_600_000),
	};
}
