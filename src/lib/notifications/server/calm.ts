// When a notice may come: quiet hours, Sundays, and what can wait for the others of the day.
import { addDays, dayOf, instantOf, timeOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { defaultCalm, type Calm } from '../calm-choice.ts';
import type { Pace } from '../kinds.ts';

const SUNDAY = 7;

interface Asked {
	pace: Pace;
	/** After this it is worth nothing: then it does not wait so long. */
	expiresAt: Date | null;
	/** It was held back for the others of the day already. */
	gathered: boolean;
	now: Date;
	timeZone: string;
}

/**
 * Until when a notice waits, and whether it then comes with the others of the day; undefined: it may go now. What would be
 * worth nothing by then goes now.
 */
export function waitsUntil(
	{ pace, expiresAt, gathered, now, timeZone }: Asked,
	calm: Calm,
): { until: Date; digest: boolean } | undefined {
	if (pace === 'now') return undefined;
	const digest = pace === 'calm' && calm.digestAt !== null && !gathered;
	const sundays = pace === 'calm' && calm.quietSundays;
	const until = digest
		? nextDigest(calm.digestAt ?? '', now, timeZone, sundays)
		: // the time of the digest was chosen: it may lie in the quiet hours
			gathered && calm.digestAt !== null
			? now
			: endOfQuiet(now, timeZone, calm, sundays);
	if (until <= now || (expiresAt && until >= expiresAt)) return undefined;
	return { until, digest };
}

function nextDigest(time: string, now: Date, timeZone: string, sundays: boolean): Date {
	for (let day = dayOf(now, timeZone); ; day = addDays(day, 1)) {
		const at = instantOf(day, time, timeZone);
		if (at > now && !(sundays && weekdayOf(day) === SUNDAY)) return at;
	}
}

/** The first instant from `now` on that is neither in the quiet hours nor, if those are quiet, on a Sunday. */
function endOfQuiet(now: Date, timeZone: string, calm: Calm, sundays: boolean): Date {
	const day = dayOf(now, timeZone);
	if (sundays && weekdayOf(day) === SUNDAY)
		return endOfQuiet(
			instantOf(addDays(day, 1), calm.quiet ? '00:00' : defaultCalm.quietUntil, timeZone),
			timeZone,
			calm,
			false,
		);
	if (!calm.quiet || !isQuiet(timeOf(now, timeZone), calm)) return now;
	const today = instantOf(day, calm.quietUntil, timeZone);
	const end = today > now ? today : instantOf(addDays(day, 1), calm.quietUntil, timeZone);
	return sundays ? endOfQuiet(end, timeZone, calm, sundays) : end;
}

function isQuiet(time: string, { quietFrom: from, quietUntil: until }: Calm): boolean {
	if (from === until) return false;
	return from < until ? time >= from && time < until : time >= from || time < until;
}
