// From when one can sign up, and for whom first.

export interface Opening {
	/** Null: from publishing on. */
	opensAt: Date | null;
	/** Until then only for guardians who were at no moment this school year; null: for all at once. */
	openForAllAt: Date | null;
}

/** From when a guardian can sign up; null: from publishing on. `wasHere`: was at a moment this school year. */
export function opensFor({ opensAt, openForAllAt }: Opening, wasHere: boolean): Date | null {
	return wasHere ? (openForAllAt ?? opensAt) : opensAt;
}

/** Whether it matters now who was here before. */
export function isFirstForSome({ openForAllAt }: Opening, now: Date): boolean {
	return openForAllAt !== null && now < openForAllAt;
}
