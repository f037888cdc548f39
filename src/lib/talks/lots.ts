// Drawing lots for times that many want. Who is drawn first is decided by a number that nobody can choose any more once wishes
// come in: its SHA-256 stands on the page from the start, the number itself from the draw on. So everybody can do the draw again.

/** How many wishes a family gives at most, the dearest first. */
export const wishesAtMost = 3;

/** One family in the draw. */
export interface Lot {
	/** The order in which families gave their wishes, 1 and up: nobody picks it, and it gives no better chance. */
	number: number;
	/** SHA-256 of `<seed>:<number>`, as 64 small hexadecimal digits. */
	key: string;
	/** Drew nothing last time: stands before all who did. */
	first: boolean;
	/** Each wish is all that it takes (times of teachers, one for each child): all of it or nothing. */
	wishes: readonly (readonly string[])[];
}

export interface Drawn {
	number: number;
	/** In the line, 1 and up. */
	place: number;
	/** Which wish came true, 0 the dearest; null: none. */
	wish: number | null;
}

/** What is hashed for a lot; a person can do the same with any tool that knows SHA-256. */
export const keyText = (seed: string, number: number): string => `${seed}:${number}`;

/** The line: who drew nothing last time, then the others; each by key, the smallest first. */
export function lineUp<L extends Pick<Lot, 'number' | 'key' | 'first'>>(lots: readonly L[]): L[] {
	return lots.toSorted(
		(a, b) =>
			Number(b.first) - Number(a.first) || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.number - b.number),
	);
}

/**
 * Goes down the line once: each family gets the dearest of its wishes that is still free as a whole. So wishing for what one
 * really wants is always best. `places`: how often each thing can be had; once where it is not said. `mayHave`: what else has
 * to be after those who were drawn so far (a break, a room that two share); asked last, so that yes is given.
 */
export function drawLots(
	lots: readonly Lot[],
	places: ReadonlyMap<string, number> = new Map(),
	mayHave: (number: number, wish: number) => boolean = () => true,
): Drawn[] {
	const taken = new Map<string, number>();
	const free = (thing: string) => (taken.get(thing) ?? 0) < (places.get(thing) ?? 1);
	const drawn: Drawn[] = [];
	for (const { number, wishes } of lineUp(lots)) {
		const wish = wishes.findIndex(
			(things, at) => things.length > 0 && things.every(free) && mayHave(number, at),
		);
		for (const thing of wishes[wish] ?? []) taken.set(thing, (taken.get(thing) ?? 0) + 1);
		drawn.push({ number, place: drawn.length + 1, wish: wish < 0 ? null : wish });
	}
	return drawn;
}

/** Of a wish that did not come true: who had taken something of it, by lot and place in the line. */
export interface Before {
	wish: number;
	number: number;
	place: number;
}

/**
 * For a family that asks why: of each wish that it held dearer than what it got, a lot that stood before it and has something
 * of that wish. Says nothing else about the others' wishes.
 */
export function whoWasBefore(lots: readonly Lot[], drawn: readonly Drawn[], number: number): Before[] {
	const own = lots.find((lot) => lot.number === number);
	const mine = drawn.find((one) => one.number === number);
	if (!own || !mine) return [];
	const wishesOf = new Map(lots.map((lot) => [lot.number, lot.wishes]));
	return own.wishes.slice(0, mine.wish ?? own.wishes.length).flatMap((things, wish) => {
		const before = drawn.find(
			(one) =>
				one.place < mine.place &&
				one.wish !== null &&
				wishesOf.get(one.number)?.[one.wish]?.some((thing) => things.includes(thing)),
		);
		return before ? { wish, number: before.number, place: before.place } : [];
	});
}

/** A draw as it is kept, so that it can be checked: by lot number, without names. */
export interface DrawRecord {
	line: DrawnLot[];
}

/** One lot in the line; the first is place 1. */
export interface DrawnLot {
	number: number;
	first: boolean;
	/** As in `Lot`. */
	wishes: string[][];
	wish: number | null;
	/** Of each wish held dearer than what it got: the lot before it that has something of it; null: no rule of the round let it be. */
	passed: (number | null)[];
}

/** What is kept of a draw. */
export function recordOf(lots: readonly Lot[], drawn: readonly Drawn[]): DrawRecord {
	const lotOf = new Map(lots.map((lot) => [lot.number, lot]));
	return {
		line: drawn.map(({ number, wish }) => {
			const { first = false, wishes = [] } = lotOf.get(number) ?? {};
			const before = whoWasBefore(lots, drawn, number);
			return {
				number,
				first,
				wishes: wishes.map((things) => [...things]),
				wish,
				passed: wishes
					.slice(0, wish ?? wishes.length)
					.map((_, at) => before.find((one) => one.wish === at)?.number ?? null),
			};
		}),
	};
}
