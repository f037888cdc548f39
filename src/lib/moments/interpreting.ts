// Parents who interpret: whom one may ask, and how a wish stands.
import { overlaps, type Span } from './slots.ts';

/** Who interprets: another parent, the school's interpreter telephone, somebody whom the family brings. */
export const interpreterWays = ['parent', 'phone', 'family'] as const;
export type InterpreterWay = (typeof interpreterWays)[number];

/** How an ask stands; see the table `interpreter_ask`. */
export type AskState = 'asked' | 'accepted' | 'declined' | 'given_back' | 'closed';

/** Somebody wished for an interpreter. */
export interface Wish extends Span {
	signUpId: string;
	guardianId: string;
	/** Tag of the language. */
	language: string;
	/** The school may ask another parent. */
	mayAskParent: boolean;
}

/** A guardian who offered to interpret. */
export interface Offering {
	guardianId: string;
	languages: readonly string[];
	/** What they speak with the school. */
	withSchool: readonly string[];
	atSchool: boolean;
	byPhone: boolean;
	/** Own appointments and interpretings that were accepted. */
	busy: readonly Span[];
}

/**
 * Whether a guardian may be asked for a wish: they offered its language, who wishes agreed, they are of another family
 * (`family`: of who wishes, barred guardians too), they are free then, and were not asked for it before; who was told that
 * it is no longer needed may be asked again.
 */
export function mayBeAsked(
	wish: Wish,
	one: Offering,
	{ family, asked }: { family: ReadonlySet<string>; asked: AskState | undefined },
): boolean {
	return (
		wish.mayAskParent &&
		(one.atSchool || one.byPhone) &&
		schoolSide(one, wish.language).length > 0 &&
		one.guardianId !== wish.guardianId &&
		!family.has(one.guardianId) &&
		!one.busy.some((span) => overlaps(span, wish)) &&
		(asked === undefined || asked === 'closed')
	);
}

/** What they speak with the school when they interpret for a language; nothing where they don't interpret for it. */
export function schoolSide(
	{ languages, withSchool }: Pick<Offering, 'languages' | 'withSchool'>,
	language: string,
): string[] {
	return languages.includes(language) ? withSchool.filter((tag) => tag !== language) : [];
}

const A_DAY = 24 * 60 * 60 * 1000;

/** Until when one waits for an answer: a day, or half of the time that is left. */
export function answersUntil(askedAt: Date, startsAt: Date): Date {
	const left = Math.max(0, startsAt.getTime() - askedAt.getTime());
	return new Date(askedAt.getTime() + Math.min(A_DAY, left / 2));
}

export type WishState = 'arranged' | 'asked' | 'nobody';

/**
 * How a wish stands, as staff see it. A no is never told as one: it looks like an answer that did not come, for as long as
 * one waits for answers.
 */
export function wishState(
	wish: { found: boolean; startsAt: Date },
	asks: readonly { state: AskState; askedAt: Date }[],
	now: Date,
): WishState {
	if (wish.found) return 'arranged';
	const waits = asks.some(
		({ state, askedAt }) =>
			(state === 'asked' || state === 'declined') && now < answersUntil(askedAt, wish.startsAt),
	);
	return waits ? 'asked' : 'nobody';
}

/** The first word of a name: all that another parent is told. */
export function firstName(name: string | null): string | null {
	return name?.trim().split(/\s+/)[0] || null;
}
