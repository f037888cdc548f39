// What a new round starts with, by kind: staff change what is different at their school.
import type { ChildPresence, QuestionName, RoundWay, TalkKind, TalkPlace } from './round.ts';

export interface RoundDefaults {
	way: RoundWay;
	places: readonly TalkPlace[];
	child: ChildPresence;
	minutes: number;
	pauseMinutes: number;
	inARow: number;
	from: string;
	till: string;
	weekdays: readonly number[];
	questions: readonly QuestionName[];
	/** From today until the first talk, and from the first to the last. */
	daysAhead: number;
	days: number;
	/** Parents answer until so many days before the first talk. */
	closesDaysBefore: number;
}

export const roundDefaults: Record<TalkKind, RoundDefaults> = {
	welcome_talk: {
		way: 'pick',
		places: ['school'],
		child: 'welcome',
		minutes: 20,
		pauseMinutes: 5,
		inARow: 4,
		from: '14:45',
		till: '17:00',
		weekdays: [1, 2, 4],
		questions: ['good_at', 'hopes', 'at_home'],
		daysAhead: 14,
		days: 12,
		closesDaysBefore: 3,
	},
	start_talk: {
		way: 'pick',
		places: ['school'],
		child: 'with',
		minutes: 15,
		pauseMinutes: 5,
		inARow: 5,
		from: '14:45',
		till: '17:00',
		weekdays: [1, 2, 4],
		questions: ['good_at', 'hopes'],
		daysAhead: 14,
		days: 12,
		closesDaysBefore: 3,
	},
	ten_minutes: {
		way: 'plan',
		places: ['school'],
		child: 'without',
		minutes: 10,
		pauseMinutes: 0,
		inARow: 8,
		from: '15:00',
		till: '20:00',
		weekdays: [1, 2, 3, 4],
		questions: ['worries', 'proud_of'],
		daysAhead: 21,
		days: 4,
		closesDaysBefore: 7,
	},
	home_visit: {
		way: 'pick',
		places: ['home'],
		child: 'with',
		minutes: 45,
		pauseMinutes: 20,
		inARow: 2,
		from: '14:45',
		till: '18:00',
		weekdays: [1, 2, 4],
		questions: ['good_at', 'hopes', 'at_home'],
		daysAhead: 14,
		days: 26,
		closesDaysBefore: 3,
	},
};
