// What a school has chosen for its new year, so far. Kept as JSON: a field that is missing was not chosen yet, and the
// proposal holds.

/** Where the children of one year group of a group go: a group 1/2 goes two ways. */
export interface GroupChoice {
	/** The group of the old year. */
	fromId: string;
	/** Year group of the children; null: of those of whom it is not known. */
	yearGroup: string | null;
	/** Name of their group in the new year; null: they leave the school (a group across classes: it ends). */
	name: string | null;
}

export interface YearChoices {
	year?: { name: string; startsOn: string; endsOn: string };
	groups?: GroupChoice[];
	/** Staff ids by the key of a group of the new year (`keyOfGroup`). */
	teachers?: Record<string, string[]>;
	/** The last day on which the guardians of leavers can come in, and who leaves besides those without a new group. */
	leavers?: { lastDay: string; childIds: string[] };
	/** Moments of the old year to plan again, as drafts. */
	moments?: string[];
	/** Whether the card of the old year is where the new one begins. */
	card?: boolean;
}
