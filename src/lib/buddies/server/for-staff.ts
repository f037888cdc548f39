// What the coordinator sees: who waits, who offers, the proposal, what is under way, what needs a look.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { WhyCode } from '../fit.ts';
import { lackOf, type Lack } from '../problem.ts';
import type { ReportReason } from '../profile.ts';
import { runsBuddies } from './policy.ts';
import { problemOf, type MatchRow, type Participant } from './people.ts';
import { readPeople } from './proposal.ts';

export interface PersonOfStaff {
	guardianId: string;
	name: string | null;
	languages: string[];
	groups: string[];
	weeks: number;
	/** Of who offers: newcomers now and at most. */
	load: number;
	capacity: number;
	byHand: boolean;
}

export interface MatchOfStaff {
	matchId: string;
	/** `asked`: no word yet of who answered what; a no looks the same. */
	state: 'proposed' | 'asked' | 'matched';
	newcomerId: string;
	buddyId: string;
	newcomer: string | null;
	buddy: string | null;
	fixed: boolean;
	points: number;
	why: WhyCode[];
	answerBy: Date | null;
}

export interface WaitingOfStaff extends PersonOfStaff {
	lack: Lack | 'by_hand' | 'run';
	/** Names of buddies who could, if they took one more. */
	could: (string | null)[];
}

export interface ReportOfStaff {
	reportId: string;
	kind: 'not_well' | 'report';
	reason: ReportReason | null;
	createdAt: Date;
	/** Who let it know, and the other one. */
	from: { guardianId: string; name: string | null; phone: string | null };
	about: { guardianId: string; name: string | null };
}

/** The whole page; undefined for who may not, or where it is off. */
export async function buddiesForStaff(db: Reader, staff: StaffActor, now: Date) {
	const here = await readPeople(db, staff, now);
	if (!here) return undefined;
	const { people, matches } = here.all;
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const open = matches.filter(({ state }) => state !== 'ended');
	await addNames(db, staff.schoolId, names, open);
	const shown = open.map((match) => matchOf(match, names));
	const taken = new Set(open.map(({ newcomerId }) => newcomerId));
	const problem = problemOf(here.all);
	const proposed = open.filter(({ state, fixed }) => state === 'proposed' && !fixed);
	const left = new Map(problem.buddies.map(({ id, places }) => [id, places]));
	for (const { buddyId } of proposed) left.set(buddyId, (left.get(buddyId) ?? 0) - 1);
	const waiting = people
		.filter(({ id, wishes }) => wishes && !taken.has(id))
		.map((one): WaitingOfStaff => {
			if (one.byHand) return { ...personOf(one), lack: 'by_hand', could: [] };
			const { lack, could } = lackOf(problem, one);
			const hasFree = lack === 'full' && could.some((id) => (left.get(id) ?? 0) > 0);
			const some = could.slice(0, 3).map((id) => names.get(id) ?? null);
			return { ...personOf(one), lack: hasFree ? 'run' : lack, could: some };
		})
		.sort((a, b) => b.weeks - a.weeks);
	return {
		newcomers: people.filter(({ wishes }) => wishes).map(personOf),
		buddies: people.filter(({ offers }) => offers).map(personOf),
		matches: shown,
		waiting,
		apart: await apartOf(db, staff.schoolId),
		out: await shutOutOf(db, staff.schoolId),
	};
}

function personOf({
	id,
	name,
	languages,
	groupNames,
	weeks,
	load,
	capacity,
	byHand,
}: Participant): PersonOfStaff {
	return { guardianId: id, name, languages, groups: groupNames, weeks, load, capacity, byHand };
}

function matchOf(match: MatchRow, names: ReadonlyMap<string, string | null>): MatchOfStaff {
	const { id: matchId, newcomerId, buddyId, fixed, points, why, answerBy } = match;
	return {
		...{ matchId, newcomerId, buddyId, fixed, points, why, answerBy },
		state: match.state as MatchOfStaff['state'],
		newcomer: names.get(newcomerId) ?? null,
		buddy: names.get(buddyId) ?? null,
	};
}

/** Of who is together and deleted their profile. */
async function addNames(db: Reader, schoolId: string, names: Map<string, string | null>, open: MatchRow[]) {
	const ids = open.flatMap(({ newcomerId, buddyId }) => [newcomerId, buddyId]).filter((id) => !names.has(id));
	if (ids.length === 0) return;
	const { guardian } = db.t;
	const rows = await db
		.select({ id: guardian.id, name: guardian.name })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, ids)));
	for (const { id, name } of rows) names.set(id, name);
}

/** What parents let know and nobody looked after yet: also while buddies are off. Empty for who may not. */
export async function reportsForStaff(db: Reader, staff: StaffActor): Promise<ReportOfStaff[]> {
	if (!runsBuddies(staff)) return [];
	const { schoolId } = staff;
	const { buddyReport, buddyMatch } = db.t;
	const rows = await db
		.select({ report: buddyReport, newcomerId: buddyMatch.newcomerId, buddyId: buddyMatch.buddyId })
		.from(buddyReport)
		.innerJoin(
			buddyMatch,
			and(eq(buddyMatch.schoolId, buddyReport.schoolId), eq(buddyMatch.id, buddyReport.matchId)),
		)
		.where(and(eq(buddyReport.schoolId, schoolId), isNull(buddyReport.closedAt)))
		.orderBy(buddyReport.createdAt, buddyReport.id);
	const { guardian } = db.t;
	const ids = [...new Set(rows.flatMap(({ newcomerId, buddyId }) => [newcomerId, buddyId]))];
	const people = ids.length
		? await db
				.select({ guardianId: guardian.id, name: guardian.name, phone: guardian.phone })
				.from(guardian)
				.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, ids)))
		: [];
	const of = (id: string) =>
		people.find(({ guardianId }) => guardianId === id) ?? { guardianId: id, name: null, phone: null };
	return rows.map(({ report, newcomerId, buddyId }) => {
		const { guardianId, name } = of(report.guardianId === newcomerId ? buddyId : newcomerId);
		const { id: reportId, kind, reason, createdAt } = report;
		return { reportId, kind, reason, createdAt, from: of(report.guardianId), about: { guardianId, name } };
	});
}

async function apartOf(db: Reader, schoolId: string) {
	const { buddyApart, guardian } = db.t;
	const rows = await db.select().from(buddyApart).where(eq(buddyApart.schoolId, schoolId));
	const ids = [...new Set(rows.flatMap(({ guardianId, otherId }) => [guardianId, otherId]))];
	if (ids.length === 0) return [];
	const people = await db
		.select({ id: guardian.id, name: guardian.name })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, ids)));
	const names = new Map(people.map(({ id, name }) => [id, name]));
	return rows.map(({ guardianId, otherId }) => ({
		...{ guardianId, otherId },
		names: [names.get(guardianId) ?? null, names.get(otherId) ?? null],
	}));
}

async function shutOutOf(db: Reader, schoolId: string) {
	const { buddyBlock, guardian } = db.t;
	return db
		.select({ guardianId: guardian.id, name: guardian.name })
		.from(buddyBlock)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, buddyBlock.schoolId), eq(guardian.id, buddyBlock.guardianId)),
		)
		.where(eq(buddyBlock.schoolId, schoolId))
		.orderBy(guardian.searchKey, guardian.id);
}
