// What a guardian says before a talk: in words, by choosing, or spoken. For who holds the talk, and nobody else.
import { and, asc, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { addFile, keepFile, removeFiles, removeUnusedOfKind } from '#lib/files/server/stored.ts';
import { prepareVoice, type VoiceRefusal } from '#lib/files/server/voices.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { spanOfDay } from '#lib/platform/server/local-time.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { dropTranslations, wantTranslations } from '#lib/translation/server/content.ts';
import type { QuestionAsks, QuestionForm, QuestionName } from '../round.ts';
import { roundState } from '../round-state.ts';
import { TALK_ANSWERS } from './answer-readers.ts';
import { childrenAt, findRound, type FoundRound } from './find-round.ts';
import { ANSWER_KIND } from './text-kinds.ts';

export interface Question {
	questionId: string;
	name: QuestionName;
	/** Of `own`: in the school's words, Dutch. */
	text: string | null;
	form: QuestionForm;
	choices: string[] | null;
	asks: QuestionAsks;
}

/** What a round asks, in order. One query. */
export async function questionsOf(db: Reader, schoolId: string, roundId: string): Promise<Question[]> {
	const { talkQuestion: q } = db.t;
	return db
		.select({ questionId: q.id, name: q.name, text: q.text, form: q.form, choices: q.choices, asks: q.asks })
		.from(q)
		.where(and(eq(q.schoolId, schoolId), eq(q.roundId, roundId)))
		.orderBy(asc(q.position));
}

export interface OwnAnswer {
	answerId: string;
	questionId: string;
	childId: string;
	text: string | null;
	choice: number | null;
	language: string;
	voiceId: string | null;
}

/** A guardian's own answers; none in a session that does not open what is personal. One query. */
export async function ownAnswers(db: Reader, parent: ParentActor, roundId: string): Promise<OwnAnswer[]> {
	if (parent.strength !== 'confirmed') return [];
	const { talkAnswer: a } = db.t;
	return db
		.select({
			answerId: a.id,
			questionId: a.questionId,
			childId: a.childId,
			text: a.text,
			choice: a.choice,
			language: a.language,
			voiceId: a.voiceId,
		})
		.from(a)
		.where(and(eq(a.schoolId, parent.schoolId), eq(a.roundId, roundId), eq(a.guardianId, parent.guardianId)));
}

export type AnswerRefusal =
	/** Not theirs to answer (404). */
	| 'not_found'
	/** The session opens nothing personal yet. */
	| 'needs_proof'
	/** The talk, or the round, is over or called off. */
	| 'over';

export interface AnswersGiven {
	roundId: string;
	childId: string;
	/** What is left out stays; an empty text and no choice take back what was said in words. */
	answers: readonly { questionId: string; text: string | null; choice: number | null }[];
	/** Tag of the language in which they write. */
	language: string;
	now: Date;
}

/** Keeps what a guardian wrote or chose for one child, and asks for it in Dutch. */
export function saveAnswers(
	store: Store,
	parent: ParentActor,
	given: AnswersGiven,
): Promise<{ ok: true } | { ok: false; refusal: AnswerRefusal }> {
	return store.transact(async (tx) => {
		const { roundId, childId, now } = given;
		const may = await mayAnswer(tx, parent, { roundId, childId, now });
		if (!may.ok) return may;
		const questions = await questionsOf(tx, parent.schoolId, roundId);
		const before = (await ownAnswers(tx, parent, roundId)).filter((one) => one.childId === childId);
		for (const { questionId, text, choice } of given.answers) {
			const question = questions.find((one) => one.questionId === questionId);
			if (!question) continue;
			const was = before.find((one) => one.questionId === questionId);
			const isChoice = question.form === 'choice';
			const chosen = isChoice && choice !== null && question.choices?.[choice] !== undefined ? choice : null;
			const said = { text: isChoice ? null : text || null, choice: chosen };
			if (was?.text === said.text && was.choice === said.choice) continue;
			await put(tx, parent, { roundId, childId, questionId, ...said, language: given.language, was, now });
		}
		await audit(tx, parent, 'talks.answered', { roundId, childId }, now);
		return { ok: true };
	});
}

export interface SpokenAnswer {
	roundId: string;
	childId: string;
	questionId: string;
	/** Null takes away what was said. */
	recording: Uint8Array | null;
	/** Tag of the language that is spoken, one of those that are only spoken too. */
	language: string;
	dataDir: string;
	now: Date;
}

/** Keeps what a guardian said aloud to one question, instead of what was said before. */
export async function saveSpokenAnswer(
	store: Store,
	parent: ParentActor,
	given: SpokenAnswer,
): Promise<{ ok: true } | { ok: false; refusal: AnswerRefusal | VoiceRefusal }> {
	const { roundId, childId, questionId, recording, language, dataDir, now } = given;
	// before anything is converted: who may not answer costs nothing
	const first = await mayAnswer(store.read, parent, { roundId, childId, now });
	if (!first.ok) return first;
	const prepared = recording && (await prepareVoice(recording, language));
	if (prepared && !prepared.ok) return prepared;
	if (prepared) await keepFile(dataDir, parent.schoolId, prepared.file, now);
	return store.transact(async (tx) => {
		const may = await mayAnswer(tx, parent, { roundId, childId, now });
		if (!may.ok) return may;
		const questions = await questionsOf(tx, parent.schoolId, roundId);
		if (!questions.some((one) => one.questionId === questionId && one.form === 'words'))
			return { ok: false, refusal: 'not_found' };
		const own = await ownAnswers(tx, parent, roundId);
		const was = own.find((one) => one.childId === childId && one.questionId === questionId);
		if (!prepared && !was?.voiceId) return { ok: true };
		const said = { text: was?.text ?? null, choice: null };
		const spoken = languageOf(language)?.tag ?? language;
		await put(tx, parent, {
			...{ roundId, childId, questionId, ...said, was, now },
			language: was?.text ? was.language : spoken,
			voice: prepared ? { file: prepared.file, language: spoken } : null,
		});
		await audit(tx, parent, 'talks.answered', { roundId, childId }, now);
		return { ok: true };
	});
}

interface Put {
	roundId: string;
	childId: string;
	questionId: string;
	text: string | null;
	choice: number | null;
	language: string;
	was: OwnAnswer | undefined;
	/** Left out: what was said aloud stays. */
	voice?: { file: Parameters<typeof addFile>[2]['file']; language: string } | null;
	now: Date;
}

async function put(tx: Tx, parent: ParentActor, one: Put): Promise<void> {
	const { schoolId, guardianId } = parent;
	const { talkAnswer, storedFile } = tx.t;
	const { was, text, choice, language, voice, now } = one;
	const id = was?.answerId ?? newId();
	const owner = { kind: TALK_ANSWERS, id };
	let voiceId = was?.voiceId ?? null;
	if (voice !== undefined) {
		await removeFiles(tx, schoolId, owner);
		voiceId = voice && (await addFile(tx, parent, { owner, file: voice.file, name: 'answer', now }));
		if (voice && voiceId)
			await tx
				.update(storedFile)
				.set({ language: voice.language })
				.where(and(eq(storedFile.schoolId, schoolId), eq(storedFile.id, voiceId)));
	}
	if (!text && choice === null && !voiceId) {
		await tx.delete(talkAnswer).where(and(eq(talkAnswer.schoolId, schoolId), eq(talkAnswer.id, id)));
		await dropTranslations(tx, schoolId, ANSWER_KIND, [id]);
		return;
	}
	const { roundId, childId, questionId } = one;
	await tx
		.insert(talkAnswer)
		.values({
			...{ schoolId, id, roundId, childId, questionId, guardianId },
			...{ text, choice, language, voiceId, answeredAt: now },
		})
		.onConflictDoUpdate({
			target: [talkAnswer.schoolId, talkAnswer.questionId, talkAnswer.guardianId, talkAnswer.childId],
			set: { text, choice, language, voiceId, answeredAt: now },
		});
	await wantTranslations(tx, schoolId, {
		about: { kind: ANSWER_KIND, id },
		texts: { text: text ? { text, language } : null },
		languages: [baseLocale],
		now,
	});
}

async function mayAnswer(
	db: Reader,
	parent: ParentActor,
	{ roundId, childId, now }: { roundId: string; childId: string; now: Date },
): Promise<{ ok: true; round: FoundRound } | { ok: false; refusal: AnswerRefusal }> {
	const round = await findRound(db, parent.schoolId, roundId);
	const child = round && childrenAt(round, parent).find((one) => one.childId === childId);
	if (!round || !round.publishedAt || child?.level !== 'full') return { ok: false, refusal: 'not_found' };
	if (parent.strength !== 'confirmed') return { ok: false, refusal: 'needs_proof' };
	const till = await answersUntil(db, parent, round, childId);
	if (roundState(round, now) === 'cancelled' || now >= till) return { ok: false, refusal: 'over' };
	return { ok: true, round };
}

/** Until when one can answer: the talk about the child, else the last day of the round. One query. */
export async function answersUntil(
	db: Reader,
	{ schoolId, guardianId }: ParentActor,
	round: Pick<FoundRound, 'roundId' | 'lastDay' | 'school'>,
	childId: string,
): Promise<Date> {
	const { talk, talkGuardian } = db.t;
	const [own] = await db
		.select({ startsAt: talk.startsAt })
		.from(talkGuardian)
		.innerJoin(talk, and(eq(talk.schoolId, talkGuardian.schoolId), eq(talk.id, talkGuardian.talkId)))
		.where(
			and(
				eq(talkGuardian.schoolId, schoolId),
				eq(talkGuardian.guardianId, guardianId),
				eq(talkGuardian.roundId, round.roundId),
				eq(talkGuardian.childId, childId),
				eq(talk.status, 'agreed'),
			),
		);
	return own?.startsAt ?? endOfRound(round);
}

function endOfRound({ lastDay, school }: Pick<FoundRound, 'lastDay' | 'school'>): Date {
	return spanOfDay(lastDay, school.timeZone).till;
}

/** The night: recordings whose answer is gone, or says something else since. */
export async function forgetSpokenAnswers(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { talkAnswer } = tx.t;
	const rows = await tx
		.select({ voiceId: talkAnswer.voiceId })
		.from(talkAnswer)
		.where(eq(talkAnswer.schoolId, schoolId));
	const used = new Set(rows.map(({ voiceId }) => voiceId));
	await removeUnusedOfKind(tx, schoolId, {
		kind: TALK_ANSWERS,
		isUsed: ({ fileId }) => used.has(fileId),
		now,
	});
}
