import { m } from '#lib/paraglide/messages.js';
import type { SignUpRefusal } from './slots.ts';

/** Every reason that a parent can be told. */
export type ParentRefusal = SignUpRefusal | 'not_found' | 'gone' | 'signed_up';

/** What to tell a parent: what is the matter, and what to do. `count` as the refusal gives it. */
export const refusalTexts: Record<ParentRefusal, (count: number) => string> = {
	not_found: () => m.moments_refusal_not_found(),
	not_yours: () => m.moments_refusal_not_yours(),
	information_only: () => m.moments_refusal_information_only(),
	cancelled: () => m.moments_refusal_cancelled(),
	started: () => m.moments_refusal_started(),
	not_open: () => m.moments_refusal_not_open(),
	closed: () => m.moments_refusal_closed(),
	too_many_adults: (count) => m.moments_refusal_too_many_adults({ count }),
	already: () => m.moments_refusal_already(),
	limit_reached: () => m.moments_refusal_limit_reached(),
	overlaps: () => m.moments_refusal_overlaps(),
	full: () => m.moments_refusal_full(),
	only_some_free: (count) => m.moments_refusal_only_some_free({ count }),
	gone: () => m.moments_refusal_gone(),
	signed_up: () => m.moments_refusal_signed_up(),
};
