/** How long each mail waits, so that no more than so many go out in a minute, evenly: given the time in ms, asked once for each. */
export function evenPace(perMinute: number | undefined): (now: number) => number {
	if (!perMinute) return () => 0;
	const apart = 60_000 / perMinute;
	let next = -Infinity;
	return (now) => {
		const at = Math.max(now, next);
		next = at + apart;
		return at - now;
	};
}
