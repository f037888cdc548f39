/** Where the pages of moments are: for links in messages and between pages. */
export const momentPath = (momentId: string): string => `/join/${momentId}`;

/** A moment as it concerns one child: for who has several. */
export const momentOfChildPath = (momentId: string, childId: string): string =>
	`${momentPath(momentId)}?child=${encodeURIComponent(childId)}`;

/** The calendar file of a sign-up. */
export const calendarPath = (momentId: string, signUpId: string): string =>
	`/join/${momentId}/${signUpId}.ics`;

/** The link that may be shared with anyone: shows kind, date, time and school. */
export const sharePath = (shareToken: string): string => `/m/${shareToken}`;

/** Where staff see one moment. */
export const staffMomentPath = (momentId: string): string => `/staff/moments/${momentId}`;

/** Where staff plan: afresh, for a day of a week, a group or a kind that is wanted. */
export function planPath(wanted: { kind?: string; group?: string; day?: string } = {}): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
	return query.size > 0 ? `/staff/moments/plan?${query}` : '/staff/moments/plan';
}

/** Where staff go on with a draft, and where they plan a moment once more. */
export const draftPath = (momentId: string): string => `/staff/moments/plan?draft=${momentId}`;
export const againPath = (momentId: string): string => `/staff/moments/plan?copy=${momentId}`;

/** Where staff see what has free places in a week, by its Monday. */
export const freePath = (week: string): string => `/staff/moments?free=${week}`;

/** The list for the door of a day (`YYYY-MM-DD`), of all moments or of one. */
export const doorPath = (day: string, momentId?: string): string =>
	momentId ? `${staffMomentPath(momentId)}/door?day=${day}` : `/staff/moments/door?day=${day}`;

/** Where staff change, move or call off one slot. */
export const slotPath = (momentId: string, slotId: string): string =>
	`${staffMomentPath(momentId)}/slots/${slotId}`;

/** Where staff write a guardian down from a paper slip. */
export function byHandPath(
	momentId: string,
	wanted: { child?: string; slot?: string; door?: string } = {},
): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
	return query.size > 0 ? `${staffMomentPath(momentId)}/add?${query}` : `${staffMomentPath(momentId)}/add`;
}

/** Where staff write to those who come, wait, or did not answer; and the list of a moment as a file. */
export const messagePath = (momentId: string): string => `${staffMomentPath(momentId)}/message`;
export const listPath = (momentId: string, list?: string): string =>
	`${staffMomentPath(momentId)}/list.csv${list ? `?list=${list}` : ''}`;

/** The lists of a moment, to print: all that have somebody on them, or those that are chosen. */
export const listsPath = (momentId: string): string => `${staffMomentPath(momentId)}/lists`;

/** Where staff read and mend what they wrote of a moment, in the languages of its parents. */
export const tonguesPath = (momentId: string): string => `${staffMomentPath(momentId)}/languages`;

/** Where a parent offers to interpret, and answers when they are asked. */
export const askPath = (askId?: string): string => (askId ? `/me/interpreting/${askId}` : '/me/interpreting');
