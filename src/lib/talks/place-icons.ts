import type { IconName } from '#lib/ui/icon-names.ts';
import type { TalkPlace } from './round.ts';

/** Where a talk is, as a picture. */
export const placeIcons: Record<TalkPlace, IconName> = {
	school: 'school',
	home: 'home',
	phone: 'phone',
	video: 'video',
};
