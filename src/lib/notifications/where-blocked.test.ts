import { expect, test } from 'vitest';
import { whereBlocked, type WhereBlocked } from './where-blocked.ts';

const agents = {
	chromeAndroid:
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
	edgeAndroid:
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36 EdgA/141.0.0.0',
	samsung:
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
	firefoxAndroid: 'Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0',
	iphone:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
	mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
	chromeMac:
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
	edgeWindows:
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
	firefoxWindows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
};

test.each<[keyof typeof agents, { installed?: boolean; maxTouchPoints?: number }, WhereBlocked]>([
	['chromeAndroid', {}, 'android_chrome'],
	['chromeAndroid', { installed: true }, 'android_app'],
	['edgeAndroid', {}, 'android_chrome'],
	['samsung', {}, 'samsung'],
	['samsung', { installed: true }, 'android_app'],
	['firefoxAndroid', {}, 'android_firefox'],
	['iphone', { installed: true, maxTouchPoints: 5 }, 'apple_app'],
	['mac', { installed: true, maxTouchPoints: 5 }, 'apple_app'],
	['mac', {}, 'mac_safari'],
	['chromeMac', {}, 'desktop_chrome'],
	['edgeWindows', {}, 'desktop_chrome'],
	['edgeWindows', { maxTouchPoints: 10 }, 'desktop_chrome'],
	['firefoxWindows', {}, 'desktop_firefox'],
])('%s %j: %s', (agent, { installed = false, maxTouchPoints = 0 }, where) => {
	expect(whereBlocked({ userAgent: agents[agent], installed, maxTouchPoints })).toBe(where);
});
