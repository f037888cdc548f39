// When and where two could meet: from what both said, and nothing else.
import type { FreeTime, MeetingPlace } from './profile.ts';

/** A day with a time there, local. */
export interface MeetingIdea {
	day: string;
	time: string;
	place: Exclude<MeetingPlace, 'moment'>;
}

const MOST_IDEAS = 4;

/** School days: at the gate after the children went in, at the playground after school; evenings by telephone. */
function placeOf(weekday: number, part: string): Pick<MeetingIdea, 'time' | 'place'> {
	if (part === 'evening') return { time: '19:30', place: 'call' };
	if (weekday > 5)
		return part === 'morning' ? { time: '10:30', place: 'library' } : { time: '14:00', place: 'playground' };
	return part === 'morning' ? { time: '08:35', place: 'gate' } : { time: '15:00', place: 'playground' };
}

/**
 * Ideas in the two weeks from the day after tomorrow on: times that both said, the nearest first; where there are none, at
 * the gate on the next two school days. A call only where both shared a number.
 */
export function meetingIdeas(
	own: readonly FreeTime[],
	others: readonly FreeTime[],
	days: readonly { day: string; weekday: number; isFree: boolean }[],
	mayCall: boolean,
): MeetingIdea[] {
	const both = new Set<string>(own.filter((time) => others.includes(time)));
	const ideas = days.flatMap(({ day, weekday, isFree }) =>
		(['morning', 'afternoon', 'evening'] as const)
			.filter((part) => both.has(`${weekday}-${part}`))
			.map((part) => ({ day, ...placeOf(isFree ? 6 : weekday, part) })),
	);
	const found = ideas.filter(({ place }) => place !== 'call' || mayCall);
	if (found.length > 0) return found.slice(0, MOST_IDEAS);
	return days
		.filter(({ weekday, isFree }) => weekday <= 5 && !isFree)
		.slice(0, 2)
		.map(({ day }) => ({ day, time: '08:35', place: 'gate' as const }));
}
