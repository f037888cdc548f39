/** What one can do for a guardian whom messages do not reach. */
export const nextSteps = ['letter', 'call', 'door', 'interpreter', 'key_parent'] as const;
export type NextStep = (typeof nextSteps)[number];

/**
 * What to try first: who never came in gets a letter with a code; who needs an interpreter, one; who has a telephone is
 * called; else somebody speaks to them at the door.
 */
export function firstStep(one: {
	enteredAt: Date | null;
	needsInterpreter: boolean;
	phone: string | null;
}): NextStep {
	if (one.enteredAt === null) return 'letter';
	if (one.needsInterpreter) return 'interpreter';
	return one.phone ? 'call' : 'door';
}
