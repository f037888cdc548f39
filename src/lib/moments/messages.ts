/** What staff send about a moment: changes, and the ready texts that they may send themselves. */
export const momentMessages = [
	'moved',
	'slot_cancelled',
	'place',
	'cancelled',
	'remind',
	'waiting',
	'again',
	'thanks',
] as const;
export type MomentMessage = (typeof momentMessages)[number];

/** The ready texts: to those who come, who wait, who did not answer, and who came. */
export const readyMessages = ['remind', 'waiting', 'again', 'thanks'] as const;
export type ReadyMessage = (typeof readyMessages)[number];
