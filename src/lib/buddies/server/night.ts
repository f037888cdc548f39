// What moves by itself, every night: questions that nobody answered, faces to tap, who left, the end of the year.
import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { closeMatch, forgetWaysOfEnded, tellEnded } from './answers.ts';
import { checkAsked, goOnAsked, lookingOn } from './notices.ts';
import { forgetKeyParents } from './key-parents.ts';
import { areTooNear, buddyPeople, stillHere, type BuddyPeople } from './people.ts';
import { forgetProfiles } from './profile.ts';

/** Days after both said yes. */
const CHECK_DAYS = [14, 60] as const;
/** So many days before the school year ends both are asked whether they go on. */
const GO_ON_DAYS = 21;
/** What staff suggested, and nobody took up, goes after so many days. */
const SUGGESTION_DAYS = 60;
const A_DAY = 24 * 60 * 60 * 1000;

interface Night {
	schoolId: string;
	timeZone: string;
	now: Date;
}

/** One school's night. */
export async function moveBuddies(tx: Tx, night: Night): Promise<void> {
	await endUnanswered(tx, night);
	await endOfThoseWhoLeft(tx, night);
	await forgetWaysOfEnded(tx, night.schoolId);
	await askChecks(tx, night);
	await askToGoOn(tx, night);
	const { buddySuggestion } = tx.t;
	const before = new Date(night.now.getTime() - SUGGESTION_DAYS * A_DAY);
	await tx
		.delete(buddySuggestion)
		.where(and(eq(buddySuggestion.schoolId, night.schoolId), lt(buddySuggestion.at, before)));
}

/** Past the last day: ended, and who said yes hears that we look on. */
async function endUnanswered(tx: Tx, { schoolId, now }: Night): Promise<void> {
	const { buddyMatch, buddySide } = tx.t;
	const ended = await tx
		.update(buddyMatch)
		.set({ state: 'ended', endedAt: now, endedBecause: 'unanswered' })
		.where(
			and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.state, 'asked'), lt(buddyMatch.answerBy, now)),
		)
		.returning({ id: buddyMatch.id });
	if (ended.length === 0) return;
	const sides = await tx
		.update(buddySide)
		.set({ phone: null, shares: null })
		.where(
			and(
				eq(buddySide.schoolId, schoolId),
				inArray(
					buddySide.matchId,
					ended.map(({ id }) => id),
				),
			),
		)
		.returning({ matchId: buddySide.matchId, guardianId: buddySide.guardianId, answer: buddySide.answer });
	const yes = sides.filter(({ answer }) => answer === 'yes');
	const readers = await findRecipients(
		tx,
		schoolId,
		yes.map(({ guardianId }) => guardianId),
	);
	const notices = yes.flatMap(({ matchId, guardianId }) => {
		const reader = readers.get(guardianId);
		return reader ? [lookingOn({ schoolId, guardianId, locale: reader.locale, matchId })] : [];
	});
	await queueNotices(tx, notices, now);
}

/** A parent without a child here, without the say, shut out, or barred since from a child of the other's circle. */
async function endOfThoseWhoLeft(tx: Tx, { schoolId, timeZone, now }: Night): Promise<void> {
	const { buddyMatch } = tx.t;
	const standing = await tx
		.select()
		.from(buddyMatch)
		.where(and(eq(buddyMatch.schoolId, schoolId), inArray(buddyMatch.state, ['asked', 'matched'])));
	const ids = [...new Set(standing.flatMap(({ newcomerId, buddyId }) => [newcomerId, buddyId]))];
	const here = await stillHere(tx, { schoolId, guardianIds: ids, today: dayOf(now, timeZone) });
	const nearOf = new Map<string, BuddyPeople>();
	for (const schoolYearId of new Set(standing.map((match) => match.schoolYearId)))
		nearOf.set(schoolYearId, await buddyPeople(tx, { schoolId, timeZone, schoolYearId, now }));
	for (const match of standing) {
		const both = [match.newcomerId, match.buddyId];
		const left = both.filter((id) => !here.has(id));
		const people = nearOf.get(match.schoolYearId);
		const areNear = people && areTooNear(people, match.newcomerId, match.buddyId);
		if (left.length === 0 && !areNear) continue;
		await closeMatch(tx, match, 'left', now);
		const stay = both.filter((id) => here.has(id));
		if (match.state === 'matched') await tellEnded(tx, schoolId, match.id, stay, now);
	}
}

async function askChecks(tx: Tx, { schoolId, now }: Night): Promise<void> {
	const { buddyMatch, buddyCheck } = tx.t;
	for (const [at, days] of CHECK_DAYS.entries()) {
		const round = at + 1;
		const since = new Date(now.getTime() - days * A_DAY);
		const due = await tx
			.select()
			.from(buddyMatch)
			.where(
				and(
					eq(buddyMatch.schoolId, schoolId),
					eq(buddyMatch.state, 'matched'),
					lt(buddyMatch.matchedAt, since),
				),
			);
		const rows = due.flatMap(({ id, newcomerId, buddyId }) =>
			[newcomerId, buddyId].map((guardianId) => ({ schoolId, matchId: id, guardianId, round, askedAt: now })),
		);
		if (rows.length === 0) continue;
		const added = await tx
			.insert(buddyCheck)
			.values(rows)
			.onConflictDoNothing({
				target: [buddyCheck.schoolId, buddyCheck.matchId, buddyCheck.guardianId, buddyCheck.round],
			})
			.returning({ matchId: buddyCheck.matchId, guardianId: buddyCheck.guardianId });
		const readers = await findRecipients(
			tx,
			schoolId,
			added.map(({ guardianId }) => guardianId),
		);
		const notices = added.flatMap(({ matchId, guardianId }) => {
			const reader = readers.get(guardianId);
			return reader ? [checkAsked({ schoolId, guardianId, locale: reader.locale, matchId, round })] : [];
		});
		await queueNotices(tx, notices, now);
	}
}

/** Whether the school year ends so soon that going on is asked. */
export function asksToGoOn(endsOn: string, today: string): boolean {
	return addDays(today, GO_ON_DAYS) >= endsOn && today <= endsOn;
}

async function askToGoOn(tx: Tx, { schoolId, timeZone, now }: Night): Promise<void> {
	const today = dayOf(now, timeZone);
	const year = await findSchoolYear(tx, schoolId, today);
	if (!year || !asksToGoOn(year.endsOn, today)) return;
	const { buddyMatch } = tx.t;
	const together = await tx
		.select()
		.from(buddyMatch)
		.where(
			and(
				eq(buddyMatch.schoolId, schoolId),
				eq(buddyMatch.schoolYearId, year.id),
				eq(buddyMatch.state, 'matched'),
			),
		);
	const both = together.flatMap(({ id, newcomerId, buddyId }) =>
		[newcomerId, buddyId].map((guardianId) => ({ matchId: id, guardianId })),
	);
	const readers = await findRecipients(
		tx,
		schoolId,
		both.map(({ guardianId }) => guardianId),
	);
	const notices = both.flatMap(({ matchId, guardianId }) => {
		const reader = readers.get(guardianId);
		const { endsOn } = year;
		return reader ? [goOnAsked({ schoolId, guardianId, locale: reader.locale, matchId, endsOn })] : [];
	});
	// the same key every night: asked once
	await queueNotices(tx, notices, now);
}

/**
 * Of school years that ended: matches of two who both go on move to the year that runs, all others are deleted with their
 * answers, faces, meetings and reports; profiles go, and who had one is asked again. Before the next year has begun,
 * those who go on wait.
 */
export async function forgetBuddies(tx: Tx, one: Night & { endedYearIds: string[] }): Promise<void> {
	const { schoolId, timeZone, endedYearIds, now } = one;
	if (endedYearIds.length === 0) return;
	await forgetProfiles(tx, one);
	await forgetKeyParents(tx, one);
	const { buddyMatch, buddySide } = tx.t;
	const ofThose = and(eq(buddyMatch.schoolId, schoolId), inArray(buddyMatch.schoolYearId, endedYearIds));
	const sides = await tx
		.select({ matchId: buddySide.matchId, goesOn: buddySide.goesOn, state: buddyMatch.state })
		.from(buddySide)
		.innerJoin(
			buddyMatch,
			and(eq(buddyMatch.schoolId, buddySide.schoolId), eq(buddyMatch.id, buddySide.matchId)),
		)
		.where(ofThose);
	const goOn = [...Map.groupBy(sides, ({ matchId }) => matchId)].flatMap(([matchId, both]) =>
		both.every(({ goesOn, state }) => goesOn && state === 'matched') ? [matchId] : [],
	);
	const year = await findSchoolYear(tx, schoolId, dayOf(now, timeZone));
	const rows = await tx.select({ id: buddyMatch.id }).from(buddyMatch).where(ofThose);
	const over = rows.flatMap(({ id }) => (goOn.includes(id) ? [] : [id]));
	for (let from = 0; from < over.length; from += 500)
		await tx
			.delete(buddyMatch)
			.where(and(eq(buddyMatch.schoolId, schoolId), inArray(buddyMatch.id, over.slice(from, from + 500))));
	if (!year || endedYearIds.includes(year.id) || goOn.length === 0) return;
	await tx
		.update(buddyMatch)
		.set({ schoolYearId: year.id })
		.where(and(eq(buddyMatch.schoolId, schoolId), inArray(buddyMatch.id, goOn)));
	await tx
		.update(buddySide)
		.set({ goesOn: false })
		.where(and(eq(buddySide.schoolId, schoolId), inArray(buddySide.matchId, goOn)));
}
