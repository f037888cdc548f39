/** How far a guardian is on the way in, as staff see it. */
export type InvitationState =
	/** Never got a letter. */
	| 'not_invited'
	/** Has a letter whose code still works. */
	| 'invited'
	/** Tried the code with a birth date that did not fit: may need help. */
	| 'opened'
	/** Had a letter, and its code works no more (too old, five wrong tries, taken back). */
	| 'lapsed'
	/** Has been in the app. */
	| 'entered';

export interface Sent {
	createdAt: Date;
	expiresAt: Date;
	wrongTries: number;
	closedAt: Date | null;
}

/** A code that still works. */
export function isOpen({ closedAt, expiresAt }: Pick<Sent, 'closedAt' | 'expiresAt'>, now: Date): boolean {
	return closedAt === null && expiresAt > now;
}

/** The state that follows from what was sent. Opening a link leaves no trace, so "opened" means that a button was pressed. */
export function invitationState(enteredAt: Date | null, sent: readonly Sent[], now: Date): InvitationState {
	if (enteredAt) return 'entered';
	const open = sent.filter((one) => isOpen(one, now));
	if (open.some(({ wrongTries }) => wrongTries > 0)) return 'opened';
	if (open.length > 0) return 'invited';
	return sent.length > 0 ? 'lapsed' : 'not_invited';
}

/** Who gets a letter when all are printed that have none: no working code, and never been in. */
export function needsLetter(state: InvitationState): boolean {
	return state === 'not_invited' || state === 'lapsed';
}
