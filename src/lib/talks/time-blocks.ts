// The times that a family can tick: what the teachers of its children offer, cut into pieces that are easy to look over.
import type { Span } from '#lib/moments/slots.ts';

/** Longer pieces say too little, shorter ones are too many to tick. */
const MOST_MINUTES = 60;
const MINUTE = 60_000;

/** Spans that touch or lie over each other become one; in order of time. */
export function joined(spans: readonly Span[]): Span[] {
	const found: Span[] = [];
	for (const span of spans.toSorted((a, b) => +a.startsAt - +b.startsAt)) {
		const last = found.at(-1);
		if (last && span.startsAt <= last.endsAt) {
			if (span.endsAt > last.endsAt) last.endsAt = span.endsAt;
		} else found.push({ startsAt: span.startsAt, endsAt: span.endsAt });
	}
	return found;
}

/** Pieces of at most an hour in which a talk of so many minutes fits; a rest that is too short goes with the one before. */
export function timeBlocks(sessions: readonly Span[], minutes: number): Span[] {
	return joined(sessions).flatMap(({ startsAt, endsAt }) => {
		const blocks: Span[] = [];
		const step = Math.max(MOST_MINUTES, minutes) * MINUTE;
		for (let from = startsAt.getTime(); from + minutes * MINUTE <= endsAt.getTime(); from += step) {
			const rest = endsAt.getTime() - (from + step);
			const to = rest < minutes * MINUTE ? endsAt.getTime() : from + step;
			blocks.push({ startsAt: new Date(from), endsAt: new Date(to) });
			if (to === endsAt.getTime()) break;
		}
		return blocks;
	});
}

/** How a piece is named in a form: its two instants in milliseconds. */
export const blockValue = ({ startsAt, endsAt }: Span): string => `${startsAt.getTime()}-${endsAt.getTime()}`;

export interface TickedTime extends Span {
	preferred: boolean;
}

/**
 * What a family's ticks come to: all that it can, joined, and on top of that what it would rather. A piece that is only
 * "rather" counts as "can" too; what was not offered is left out.
 */
export function tickedTimes(
	blocks: readonly Span[],
	{ can, rather }: { can: readonly string[]; rather: readonly string[] },
): TickedTime[] {
	const among = (values: readonly string[]) =>
		joined(blocks.filter((block) => values.includes(blockValue(block))));
	return [
		...among([...can, ...rather]).map((span) => ({ ...span, preferred: false })),
		...among(rather).map((span) => ({ ...span, preferred: true })),
	];
}

/** How a family stands to a piece, of what it gave before. */
export function tickOf(times: readonly TickedTime[], block: Span): 'no' | 'can' | 'rather' {
	const over = times.filter(({ startsAt, endsAt }) => startsAt <= block.startsAt && block.endsAt <= endsAt);
	if (over.length === 0) return 'no';
	return over.some(({ preferred }) => preferred) ? 'rather' : 'can';
}
