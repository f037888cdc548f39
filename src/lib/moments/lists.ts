// The lists of a moment, to look at, to print and to take along as a file: the same rows each time.
import type { Attendee } from './server/attendees.ts';
import type { ChildOnWall } from './server/overview.ts';
import type { StaffSlot } from './server/staff-slots.ts';

/** Who comes; interpreters by language; who waits; of whom nobody comes; who came without an appointment. */
export const momentLists = ['coming', 'interpreters', 'waiting', 'silent', 'walk_ins'] as const;
export type MomentList = (typeof momentLists)[number];

/** A sign-up with the time that it is for. */
export interface ListedSignUp extends Attendee {
	startsAt: Date;
	endsAt: Date;
}

export interface ListsOfMoment {
	coming: ListedSignUp[];
	/** By language, as the page has them in order. */
	interpreters: ListedSignUp[];
	waiting: ListedSignUp[];
	/** Children of whom nobody signed up; who said that they can't come are in it. */
	silent: ChildOnWall[];
	walk_ins: ListedSignUp[];
}

/** The lists of a moment, in order of time; what was called off is on none. */
export function listsOf({
	slots,
	wall,
}: {
	slots: readonly Pick<StaffSlot, 'startsAt' | 'endsAt' | 'cancelled' | 'coming' | 'inLine'>[];
	wall: readonly ChildOnWall[];
}): ListsOfMoment {
	const from = (people: 'coming' | 'inLine') =>
		slots.flatMap(({ startsAt, endsAt, cancelled, ...slot }) =>
			cancelled ? [] : slot[people].map((one) => ({ ...one, startsAt, endsAt })),
		);
	const coming = from('coming');
	return {
		coming,
		interpreters: coming
			.filter(({ interpreter, skips }) => interpreter !== null && !skips)
			.sort((a, b) => (a.interpreter ?? '').localeCompare(b.interpreter ?? '')),
		waiting: from('inLine'),
		silent: wall.filter(({ state }) => state === 'silent' || state === 'declined'),
		walk_ins: coming.filter(({ atDoor }) => atDoor),
	};
}

/** Which lists an address asks for (`?list=waiting&list=silent`); none: those that have somebody on them. */
export function chosenLists(query: URLSearchParams, lists: ListsOfMoment): MomentList[] {
	const asked = new Set(query.getAll('list'));
	const chosen = momentLists.filter((list) => asked.has(list));
	return chosen.length > 0 ? chosen : momentLists.filter((list) => lists[list].length > 0);
}
