// A wish of a round by lots, in words and as a form sends it.
import { isolated } from '#lib/moments/words.ts';
import { formatDay, formatList, formatTimeRange } from '#lib/translation/dates.ts';
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
	/** What parents call who holds the talks, by id. */
	teachers: ReadonlyMap<string, string>;
	locale: Locale;
	timeZone: string;
}

/**
 * Says of a wish its day and the time of each child; and with whom, where among all of them a child has talks with one
 * teacher or with another: two at one time can be told apart only by that.
 */
export function wishLabels(
	all: readonly (readonly Pick[])[],
	words: WishWords,
): (picks: readonly Pick[]) => string {
	const { minutes, children, teachers, locale, timeZone } = words;
	const nameOf = new Map(children.map(({ childId, givenName }) => [childId, givenName]));
	const byChild = Map.groupBy(all.flat(), ({ childId }) => childId);
	const differ = [...byChild.values()].some(
		(picks) => new Set(picks.map(({ staffIds }) => [...staffIds].sort().join())).size > 1,
	);
	const timeOf = ({ childId, startsAt, staffIds }: Pick) => {
		const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
		const time = formatTimeRange(startsAt, endsAt, locale, timeZone);
		const whose = children.length > 1 ? `${isolated(nameOf.get(childId) ?? '', locale)} ${time}` : time;
		const names = staffIds.flatMap((staffId) => teachers.get(staffId) ?? []);
		const holds = formatList(
			names.map((name) => isolated(name, locale)),
			locale,
		);
		return differ && holds ? `${whose} (${holds})` : whose;
	};
	return (picks) => {
		const sorted = inOrder(picks);
		const day = formatDay(sorted[0]?.startsAt ?? new Date(0), locale, timeZone);
		return [day, ...sorted.map(timeOf)].join(', ');
	};
}
