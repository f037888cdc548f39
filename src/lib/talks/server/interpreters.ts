// The interpreters whom a school has for a round, when they are there, and at which talks.
import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { overlaps, type Span } from '#lib/moments/slots.ts';
import { dayOf, instantOf } from '#lib/platform/server/local-time.ts';
import type { InterpreterForm } from '../interpreter-form.ts';
import {
	canInterpret,
	canInterpretAll,
	type InterpretedTalk,
	type InterpreterOfRound,
} from '../interpreters.ts';
import { childrenOfRound, findRound, lockRound, type FoundRound } from './find-round.ts';
import { changed } from './notices.ts';
import { offeringParents, type OfferingParent } from './round-interpreters.ts';
import { asInterpreted, interpretersOf, talksOf } from './interpreters-of-round.ts';
import { tellInterpreters } from './tell-interpreters.ts';
import { mayRunRound } from './rounds.ts';
import { agreedTalks, calledNames, tell, type AgreedTalk } from './schedule.ts';

export interface InterpreterOnPage extends InterpreterOfRound {
	name: string;
	/** At how many talks they are. */
	talks: number;
}

/** A talk for which a family wished for an interpreter. */
export interface InterpreterNeed extends InterpretedTalk {
	childName: string;
	teachers: string[];
	/** One of the round's; null: none of them. */
	interpreterId: string | null;
	/** Somebody is there, one of the round's or arranged otherwise. */
	found: boolean;
	/** Ids of those who could. */
	could: string[];
}

export interface InterpretersPage {
	round: FoundRound;
	/** By name. */
	interpreters: InterpreterOnPage[];
	/** Talks to come, in order of time. */
	needs: InterpreterNeed[];
	/** By language, the most wished for first: how many families asked, and how many of them have no talk yet. */
	wishes: { language: string; families: number; waiting: number }[];
	/** Parents who offered to interpret and are none of the round's yet, by name. */
	parents: OfferingParent[];
}

/** For who runs the round; undefined for everybody else (404). A dozen queries. */
export async function interpretersPage(
	db: Reader,
	staff: StaffActor,
	roundId: string,
	now: Date,
): Promise<InterpretersPage | undefined> {
	const { schoolId } = staff;
	const round = await findRound(db, schoolId, roundId);
	if (!round || !mayRunRound(staff, round)) return undefined;
	const interpreters = await interpretersOf(db, round);
	const talks = await agreedTalks(db, round);
	const children = await childrenOfRound(db, round, dayOf(now, round.school.timeZone));
	const nameOf = new Map(children.map(({ childId, givenName }) => [childId, givenName]));
	const called = await calledNames(
		db,
		schoolId,
		talks.flatMap(({ staffIds }) => staffIds),
	);
	const needs = talks.flatMap((talk): InterpreterNeed[] => {
		const asked = asInterpreted(talk);
		if (!asked || talk.startsAt <= now) return [];
		return [
			{
				...asked,
				childName: nameOf.get(talk.childId) ?? '',
				teachers: talk.staffIds.flatMap((id) => called.get(id) ?? []),
				interpreterId: talk.interpreterId,
				found: talk.interpreterId !== null || talk.interpreterFoundAt !== null,
				could: interpreters
					.filter((one) => canInterpret(one, asked, talksOf(talks, one.interpreterId), round.walkMinutes))
					.map(({ interpreterId }) => interpreterId),
			},
		];
	});
	const withTalk = new Set(talks.flatMap(({ guardianIds }) => guardianIds));
	const { talkReply } = db.t;
	const replies = await db
		.select({ guardianId: talkReply.guardianId, language: talkReply.interpreter, answer: talkReply.answer })
		.from(talkReply)
		.where(and(eq(talkReply.schoolId, schoolId), eq(talkReply.roundId, roundId)));
	const wished = replies.flatMap(({ language, answer, guardianId }) =>
		language && answer !== 'none' ? [{ language, guardianId }] : [],
	);
	const here = new Set(interpreters.flatMap(({ parent }) => parent?.guardianId ?? []));
	const parents = await offeringParents(db, schoolId, now);
	return {
		round,
		parents: parents.filter(({ guardianId }) => !here.has(guardianId)),
		interpreters: interpreters.map((one) => ({ ...one, talks: talksOf(talks, one.interpreterId).length })),
		needs,
		wishes: [...Map.groupBy(wished, ({ language }) => language)]
			.map(([language, own]) => ({
				language,
				families: own.length,
				waiting: own.filter(({ guardianId }) => !withTalk.has(guardianId)).length,
			}))
			.sort((a, b) => b.families - a.families || a.language.localeCompare(b.language)),
	};
}

export type InterpreterRefusal =
	/** No such round, interpreter or talk, or not theirs to run (404). */
	| 'not_found'
	/** They are at talks that would not fit any more. */
	| 'interpreter_has_talks'
	/** Not within the round's days, or too short for a talk. */
	| 'wrong_time'
	/** They are there at that time already. */
	| 'overlaps'
	/** They are at another talk then, not there, or speak another language. */
	| 'interpreter_taken';
export type InterpreterResult = { ok: true } | { ok: false; refusal: InterpreterRefusal };

type Work = (
	tx: Tx,
	round: FoundRound,
	interpreters: Awaited<ReturnType<typeof interpretersOf>>,
) => Promise<InterpreterRefusal | undefined>;

function inInterpreters(
	store: Store,
	staff: StaffActor,
	{ roundId, now, what }: { roundId: string; now: Date; what: string },
	work: Work,
): Promise<InterpreterResult> {
	return store.transact(
		async (tx): Promise<InterpreterResult> => {
			const round = await lockRound(tx, staff.schoolId, roundId);
			if (!round || !mayRunRound(staff, round)) return { ok: false, refusal: 'not_found' };
			const refusal = await work(tx, round, await interpretersOf(tx, round));
			if (refusal) return { ok: false, refusal };
			await audit(tx, staff, what, { roundId }, now);
			return { ok: true };
		},
		{ key: roundId },
	);
}

interface Of {
	roundId: string;
	interpreterId: string;
	now: Date;
}

/**
 * Adds an interpreter from outside, or changes one; who is at talks stays able to be at them. Of a parent there is nothing to
 * change: name and languages are theirs (`not_found`).
 */
export function saveInterpreter(
	store: Store,
	staff: StaffActor,
	form: Omit<InterpreterForm, 'how'> & { byPhone: boolean; roundId: string; now: Date },
): Promise<InterpreterResult> {
	const { interpreterId, name, languages, byPhone } = form;
	const what = 'talks.interpreter_saved';
	return inInterpreters(store, staff, { ...form, what }, async (tx, round, all) => {
		const { talkInterpreter } = tx.t;
		const { schoolId } = round.school;
		const facts = { name, languages: [...languages], byPhone };
		const before = all.find((one) => one.interpreterId === interpreterId);
		if (!before) {
			const { roundId } = round;
			await tx.insert(talkInterpreter).values({ schoolId, id: interpreterId, roundId, ...facts, times: [] });
			return undefined;
		}
		if (before.parent || before.name === '') return 'not_found';
		if (!(await stillFits(tx, round, { ...before, ...facts }))) return 'interpreter_has_talks';
		await tx
			.update(talkInterpreter)
			.set(facts)
			.where(and(eq(talkInterpreter.schoolId, schoolId), eq(talkInterpreter.id, interpreterId)));
		return undefined;
	});
}

/**
 * Adds a parent who offered to interpret, with the languages of that offer; who is there already stays as they are. When they
 * can come staff agree with them and write down as times. `not_found`: offers nothing (any more).
 */
export function addInterpretingParent(
	store: Store,
	staff: StaffActor,
	form: Of & { guardianId: string; byPhone: boolean },
): Promise<InterpreterResult> {
	const what = 'talks.interpreter_saved';
	return inInterpreters(store, staff, { ...form, what }, async (tx, round, all) => {
		const { interpreterId, guardianId, byPhone, now } = form;
		const { schoolId } = round.school;
		if (all.some(({ parent }) => parent?.guardianId === guardianId)) return undefined;
		const offers = await offeringParents(tx, schoolId, now);
		const offer = offers.find((one) => one.guardianId === guardianId);
		if (!offer || all.some((one) => one.interpreterId === interpreterId)) return 'not_found';
		const { languages } = offer;
		await tx.insert(tx.t.talkInterpreter).values({
			...{ schoolId, id: interpreterId, roundId: round.roundId },
			...{ name: '', languages, byPhone, times: [] },
		});
		await tx.insert(tx.t.talkInterpreterParent).values({ schoolId, interpreterId, guardianId });
		return undefined;
	});
}

/** Takes an interpreter out of the round; not one who is at a talk. */
export function removeInterpreter(store: Store, staff: StaffActor, one: Of): Promise<InterpreterResult> {
	return inInterpreters(
		store,
		staff,
		{ ...one, what: 'talks.interpreter_removed' },
		async (tx, round, all) => {
			const { talkInterpreter, talk } = tx.t;
			const { schoolId } = round.school;
			if (!all.some(({ interpreterId }) => interpreterId === one.interpreterId)) return 'not_found';
			const talks = await agreedTalks(tx, round);
			if (talks.some(({ interpreterId }) => interpreterId === one.interpreterId))
				return 'interpreter_has_talks';
			// talks that were called off keep no name
			await tx
				.update(talk)
				.set({ interpreterId: null })
				.where(and(eq(talk.schoolId, schoolId), eq(talk.interpreterId, one.interpreterId)));
			await tx
				.delete(talkInterpreter)
				.where(and(eq(talkInterpreter.schoolId, schoolId), eq(talkInterpreter.id, one.interpreterId)));
			return undefined;
		},
	);
}

/** They are there at this time too; what overlaps with a time of theirs is refused. */
export function addInterpreterTime(
	store: Store,
	staff: StaffActor,
	one: Of & { day: string; from: string; till: string },
): Promise<InterpreterResult> {
	return inInterpreters(store, staff, { ...one, what: 'talks.interpreter_saved' }, async (tx, round, all) => {
		const found = all.find(({ interpreterId }) => interpreterId === one.interpreterId);
		if (!found) return 'not_found';
		const { timeZone } = round.school;
		const span: Span = {
			startsAt: instantOf(one.day, one.from, timeZone),
			endsAt: instantOf(one.day, one.till, timeZone),
		};
		return putInterpreterTime(tx, round, found, span);
	});
}

/** Puts it among the times of an interpreter. Ask who may before. */
export async function putInterpreterTime(
	tx: Tx,
	round: FoundRound,
	{ interpreterId, times }: InterpreterOfRound,
	span: Span,
): Promise<'wrong_time' | 'overlaps' | undefined> {
	const day = dayOf(span.startsAt, round.school.timeZone);
	const long = span.endsAt.getTime() - span.startsAt.getTime() >= round.minutes * 60_000;
	if (day < round.firstDay || day > round.lastDay || !long) return 'wrong_time';
	if (times.some((other) => overlaps(span, other))) return 'overlaps';
	await writeTimes(tx, round, interpreterId, [...times, span]);
	return undefined;
}

/** Takes a time off, unless they are at a talk in it. `at`: when it begins, in milliseconds. */
export function removeInterpreterTime(
	store: Store,
	staff: StaffActor,
	one: Of & { at: number },
): Promise<InterpreterResult> {
	return inInterpreters(store, staff, { ...one, what: 'talks.interpreter_saved' }, async (tx, round, all) => {
		const found = all.find(({ interpreterId }) => interpreterId === one.interpreterId);
		if (!found) return 'not_found';
		const times = found.times.filter(({ startsAt }) => startsAt.getTime() !== one.at);
		if (!(await stillFits(tx, round, { ...found, times }))) return 'interpreter_has_talks';
		await writeTimes(tx, round, found.interpreterId, times);
		return undefined;
	});
}

async function stillFits(tx: Tx, round: FoundRound, one: InterpreterOfRound): Promise<boolean> {
	const talks = talksOf(await agreedTalks(tx, round), one.interpreterId);
	return canInterpretAll(one, talks, round.walkMinutes);
}

async function writeTimes(
	tx: Tx,
	{ school }: FoundRound,
	interpreterId: string,
	times: readonly Span[],
): Promise<void> {
	const { talkInterpreter } = tx.t;
	const rows = times
		.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() }))
		.sort((a, b) => a.from - b.from);
	await tx
		.update(talkInterpreter)
		.set({ times: rows })
		.where(and(eq(talkInterpreter.schoolId, school.schoolId), eq(talkInterpreter.id, interpreterId)));
}

/**
 * Who interprets at a talk for which a family wished for one: an interpreter of the round who can be there, somebody who was
 * arranged otherwise (`other`), or nobody yet (`none`). Its guardians are told in their language when that changes whether
 * there is one.
 */
export function assignInterpreter(
	store: Store,
	staff: StaffActor,
	one: { roundId: string; talkId: string; interpreter: string; now: Date },
): Promise<InterpreterResult> {
	const { roundId, now } = one;
	const what = 'talks.interpreter_given';
	return inInterpreters(store, staff, { roundId, now, what }, async (tx, round, all) => {
		const talks = await agreedTalks(tx, round);
		const before = talks.find(({ talkId }) => talkId === one.talkId);
		const asked = before && asInterpreted(before);
		if (!before || !asked) return 'not_found';
		const chosen = all.find(({ interpreterId }) => interpreterId === one.interpreter);
		const nobody = one.interpreter === 'none';
		if (!chosen && !nobody && one.interpreter !== 'other') return 'not_found';
		if (chosen && !canInterpret(chosen, asked, talksOf(talks, chosen.interpreterId), round.walkMinutes))
			return 'interpreter_taken';
		const wasFound = before.interpreterId !== null || before.interpreterFoundAt !== null;
		const tells = wasFound === nobody;
		const after: AgreedTalk = {
			...before,
			interpreterId: chosen?.interpreterId ?? null,
			interpreterFoundAt: nobody ? null : (before.interpreterFoundAt ?? now),
			revision: before.revision + (tells ? 1 : 0),
		};
		const { talk } = tx.t;
		const { interpreterId, interpreterFoundAt, revision } = after;
		await tx
			.update(talk)
			.set({
				interpreterId,
				interpreterFoundAt,
				revision,
				...{ changedBy: 'staff', changedById: staff.staffId },
			})
			.where(and(eq(talk.schoolId, staff.schoolId), eq(talk.id, one.talkId)));
		if (tells) await tell(tx, round, [{ talk: after, say: changed }], now);
		await tellInterpreters(tx, round, [{ before, after }], now);
		return undefined;
	});
}
