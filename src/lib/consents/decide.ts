/** What holds for a child and one thing that is asked. `open`: nobody answered, which is no. */
export type Decision = 'yes' | 'no' | 'open';

export interface Answer {
	guardianId: string;
	given: boolean;
}

/**
 * One guardian's no is no; not answered is no. Only who has full say counts: an answer of somebody who lost it is none.
 * `sayers`: the guardians at level "full".
 */
export function decide(answers: readonly Answer[], sayers: ReadonlySet<string>): Decision {
	const counted = answers.filter(({ guardianId }) => sayers.has(guardianId));
	if (counted.some(({ given }) => !given)) return 'no';
	return counted.length > 0 ? 'yes' : 'open';
}

/** Only this may be shown or published. */
export function isAllowed(decision: Decision): boolean {
	return decision === 'yes';
}
