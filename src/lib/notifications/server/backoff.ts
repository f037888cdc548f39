const FIRST_MS = 5_000;
const LONGEST_MS = 60 * 60 * 1000;

/**
 * Milliseconds until the next try after `attempts` tries failed: doubles from five seconds to an hour. Between half of
 * it and all of it by chance (`random` gives 0 to 1), so that what failed together does not come back together.
 */
export function retryDelay(attempts: number, random: () => number): number {
	const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
	return Math.round(whole * (0.5 + random() / 2));
}

/** Seconds or a date (RFC 9110 section 10.2.3) as milliseconds from now; undefined when it is neither or has passed. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
	if (!header) return undefined;
	const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
	return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
