// The planner's proposal with names, and what sending it would change.
import { inArray, and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { isMet } from '../met-changes.ts';
import type { AimResult } from '../problem.ts';
import type { ProposedChange } from '../round.ts';
import { timesByNow } from './apply-change.ts';
import type { FoundRound } from './find-round.ts';
import { guardiansOf } from './for-staff.ts';
import { readInterpreters } from './round-interpreters.ts';
import { proposalDifferences, talkKey } from './proposal.ts';
import { findProposal } from './run.ts';
import { agreedTalks, calledNames } from './schedule.ts';

export interface StaffProposal {
	revision: number;
	madeAt: Date;
	stopped: boolean;
	aims: AimResult[];
	/** In order of time. */
	talks: {
		key: string;
		childName: string;
		guardians: string[];
		staffIds: string[];
		teachers: string[];
		startsAt: Date;
		endsAt: Date;
		room: string | null;
		fixed: boolean;
	}[];
	leftOut: {
		/** Of each of their talks: the key by which it is placed by hand, and whose it is. */
		talks: { key: string; childName: string }[];
		guardians: { guardianId: string; name: string | null; phone: string | null }[];
		changes: {
			kind: 'teacher_time' | 'family_time' | 'interpreter_time';
			name: string;
			startsAt: Date;
			/** It is so by now. */
			met: boolean;
			/** The time is past: nothing to ask for any more. */
			past: boolean;
		}[];
	}[];
	/** How many talks sending would add, move, change, take off and leave. */
	difference: { added: number; moved: number; changed: number; removed: number; same: number };
}

/** The last proposal of a round, for who runs it; undefined when there is none. */
export async function proposalForStaff(
	db: Reader,
	{ schoolId }: StaffActor,
	round: FoundRound,
	now: Date,
): Promise<StaffProposal | undefined> {
	const found = await findProposal(db, schoolId, round.roundId);
	if (!found) return undefined;
	const { proposal, revision, madeAt } = found;
	const { talks, leftOut } = proposal;
	const staffIds = [
		...talks.flatMap((talk) => talk.staffIds),
		...leftOut.flatMap(({ changes }) =>
			changes.flatMap((change) => (change.kind === 'teacher_time' ? change.staffId : [])),
		),
	];
	const names = await calledNames(db, schoolId, staffIds);
	const guardians = await guardiansOf(db, schoolId, [
		...new Set([...talks, ...leftOut].flatMap(({ guardianIds }) => guardianIds)),
	]);
	const interpreters = new Map((await readInterpreters(db, round)).map(({ id, name }) => [id, name]));
	const children = await namesOfChildren(db, schoolId, [
		...talks.map(({ childId }) => childId),
		...leftOut.flatMap(({ childIds }) => childIds),
	]);
	const people = (ids: readonly string[]) => ids.flatMap((id) => guardians.get(id)?.name ?? []);
	const byNow = await timesByNow(db, round);
	const leftOutOf = (left: (typeof leftOut)[number]) => {
		const { childIds, guardianIds, changes } = left;
		const times = byNow(left);
		const nameOf = (change: ProposedChange) => {
			if (change.kind === 'teacher_time') return names.get(change.staffId);
			return change.kind === 'interpreter_time' ? interpreters.get(change.interpreterId) : undefined;
		};
		return {
			talks: childIds.map((childId) => ({
				key: talkKey({ childId, guardianIds }),
				childName: children.get(childId) ?? '',
			})),
			guardians: guardianIds.map((guardianId) => ({
				guardianId,
				name: guardians.get(guardianId)?.name ?? null,
				phone: guardians.get(guardianId)?.phone ?? null,
			})),
			changes: changes.map((change) => ({
				kind: change.kind,
				startsAt: new Date(change.startsAt),
				name: nameOf(change) ?? '',
				met: isMet(change, times),
				past: change.startsAt <= now.getTime(),
			})),
		};
	};
	const difference = proposalDifferences(await agreedTalks(db, round), talks);
	return {
		...{ revision, madeAt, stopped: proposal.stopped, aims: proposal.aims },
		talks: talks.map((talk) => ({
			key: talkKey(talk),
			childName: children.get(talk.childId) ?? '',
			guardians: people(talk.guardianIds),
			staffIds: talk.staffIds,
			teachers: talk.staffIds.flatMap((id) => names.get(id) ?? []),
			startsAt: new Date(talk.startsAt),
			endsAt: new Date(talk.startsAt + round.minutes * 60_000),
			room: talk.room,
			fixed: talk.fixed,
		})),
		leftOut: leftOut.map((left) => leftOutOf(left)),
		difference: {
			added: difference.added.length,
			moved: difference.moved.length,
			changed: difference.changed.length,
			removed: difference.removed.length,
			same: difference.same,
		},
	};
}

async function namesOfChildren(db: Reader, schoolId: string, ids: readonly string[]) {
	const { child } = db.t;
	const found = new Map<string, string>();
	for (let from = 0; from < ids.length; from += 500) {
		const rows = await db
			.select({ id: child.id, givenName: child.givenName })
			.from(child)
			.where(and(eq(child.schoolId, schoolId), inArray(child.id, ids.slice(from, from + 500))));
		for (const { id, givenName } of rows) found.set(id, givenName);
	}
	return found;
}
