/** Where notifications are allowed again: the way there differs by browser and, for an installed app, by phone. */
export const wheresBlocked = [
	'apple_app',
	'android_app',
	'android_chrome',
	'android_firefox',
	'samsung',
	'desktop_chrome',
	'desktop_firefox',
	'mac_safari',
] as const;
export type WhereBlocked = (typeof wheresBlocked)[number];

interface Device {
	userAgent: string;
	/** An iPad calls itself a Mac, and has a touch screen. */
	maxTouchPoints: number;
	/** Opened from the icon on the home screen. */
	installed: boolean;
}

/** Which way is this device's. Chrome's is that of all that are built on it and not named here: Edge, Opera, Brave. */
export function whereBlocked({ userAgent, maxTouchPoints, installed }: Device): WhereBlocked {
	const is = (pattern: RegExp) => pattern.test(userAgent);
	// there only an app on the home screen can ask, so only that can be blocked
	if (is(/iPhone|iPad|iPod/) || (is(/Macintosh/) && maxTouchPoints > 1)) return 'apple_app';
	if (is(/Android/)) {
		if (is(/Firefox/)) return 'android_firefox';
		if (installed) return 'android_app';
		return is(/SamsungBrowser/) ? 'samsung' : 'android_chrome';
	}
	if (is(/Firefox/)) return 'desktop_firefox';
	return is(/Macintosh/) && is(/Version\/[\d.]+ .*Safari/) ? 'mac_safari' : 'desktop_chrome';
}
