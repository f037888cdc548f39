export type Dice = ReturnType<typeof dice>;

/** Numbers that look random and follow from the seed, on every machine (mulberry32). Not for secrets. */
export function dice(seed: number) {
	let state = seed >>> 0;
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	/** A whole number from 0 to below this. */
	const below = (count: number) => Math.floor(next() * count);
	return {
		below,
		one: <Item>(items: Item[]): Item => items[below(items.length)] as Item,
		shuffled<Item>(items: Item[]): Item[] {
			for (let at = items.length - 1; at > 0; at--) {
				const other = below(at + 1);
				[items[at], items[other]] = [items[other] as Item, items[at] as Item];
			}
			return items;
		},
	};
}
