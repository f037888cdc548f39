// What a guardian sees of rounds of talks: what is theirs, and the times that are free; never who has the others.
import { and, eq, gte, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { MomentTranslations } from '#lib/moments/own-texts.ts';
import type { Span } from '#lib/moments/slots.ts';

import { translationsOf, type TranslationRow } from '#lib/translation/server/content.ts';
import { changeUntil, lotsPhase, roundState, type LotsPhase, type RoundState } from '../round-state.ts';
import { timeBlocks, type TickedTime } from '../time-blocks.ts';
import { agreementsOf, type Agreement } from './agreements.ts';
import { ownAddress, type VisitAddress } from './address.ts';
import { answersUntil, ownAnswers, questionsOf, type OwnAnswer, type Question } from './answers.ts';
import { childrenAt, findRound, findRounds, type FoundRound } from './find-round.ts';
import { readDraw, readLots, type FamilyLot } from './draw.ts';
import { ownTalks, type OwnTalk } from './own-talks.ts';
import { offeredTimes } from './offered-times.ts';
import { timesToMove } from './move.ts';
import { familyOffers, type FamilyOffer } from './pick.ts';
import { calledNames } from './schedule.ts';
import { roundTranslations } from './round-words.ts';
import { QUESTION_KIND } from './text-kinds.ts';

/** A round that waits for a guardian's answer. */
export interface TalkInvitation {
	round: FoundRound;
	state: RoundState;
	children: { childId: string; givenName: string }[];
	translations?: MomentTranslations;
	written: string | null;
}

/**
 * The rounds that a guardian can answer now or soon and did not: no reply, and no talk about one of the children. Soonest
 * closing first. Six queries at most.
 */
export async function talkInvitations(db: Reader, parent: ParentActor, now: Date): Promise<TalkInvitation[]> {
	const { schoolId, guardianId } = parent;
	const { talkRound, talkRoundGroup, talkReply, talkGuardian, guardian } = db.t;
	const full = [...parent.children.values()].filter(({ level }) => level === 'full');
	const groupIds = [...new Set(full.flatMap((child) => child.groupIds))];
	if (groupIds.length === 0) return [];
	const rows = await db
		.selectDistinct({ id: talkRound.id })
		.from(talkRoundGroup)
		.innerJoin(
			talkRound,
			and(eq(talkRound.schoolId, talkRoundGroup.schoolId), eq(talkRound.id, talkRoundGroup.roundId)),
		)
		.where(
			and(
				eq(talkRoundGroup.schoolId, schoolId),
				inArray(talkRoundGroup.groupId, groupIds),
				gte(talkRound.closesAt, now),
				isNotNull(talkRound.publishedAt),
				isNull(talkRound.cancelledAt),
				isNull(talkRound.closedAt),
			),
		);
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return [];
	const replied = await db
		.select({ roundId: talkReply.roundId, answer: talkReply.answer, leftOutAt: talkReply.leftOutAt })
		.from(talkReply)
		.where(
			and(
				eq(talkReply.schoolId, schoolId),
				eq(talkReply.guardianId, guardianId),
				inArray(talkReply.roundId, ids),
			),
		);
	const arranged = await db
		.select({ roundId: talkGuardian.roundId })
		.from(talkGuardian)
		.where(
			and(
				eq(talkGuardian.schoolId, schoolId),
				eq(talkGuardian.guardianId, guardianId),
				inArray(talkGuardian.roundId, ids),
			),
		);
	const { talkLot } = db.t;
	const nothing = await db
		.select({ roundId: talkLot.roundId })
		.from(talkLot)
		.where(
			and(
				eq(talkLot.schoolId, schoolId),
				eq(talkLot.guardianId, guardianId),
				inArray(talkLot.roundId, ids),
				isNotNull(talkLot.place),
				isNull(talkLot.wish),
			),
		);
	// who drew nothing picks what is free, though they have replied
	const drewNothing = new Set(nothing.map(({ roundId }) => roundId));
	// and who had no time in the schedule gives more
	const again = (one: (typeof replied)[number]) =>
		one.answer === 'times' && (drewNothing.has(one.roundId) || one.leftOutAt !== null);
	const answered = new Set(
		[...replied.filter((one) => !again(one)), ...arranged].map(({ roundId }) => roundId),
	);
	const rounds = (await findRounds(db, schoolId, ids)).filter(({ roundId }) => !answered.has(roundId));
	if (rounds.length === 0) return [];
	const translations = await roundTranslations(db, schoolId, rounds);
	const [who] = await db
		.select({ written: guardian.writtenLanguage })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	return rounds
		.map((round) => ({
			round,
			state: roundState(round, now),
			children: childrenAt(round, parent).filter(({ level }) => level === 'full'),
			translations: translations.get(round.roundId),
			written: who?.written ?? null,
		}))
		.filter(({ state }) => state === 'open' || state === 'soon')
		.sort((a, b) => +a.round.closesAt - +b.round.closesAt);
}

export interface TalkRoundPage {
	round: FoundRound;
	state: RoundState;
	level: 'full' | 'information';
	children: { childId: string; givenName: string }[];
	/** Null: they did not answer yet. */
	reply: {
		answer: 'times' | 'none' | 'call';
		together: boolean;
		apart: boolean;
		withChild: boolean | null;
		place: FoundRound['places'][number] | null;
		interpreter: string | null;
		mayAskParent: boolean;
		/** They were told that the schedule has no time for them. */
		leftOutAt: Date | null;
	} | null;
	times: TickedTime[];
	/** Where parents give times: what they can tick. */
	blocks: Span[];
	talks: OwnTalk[];
	/** Where parents pick: a talk for each child that has none, side by side where it can be. */
	offers: FamilyOffer[];
	/** By talk: to which times it can be moved. */
	moves: Map<string, { startsAt: Date; endsAt: Date; staffIds: string[]; room: string | null }[]>;
	/** What parents call the teachers of the offers, by id. */
	teachers: ReadonlyMap<string, string>;
	/** Of a round by lots: how far it is, and the own lot. */
	lots: OwnLots | null;
	/** What is asked beforehand, with the school's own questions in other languages. */
	questions: (Question & { translations: TranslationRow[] })[];
	/** Their own, where the session opens what is personal. */
	answers: OwnAnswer[];
	/** Children about whom one can still answer. */
	toAnswer: string[];
	address: VisitAddress | null;
	agreements: Agreement[];
	/** The session opens what is personal: answers, the address, what was agreed. */
	confirmed: boolean;
	/** Interprets at home, or reads: what an interpreter is offered in. */
	speaks: string | null;
	translations?: MomentTranslations;
	written: string | null;
}

/** One round; undefined: for this guardian there is none (404). A dozen queries at most. */
export async function talkRoundPage(
	db: Reader,
	parent: ParentActor,
	roundId: string,
	now: Date,
): Promise<TalkRoundPage | undefined> {
	const { schoolId, guardianId } = parent;
	const round = await findRound(db, schoolId, roundId);
	const own = round ? childrenAt(round, parent) : [];
	if (!round || !round.publishedAt || own.length === 0) return undefined;
	const full = own.filter(({ level }) => level === 'full');
	const { guardian, talkReply, talkTime } = db.t;
	const [who] = await db
		.select({ written: guardian.writtenLanguage, spoken: guardian.spokenLanguage })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	const translations = (await roundTranslations(db, schoolId, [round])).get(roundId);
	const state = roundState(round, now);
	const confirmed = parent.strength === 'confirmed';
	const page: TalkRoundPage = {
		...{ round, state, confirmed, translations },
		written: who?.written ?? null,
		speaks: who?.spoken ?? who?.written ?? parent.locale,
		level: full.length > 0 ? 'full' : 'information',
		children: full.length > 0 ? full : own,
		...{ reply: null, times: [], blocks: [], talks: [], questions: [], answers: [] },
		lots: null,
		...{ toAnswer: [], address: null, agreements: [], offers: [], moves: new Map(), teachers: new Map() },
	};
	if (full.length === 0) return page;
	const [reply] = await db
		.select()
		.from(talkReply)
		.where(
			and(
				eq(talkReply.schoolId, schoolId),
				eq(talkReply.roundId, roundId),
				eq(talkReply.guardianId, guardianId),
			),
		);
	page.reply = reply ?? null;
	page.talks = (await ownTalks(db, parent, { from: now, roundId })).filter((one) => one.roundId === roundId);
	if (round.way === 'plan') {
		page.times = await db
			.select({ startsAt: talkTime.startsAt, endsAt: talkTime.endsAt, preferred: talkTime.preferred })
			.from(talkTime)
			.where(
				and(
					eq(talkTime.schoolId, schoolId),
					eq(talkTime.roundId, roundId),
					eq(talkTime.guardianId, guardianId),
				),
			);
		page.blocks = timeBlocks(await offeredTimes(db, round, parent), round.minutes).filter(
			({ startsAt }) => startsAt > now,
		);
	}
	page.lots = await ownLots(db, round, guardianId, now);
	if (round.way === 'pick' && state === 'open' && page.lots?.phase !== 'drawing')
		page.offers = await familyOffers(db, round, guardianId, { now });
	for (const talk of page.talks)
		if (mayMove(talk, round, now))
			page.moves.set(
				talk.talkId,
				await timesToMove(db, round, { talkId: talk.talkId, keeping: 'always', now }),
			);
	page.teachers = await calledNames(
		db,
		schoolId,
		[
			...(page.lots?.lot?.wishes.flat() ?? []),
			...page.offers.flatMap(({ talks }) => talks),
			...[...page.moves.values()].flat(),
		].flatMap(({ staffIds }) => staffIds),
	);
	const questions = await questionsOf(db, schoolId, roundId);
	if (questions.length > 0 && state !== 'cancelled') {
		const texts = questions.flatMap(({ questionId, name }) => (name === 'own' ? questionId : []));
		const stored = await translationsOf(db, schoolId, QUESTION_KIND, texts);
		page.questions = questions.map((one) => ({ ...one, translations: stored.get(one.questionId) ?? [] }));
		page.answers = await ownAnswers(db, parent, roundId);
		for (const { childId } of full)
			if (now < (await answersUntil(db, parent, round, childId))) page.toAnswer.push(childId);
	}
	if (round.places.includes('home')) page.address = await ownAddress(db, parent, roundId);
	if (confirmed)
		page.agreements = await agreementsOf(
			db,
			schoolId,
			page.talks.map(({ talkId }) => talkId),
		);
	return page;
}

/** A round by lots as one family sees it: never another's wishes. */
export interface OwnLots {
	phase: NonNullable<LotsPhase>;
	seal: string;
	/** From the draw on. */
	seed: string | null;
	/** Null: gave no wishes. */
	lot: FamilyLot | null;
	/** How the own lot came out; null before the draw, and for who was not in it. */
	outcome: {
		place: number;
		count: number;
		first: boolean;
		wish: number | null;
		passed: (number | null)[];
	} | null;
}

/** Three queries; none where there is no draw. */
async function ownLots(
	db: Reader,
	round: FoundRound,
	guardianId: string,
	now: Date,
): Promise<OwnLots | null> {
	const phase = lotsPhase(round, now);
	const draw = phase ? await readDraw(db, round) : undefined;
	if (!phase || !draw) return null;
	const [lot = null] = await readLots(db, round, guardianId);
	const line = draw.record?.line ?? [];
	const mine = line.find(({ number }) => number === (lot?.withNumber ?? lot?.number));
	return {
		phase,
		seal: draw.seal,
		seed: draw.record ? draw.seed : null,
		lot,
		outcome: mine
			? {
					place: line.indexOf(mine) + 1,
					count: line.length,
					first: mine.first,
					wish: mine.wish,
					passed: mine.passed,
				}
			: null,
	};
}

/** A guardian moves a talk by themselves where parents pick, and after the school sent its schedule; until some hours before. */
function mayMove(talk: OwnTalk, round: FoundRound, now: Date): boolean {
	const theirs = round.way === 'pick' || round.sentAt !== null;
	const drawn = !round.drawsAt || round.drawnAt !== null;
	return theirs && drawn && !talk.cancelled && now < changeUntil(talk.startsAt, round);
}
