/** Where the pages of moments are: for links in messages and between pages. */
export const momentPath = (momentId: string): string => `/join/${momentId}`;

/** The calendar file of a sign-up. */
export const calendarPath = (momentId: string, signUpId: string): string =>
	`/join/${momentId}/${signUpId}.ics`;

/** The link that may be shared with anyone: shows kind, date, time and school. */
export const sharePath = (shareToken: string): string => `/m/${shareToken}`;

/** Where staff see one moment. */
export const staffMomentPath = (momentId: string): string => `/staff/moments/${momentId}`;
