// The coordinator's proposal: run, changed by hand, fixed, run again, sent. No parent sees it before it is sent.
import { and, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { fitOf, obstacle, whyOf, type Obstacle } from '../fit.ts';
import { mayBe } from '../problem.ts';
import { bestMatching } from './matching.ts';
import { buddyFound } from './notices.ts';
import { areTooNear, buddyPeople, problemOf, type BuddyPeople, type Participant } from './people.ts';
import { runsBuddies } from './policy.ts';
import { buddiesAreOn } from './switch.ts';

/** So long both can say yes. */
export const ANSWER_DAYS = 7;
const A_DAY = 24 * 60 * 60 * 1000;

interface Here {
	yearId: string;
	all: BuddyPeople;
}

/** Everything of the current school year; undefined where it is off, there is no year, or for who may not. */
export async function readPeople(db: Reader, staff: StaffActor, now: Date): Promise<Here | undefined> {
	const { schoolId } = staff;
	const { timeZone } = staff.school;
	if (!runsBuddies(staff) || !(await buddiesAreOn(db, schoolId))) return undefined;
	const year = await findSchoolYear(db, schoolId, dayOf(now, timeZone));
	if (!year) return undefined;
	return { yearId: year.id, all: await buddyPeople(db, { schoolId, timeZone, schoolYearId: year.id, now }) };
}

/**
 * Makes the best proposal for all who wait; what was fixed or sent stays. What was proposed and not fixed goes. Should
 * somebody leave or change their mind while it computes, that pair is left out.
 */
export async function proposeBuddies(
	store: Store,
	staff: StaffActor,
	now: Date,
): Promise<{ ok: true; pairs: number } | { ok: false; refusal: 'not_allowed' }> {
	const before = await readPeople(store.read, staff, now);
	if (!before) return { ok: false, refusal: 'not_allowed' };
	const plan = await bestMatching(problemOf(before.all));
	return store.transact(async (tx) => {
		const { schoolId } = staff;
		const { buddyMatch } = tx.t;
		await tx
			.delete(buddyMatch)
			.where(
				and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.state, 'proposed'), eq(buddyMatch.fixed, false)),
			);
		const here = await readPeople(tx, staff, now);
		if (!here) return { ok: false, refusal: 'not_allowed' as const };
		const problem = problemOf(here.all);
		const may = mayBe(problem);
		const of = new Map(here.all.people.map((one) => [one.id, one]));
		const waiting = new Set(problem.newcomers.map(({ id }) => id));
		const left = new Map(problem.buddies.map(({ id, places }) => [id, places]));
		const rows = plan.pairs.flatMap((pair) => {
			const [newcomer, buddy] = [of.get(pair.newcomer), of.get(pair.buddy)];
			const places = left.get(pair.buddy) ?? 0;
			if (!newcomer || !buddy || !waiting.has(pair.newcomer) || places === 0 || !may(newcomer, buddy))
				return [];
			left.set(pair.buddy, places - 1);
			return [rowOf(staff, here.yearId, newcomer, buddy, now)];
		});
		for (let from = 0; from < rows.length; from += 500)
			await tx.insert(buddyMatch).values(rows.slice(from, from + 500));
		await audit(tx, staff, 'buddies.proposed', { pairs: rows.length }, now);
		return { ok: true as const, pairs: rows.length };
	});
}

function rowOf(
	{ schoolId }: StaffActor,
	schoolYearId: string,
	newcomer: Participant,
	buddy: Participant,
	now: Date,
) {
	return {
		...{ schoolId, id: newId(), schoolYearId, newcomerId: newcomer.id, buddyId: buddy.id },
		...{ state: 'proposed' as const, points: fitOf(newcomer, buddy), createdAt: now },
		...whyOf(newcomer, buddy),
	};
}

export type PlaceRefusal =
	| Exclude<Obstacle, 'newer'>
	| 'not_allowed'
	/** Not one of the newcomers who wait, or of the buddies. */
	| 'not_there'
	/** The buddy has as many as they said. */
	| 'full'
	/** The buddy is with somebody of that family already. */
	| 'knows_family'
	/** One of them is barred from a child, and the other is near it: of its groups, or together with its family. */
	| 'too_near';

/** Puts a newcomer with a buddy by hand; the newcomer's other proposal goes, and a next run keeps this one. */
export function placeByHand(
	store: Store,
	staff: StaffActor,
	{ newcomerId, buddyId, now }: { newcomerId: string; buddyId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: PlaceRefusal }> {
	return store.transact(async (tx): Promise<{ ok: true } | { ok: false; refusal: PlaceRefusal }> => {
		const { buddyMatch } = tx.t;
		const here = await readPeople(tx, staff, now);
		if (!here) return { ok: false, refusal: 'not_allowed' };
		const { people, matches, apart, familyOf } = here.all;
		const newcomer = people.find(({ id, wishes }) => id === newcomerId && wishes);
		const buddy = people.find(({ id, offers }) => id === buddyId && offers);
		const has = matches.find((match) => match.newcomerId === newcomerId && match.state !== 'ended');
		if (!newcomer || !buddy || (has && has.state !== 'proposed')) return { ok: false, refusal: 'not_there' };
		const others = matches.filter((match) => match.id !== has?.id && match.state !== 'ended');
		const ofBuddy = others.filter((match) => match.buddyId === buddyId);
		// what is fixed is among "apart", and may be put together again
		const between = has?.buddyId === buddyId ? new Set<string>() : apart;
		const wrong = obstacle(newcomer, buddy, between);
		if (wrong && wrong !== 'newer') return { ok: false, refusal: wrong };
		if (ofBuddy.some((match) => familyOf(match.newcomerId) === newcomer.family))
			return { ok: false, refusal: 'knows_family' };
		if (ofBuddy.length >= buddy.capacity) return { ok: false, refusal: 'full' };
		if (areTooNear(here.all, newcomerId, buddyId)) return { ok: false, refusal: 'too_near' };
		if (has)
			await tx
				.delete(buddyMatch)
				.where(and(eq(buddyMatch.schoolId, staff.schoolId), eq(buddyMatch.id, has.id)));
		await tx
			.insert(buddyMatch)
			.values({ ...rowOf(staff, here.yearId, newcomer, buddy, now), fixed: true, byHand: true });
		await audit(tx, staff, 'buddies.placed', { newcomerId, buddyId }, now);
		return { ok: true };
	});
}

/** Keeps a proposal in the next run, or lets it go; or takes it away. `not_there`: it was sent, or is gone. */
export function changeProposal(
	store: Store,
	staff: StaffActor,
	{ matchId, change, now }: { matchId: string; change: 'fix' | 'loosen' | 'remove'; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' | 'not_there' }> {
	return store.transact(async (tx) => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' as const };
		const { buddyMatch } = tx.t;
		const one = and(
			eq(buddyMatch.schoolId, staff.schoolId),
			eq(buddyMatch.id, matchId),
			eq(buddyMatch.state, 'proposed'),
		);
		const done =
			change === 'remove'
				? await tx.delete(buddyMatch).where(one).returning({ id: buddyMatch.id })
				: await tx
						.update(buddyMatch)
						.set({ fixed: change === 'fix' })
						.where(one)
						.returning({ id: buddyMatch.id });
		if (done.length === 0) return { ok: false, refusal: 'not_there' as const };
		await audit(tx, staff, 'buddies.proposal_changed', { matchId, change }, now);
		return { ok: true as const };
	});
}

/** Asks both of each proposal, or of one. Who meanwhile left, or changed what they said, is not asked. */
export function sendProposals(
	store: Store,
	staff: StaffActor,
	{ matchId, now }: { matchId?: string; now: Date },
): Promise<{ ok: true; sent: number } | { ok: false; refusal: 'not_allowed' }> {
	return store.transact(async (tx) => {
		const here = await readPeople(tx, staff, now);
		if (!here) return { ok: false, refusal: 'not_allowed' as const };
		const of = new Map(here.all.people.map((one) => [one.id, one]));
		const chosen = here.all.matches.filter(
			({ id, state, byHand, newcomerId, buddyId }) =>
				state === 'proposed' &&
				(matchId === undefined || id === matchId) &&
				of.get(newcomerId)?.wishes &&
				of.get(buddyId)?.offers &&
				// a court's order since it was proposed
				(byHand || !(of.get(newcomerId)?.byHand || of.get(buddyId)?.byHand)) &&
				!areTooNear(here.all, newcomerId, buddyId),
		);
		await ask(tx, staff, chosen, now);
		await audit(tx, staff, 'buddies.sent', { pairs: chosen.length }, now);
		return { ok: true as const, sent: chosen.length };
	});
}

async function ask(tx: Tx, { schoolId }: StaffActor, chosen: BuddyPeople['matches'], now: Date) {
	if (chosen.length === 0) return;
	const { buddyMatch, buddySide } = tx.t;
	const answerBy = new Date(now.getTime() + ANSWER_DAYS * A_DAY);
	const ids = chosen.map(({ id }) => id);
	for (let from = 0; from < ids.length; from += 500)
		await tx
			.update(buddyMatch)
			.set({ state: 'asked', askedAt: now, answerBy })
			.where(and(eq(buddyMatch.schoolId, schoolId), inArray(buddyMatch.id, ids.slice(from, from + 500))));
	const sides = chosen.flatMap(({ id, newcomerId, buddyId }) =>
		[newcomerId, buddyId].map((guardianId) => ({ schoolId, matchId: id, guardianId })),
	);
	for (let from = 0; from < sides.length; from += 500)
		await tx.insert(buddySide).values(sides.slice(from, from + 500));
	const readers = await findRecipients(
		tx,
		schoolId,
		sides.map(({ guardianId }) => guardianId),
	);
	const languages = new Map(chosen.map(({ id, language }) => [id, language]));
	const notices = sides.flatMap(({ matchId, guardianId }) => {
		const reader = readers.get(guardianId);
		const language = languages.get(matchId);
		if (!reader || !language) return [];
		return [buddyFound({ schoolId, guardianId, locale: reader.locale, matchId, language, answerBy })];
	});
	await queueNotices(tx, notices, now);
}
