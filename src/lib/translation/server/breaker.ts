/** How many failures in a row open it. */
const FAILURES = 3;
const FIRST_MS = 60_000;
const LONGEST_MS = 60 * 60_000;

/**
 * Stops asking a service that fails: after three failures in a row for a minute, then twice as long each time, to an hour.
 * When the time is over one request may try. A service that names its own time is left alone that long, from its first
 * word.
 */
export interface Breaker {
	/** Milliseconds until the next try; 0: go on. */
	waits(now: Date): number;
	worked(): void;
	failed(now: Date, afterMs?: number): void;
}

export function breaker(): Breaker {
	let failures = 0;
	let until = 0;
	return {
		waits: (now) => Math.max(0, until - now.getTime()),
		worked() {
			failures = 0;
			until = 0;
		},
		failed(now, afterMs) {
			failures += 1;
			const pause = failures < FAILURES ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - FAILURES));
			until = now.getTime() + Math.max(pause, afterMs ?? 0);
		},
	};
}
