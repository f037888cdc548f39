// What axe finds on a page, by WCAG 2.2 A and AA, and by what everybody does well to do.
import type axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Those that look at colours only, and take the longest. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
/** A tenth of the time, for spacing that is set in an element's own style: there the app sets sizes of pictures and bars only. */
const INLINE_SPACING = 'avoid-inline-spacing';
/** The small file: half of the time to read it into a page. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Everything that axe finds; nothing to complain about is an empty list. */
export function violations(page: Page): Promise<string[]> {
	return found(page, { type: 'tag', values: TAGS }, [INLINE_SPACING]);
}

/** Everything but the colours: where they were looked at in another language, which has the same. */
export function violationsBesideColours(page: Page): Promise<string[]> {
	return found(page, { type: 'tag', values: TAGS }, [INLINE_SPACING, ...COLOURS]);
}

/** Only the colours: all that the dark changes. */
export function colourViolations(page: Page): Promise<string[]> {
	return found(page, { type: 'rule', values: COLOURS }, []);
}

/** Runs axe in the page itself: the app has no frames to gather from. It is put in once a page, however often it is asked. */
async function found(page: Page, runOnly: axe.RunOnly, without: string[]): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
	const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
	const options: axe.RunOptions = {
		runOnly,
		rules,
		resultTypes: ['violations'],
		iframes: false,
		selectors: false,
	};
	const violations = await page.evaluate(async (options) => {
		const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options);
		return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html.slice(0, 120)) }));
	}, options);
	return violations.map(({ id, where }) => `${id}: ${where.join(' | ')}`);
}
