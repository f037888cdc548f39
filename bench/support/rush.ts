/** One answer of a rush: when it was asked and answered, by a clock that only counts, and the number it got. */
export interface Answered {
	asked: number;
	answered: number;
	/** Null: confirmed. */
	number: number | null;
}

/** Problems with the numbers: each from 1 on once, and nobody over the places. */
export function wrongNumbers(answers: readonly Answered[], places: number): string[] {
	const numbers = answers.flatMap(({ number }) => number ?? []).sort((a, b) => a - b);
	const confirmed = answers.length - numbers.length;
	return [
		...(confirmed === Math.min(places, answers.length) ? [] : [`${confirmed} confirmed on ${places} places`]),
		...(numbers.every((number, at) => number === at + 1)
			? []
			: ['waiting numbers are not 1, 2, 3 … once each']),
	];
}

/** Who was answered before another one asked must be before that one. */
export function findUnfair(answers: readonly Answered[]): string[] {
	const order = ({ number }: Answered) => number ?? 0;
	const overtaken = answers.filter((later) =>
		answers.some((earlier) => earlier.answered < later.asked && order(earlier) > order(later)),
	);
	return overtaken.length > 0 ? [`${overtaken.length} came before someone who was answered earlier`] : [];
}
