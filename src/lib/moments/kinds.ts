import type { IconName } from '#lib/ui/icon-names.ts';
import type { Tint } from '#lib/ui/tints.ts';

/** Every kind of contact moment, in the order in which they are listed. */
export const momentKindNames = [
	'look',
	'welcome_talk',
	'home_visit',
	'ten_minutes',
	'tour',
	'parent_circle',
	'evening',
	'coffee',
	'feast',
	'open_evening',
] as const;
export type MomentKind = (typeof momentKindNames)[number];

/** What a kind of contact moment is by itself; its words are in `kind-texts.ts`. */
export interface Kind {
	icon: IconName;
	tint: Extract<Tint, 'look' | 'talk' | 'visit' | 'meet' | 'feast'>;
	/** What takes a place: every adult a chair, or a family as a whole however many come. */
	placeIs: 'adult' | 'family';
	/** Whether parents come once for each child, or once for the whole family: then siblings are not asked again. */
	comeFor: 'child' | 'family';
	/** The child is there, may come along, or stays at home. */
	child: 'with' | 'welcome' | 'without';
	/** Where it is unless the school says otherwise: the group's classroom, the family's home, or somewhere in school. */
	at: 'classroom' | 'home' | 'school';
	/** Pictures of the three steps that say what happens. */
	stepIcons: readonly [IconName, IconName, IconName];
	/** What a new plan starts with when this group never planned one. */
	defaults: {
		/** Places in each slot. */
		places: number;
		/** Local times at which slots can start. */
		startTimes: readonly string[];
		minutes: number;
		/** Days of the week, 1 (Monday) to 5. */
		weekdays: readonly number[];
		/**
		 * How a proposal fills the week until there are places for all: time after time over all the days, day after day
		 * over all the times, or one slot only.
		 */
		fill: 'times' | 'days' | 'once';
		adultsPerChild: number;
		slotsPerChild: number;
		closesHoursBefore: number;
		interpreterOffered: boolean;
		/** How often a series meets; left out: each slot stands for itself. */
		meetings?: number;
		/** Weeks from one meeting to the next. */
		everyWeeks?: number;
	};
	/** Can be a series: who signs up comes to all its meetings. */
	series?: true;
}

export const kinds: Record<MomentKind, Kind> = {
	look: {
		icon: 'eye',
		tint: 'look',
		placeIs: 'adult',
		comeFor: 'child',
		child: 'with',
		at: 'classroom',
		stepIcons: ['door', 'chair', 'talk'],
		defaults: {
			places: 4,
			startTimes: ['08:30', '13:15'],
			minutes: 30,
			weekdays: [1, 2, 3, 4],
			fill: 'times',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 1,
			interpreterOffered: true,
		},
	},
	welcome_talk: {
		icon: 'talk',
		tint: 'talk',
		placeIs: 'family',
		comeFor: 'child',
		child: 'welcome',
		at: 'classroom',
		stepIcons: ['door', 'talk', 'write'],
		defaults: {
			places: 1,
			startTimes: ['14:45', '15:15', '15:45', '16:15'],
			minutes: 30,
			weekdays: [1, 2, 4],
			fill: 'days',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 12,
			interpreterOffered: true,
		},
	},
	home_visit: {
		icon: 'home',
		tint: 'visit',
		placeIs: 'family',
		comeFor: 'child',
		child: 'with',
		at: 'home',
		stepIcons: ['home', 'coffee', 'talk'],
		defaults: {
			places: 1,
			startTimes: ['15:15', '16:15'],
			minutes: 45,
			weekdays: [1, 2, 4],
			fill: 'days',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 24,
			interpreterOffered: true,
		},
	},
	ten_minutes: {
		icon: 'clock',
		tint: 'talk',
		placeIs: 'family',
		comeFor: 'child',
		child: 'welcome',
		at: 'classroom',
		stepIcons: ['door', 'talk', 'star'],
		defaults: {
			places: 1,
			startTimes: ['15:00', '15:10', '15:20', '15:30', '15:40', '15:50', '16:00', '16:10', '16:20', '16:30'],
			minutes: 10,
			weekdays: [1, 2, 4],
			fill: 'days',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 12,
			interpreterOffered: true,
		},
	},
	tour: {
		icon: 'backpack',
		tint: 'look',
		placeIs: 'adult',
		comeFor: 'family',
		child: 'welcome',
		at: 'school',
		stepIcons: ['door', 'child', 'coffee'],
		defaults: {
			places: 12,
			startTimes: ['09:00'],
			minutes: 45,
			weekdays: [3],
			fill: 'once',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 1,
			interpreterOffered: true,
		},
	},
	parent_circle: {
		icon: 'circle-of-people',
		tint: 'meet',
		placeIs: 'adult',
		comeFor: 'family',
		child: 'welcome',
		at: 'school',
		stepIcons: ['coffee', 'people', 'sparkle'],
		defaults: {
			places: 12,
			startTimes: ['08:45'],
			minutes: 60,
			weekdays: [2],
			fill: 'once',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 1,
			interpreterOffered: true,
			meetings: 3,
			everyWeeks: 2,
		},
		series: true,
	},
	evening: {
		icon: 'people',
		tint: 'feast',
		placeIs: 'adult',
		comeFor: 'family',
		child: 'without',
		at: 'school',
		stepIcons: ['door', 'board', 'talk'],
		defaults: {
			places: 60,
			startTimes: ['19:30'],
			minutes: 90,
			weekdays: [2],
			fill: 'once',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 1,
			interpreterOffered: true,
		},
		series: true,
	},
	coffee: {
		icon: 'coffee',
		tint: 'meet',
		placeIs: 'adult',
		comeFor: 'family',
		child: 'welcome',
		at: 'school',
		stepIcons: ['coffee', 'people', 'talk'],
		defaults: {
			places: 16,
			startTimes: ['08:30'],
			minutes: 60,
			weekdays: [5],
			fill: 'once',
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 0,
			interpreterOffered: false,
		},
	},
	feast: {
		icon: 'party',
		tint: 'feast',
		placeIs: 'adult',
		comeFor: 'family',
		child: 'with',
		at: 'school',
		stepIcons: ['door', 'food', 'party'],
		defaults: {
			places: 100,
			startTimes: ['16:00'],
			minutes: 120,
			weekdays: [5],
			fill: 'once',
			adultsPerChild: 4,
			slotsPerChild: 1,
			closesHoursBefore: 1,
			interpreterOffered: false,
		},
	},
	open_evening: {
		icon: 'map',
		tint: 'look',
		placeIs: 'adult',
		comeFor: 'family',
		child: 'with',
		at: 'school',
		stepIcons: ['door', 'map', 'star'],
		defaults: {
			places: 150,
			startTimes: ['18:30'],
			minutes: 90,
			weekdays: [3],
			fill: 'once',
			adultsPerChild: 4,
			slotsPerChild: 1,
			closesHoursBefore: 0,
			interpreterOffered: false,
		},
	},
};
