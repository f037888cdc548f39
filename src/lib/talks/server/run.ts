// The planner at work for a school: one run at a time, with its progress where every process can see it, and a stop.
import { and, eq, lt, or, isNotNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { log } from '#lib/platform/server/log.ts';
import type { PlanProgress, PlanRefusal } from '../problem.ts';
import type { Proposal } from '../round.ts';
import { findRound } from './find-round.ts';
import { planTalks } from './plan.ts';
import { asProposal, readProblem } from './problem.ts';
import { mayRunRound } from './rounds.ts';

/** Who is silent for so long is taken for dead: the process ended in the middle. */
const SILENT_MS = 60_000;
const BEAT_MS = 1000;

export type RunResult =
	| {
			ok: true;
			/** Fulfilled when its proposal is written. Nobody has to wait for it. */
			done: Promise<void>;
	  }
	| {
			ok: false;
			/** `busy`: the planner works for this school already. `no_replies`: nobody gave times. */
			refusal: 'not_found' | 'not_allowed' | 'busy' | 'no_replies';
	  };

/**
 * Starts the planner for a round. Its proposal takes the place of the last one; talks that staff fixed in it stay. `seconds`:
 * of computing.
 */
export async function startPlanner(
	store: Store,
	staff: StaffActor,
	{ roundId, clock, seconds }: { roundId: string; clock: { now(): Date }; seconds?: number },
): Promise<RunResult> {
	const { schoolId } = staff;
	const now = clock.now();
	const runId = newId();
	const round = await findRound(store.read, schoolId, roundId);
	if (!round?.publishedAt || round.cancelledAt) return { ok: false, refusal: 'not_found' };
	if (!mayRunRound(staff, round)) return { ok: false, refusal: 'not_allowed' };
	const before = await findProposal(store.read, schoolId, roundId);
	const fixed = before?.proposal.talks.filter((talk) => talk.fixed) ?? [];
	const read = await readProblem(store.read, round, fixed, now);
	if (read.parties.length === 0) return { ok: false, refusal: 'no_replies' };
	const isOurs = await store.transact(async (tx) => {
		const { talkRun } = tx.t;
		const row = { roundId, runId, startedBy: staff.staffId, startedAt: now, beatAt: now };
		const [taken] = await tx
			.insert(talkRun)
			.values({ schoolId, ...row })
			.onConflictDoUpdate({
				target: [talkRun.schoolId],
				set: { ...row, progress: null, stopAt: null, refusal: null },
				setWhere: or(lt(talkRun.beatAt, new Date(now.getTime() - SILENT_MS)), isNotNull(talkRun.refusal)),
			})
			.returning({ runId: talkRun.runId });
		if (taken) await audit(tx, staff, 'talks.planner_started', { roundId }, now);
		return taken !== undefined;
	});
	if (!isOurs) return { ok: false, refusal: 'busy' };
	const done = work(store, staff, { runId, roundId, fixed, read, clock, seconds });
	return { ok: true, done };
}

type Work = {
	runId: string;
	roundId: string;
	fixed: Proposal['talks'];
	read: Awaited<ReturnType<typeof readProblem>>;
	clock: { now(): Date };
	seconds: number | undefined;
};

async function work(store: Store, staff: StaffActor, one: Work): Promise<void> {
	const { runId, roundId, fixed, read, clock, seconds } = one;
	const { schoolId } = staff;
	const stop = new AbortController();
	let progress: PlanProgress | null = null;
	const ours = (tx: Tx) => and(eq(tx.t.talkRun.schoolId, schoolId), eq(tx.t.talkRun.runId, runId));
	const beat = () =>
		store
			.transact((tx) =>
				tx
					.update(tx.t.talkRun)
					.set({ beatAt: clock.now(), progress })
					.where(ours(tx))
					.returning({ stopAt: tx.t.talkRun.stopAt }),
			)
			// the round was deleted, or somebody asked: both end it
			.then((rows) => (rows[0] && !rows[0].stopAt ? undefined : stop.abort()))
			.catch((error: unknown) => log.error({ err: error }, 'the planner could not note its progress'));
	let beating = Promise.resolve();
	const timer = setInterval(() => (beating = beat()), BEAT_MS);
	try {
		const answer = await planTalks(read.problem, {
			seconds,
			signal: stop.signal,
			onProgress: (news) => (progress = news),
		});
		clearInterval(timer);
		await beating;
		await store.transact(async (tx) => {
			const { talkRun, talkProposal } = tx.t;
			const rows = answer.ok
				? await tx.delete(talkRun).where(ours(tx)).returning({ runId: talkRun.runId })
				: await tx
						.update(talkRun)
						.set({ refusal: answer.refusal })
						.where(ours(tx))
						.returning({ runId: talkRun.runId });
			if (rows.length === 0 || !answer.ok) return;
			const now = clock.now();
			const last = await findProposal(tx, schoolId, roundId);
			const row = {
				proposal: asProposal(answer.plan, read, fixed),
				revision: (last?.revision ?? 0) + 1,
				madeAt: now,
				madeBy: staff.staffId,
			};
			await tx
				.insert(talkProposal)
				.values({ schoolId, roundId, ...row })
				.onConflictDoUpdate({ target: [talkProposal.schoolId, talkProposal.roundId], set: row });
			const about = { roundId, talks: row.proposal.talks.length, leftOut: row.proposal.leftOut.length };
			await audit(tx, staff, 'talks.proposed', about, now);
		});
	} catch (error) {
		log.error({ err: error }, 'the planner failed');
		await store.transact((tx) => tx.update(tx.t.talkRun).set({ refusal: 'failed' }).where(ours(tx)));
	} finally {
		clearInterval(timer);
	}
}

/** Ends the planner's work on a round with the best so far. */
export async function stopPlanner(
	store: Store,
	staff: StaffActor,
	roundId: string,
	now: Date,
): Promise<void> {
	const round = await findRound(store.read, staff.schoolId, roundId);
	if (!round || !mayRunRound(staff, round)) return;
	await store.transact((tx) =>
		tx
			.update(tx.t.talkRun)
			.set({ stopAt: now })
			.where(and(eq(tx.t.talkRun.schoolId, staff.schoolId), eq(tx.t.talkRun.roundId, roundId))),
	);
}

export interface FoundProposal {
	proposal: Proposal;
	revision: number;
	madeAt: Date;
	madeBy: string;
}

export async function findProposal(
	db: Reader,
	schoolId: string,
	roundId: string,
): Promise<FoundProposal | undefined> {
	const { talkProposal } = db.t;
	const [found] = await db
		.select({
			proposal: talkProposal.proposal,
			revision: talkProposal.revision,
			madeAt: talkProposal.madeAt,
			madeBy: talkProposal.madeBy,
		})
		.from(talkProposal)
		.where(and(eq(talkProposal.schoolId, schoolId), eq(talkProposal.roundId, roundId)));
	return found;
}

export interface FoundRun {
	roundId: string;
	startedAt: Date;
	progress: PlanProgress | null;
	stopping: boolean;
	/** It ended without a proposal. */
	refusal: PlanRefusal | 'failed' | null;
}

/** The planner's work for a school; undefined when it rests. */
export async function findRun(db: Reader, schoolId: string, now: Date): Promise<FoundRun | undefined> {
	const { talkRun } = db.t;
	const [found] = await db.select().from(talkRun).where(eq(talkRun.schoolId, schoolId));
	if (!found) return undefined;
	const { roundId, startedAt, progress, stopAt, beatAt, refusal } = found;
	if (!refusal && now.getTime() - beatAt.getTime() > SILENT_MS) return undefined;
	return {
		...{ roundId, startedAt, progress },
		stopping: stopAt !== null,
		refusal: refusal as FoundRun['refusal'],
	};
}
