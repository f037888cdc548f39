/** A coarse limit in memory, per process: for what the database can't count by account or code. */
export interface RateLimit {
	/** Whether this key has anything left. */
	allows(key: string, now: Date): boolean;
	/** Takes one from what this key has left. */
	count(key: string, now: Date): void;
}

/** Keys that are kept at least; at most twice as many. */
const KEYS = 20_000;

/** A bucket for each key: `burst` at once, and `perMinute` more as time goes by. */
export function rateLimit({ burst, perMinute }: { burst: number; perMinute: number }): RateLimit {
	type Buckets = Map<string, { left: number; at: number }>;
	// two generations: who was counted lately is in the newer, and when that is full the older is forgotten as a whole
	let newer: Buckets = new Map();
	let older: Buckets = new Map();
	const leftOf = (key: string, now: Date) => {
		const bucket = newer.get(key) ?? older.get(key);
		if (!bucket) return burst;
		const minutes = Math.max(0, now.getTime() - bucket.at) / 60_000;
		return Math.min(burst, bucket.left + minutes * perMinute);
	};
	return {
		allows: (key, now) => leftOf(key, now) >= 1,
		count(key, now) {
			const left = Math.max(0, leftOf(key, now) - 1);
			if (newer.size >= KEYS) [newer, older] = [new Map(), newer];
			newer.set(key, { left, at: now.getTime() });
		},
	};
}

/** One customer's line: an IPv4 address, or the first half of an IPv6 one, of which everybody has 2^64. */
export function lineOf(address: string): string {
	if (!address.includes(':') || address.includes('.')) return address;
	const [head = '', tail] = address.split('::');
	const groups = head === '' ? [] : head.split(':');
	const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
	return [...groups, ...Array<string>(Math.max(0, missing)).fill('0')].slice(0, 4).join(':');
}
