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

/**
 * True for a browser whose web apps on the home screen have cookies of their own: all on iPhone and iPad, which calls
 * itself a Mac, and Safari on a Mac.
 */
export function keepsAppsApart(userAgent: string | null): boolean {
	const agent = userAgent ?? '';
	return (
		/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && /Version\/[\d.]+ .*Safari/.test(agent))
	);
}

/** Which pictures to show for putting the app on the home screen. */
export function homeScreenOf(userAgent: string | null): 'apple' | 'android' | 'other' {
	if (/iPhone|iPad|iPod/.test(userAgent ?? '')) return 'apple';
	return /Android/.test(userAgent ?? '') ? 'android' : 'other';
}
