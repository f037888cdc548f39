// What a school has chosen for its new year, so far. Kept as JSON: a field that is missing was not chosen yet, and the
// proposal of plan.ts holds.

/** Where the children of a group of the old year go. */
export interface GroupChoice {
	/** The group of the old year. */
	fromId: string;
	/** Name of their group in the new year; null: they leave the school. */
	name: string | null;
	/** Year groups of the new group: `["5"]`. */
	yearGroups: string[];
}

export interface YearChoices {
	year?: { name: string; startsOn: string; endsOn: string };
	groups?: GroupChoice[];
	/** Staff ids by the folded name of a group of the new year. */
	teachers?: Record<string, string[]>;
	/** The last day on which the guardians of leavers can come in, and children who leave from another group. */
	leavers?: { lastDay: string; childIds: string[] };
	/** Moments of the old year to plan again, as drafts. */
	moments?: string[];
	card?: boolean;
}
