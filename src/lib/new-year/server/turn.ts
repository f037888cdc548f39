import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { auditTaught } from '#lib/accounts/server/taught-lines.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { editDraft } from '#lib/info-card/server/draft.ts';
import { savedPlan } from '#lib/moments/server/about-plan.ts';
import { saveDraft } from '#lib/moments/server/draft.ts';
import type { Plan } from '#lib/moments/server/plan.ts';
import { isSeries } from '#lib/moments/slots.ts';
import { problemOfOpening } from '#lib/moments/week-plan.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { sortable } from '#lib/platform/fold.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays } from '#lib/platform/server/local-time.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { YearChoices } from '../choices.ts';
import { isDone, planYear, stopping, type YearNow, type YearPlan } from '../plan.ts';
import { steps, type Step, type StepOutcomes } from '../steps.ts';
import { mayTurnYear } from './policy.ts';
import { copyId, findTurn, nextYearName, readYear, type YearTurn } from './read.ts';

/** Fifty-two weeks: the same weekday, which a date a year later is not. */
const YEAR_OF_WEEKS = 364;

export interface OpenTurn {
	turn: YearTurn;
	now: YearNow;
	plan: YearPlan;
	isDone: boolean;
}

/** The turn as far as it has come, and what is left to do. Undefined when it was not begun. Writes nothing. */
export async function readTurn(db: Reader, schoolId: string, now: Date): Promise<OpenTurn | undefined> {
	const found = await findTurn(db, schoolId, now);
	if (!found?.turn) return undefined;
	const { from, to, turn } = found;
	const year = await readYear(db, schoolId, { from, to, turnId: turn.id, now });
	const plan = planYear(year, turn.choices);
	return { turn, now: year, plan, isDone: isDone(plan) };
}

/** The name of the new year while somebody is at it; undefined when nobody began or all is done. */
export async function yearBeingTurned(db: Reader, schoolId: string, now: Date): Promise<string | undefined> {
	const found = await findTurn(db, schoolId, now);
	if (!found?.turn || found.turn.finishedAt) return undefined;
	return found.to?.name ?? found.turn.choices.year?.name ?? nextYearName(found.from.name);
}

export type TurnRefusal = 'not_allowed' | 'no_year' | 'not_begun' | 'cannot_yet';
export type Turned = { ok: true } | { ok: false; refusal: TurnRefusal };

/** Begins, or finds what was begun: by whomever, there is one for each year. */
export async function beginTurn(store: Store, actor: StaffActor, now: Date): Promise<Turned> {
	if (!mayTurnYear(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<Turned> => {
		const found = await findTurn(tx, actor.schoolId, now);
		if (!found) return { ok: false, refusal: 'no_year' };
		if (found.turn) return { ok: true };
		await tx.insert(tx.t.yearTurn).values({
			schoolId: actor.schoolId,
			id: newId(),
			fromYearId: found.from.id,
			choices: {},
			outcomes: {},
			startedBy: actor.staffId,
			createdAt: now,
			changedAt: now,
		});
		await audit(tx, actor, 'newyear.begun', { from: found.from.id }, now);
		return { ok: true };
	});
}

/** Keeps what was chosen in one step; the others stay. */
export async function choose(
	store: Store,
	actor: StaffActor,
	chosen: Partial<YearChoices>,
	now: Date,
): Promise<Turned> {
	if (!mayTurnYear(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<Turned> => {
		const found = await findTurn(tx, actor.schoolId, now);
		if (!found?.turn) return { ok: false, refusal: 'not_begun' };
		await change(tx, actor, found.turn, { choices: { ...found.turn.choices, ...chosen }, changedAt: now });
		return { ok: true };
	});
}

/**
 * Does what is left to do, a step after the other, each in a transaction of its own: whoever is interrupted goes on
 * where it stopped, and doing it twice changes nothing the second time.
 */
export async function turnYear(store: Store, actor: StaffActor, now: Date): Promise<Turned> {
	if (!mayTurnYear(actor)) return { ok: false, refusal: 'not_allowed' };
	const open = await readTurn(store.read, actor.schoolId, now);
	if (!open) return { ok: false, refusal: 'not_begun' };
	if (open.plan.problems.some(({ code }) => stopping.has(code))) return { ok: false, refusal: 'cannot_yet' };
	for (const step of steps) await doStep(store, actor, step, now);
	return finish(store, actor, now);
}

type Counts = Record<string, number>;

/** What a step does in one transaction. Moments and the card have their own, in their own domains. */
const inTransaction: Partial<
	Record<Step, (tx: Tx, schoolId: string, open: OpenTurn, now: Date, actor: StaffActor) => Promise<Counts>>
> = {
	year: makeYear,
	groups: fillGroups,
	teachers: giveTeachers,
	leavers: noteLeavers,
};

async function doStep(store: Store, actor: StaffActor, step: Step, now: Date): Promise<void> {
	const { schoolId } = actor;
	const work = inTransaction[step];
	if (!work) {
		const open = await readTurn(store.read, schoolId, now);
		const counts = !open
			? {}
			: step === 'moments'
				? await copyMoments(store, actor, open, now)
				: await copyCard(store, actor, open, now);
		await store.transact((tx) => note(tx, actor, step, counts, now));
		return;
	}
	await store.transact(async (tx) => {
		const open = await readTurn(tx, schoolId, now);
		if (open) await note(tx, actor, step, await work(tx, schoolId, open, now, actor), now);
	});
}

async function makeYear(tx: Tx, schoolId: string, { plan }: OpenTurn): Promise<Counts> {
	if (plan.year.existingId) return {};
	const { name, startsOn, endsOn } = plan.year;
	await tx.insert(tx.t.schoolYear).values({ schoolId, id: newId(), name, startsOn, endsOn });
	return { years: 1 };
}

async function fillGroups(tx: Tx, schoolId: string, { plan }: OpenTurn, now: Date): Promise<Counts> {
	const { group, groupChild, child } = tx.t;
	const schoolYearId = plan.year.existingId;
	if (!schoolYearId) throw new Error('the new year is not there');
	const planned = plan.groups.map((one) => ({ ...one, id: one.existingId ?? newId() }));
	const made = planned.filter(({ existingId }) => existingId === null);
	for (const part of chunks(made))
		await tx.insert(group).values(
			part.map(({ id, name, kind, yearGroups }) => ({
				schoolId,
				id,
				schoolYearId,
				name,
				kind,
				yearGroups,
				sortKey: sortable(name),
				createdAt: now,
			})),
		);
	const places = planned.flatMap(({ id, children }) =>
		children.map((one) => ({ groupId: id, childId: one.id })),
	);
	for (const part of chunks(places))
		await tx
			.insert(groupChild)
			.values(part.map((place) => ({ schoolId, ...place })))
			.onConflictDoNothing();
	const moved = planned.filter(({ kind }) => kind === 'class').flatMap(({ children }) => children);
	for (const [yearGroup, children] of Map.groupBy(moved, (one) => one.yearGroup))
		for (const part of chunks(children))
			await tx
				.update(child)
				.set({ yearGroup })
				.where(
					and(
						eq(child.schoolId, schoolId),
						inArray(
							child.id,
							part.map(({ id }) => id),
						),
					),
				);
	return { groups: made.length, children: new Set(places.map(({ childId }) => childId)).size };
}

async function giveTeachers(
	tx: Tx,
	schoolId: string,
	{ plan }: OpenTurn,
	now: Date,
	actor: StaffActor,
): Promise<Counts> {
	const rows = plan.groups.flatMap(({ existingId, staffIds }) =>
		existingId === null ? [] : staffIds.map((staffId) => ({ schoolId, groupId: existingId, staffId })),
	);
	for (const part of chunks(rows)) {
		const given = await tx.insert(tx.t.groupTeacher).values(part).onConflictDoNothing().returning();
		await auditTaught(tx, actor, { given, taken: [] }, now);
	}
	return { teachers: rows.length };
}

async function noteLeavers(tx: Tx, schoolId: string, { plan }: OpenTurn): Promise<Counts> {
	const { child } = tx.t;
	const leaving = plan.leavers.filter(({ isNoted }) => !isNoted);
	for (const [lastDay, children] of Map.groupBy(leaving, (one) => one.lastDay))
		for (const part of chunks(children))
			await tx
				.update(child)
				.set({ leftOn: lastDay })
				.where(
					and(
						eq(child.schoolId, schoolId),
						isNull(child.leftOn),
						inArray(
							child.id,
							part.map(({ id }) => id),
						),
					),
				);
	return { leavers: leaving.length };
}

/** Drafts at the same weekday and time, fifty-two weeks later; a slot on a free day, or one that is over, is left out. */
async function copyMoments(
	store: Store,
	actor: StaffActor,
	{ plan, turn, now: { today } }: OpenTurn,
	now: Date,
): Promise<Counts> {
	const { schoolId } = actor;
	const { existingId, name, startsOn, endsOn } = plan.year;
	if (!existingId) return {};
	const { region } = await readSchool(store.read, schoolId);
	const free = (await daysOffOf(store.read, { schoolId, region }, { id: existingId, name })).filter(
		({ kind }) => kind !== 'half_day',
	);
	const isSchoolDay = (day: string) =>
		day > today &&
		day >= startsOn &&
		day <= endsOn &&
		!free.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
	const groupOf = new Map(plan.groups.map(({ key, existingId: id }) => [key, id]));
	const counts = { moments: 0, withoutDay: 0 };
	for (const { fromId, wholeSchool, groupKeys } of plan.moments) {
		const saved = await savedPlan(store, actor, fromId);
		const groupIds = wholeSchool ? [] : groupKeys.flatMap((key) => groupOf.get(key) ?? []);
		if (!saved || (!wholeSchool && groupIds.length === 0)) continue;
		const again = aYearLater(saved.plan, isSchoolDay);
		const { slots } = again;
		const copy = { ...again, momentId: copyId(turn.id, fromId), groupIds };
		const result = slots.length > 0 ? await saveDraft(store, actor, copy, now) : undefined;
		counts[result?.ok ? 'moments' : 'withoutDay']++;
	}
	return counts;
}

/** The same plan fifty-two weeks later, on the days that are left; the days of opening and closing go along. */
function aYearLater(plan: Plan, isSchoolDay: (day: string) => boolean): Plan {
	const later = (day: string) => addDays(day, YEAR_OF_WEEKS);
	const slots = plan.slots
		.map((slot) => ({ ...slot, day: later(slot.day) }))
		.filter(({ day }) => isSchoolDay(day));
	const opening = {
		opensOn: plan.opensOn && later(plan.opensOn),
		firstUntil: plan.firstUntil && later(plan.firstUntil),
		closesOn: plan.closesOn && later(plan.closesOn),
	};
	const unclear = problemOfOpening({ slots, ...opening }) !== undefined;
	return {
		...plan,
		slots,
		...(unclear ? { opensOn: null, firstUntil: null, closesOn: null } : opening),
		// of a series, a meeting on a free day is left out
		meetings: isSeries(plan) ? Math.max(1, Math.min(plan.meetings, slots.length)) : plan.meetings,
		// a word of last year's teacher is not this year's
		note: null,
	};
}

async function copyCard(store: Store, actor: StaffActor, { plan }: OpenTurn, now: Date): Promise<Counts> {
	if (plan.card !== 'copy' || !plan.year.existingId) return {};
	// a draft of a year without a card begins as the newest card of another year
	const edited = await editDraft(store, actor, { yearId: plan.year.existingId, now }, (sections) => sections);
	return edited.ok ? { cards: 1 } : {};
}

/** Adds what a step did to what it did before; a step that did nothing this time keeps its outcome. */
async function note(tx: Tx, actor: StaffActor, step: Step, counts: Counts, now: Date): Promise<void> {
	const found = await findTurn(tx, actor.schoolId, now);
	if (!found?.turn) return;
	const before = found.turn.outcomes[step]?.counts ?? {};
	const sum = { ...before };
	for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
	const outcomes: StepOutcomes = { ...found.turn.outcomes, [step]: { at: now.toISOString(), counts: sum } };
	await change(tx, actor, found.turn, { outcomes, toYearId: found.to?.id ?? null, changedAt: now });
	if (Object.values(counts).some((count) => count > 0))
		await audit(tx, actor, `newyear.${step}`, { turn: found.turn.id, ...counts }, now);
}

async function finish(store: Store, actor: StaffActor, now: Date): Promise<Turned> {
	return store.transact(async (tx): Promise<Turned> => {
		const open = await readTurn(tx, actor.schoolId, now);
		if (!open) return { ok: false, refusal: 'not_begun' };
		if (open.turn.finishedAt === null)
			await change(tx, actor, open.turn, { finishedAt: now, changedAt: now });
		return { ok: true };
	});
}

async function change(
	tx: Tx,
	actor: StaffActor,
	{ id }: YearTurn,
	set: Partial<Tx['t']['yearTurn']['$inferInsert']>,
): Promise<void> {
	const { yearTurn } = tx.t;
	await tx
		.update(yearTurn)
		.set(set)
		.where(and(eq(yearTurn.schoolId, actor.schoolId), eq(yearTurn.id, id)));
}
