import type { IconName } from '#lib/ui/icon-names.ts';
import type { Tint } from '#lib/ui/tints.ts';
import type { TalkKind } from './round.ts';

/** The picture of each kind of talk. */
export const roundLook: Record<TalkKind, { icon: IconName; tint: Tint }> = {
	welcome_talk: { icon: 'talk', tint: 'talk' },
	start_talk: { icon: 'star', tint: 'talk' },
	ten_minutes: { icon: 'clock', tint: 'talk' },
	home_visit: { icon: 'home', tint: 'visit' },
};
