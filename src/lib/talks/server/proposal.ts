// A proposal in the hands of staff: what it changes, a change by hand, and sending it.
import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { agreedToParent, freeTimes, mayInterpretFor } from '../interpreters.ts';
import { openTimes, type OpenTime } from '../open-times.ts';
import { canDoBoth, walkingMinutes } from '../rules.ts';
import { roomName, roomOf } from '../rooms.ts';
import type { Proposal, ProposedTalk } from '../round.ts';
import { isFarFrom, keptFrom } from './apart.ts';
import { childrenOfRound, lockRound, type FoundRound } from './find-round.ts';
import { tellLeftOut } from './left-out.ts';
import { changed, moved, planned } from './notices.ts';
import { dropTalks } from './move.ts';
import { readInterpreters } from './round-interpreters.ts';
import { onBehalfOf } from './replier.ts';
import { placeOf } from './reply.ts';
import { mayRunRound } from './rounds.ts';
import { findProposal } from './run.ts';
import { agreedTalks, readSchedule, tell, type AgreedTalk, type ToTell } from './schedule.ts';
import { tellInterpreters, type ChangedTalk } from './tell-interpreters.ts';
import { insertTalks, rewriteTalk } from './write-talks.ts';

/** Which talk of a proposal: of a child, with these guardians. */
export const talkKey = ({ childId, guardianIds }: { childId: string; guardianIds: readonly string[] }) =>
	[childId, ...[...guardianIds].sort()].join(' ');

export interface ProposalDifferences {
	added: ProposedTalk[];
	moved: { before: AgreedTalk; after: ProposedTalk }[];
	/** The same time, another room, teacher or interpreter. */
	changed: { before: AgreedTalk; after: ProposedTalk }[];
	removed: AgreedTalk[];
	same: number;
}

/** Talks of a proposal with who still has the say of the child; one that nobody is left for is none. */
async function withTheSay(
	db: Reader,
	round: FoundRound,
	talks: readonly ProposedTalk[],
	now: Date,
): Promise<ProposedTalk[]> {
	const children = await childrenOfRound(db, round, dayOf(now, round.school.timeZone));
	const sayOf = new Map(children.map(({ childId, guardianIds }) => [childId, guardianIds]));
	return talks
		.map((talk) => ({
			...talk,
			guardianIds: talk.guardianIds.filter((id) => sayOf.get(talk.childId)?.includes(id)),
		}))
		.filter(({ guardianIds }) => guardianIds.length > 0);
}

/** What sending would do to the talks that are agreed. */
export function proposalDifferences(
	before: readonly AgreedTalk[],
	after: readonly ProposedTalk[],
): ProposalDifferences {
	const old = new Map(before.map((talk) => [talkKey(talk), talk]));
	const found: ProposalDifferences = { added: [], moved: [], changed: [], removed: [], same: 0 };
	for (const talk of after) {
		const was = old.get(talkKey(talk));
		old.delete(talkKey(talk));
		if (!was) found.added.push(talk);
		else if (was.startsAt.getTime() !== talk.startsAt) found.moved.push({ before: was, after: talk });
		else if (
			[...was.staffIds].sort().join() !== talk.staffIds.join() ||
			(was.place === 'school' && was.room !== talk.room) ||
			was.interpreterId !== talk.interpreterId
		)
			found.changed.push({ before: was, after: talk });
		else found.same++;
	}
	found.removed.push(...old.values());
	return found;
}

export type ProposalChange =
	/** The planner leaves it where it is from now on, or may move it again. */
	| { kind: 'fix'; talk: string }
	| { kind: 'unfix'; talk: string }
	/** The same for all of them: what was sent stays, when one family more is planned. */
	| { kind: 'fix_all' }
	| { kind: 'unfix_all' }
	/** Out of the proposal. */
	| { kind: 'remove'; talk: string }
	/** To another time that is open in the proposal; who was left out gets one. It is fixed then. */
	| { kind: 'set'; talk: string; startsAt: Date; staffIds: readonly string[] };

export type ProposalResult =
	| { ok: true }
	/**
	 * `stale`: it was made anew meanwhile. `taken`: the time is not open, or no interpreter is free. `wrong_time`: what the
	 * planner asked for is past, or in the way of a time of theirs. `no_address`: they are to be visited, and where is not known.
	 */
	| { ok: false; refusal: 'not_found' | 'not_allowed' | Unfit };
type Unfit = 'stale' | 'taken' | 'wrong_time' | 'no_address';

/** A change by hand. Nobody is told: that happens when it is sent. */
export function changeProposal(
	store: Store,
	staff: StaffActor,
	wish: { roundId: string; revision: number; change: ProposalChange },
): Promise<ProposalResult> {
	return inProposal(store, staff, wish, async (tx, round, proposal) => {
		const { change } = wish;
		const here = proposal.talks.find((talk) => 'talk' in change && talkKey(talk) === change.talk);
		let talks = proposal.talks;
		let { leftOut } = proposal;
		if (change.kind === 'fix_all' || change.kind === 'unfix_all') {
			const fixed = change.kind === 'fix_all';
			talks = talks.map((talk) => ({ ...talk, fixed }));
		} else if (change.kind === 'fix' || change.kind === 'unfix') {
			const fixed = change.kind === 'fix';
			talks = talks.map((talk) => (talk === here ? { ...talk, fixed } : talk));
		} else if (change.kind === 'remove') {
			if (!here) return 'taken';
			talks = talks.filter((talk) => talk !== here);
			const { childId, guardianIds } = here;
			leftOut = [...leftOut, { childIds: [childId], guardianIds, changes: [] }];
		} else {
			const time = (await timesIn(tx, round, proposal, change.talk)).find(
				({ startsAt, staffIds }) =>
					startsAt.getTime() === change.startsAt.getTime() &&
					staffIds.join() === [...change.staffIds].sort().join(),
			);
			if (!time) return 'taken';
			const [childId = '', ...guardianIds] = change.talk.split(' ');
			const { staffIds, room, interpreterId } = time;
			const talk = { childId, guardianIds, staffIds, room, interpreterId, fixed: true };
			talks = [...talks.filter((one) => one !== here), { ...talk, startsAt: time.startsAt.getTime() }].sort(
				(a, b) => a.startsAt - b.startsAt || a.childId.localeCompare(b.childId),
			);
			leftOut = leftOut.flatMap((one) => {
				if (one.guardianIds.join() !== guardianIds.join()) return [one];
				const childIds = one.childIds.filter((id) => id !== childId);
				return childIds.length > 0 ? [{ ...one, childIds }] : [];
			});
		}
		const { talkProposal } = tx.t;
		await tx
			.update(talkProposal)
			.set({ proposal: { ...proposal, talks, leftOut }, revision: wish.revision + 1 })
			.where(and(eq(talkProposal.schoolId, staff.schoolId), eq(talkProposal.roundId, round.roundId)));
		return undefined;
	});
}

/** The times that a talk of a proposal can have instead, in order; `talk` as `talkKey` has it. */
export async function timesIn(
	db: Reader,
	round: FoundRound,
	proposal: Proposal,
	talk: string,
): Promise<{ startsAt: Date; staffIds: string[]; room: string | null; interpreterId: string | null }[]> {
	const [childId = '', ...guardianIds] = talk.split(' ');
	const schedule = await readSchedule(db, round);
	const { clock, rules } = schedule;
	const children = await childrenOfRound(db, round, dayOf(clock.instantOf(0), round.school.timeZone));
	const child = children.find((one) => one.childId === childId);
	if (!child || guardianIds.some((id) => !child.guardianIds.includes(id))) return [];
	const { language, mayAskParent } = await wishedLanguage(db, round, guardianIds);
	const interpreters = (await readInterpreters(db, round)).flatMap((one) =>
		language !== null &&
		one.languages.includes(language) &&
		mayInterpretFor(one.parent, { guardianIds, mayAskParent })
			? [{ ...one, times: freeTimes(one.times, one.parent?.busy ?? []) }]
			: [],
	);
	const others = proposal.talks
		.filter((one) => talkKey(one) !== talk)
		.map((one) => ({
			...one,
			start: clock.minuteOf(new Date(one.startsAt)),
			room: round.places.includes('school') ? roomOf(one.room, one.staffIds) : null,
		}));
	const own = others.filter((one) => one.guardianIds.some((id) => guardianIds.includes(id)));
	const far = await keptFrom(db, round, { talks: others, guardianIds, keeping: 'asked' });
	const walk = walkingMinutes(rules);
	const interpreterAt = (time: OpenTime) =>
		interpreters.find(({ id, times }) => {
			const at = clock.instantOf(time.start).getTime();
			const isThere = times.some(({ from, to }) => from <= at && at + rules.length * 60_000 <= to);
			const busy = others.filter(({ interpreterId }) => interpreterId === id);
			return isThere && busy.every((other) => canDoBoth(other, time, rules.length, walk));
		});
	return openTimes(schedule.teams.get(child.groupId) ?? [], schedule.teachers, others, rules)
		.filter((time) => own.every((other) => canDoBoth(other, time, rules.length, walk)))
		.filter((time) => isFarFrom([time], { own, others: far, rules }))
		.filter((time) => interpreters.length === 0 || interpreterAt(time))
		.map((time) => ({
			startsAt: clock.instantOf(time.start),
			staffIds: time.staffIds,
			room: roomName(time.room),
			interpreterId: interpreterAt(time)?.id ?? null,
		}));
}

async function wishedLanguage(
	db: Reader,
	round: FoundRound,
	guardianIds: readonly string[],
): Promise<{ language: string | null; mayAskParent: boolean }> {
	const all = await repliesOf(db, round);
	const replies = guardianIds.flatMap((id) => all.get(id) ?? []);
	const language = replies.map(({ interpreter }) => interpreter).find(Boolean) ?? null;
	return { language, mayAskParent: agreedToParent(replies) };
}

async function repliesOf(db: Reader, { school, roundId }: FoundRound) {
	const { talkReply } = db.t;
	const rows = await db
		.select()
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, school.schoolId), eq(talkReply.roundId, roundId)));
	return new Map(rows.map((row) => [row.guardianId, row]));
}

/**
 * Makes the proposal what is agreed, in one transaction with the messages: new talks, moved ones and those that are off are
 * told to whom they are about, each in their language with the calendar file; who keeps a talk hears nothing. Who gave times
 * and has no talk is told that.
 */
export function sendProposal(
	store: Store,
	staff: StaffActor,
	wish: { roundId: string; revision: number; now: Date },
): Promise<ProposalResult> {
	return inProposal(store, staff, wish, async (tx, round, proposal, madeAt) => {
		const { now } = wish;
		const who = onBehalfOf(staff, '');
		const talks = await withTheSay(tx, round, proposal.talks, now);
		const difference = proposalDifferences(await agreedTalks(tx, round), talks);
		// what is over stays as it was
		const removed = difference.removed.filter(({ startsAt }) => startsAt > now);
		if (removed.length > 0) await dropTalks(tx, round, removed, who, now);
		const news: ToTell[] = [];
		const changes: ChangedTalk[] = [];
		for (const { before, after } of [...difference.moved, ...difference.changed]) {
			const isMoved = before.startsAt.getTime() !== after.startsAt;
			// what was arranged otherwise was for the time that it had
			const stays = before.interpreterId || isMoved ? null : before.interpreterFoundAt;
			const talk = {
				...before,
				...placed(round, after, before.place),
				interpreterFoundAt: after.interpreterId ? (before.interpreterFoundAt ?? now) : stays,
				revision: before.revision + 1,
			};
			await rewriteTalk(tx, round, talk, who, now);
			changes.push({ before, after: talk });
			news.push({ talk, say: isMoved ? (one) => moved({ ...one, before }) : changed });
		}
		const replies = await repliesOf(tx, round);
		const added = difference.added.map((after): AgreedTalk => {
			const said = after.guardianIds.flatMap((id) => replies.get(id) ?? []);
			const place = placeOf(round, said.find((reply) => reply.place)?.place ?? null);
			return {
				talkId: newId(),
				childId: after.childId,
				guardianIds: after.guardianIds,
				...placed(round, after, place),
				start: 0,
				place,
				homeOf: place === 'home' ? hostOf(said) : null,
				videoAddress: null,
				withChild:
					said.find((reply) => reply.withChild !== null)?.withChild ?? (round.child === 'with' ? true : null),
				interpreter: said.find((reply) => reply.interpreter)?.interpreter ?? null,
				interpreterFoundAt: after.interpreterId ? now : null,
				revision: 0,
			};
		});
		await insertTalks(tx, round, added, { by: 'staff', byId: staff.staffId, now });
		news.push(...added.map((talk): ToTell => ({ talk, say: planned })));
		await tell(tx, round, news, now);
		changes.push(...added.map((after) => ({ before: null, after })));
		await tellInterpreters(tx, round, changes, now);
		const over = difference.removed.filter(({ startsAt }) => startsAt <= now);
		const schedule = { talks: [...talks, ...over], leftOut: proposal.leftOut, madeAt };
		const leftOut = await tellLeftOut(tx, round, schedule, now);
		const { talkRound } = tx.t;
		await tx
			.update(talkRound)
			.set({ sentAt: now })
			.where(and(eq(talkRound.schoolId, staff.schoolId), eq(talkRound.id, round.roundId)));
		const about = {
			roundId: round.roundId,
			talks: proposal.talks.length,
			told: news.length + removed.length + leftOut,
		};
		await audit(tx, staff, 'talks.sent', about, now);
		return undefined;
	});
}

/** At whose home a family is visited: who asked for that, else who gave times first. */
function hostOf(said: readonly { guardianId: string; place: string | null; repliedAt: Date }[]) {
	const inOrder = [...said].sort((a, b) => +a.repliedAt - +b.repliedAt);
	return (inOrder.find(({ place }) => place === 'home') ?? inOrder[0])?.guardianId ?? null;
}

function placed(round: FoundRound, after: ProposedTalk, place: AgreedTalk['place']) {
	const startsAt = new Date(after.startsAt);
	return {
		startsAt,
		endsAt: new Date(after.startsAt + round.minutes * 60_000),
		staffIds: after.staffIds,
		room: place === 'school' ? after.room : null,
		interpreterId: after.interpreterId,
		fixed: after.fixed,
	};
}

/** Work on a proposal of this revision, in one transaction, for who runs the round. */
export function inProposal(
	store: Store,
	staff: StaffActor,
	{ roundId, revision }: { roundId: string; revision: number },
	work: (tx: Tx, round: FoundRound, proposal: Proposal, madeAt: Date) => Promise<Unfit | undefined>,
): Promise<ProposalResult> {
	return store.transact(
		async (tx): Promise<ProposalResult> => {
			const round = await lockRound(tx, staff.schoolId, roundId);
			const found = round && (await findProposal(tx, staff.schoolId, roundId));
			if (!round || !found || round.cancelledAt) return { ok: false, refusal: 'not_found' };
			if (!mayRunRound(staff, round)) return { ok: false, refusal: 'not_allowed' };
			if (found.revision !== revision) return { ok: false, refusal: 'stale' };
			const refusal = await work(tx, round, found.proposal, found.madeAt);
			return refusal ? { ok: false, refusal } : { ok: true };
		},
		{ key: roundId },
	);
}
