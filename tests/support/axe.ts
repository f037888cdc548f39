// What axe finds on a page, by WCAG 2.2 A and AA, and by what everybody does well to do.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Everything that axe finds; nothing to complain about is an empty list. */
export function violations(page: Page): Promise<string[]> {
	return found(builderOf(page).withTags(TAGS));
}

/** Only the colours: all that the dark changes. */
export function colourViolations(page: Page): Promise<string[]> {
	return found(builderOf(page).withRules(['color-contrast', 'link-in-text-block']));
}

function builderOf(page: Page): AxeBuilder {
	// the app has no frames: the old way of running, without a second page to gather frames in, finds the same in a third of the time
	return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}

async function found(axe: AxeBuilder): Promise<string[]> {
	const { violations } = await axe.analyze();
	return violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
	);
}
