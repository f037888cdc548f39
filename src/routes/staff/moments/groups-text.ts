import { m } from '#lib/paraglide/messages.js';
import { formatList } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** For whom a moment is, in words: its groups, or the whole school. */
export function groupsText(groups: readonly { name: string }[], locale: Locale): string {
	if (groups.length === 0) return m.staff_plan_whole_school();
	return formatList(
		groups.map(({ name }) => name),
		locale,
	);
}
