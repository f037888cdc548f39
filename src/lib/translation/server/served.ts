const HOUR_MS = 60 * 60_000;

/** Keeps an answer for an hour. An answer of null (the service did not say) is not kept. */
export function askedHourly<T>(now: () => Date, askFor: () => Promise<T | null>): () => Promise<T | null> {
	let kept: { value: T; until: number } | undefined;
	return async () => {
		const at = now().getTime();
		if (kept && at < kept.until) return kept.value;
		const value = await askFor();
		if (value !== null) kept = { value, until: at + HOUR_MS };
		return value ?? kept?.value ?? null;
	};
}
