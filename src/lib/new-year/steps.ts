/** The steps of turning the year, in the order in which they are done. */
export const steps = ['year', 'groups', 'teachers', 'leavers', 'moments', 'card'] as const;
export type Step = (typeof steps)[number];

/** What a step that was done came to: when (ISO), and how many rows of each sort it wrote. */
export interface StepOutcome {
	at: string;
	counts: Record<string, number>;
}
export type StepOutcomes = Partial<Record<Step, StepOutcome>>;
