import type { IconName } from '#lib/ui/icon-names.ts';

/** What staff can say of a task, beside what its times say. */
export const taskMarks = ['no_dutch', 'from_home', 'with_child', 'car', 'certificate'] as const;
export type TaskMark = (typeof taskMarks)[number];

/** What somebody took before says of these marks that they suit them; of others, little. */
export const tellingMarks: readonly TaskMark[] = ['from_home', 'with_child', 'car'];

/** Marks that parents see and look by: those of staff, and those that follow from the times. */
export const shownMarks = [
	'no_dutch',
	'with_child',
	'from_home',
	'evening',
	'half_hour',
	'car',
	'certificate',
] as const;
export type ShownMark = (typeof shownMarks)[number];

export const markIcons: Record<ShownMark, IconName> = {
	no_dutch: 'language',
	with_child: 'child',
	from_home: 'home',
	evening: 'moon',
	half_hour: 'clock',
	car: 'flag',
	certificate: 'shield',
};

const HALF_HOUR = 30 * 60_000;
/** From this time by the school's clock a shift is in the evening. */
export const EVENING_FROM = '17:30';

/** The marks of a task whose shifts to come are these; `time` is the start by the school's clock (`19:30`). */
export function marksOf(
	task: { marks: readonly TaskMark[]; flexible: boolean },
	shifts: readonly { startsAt: Date; endsAt: Date; time: string }[],
): ShownMark[] {
	const timed = task.flexible ? [] : shifts;
	const follows: Partial<Record<ShownMark, boolean>> = {
		evening: timed.some(({ time }) => time >= EVENING_FROM),
		half_hour: timed.some(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= HALF_HOUR),
	};
	return shownMarks.filter((mark) => follows[mark] ?? task.marks.includes(mark as TaskMark));
}
