// What a guardian can still have in a round: times that are open, their own talk, and when they are here for something else.
import type { Reader } from '#lib/database/store.ts';
import { findOwnSignUps } from '#lib/moments/server/own-sign-ups.ts';
import type { Span } from '#lib/moments/slots.ts';
import { openTimes, type OpenTime } from '../open-times.ts';
import type { FoundRound } from './find-round.ts';
import { interpretingTalks } from './interpreted.ts';
import type { AgreedTalk, Schedule } from './schedule.ts';

/** Times of a group that are still to come and to be had. */
export function timesOf(schedule: Schedule, groupId: string, now: Date, without?: string): OpenTime[] {
	const { teams, teachers, rules, clock } = schedule;
	const taken = schedule.talks.filter(({ talkId }) => talkId !== without);
	return openTimes(teams.get(groupId) ?? [], teachers, taken, rules).filter(
		({ start }) => clock.instantOf(start) > now,
	);
}

/** The talks that a guardian has. */
export const talksOf = ({ talks }: Pick<Schedule, 'talks'>, guardianId: string) =>
	talks.filter(({ guardianIds }) => guardianIds.includes(guardianId));

/** A guardian's talk about this child, in these. */
export const ownTalk = (talks: readonly AgreedTalk[], guardianId: string, childId: string) =>
	talks.find((talk) => talk.childId === childId && talk.guardianIds.includes(guardianId));

/** When the guardian is at school for something else: other moments, and talks at which they interpret. */
export async function busyOf(db: Reader, round: FoundRound, guardianId: string, now: Date): Promise<Span[]> {
	const { schoolId } = round.school;
	const rows = await findOwnSignUps(db, { schoolId, guardianId, momentId: '', now });
	const interpreting = await interpretingTalks(db, { schoolId, guardianId }, now);
	return [...rows.filter(({ status, skips }) => status === 'confirmed' && !skips), ...interpreting];
}
