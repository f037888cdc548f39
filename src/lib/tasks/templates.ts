import type { IconName } from '#lib/ui/icon-names.ts';
import type { Tint } from '#lib/ui/tints.ts';
import type { TaskMark } from './marks.ts';
import type { Repeat } from './shift-days.ts';

/** Roles that last: no shifts, one lets the school know that one is interested. */
export const roleNames = ['class_parent', 'parents_council', 'participation_council'] as const;

/** The tasks that schools ask parents for most; `other` has a name of the school's own. */
export const templateNames = [
	'library',
	'reading',
	'crossing',
	'drivers',
	'garden',
	'party',
	'lice',
	'sports',
	'repair',
	'costumes',
	...roleNames,
	'other',
] as const;
export type TemplateName = (typeof templateNames)[number];

export function isRole(name: TemplateName): boolean {
	return roleNames.some((role) => role === name);
}

/** A role begins with nothing to fill in but for whom it is. */
const standing: Template['defaults'] = {
	repeat: 'standing',
	weekday: 1,
	time: '09:00',
	minutes: 60,
	places: 1,
	marks: [],
};

export interface Template {
	icon: IconName;
	tint: Extract<Tint, 'look' | 'talk' | 'visit' | 'meet' | 'feast'>;
	/** What a new task starts with. */
	defaults: {
		repeat: Repeat;
		/** 1 is Monday. */
		weekday: number;
		time: string;
		minutes: number;
		places: number;
		marks: readonly TaskMark[];
		/** Seats in a car; left out where none is needed. */
		seats?: number;
	};
}

export const templates: Record<TemplateName, Template> = {
	library: {
		icon: 'book',
		tint: 'look',
		defaults: { repeat: 'weekly', weekday: 2, time: '08:30', minutes: 60, places: 2, marks: ['no_dutch'] },
	},
	reading: {
		icon: 'talk',
		tint: 'talk',
		defaults: { repeat: 'weekly', weekday: 4, time: '08:30', minutes: 30, places: 3, marks: [] },
	},
	crossing: {
		icon: 'hand',
		tint: 'visit',
		defaults: {
			repeat: 'school_days',
			weekday: 1,
			time: '08:10',
			minutes: 20,
			places: 2,
			marks: ['no_dutch'],
		},
	},
	drivers: {
		icon: 'backpack',
		tint: 'visit',
		defaults: {
			repeat: 'once',
			weekday: 5,
			time: '09:00',
			minutes: 180,
			places: 6,
			marks: ['car', 'no_dutch'],
			seats: 3,
		},
	},
	garden: {
		icon: 'sun',
		tint: 'meet',
		defaults: {
			repeat: 'once',
			weekday: 6,
			time: '10:00',
			minutes: 120,
			places: 8,
			marks: ['no_dutch', 'with_child'],
		},
	},
	party: {
		icon: 'party',
		tint: 'feast',
		defaults: { repeat: 'once', weekday: 5, time: '15:00', minutes: 120, places: 6, marks: ['no_dutch'] },
	},
	lice: {
		icon: 'search',
		tint: 'talk',
		defaults: { repeat: 'once', weekday: 1, time: '08:30', minutes: 60, places: 3, marks: ['no_dutch'] },
	},
	sports: {
		icon: 'whistle',
		tint: 'feast',
		defaults: { repeat: 'once', weekday: 5, time: '08:45', minutes: 180, places: 10, marks: ['no_dutch'] },
	},
	repair: {
		icon: 'settings',
		tint: 'meet',
		defaults: {
			repeat: 'once',
			weekday: 6,
			time: '09:30',
			minutes: 150,
			places: 6,
			marks: ['no_dutch', 'with_child'],
		},
	},
	costumes: {
		icon: 'sparkle',
		tint: 'feast',
		defaults: {
			repeat: 'period',
			weekday: 1,
			time: '08:30',
			minutes: 60,
			places: 4,
			marks: ['no_dutch', 'from_home', 'with_child'],
		},
	},
	class_parent: { icon: 'group', tint: 'meet', defaults: standing },
	parents_council: { icon: 'circle-of-people', tint: 'feast', defaults: standing },
	participation_council: { icon: 'school', tint: 'talk', defaults: standing },
	other: {
		icon: 'hand',
		tint: 'meet',
		defaults: { repeat: 'once', weekday: 5, time: '09:00', minutes: 60, places: 2, marks: [] },
	},
};
