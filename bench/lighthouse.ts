// lighthouse: accessibility and best practices of the parents' main pages; the lowest score counts.
import lighthouse from 'lighthouse';
import { chromium } from '@playwright/test';
import { findChromium } from '../scripts/support/chromium.ts';
import { browserFlags } from '../tests/support/browser.ts';
import { startDemoServer } from '../tests/support/running-demo.ts';
import type { BenchResult } from './support/result.ts';

const PAGES = ['/start', '/join', '/contact', '/school/card', '/me'];
const PORT = 9333;

export async function run(): Promise<BenchResult[]> {
	const server = await startDemoServer();
	const browser = await chromium.launch({
		executablePath: findChromium(),
		args: [...browserFlags, `--remote-debugging-port=${PORT}`],
	});
	try {
		const cookie = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
		const scores: string[] = [];
		let lowest = 100;
		for (const path of PAGES) {
			const result = await lighthouse(`${server.origin}${path}`, {
				port: PORT,
				output: 'json',
				logLevel: 'error',
				onlyCategories: ['accessibility', 'best-practices'],
				extraHeaders: { cookie },
			});
			const of = (name: string) => Math.round((result?.lhr.categories[name]?.score ?? 0) * 100);
			lowest = Math.min(lowest, of('accessibility'), of('best-practices'));
			scores.push(`${path} ${of('accessibility')}/${of('best-practices')}`);
		}
		return [
			{
				name: 'lighthouse',
				ours: lowest,
				limit: 100,
				ratio: lowest / 100,
				budget: 1,
				ok: lowest === 100,
				unit: 'points',
				note: scores.join(', '),
			},
		];
	} finally {
		await browser.close();
		await server.stop();
	}
}
