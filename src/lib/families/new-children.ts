import { needsLetter, type InvitationState } from './invitation-state.ts';

/** A child in the weeks around the first school day. */
export interface NewChild {
	childId: string;
	name: string;
	/** `YYYY-MM-DD` */
	startsOn: string;
	/** Guardians who have no letter that works. */
	withoutLetter: string[];
	/** Somebody of the family was in the app. */
	inApp: boolean;
	/** Somebody signed up for something. */
	inTouch: boolean;
}

interface Found {
	childId: string;
	givenName: string;
	prefix: string | null;
	surname: string | null;
	startsOn: string | null;
	shows: readonly string[];
	guardians: readonly {
		guardianId: string;
		level: 'full' | 'information' | 'nothing';
		enteredAt: Date | null;
		state: InvitationState;
	}[];
}

/** What the first week still needs, of the children who are new; those who came last at the top. */
export function newChildren(
	children: readonly Found[],
	{ inTouch }: { inTouch: ReadonlySet<string> },
): NewChild[] {
	return children
		.flatMap(({ childId, givenName, prefix, surname, startsOn, shows, guardians }) => {
			if (!startsOn || !shows.includes('new')) return [];
			const known = guardians.filter(({ level }) => level !== 'nothing');
			return [
				{
					childId,
					name: [givenName, prefix, surname].filter(Boolean).join(' '),
					startsOn,
					withoutLetter: known.filter(({ state }) => needsLetter(state)).map(({ guardianId }) => guardianId),
					inApp: known.some(({ enteredAt }) => enteredAt !== null),
					inTouch: inTouch.has(childId),
				},
			];
		})
		.sort((a, b) => (a.startsOn < b.startsOn ? 1 : a.startsOn > b.startsOn ? -1 : 0));
}
