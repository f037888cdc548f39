/** All clocks come from one place: nothing else in the server asks for the time. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that starts at `start` and runs on from there (the demo, screenshots). */
export function clockFrom(start: Date): Clock {
	const offset = start.getTime() - Date.now();
	return { now: () => new Date(Date.now() + offset) };
}

/** A clock that stands still until it is told otherwise (tests). */
export function fixedClock(
	start: Date | string,
): Clock & { set(to: Date | string): void; advance(ms: number): void } {
	let at = new Date(start);
	return {
		now: () => new Date(at),
		set: (to) => {
			at = new Date(to);
		},
		advance: (ms) => {
			at = new Date(at.getTime() + ms);
		},
	};
}
