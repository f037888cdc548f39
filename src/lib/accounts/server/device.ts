const BROWSERS: [RegExp, string][] = [
	[/SamsungBrowser/, 'Samsung Internet'],
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/Firefox|FxiOS/, 'Firefox'],
	[/Chrome|CriOS|Chromium/, 'Chrome'],
	[/Safari/, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Macintosh|Mac OS X/, 'Mac'],
	[/CrOS/, 'Chromebook'],
	[/Linux/, 'Linux'],
];

/** A device in words that its owner recognises, from the User-Agent: `Chrome, Android`. Brand names need no translation. */
export function deviceName(userAgent: string | null): string {
	const first = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(', ') || '?';
}
