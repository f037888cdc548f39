// When on a day a round's talks are: the hours of its form, and the same read back from teachers' times.
import type { RoundPlan } from './round-form.ts';

/** The hours of a round's days, local `HH:MM`; the break is empty where there is none. */
export type DayPattern = Pick<RoundPlan, 'weekdays' | 'from' | 'till' | 'breakFrom' | 'breakTill'>;

/** A teacher's time on a day, in the school's clock. */
export interface TimeOfDay {
	staffId: string;
	day: string;
	/** 1 (Monday) to 7. */
	weekday: number;
	from: string;
	till: string;
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A day's times around its break; only what holds a talk. */
export function spansOfDay(plan: DayPattern & { minutes: number }): { from: string; till: string }[] {
	const { from, till, breakFrom, breakTill } = plan;
	const hasBreak = breakFrom && breakTill && breakFrom < breakTill && breakFrom < till && breakTill > from;
	const parts = hasBreak
		? [
				{ from, till: breakFrom },
				{ from: breakTill, till },
			]
		: [{ from, till }];
	return parts.filter((part) => minutes(part.till) - minutes(part.from) >= plan.minutes);
}

/** The pattern in which these times lie: their weekdays, first to last hour, the first break of a day. Null for none. */
export function patternOf(times: readonly TimeOfDay[]): DayPattern | null {
	if (times.length === 0) return null;
	const days = Map.groupBy(times, ({ staffId, day }) => `${staffId} ${day}`);
	const [first, second] =
		[...days.values()].find((own) => own.length > 1)?.toSorted((a, b) => a.from.localeCompare(b.from)) ?? [];
	return {
		weekdays: [...new Set(times.map(({ weekday }) => weekday))].sort(),
		from: times.map(({ from }) => from).sort()[0] ?? '',
		till:
			times
				.map(({ till }) => till)
				.sort()
				.at(-1) ?? '',
		breakFrom: first?.till ?? '',
		breakTill: second?.from ?? '',
	};
}

/** Whether two patterns say the same hours on the same weekdays. */
export function samePattern(a: DayPattern, b: DayPattern): boolean {
	const key = (one: DayPattern) =>
		[[...one.weekdays].sort().join(), one.from, one.till, one.breakFrom, one.breakTill].join(' ');
	return key(a) === key(b);
}
