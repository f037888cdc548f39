// What a parent says of themselves who offers to be a buddy, or would like one: all of it chosen, nothing written.

/** What a buddy can help with, or is wished for. `dutch`: practising Dutch, a common language where both say it. */
export const topics = ['school', 'letters', 'dutch', 'first_time', 'pick_up', 'play'] as const;
export type Topic = (typeof topics)[number];

/** Parts of a day; when each begins at the latest is in `meeting.ts`. */
export const dayParts = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof dayParts)[number];

/** A weekday, 1 (Monday) to 7, and a part of it: `3-afternoon`. */
export type FreeTime = `${1 | 2 | 3 | 4 | 5 | 6 | 7}-${DayPart}`;
export const freeTimes: readonly FreeTime[] = ([1, 2, 3, 4, 5, 6, 7] as const).flatMap((day) =>
	dayParts.map((part): FreeTime => `${day}-${part}`),
);

/** How many newcomers one looks after at most. */
export const capacities = [1, 2, 3] as const;

/** "Only with women", "only with men": such a wish goes together with the same wish alone. */
export const circles = ['women', 'men'] as const;
export type Circle = (typeof circles)[number];

/** The neighbourhood as the parent wants to say it: four digits of a postcode, `near_school`, or null: not said. */
export const NEAR_SCHOOL = 'near_school';

/** What is told of oneself once both said yes. */
export const contactWays = ['phone', 'gate'] as const;
export type ContactWay = (typeof contactWays)[number];

/** One face to tap. */
export const checkAnswers = ['well', 'so_so', 'not_well'] as const;
export type CheckAnswer = (typeof checkAnswers)[number];

/** Why something is reported. */
export const reportReasons = ['too_much', 'unkind', 'unsafe', 'other'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** Where two can meet; `call`: they talk by telephone. */
export const places = ['gate', 'playground', 'library', 'call', 'moment'] as const;
export type MeetingPlace = (typeof places)[number];

/** What a parent chose. */
export interface BuddyProfile {
	/** Would be a buddy; would like one. At least one of both. */
	offers: boolean;
	wishes: boolean;
	/** Tags of the languages that they would speak with the other. */
	languages: string[];
	topics: Topic[];
	times: FreeTime[];
	area: string | null;
	/** How many newcomers at most; counts only for who offers. */
	capacity: number;
	circle: Circle | null;
}
