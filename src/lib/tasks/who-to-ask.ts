// Whom a school asks once more for a task: never always the same few.

/** Nobody is asked once more for more tasks than this in so many days. */
export const MOST_ASKS = 2;
export const ASK_DAYS = 60;
/** For each free place so many are asked: enough to fill it, few enough that a question stays a question. */
const ASKS_A_PLACE = 4;

interface Person {
	guardianId: string;
	/** The language that they read. */
	locale: string;
	/** How often they were asked once more in the last days. */
	asked: number;
	/** Their certificate of conduct was seen, or none is asked for. */
	cleared: boolean;
	/** They took something before with a mark that tells what suits them: at home, with a child, with a car. */
	suits: boolean;
	/** Shifts that they took this year. */
	helped: number;
}

/**
 * First who has the certificate that is asked for, then who reads a language that is of special use, then who was asked
 * least, then whom such a task suited before, then who helped least; who was asked as
 * often as is allowed is left out. Of people who are alike the order is by id, so that the same question gives the same
 * answer.
 */
export function whoToAsk<P extends Person>(
	people: readonly P[],
	{ free, languages }: { free: number; languages: readonly string[] },
): P[] {
	const isWelcome = ({ locale }: P) => (languages.includes(locale) ? 0 : 1);
	return people
		.filter(({ asked }) => asked < MOST_ASKS)
		.sort(
			(a, b) =>
				Number(b.cleared) - Number(a.cleared) ||
				isWelcome(a) - isWelcome(b) ||
				a.asked - b.asked ||
				Number(b.suits) - Number(a.suits) ||
				a.helped - b.helped ||
				a.guardianId.localeCompare(b.guardianId),
		)
		.slice(0, free * ASKS_A_PLACE);
}
