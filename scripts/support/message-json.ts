// What JSON.parse hides.

/**
 * Keys that stand twice in one object of a JSON text, each with the keys round it: `app_a`, `app_b match n=one`. The
 * parser keeps the last of two and says nothing. Expects a text that it can parse.
 */
export function keysTwice(text: string): string[] {
	const open: { seen: Set<string>; key: string }[] = [];
	const twice: string[] = [];
	for (const [token, key, colon] of text.matchAll(/"((?:[^"\\]|\\.)*)"\s*(:)?|[{}]/g)) {
		if (token === '{') open.push({ seen: new Set(), key: '' });
		else if (token === '}') open.pop();
		const object = open.at(-1);
		if (!colon || key === undefined || !object) continue;
		object.key = key;
		if (object.seen.has(key)) twice.push(open.map((one) => one.key).join(' '));
		object.seen.add(key);
	}
	return twice;
}
