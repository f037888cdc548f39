import type { Because } from '#lib/moments/clashes.ts';
import { m } from '#lib/paraglide/messages.js';

/** Why two moments get in each other's way, in words. */
export function becauseText(because: Because): string {
	if (because.why === 'teacher') return m.planning_clash_why_teacher({ name: because.name });
	if (because.why === 'place') return m.planning_clash_why_place({ place: because.place });
	return m.planning_clash_why_group();
}
