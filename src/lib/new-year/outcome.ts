// What turning the year came to, as it stands afterwards: of a trial or of the real thing, read in the same way.
import type { MomentKind } from '#lib/moments/kinds.ts';

export interface OutcomeGroup {
	name: string;
	/** A group across classes: its children are in a class as well. */
	isAcross: boolean;
	children: number;
	teachers: string[];
	/** Children by the group that they come from; null: from none. */
	from: { group: string | null; children: string[] }[];
}

/** Why a moment that was chosen is not there again. */
export type NotCopied = 'named' | 'no_group' | 'no_day';

export interface OutcomeMoment {
	kind: MomentKind;
	title: string | null;
	/** Names of its groups; none: the whole school. */
	groups: string[];
	firstDay: string;
}

export interface YearOutcome {
	year: { name: string; startsOn: string; endsOn: string } | null;
	groups: OutcomeGroup[];
	leavers: { name: string; group: string | null; lastDay: string }[];
	/** Guardians who then have no child here: until which day they come in. Name null: the school has none. */
	accessEnds: { name: string | null; child: string; lastDay: string }[];
	/** Drafts that were made from moments of the old year. */
	moments: (OutcomeMoment & { times: number })[];
	notCopied: (OutcomeMoment & { momentId: string; why: NotCopied })[];
	/** The new year's card: its sections, and how many are to be looked at again. Null: there is none. */
	card: { sections: number; lookAgain: number } | null;
	/** Children of whom nobody said where they go. */
	withoutGroup: string[];
	withoutTeacher: string[];
}

/** Children who are in a class of the new year. */
export const placedIn = ({ groups }: YearOutcome): number =>
	groups.reduce((sum, { isAcross, children }) => sum + (isAcross ? 0 : children), 0);
