// A wish of a round by lots, in words and as a form sends it.
import { isolated } from '#lib/moments/words.ts';
import { formatDay, formatTimeRange } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { pickValue } from '../pick-value.ts';
import type { Pick } from './pick.ts';

const inOrder = (picks: readonly Pick[]) =>
	[...picks].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());

/** As it is sent in a form: the same wish always has the same value. */
export const wishValue = (picks: readonly Pick[]): string => inOrder(picks).map(pickValue).join(',');

export interface WishWords {
	/** How long a talk is. */
	minutes: number;
	/** Of the whole family: with more than one child each time says whose it is. */
	children: readonly { childId: string; givenName: string }[];
	locale: Locale;
	timeZone: string;
}

/** Its day, and the time of each child. */
export function wishLabel(picks: readonly Pick[], words: WishWords): string {
	const { minutes, children, locale, timeZone } = words;
	const nameOf = new Map(children.map(({ childId, givenName }) => [childId, givenName]));
	const timeOf = ({ childId, startsAt }: Pick) => {
		const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
		const time = formatTimeRange(startsAt, endsAt, locale, timeZone);
		return children.length > 1 ? `${isolated(nameOf.get(childId) ?? '', locale)} ${time}` : time;
	};
	const sorted = inOrder(picks);
	const day = formatDay(sorted[0]?.startsAt ?? new Date(0), locale, timeZone);
	return [day, ...sorted.map(timeOf)].join(', ');
}
