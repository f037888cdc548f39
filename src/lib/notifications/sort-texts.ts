import { m } from '#lib/paraglide/messages.js';
import type { Sort } from './kinds.ts';

/** What each sort is called. */
export const sortNames: Record<Sort, () => string> = {
	appointments: () => m.notices_sort_appointments(),
	tasks: () => m.notices_sort_tasks(),
	news: () => m.notices_sort_news(),
	good_news: () => m.notices_sort_good_news(),
	urgent: () => m.notices_sort_urgent(),
};
