// Which of the changes that would place a family have been made since the planner asked for them.
import type { Span } from '#lib/moments/slots.ts';
import type { ProposedChange } from './round.ts';

/** The times of a round as they are by now. */
export interface TimesByNow {
	/** When a teacher, or an interpreter, is there. */
	teacher: (staffId: string) => readonly Span[];
	interpreter: (interpreterId: string) => readonly Span[];
	/** What each of the family who answered can. */
	family: readonly (readonly Span[])[];
	/** How long a talk is. */
	minutes: number;
}

/** The time that a change asks for. */
export function spanOf({ startsAt }: Pick<ProposedChange, 'startsAt'>, minutes: number): Span {
	return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + minutes * 60_000) };
}

/** True when it is so already: a whole talk fits into a time of theirs; of a family, into a time of all who answered. */
export function isMet(
	change: ProposedChange,
	{ teacher, interpreter, family, minutes }: TimesByNow,
): boolean {
	const { startsAt, endsAt } = spanOf(change, minutes);
	const covers = (times: readonly Span[]) =>
		times.some((time) => time.startsAt <= startsAt && endsAt <= time.endsAt);
	switch (change.kind) {
		case 'teacher_time':
			return covers(teacher(change.staffId));
		case 'interpreter_time':
			return covers(interpreter(change.interpreterId));
		case 'family_time':
			return family.length > 0 && family.every(covers);
	}
}
