// A round as the planner sees it, from the tables; and what the planner answered, by ids of the tables.
import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { agreedToParent, freeTimes, mayInterpretFor, type InterpretingParent } from '../interpreters.ts';
import { partiesOf, type Party } from '../parties.ts';
import type { SmallestChange, Talk, TalkPlan, TalkProblem } from '../problem.ts';
import { roomName, roomOf } from '../rooms.ts';
import type { Proposal, ProposedChange, ProposedTalk } from '../round.ts';
import { childrenOfRound, type ChildInRound, type FoundRound } from './find-round.ts';
import { readInterpreters } from './round-interpreters.ts';
import { readSchedule, type AgreedTalk, type Schedule } from './schedule.ts';

/** What the planner gets, with what its answer is read by. */
export interface RoundProblem {
	problem: TalkProblem;
	parties: Party[];
	children: ChildInRound[];
	schedule: Schedule;
}

/** Everything that families and teachers said, as a problem. Talks of `fixed`, and what is over, stay as they are. */
export async function readProblem(
	db: Reader,
	round: FoundRound,
	fixed: readonly ProposedTalk[],
	now: Date,
): Promise<RoundProblem> {
	const schedule = await readSchedule(db, round);
	const { clock, rules, teachers, teams, talks } = schedule;
	const children = await childrenOfRound(db, round, dayOf(now, round.school.timeZone));
	const replies = await readReplies(db, round, schedule);
	const guardianIds = [...new Set(children.flatMap((child) => child.guardianIds))].sort();
	const parties = partiesOf(
		guardianIds.map((guardianId) => ({
			guardianId,
			childIds: children
				.filter((child) => child.guardianIds.includes(guardianId))
				.map(({ childId }) => childId),
		})),
		replies,
	);
	const interpreters = await readInterpreters(db, round);
	const needs = neededInterpreter(interpreters, replies);
	const groupOf = new Map(children.map(({ childId, groupId }) => [childId, groupId]));
	const families = parties.map((party) => ({
		id: party.id,
		talks: party.childIds.flatMap((id) => {
			const group = groupOf.get(id);
			return group ? [{ id, group }] : [];
		}),
		times: party.times,
		...needs(party),
		...(party.apartFrom && { apartFrom: party.apartFrom }),
	}));
	const staying = stay(talks, parties, clock.minuteOf(now));
	const problem: TalkProblem = {
		length: rules.length,
		pause: rules.pause,
		waitAtMost: rules.waitAtMost,
		apartMinutes: rules.apartMinutes,
		walking: rules.walking,
		teachers: teachers.map(({ staffId, sessions }) => ({
			id: staffId,
			sessions,
			...(rules.inARow && { inARow: rules.inARow }),
		})),
		groups: [...new Set(children.map(({ groupId }) => groupId))].map((id) => ({
			id,
			teams: teams.get(id) ?? [],
		})),
		families,
		interpreters: interpreters.map(({ id, languages, byPhone, times, parent }) => ({
			id,
			languages: spokenFor(languages, parent),
			walks: !byPhone,
			times: freeTimes(times, parent?.busy ?? []).map(({ from, to }) => ({
				from: clock.minuteOf(new Date(from)),
				to: clock.minuteOf(new Date(to)),
			})),
		})),
		fixed: [],
	};
	const wanted = [
		...staying.map(({ childId, guardianIds, staffIds, start, room, interpreterId }) => ({
			...{ childId, guardianIds, staffIds: [...staffIds], start, room, interpreterId },
		})),
		...fixed.map((one) => ({
			...one,
			start: clock.minuteOf(new Date(one.startsAt)),
			room: round.places.includes('school') ? roomOf(one.room, one.staffIds) : null,
		})),
	];
	for (const one of wanted) {
		const family = familyOf(problem, parties, one);
		if (!family || problem.fixed.some((talk) => talk.family === family && talk.id === one.childId)) continue;
		problem.fixed.push({
			id: one.childId,
			family,
			teachers: one.staffIds,
			start: one.start,
			room: one.room,
			interpreter: one.interpreterId,
		});
	}
	return { problem, parties, children, schedule };
}

/** Agreed talks that the planner must keep: what staff fixed, what is over, and what was agreed without times being given. */
function stay(talks: readonly AgreedTalk[], parties: readonly Party[], now: number): AgreedTalk[] {
	return talks.filter((talk) => {
		const party = parties.find(
			(one) => one.childIds.includes(talk.childId) && sharesGuardian(one.guardianIds, talk.guardianIds),
		);
		return talk.fixed || talk.start <= now || !party || party.times.length === 0;
	});
}

const sharesGuardian = (a: readonly string[], b: readonly string[]) => a.some((id) => b.includes(id));

/** The family of a talk that stays; one of its own where its people gave no times. Undefined: the child is not in the round. */
function familyOf(
	problem: TalkProblem,
	parties: readonly Party[],
	one: { childId: string; guardianIds: readonly string[] },
): string | undefined {
	const party = parties.find(
		({ childIds, guardianIds }) =>
			childIds.includes(one.childId) && sharesGuardian(guardianIds, one.guardianIds),
	);
	if (party) return party.id;
	const group = problem.groups[0]?.id;
	if (!group) return undefined;
	const id = [...one.guardianIds].sort().join('+');
	const known = problem.families.find((family) => family.id === id);
	if (known) {
		if (!known.talks.some((talk) => talk.id === one.childId)) known.talks.push({ id: one.childId, group });
	} else problem.families.push({ id, talks: [{ id: one.childId, group }], times: [] });
	return id;
}

async function readReplies(db: Reader, round: FoundRound, { clock }: Schedule) {
	const { talkReply, talkTime } = db.t;
	const { schoolId } = round.school;
	const replies = await db
		.select()
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), eq(talkReply.roundId, round.roundId)));
	const times = await db
		.select()
		.from(talkTime)
		.where(and(eq(talkTime.schoolId, schoolId), eq(talkTime.roundId, round.roundId)))
		.orderBy(asc(talkTime.startsAt), asc(talkTime.id));
	const timesOf = Map.groupBy(times, ({ guardianId }) => guardianId);
	return replies.map(({ guardianId, answer, together, apart, interpreter, mayAskParent }) => ({
		...{ guardianId, answer, together, apart, interpreter, mayAskParent },
		times: (timesOf.get(guardianId) ?? []).map(({ startsAt, endsAt, preferred }) => ({
			from: clock.minuteOf(startsAt),
			to: clock.minuteOf(endsAt),
			preferred,
		})),
	}));
}

/**
 * The planner knows languages only. Families that agreed to a parent ask for a language of their own beside the plain one;
 * parents speak only that, interpreters from outside both.
 */
const alsoByParent = (language: string) => `${language} parent`;

function spokenFor(languages: readonly string[], parent: InterpretingParent | null): string[] {
	const both = languages.map(alsoByParent);
	return parent ? both : [...languages, ...both];
}

/** What a party asks of the planner: nothing where nobody of the round could interpret for it. */
function neededInterpreter(
	interpreters: readonly { languages: string[]; parent: InterpretingParent | null }[],
	replies: Awaited<ReturnType<typeof readReplies>>,
): (party: Party) => { language?: string } {
	const spoken = new Set(interpreters.flatMap(({ languages, parent }) => spokenFor(languages, parent)));
	const parents = interpreters.flatMap(({ parent }) => parent ?? []);
	return ({ interpreter, guardianIds }) => {
		if (!interpreter) return {};
		const mayAskParent = agreedToParent(replies.filter(({ guardianId }) => guardianIds.includes(guardianId)));
		// with a parent of the own family among them only somebody from outside is sure to be of another one
		const any = parents.every((parent) => mayInterpretFor(parent, { guardianIds, mayAskParent }));
		const language = any && mayAskParent ? alsoByParent(interpreter) : interpreter;
		return spoken.has(language) ? { language } : {};
	};
}

/** The planner's answer by ids of the tables. `fixed`: what staff had fixed stays so. */
export function asProposal(
	plan: TalkPlan,
	{ parties, children, schedule, problem }: RoundProblem,
	fixed: readonly ProposedTalk[],
): Proposal {
	const instant = (minute: number) => schedule.clock.instantOf(minute).getTime();
	const guardiansOf = (family: string, childId: string) => {
		const party = parties.find(({ id }) => id === family);
		const own = children.find((child) => child.childId === childId)?.guardianIds ?? [];
		return (party?.guardianIds ?? family.split('+')).filter((id) => !party || own.includes(id));
	};
	const talks = plan.talks.map((talk: Talk): ProposedTalk => {
		const guardianIds = guardiansOf(talk.family, talk.id);
		return {
			childId: talk.id,
			guardianIds,
			staffIds: [...talk.teachers].sort(),
			startsAt: instant(talk.start),
			room: roomName(talk.room),
			interpreterId: talk.interpreter,
			fixed: fixed.some((one) => one.childId === talk.id && sharesGuardian(one.guardianIds, guardianIds)),
		};
	});
	return {
		talks: talks.sort((a, b) => a.startsAt - b.startsAt || a.childId.localeCompare(b.childId)),
		leftOut: plan.unplaced.map((family) => ({
			childIds: problem.families.find(({ id }) => id === family)?.talks.map(({ id }) => id) ?? [],
			guardianIds: parties.find(({ id }) => id === family)?.guardianIds ?? family.split('+'),
			changes: changesOf(
				plan.changes.find((one) => one.family === family),
				instant,
			),
		})),
		aims: plan.aims,
		stopped: plan.stopped,
	};
}

function changesOf(found: SmallestChange | undefined, instant: (minute: number) => number): ProposedChange[] {
	return (found?.changes ?? []).map((change): ProposedChange => {
		const startsAt = instant(change.start);
		if (change.kind === 'teacher_time')
			return { kind: change.kind, staffId: change.teacher, startsAt, room: roomName(change.room) };
		if (change.kind === 'interpreter_time')
			return { kind: change.kind, interpreterId: change.interpreter, startsAt };
		return { kind: change.kind, startsAt };
	});
}
