// A round's own clock: whole minutes since the midnight with which its period begins, as clocks at school show them.
import { addDays, dayOf, daysBetween, instantOf, timeOf } from '#lib/platform/server/local-time.ts';
import { MINUTES_OF_DAY, type Minute } from '../problem.ts';

export interface RoundClock {
	minuteOf(at: Date): Minute;
	instantOf(minute: Minute): Date;
}

export function roundClock(firstDay: string, timeZone: string): RoundClock {
	return {
		minuteOf(at) {
			const [hours = 0, minutes = 0] = timeOf(at, timeZone).split(':').map(Number);
			return daysBetween(firstDay, dayOf(at, timeZone)) * MINUTES_OF_DAY + hours * 60 + minutes;
		},
		instantOf(minute) {
			const days = Math.floor(minute / MINUTES_OF_DAY);
			const rest = minute - days * MINUTES_OF_DAY;
			const two = (n: number) => String(n).padStart(2, '0');
			return instantOf(addDays(firstDay, days), `${two(Math.floor(rest / 60))}:${two(rest % 60)}`, timeZone);
		},
	};
}
