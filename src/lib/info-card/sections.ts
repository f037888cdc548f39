/** Local time of day, `HH:MM`. An empty text: not set. */
export type TimeOfDay = string;

export interface Words {
	title: string;
	text: string;
}

/** What was made of a Dutch text. `of` is the Dutch that it says: when that changed, it no longer counts. */
export interface Translation extends Words {
	of: Words;
	/** A machine made some of it; else a person all of it. */
	state?: 'machine';
}

/**
 * A text that the school wrote: in Dutch, and in other languages by their tags. These are put in when a card is shown (see
 * server/card-words.ts); only a card of an earlier release holds them itself.
 */
export interface Wording {
	nl: Words;
	others: Record<string, Translation>;
}

/** The steps of the absence section: what happens on a day, and who gets involved when it happens more often. */
export const dayStepNames = ['call', 'school_calls', 'school_asks', 'better'] as const;
export const moreStepNames = ['late', 'talk', 'youth_doctor', 'attendance_officer'] as const;
export type DayStep = (typeof dayStepNames)[number];
export type MoreStep = (typeof moreStepNames)[number];
export type AbsenceStep = DayStep | MoreStep | 'doctor';
export const absenceSteps = [...dayStepNames, 'doctor', ...moreStepNames] as const;

/** A step of the template: left out, or in the school's own words instead of the template's. */
export interface StepChoice {
	shown: boolean;
	wording?: Wording;
}

export interface Absence {
	/** Parents call before this time. */
	callBefore: TimeOfDay;
	/** Empty: the school's number. */
	phone: string;
	/** Web address of the school's own system for reporting; empty: parents call. */
	link: string;
	/** The school calls who did not call. */
	schoolCallsAt: TimeOfDay;
	/** Days ill after which the school asks how it goes. */
	asksAfterDays: number;
	/** Times ill in a school year after which the contact person proposes a talk. */
	talkAfterTimes: number;
	/** Days ill in a row, and times ill in a school year, after which the youth doctor thinks along. */
	doctorAfterDays: number;
	doctorAfterTimes: number;
	/** Times late after which the school calls. */
	lateTimes: number;
	/** Hours of absence without a reason, in how many weeks, that the school has to report (DUO verzuimregister). */
	reportHours: number;
	reportWeeks: number;
	steps: Record<AbsenceStep, StepChoice>;
	/** The day on which the school last read the text over, `YYYY-MM-DD`; null: never. */
	checkedOn: string | null;
}

export interface SchoolTimes {
	/** Monday to Friday; null: no school. */
	days: ({ from: TimeOfDay; till: TimeOfDay } | null)[];
	doorOpens: TimeOfDay;
}

export interface Leave {
	weeksBefore: number;
	/** Days before a religious feast by which parents tell the school. */
	religiousDaysBefore: number;
	/** School days a year that the head may allow for important reasons. */
	headDays: number;
	/** Web address of the form; empty: ask at the office. */
	link: string;
}

export interface Food {
	snackAt: TimeOfDay;
	/** Weekdays with fruit or vegetables only, 1 (Monday) to 5. */
	fruitDays: number[];
	lunch: 'school' | 'home';
	lunchAt: TimeOfDay;
	waterOnly: boolean;
	noNuts: boolean;
}

export interface Gym {
	/**
	 * The school's name for a group or groups, and the weekdays on which they have gym. `others`: that name in other
	 * languages, put in as those of a `Wording`.
	 */
	lessons: { group: string; days: number[]; others?: Wording['others'] }[];
	shoes: boolean;
	bagGoesHome: 'each_time' | 'before_holidays';
}

export interface People {
	/** Staff who are not listed. */
	hidden: string[];
}

export interface Birthdays {
	treat: 'healthy' | 'small' | 'none';
	daysBefore: number;
}

export interface LostAndFound {
	place: 'entrance' | 'office' | 'hall';
	cleared: 'weekly' | 'monthly' | 'before_holidays';
}

export const numberKinds = [
	'school',
	'after_school',
	'youth_nurse',
	'attendance_officer',
	'emergency',
	'safe_home',
	'child_line',
	'own',
] as const;
export type NumberKind = (typeof numberKinds)[number];

export interface Numbers {
	/**
	 * `label` is the school's own word, for kind `own`; `others`: the same in other languages, put in as those of a `Wording`.
	 * A school's row without a number shows the school's.
	 */
	rows: { what: NumberKind; label: string; phone: string; others?: Wording['others'] }[];
}

/** Pictures that a school can give its own section. */
export const ownIcons = [
	'info',
	'book',
	'bike',
	'backpack',
	'heart',
	'people',
	'coffee',
	'party',
	'camera',
	'euro',
	'map',
	'star',
] as const;
export type OwnIcon = (typeof ownIcons)[number];

export interface Own {
	icon: OwnIcon;
	/** Lines of the text that begin with a dash are steps. */
	wording: Wording;
	/** Web address to read on; empty: none. */
	link: string;
	/** Days that it is about, `YYYY-MM-DD`, in order. */
	dates: string[];
}

export interface Welcome {
	/** When parents can drop in. */
	walkIn: 'before' | 'after' | 'appointment';
	interpreter: boolean;
}

export const expectWe = ['answer', 'talks', 'good', 'listen'] as const;
export const expectYou = ['time', 'rest', 'home', 'come', 'tell'] as const;
export interface Expect {
	/** School days within which the school answers. */
	answerDays: number;
	/** Talks a year, at least. */
	talkTimes: number;
	we: (typeof expectWe)[number][];
	you: (typeof expectYou)[number][];
}

export const safetyLines = ['doors', 'phones', 'photos'] as const;
export interface Safety {
	/** Name of the confidential adviser; empty: not told. */
	person: string;
	lines: (typeof safetyLines)[number][];
}

export interface Money {
	/** The voluntary contribution a year in whole euros; 0: none is asked. */
	euros: number;
	inParts: boolean;
}

export interface Separated {
	/** Talks can be apart. */
	talksApart: boolean;
}

/** What the school sets in each kind of section. `holidays` takes the calendar of the school. */
export interface SectionValues {
	absence: Absence;
	times: SchoolTimes;
	leave: Leave;
	food: Food;
	gym: Gym;
	holidays: Record<string, never>;
	people: People;
	birthdays: Birthdays;
	lost: LostAndFound;
	numbers: Numbers;
	welcome: Welcome;
	expect: Expect;
	safety: Safety;
	money: Money;
	separated: Separated;
	own: Own;
}
export type SectionKind = keyof SectionValues;

/** A picture, a recording or a paper of a section, as the file store has it. */
export interface SectionFile {
	fileId: string;
	kind: 'picture' | 'audio' | 'pdf';
	/** What it shows or says, in the school's own words, Dutch. */
	title: string;
	/** The same in other languages, put in as those of a `Wording`. */
	titles?: Record<string, string>;
	bytes: number;
	/** Pixels of a picture. */
	width: number | null;
	height: number | null;
}

export interface SectionOf<K extends SectionKind> {
	/** Of a template: its kind. Of an own section: made by the app. */
	id: string;
	kind: K;
	shown: boolean;
	/** The version of the card in which it last changed; 0 in a draft until it is published. */
	since: number;
	/** Only for the families of these groups; without any: for the whole school. */
	groupIds?: string[];
	/** Pictures, recordings and papers at its end, in order. */
	files?: SectionFile[];
	/** It came over from the card of an earlier year, and nobody looked at it since. */
	lookAgain?: boolean;
	/** Who changed it last in the draft, and when (milliseconds). */
	edited?: { by: string; at: number };
	/** What the school adds at the end, in its own words. */
	note: Wording | null;
	values: SectionValues[K];
}

/** A section of the information card: filled by the template of its kind, or written by the school (`own`). */
export type Section = { [K in SectionKind]: SectionOf<K> }[SectionKind];
