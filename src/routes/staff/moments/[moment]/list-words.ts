import type { MomentList } from '#lib/moments/lists.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';

/** What each list is called. In another language than the page's on the server only. */
export const listNames: Record<MomentList, (to?: { locale: Locale }) => string> = {
	coming: (to) => m.planning_list_coming({}, to),
	interpreters: (to) => m.planning_list_interpreters({}, to),
	waiting: (to) => m.staff_slot_waiting({}, to),
	silent: (to) => m.planning_list_silent({}, to),
	walk_ins: (to) => m.planning_list_walk_ins({}, to),
};
