// Apart from the list of all names, which no page of parents needs.
import type { IconName } from './icon-names.ts';

/** Drawings that point along the reading direction: they turn round where one reads from right to left. */
export const turningIcons: ReadonlySet<IconName> = new Set([
	'next',
	'back',
	'chevron',
	'listen',
	'send',
	'logout',
	'login',
	'open',
	'undo',
	'list',
	'join',
	'interpreter',
	'person-add',
	'chart',
]);
