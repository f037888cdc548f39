// A day of home visits, in order.
export interface VisitTime {
	talkId: string;
	startsAt: Date;
	endsAt: Date;
}

/**
 * The two visits that change times when one goes before or after its neighbour: each keeps its own length, the earlier
 * one begins when the first began, the later one ends when the last ended. Null: there is no neighbour on that side.
 */
export function swapped(
	day: readonly VisitTime[],
	talkId: string,
	direction: 'up' | 'down',
): [VisitTime, VisitTime] | null {
	const sorted = day.toSorted((a, b) => +a.startsAt - +b.startsAt);
	const at = sorted.findIndex((one) => one.talkId === talkId);
	const [first, second] = direction === 'up' ? [sorted[at - 1], sorted[at]] : [sorted[at], sorted[at + 1]];
	if (at < 0 || !first || !second) return null;
	const lengthOf = ({ startsAt, endsAt }: VisitTime) => endsAt.getTime() - startsAt.getTime();
	const endsEarly = new Date(first.startsAt.getTime() + lengthOf(second));
	const startsLate = new Date(second.endsAt.getTime() - lengthOf(first));
	return [
		{ talkId: second.talkId, startsAt: first.startsAt, endsAt: endsEarly },
		{ talkId: first.talkId, startsAt: startsLate, endsAt: second.endsAt },
	];
}
