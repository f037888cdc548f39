import { m } from '#lib/paraglide/messages.js';

/** How long before the start one can still sign up, in words: `tot het begint`, `1 uur van tevoren`, `2 dagen van tevoren`. */
export function closingText(hours: number): string {
	if (hours === 0) return m.staff_closes_start();
	if (hours >= 24 && hours % 24 === 0) return m.staff_closes_days({ count: hours / 24 });
	return m.staff_closes_hours({ count: hours });
}
