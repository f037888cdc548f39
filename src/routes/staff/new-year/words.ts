import type { Step } from '#lib/new-year/steps.ts';
import { m } from '#lib/paraglide/messages.js';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { Tint } from '#lib/ui/tints.ts';

export const stepWords: Record<Step, { icon: IconName; tint: Tint; title: () => string }> = {
	year: { icon: 'calendar', tint: 'meet', title: m.newyear_step_year },
	groups: { icon: 'group', tint: 'brand', title: m.newyear_step_groups },
	teachers: { icon: 'person-check', tint: 'talk', title: m.newyear_step_teachers },
	leavers: { icon: 'door', tint: 'settled', title: m.newyear_step_leavers },
	moments: { icon: 'eye', tint: 'meet', title: m.newyear_step_moments },
	card: { icon: 'card', tint: 'talk', title: m.newyear_step_card },
};
