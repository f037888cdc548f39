// What parents get when a round is published, in each of their languages; shown to staff before it is.
import type { Reader } from '#lib/database/store.ts';
import { findInvitees } from '#lib/moments/server/invitees.ts';
import type { FilledContent } from '#lib/notifications/server/written.ts';
import { filled } from '#lib/notifications/server/written.ts';
import type { OwnText } from '#lib/moments/own-texts.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { shownText } from '#lib/translation/content.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { translationsOf } from '#lib/translation/server/content.ts';
import { questionText } from '../question-texts.ts';
import { questionsOf } from './answers.ts';
import type { FoundRound } from './find-round.ts';
import { invited } from './notices.ts';
import { roundTranslations } from './round-words.ts';
import { choiceField, QUESTION_KIND } from './text-kinds.ts';

export interface RoundPreview {
	locale: Locale;
	content: FilledContent;
	/** What is asked beforehand; below a question the answers to choose from. */
	questions: string[];
	/** How many read it in this language. */
	readers: number;
}

/**
 * The invitation in each language of who will get it, the most readers first and Dutch last. The school's own texts stand in
 * it as far as they are translated; else as they were written.
 */
export async function roundPreviews(db: Reader, round: FoundRound, now: Date): Promise<RoundPreview[]> {
	const { schoolId, timeZone } = round.school;
	const invitees = await findInvitees(db, round, dayOf(now, timeZone));
	const translations = (await roundTranslations(db, schoolId, [round])).get(round.roundId);
	const questions = await questionsOf(db, schoolId, round.roundId);
	const own = questions.flatMap(({ questionId, name }) => (name === 'own' ? questionId : []));
	const stored = await translationsOf(db, schoolId, QUESTION_KIND, own);
	const ofSchool = (questionId: string, name: string, text: string, locale: Locale) => {
		const texts = (stored.get(questionId) ?? []).filter(({ field }) => field === name);
		return shownText({ text, language: baseLocale }, texts, [locale]).text;
	};
	const said = ({ questionId, ...question }: (typeof questions)[number], locale: Locale) =>
		question.name === 'own'
			? [
					ofSchool(questionId, 'text', question.text ?? '', locale),
					...(question.choices ?? []).map(
						(one, at) => `– ${ofSchool(questionId, choiceField(at), one, locale)}`,
					),
				]
			: [questionText(question, locale)];
	return [...Map.groupBy(invitees, ({ locale }) => locale)]
		.toSorted(([a, ofA], [b, ofB]) => Number(a === 'nl') - Number(b === 'nl') || ofB.length - ofA.length)
		.flatMap(([locale, [to, ...others]]): RoundPreview[] => {
			if (!to) return [];
			const { content } = invited({ round, to });
			return [
				{
					locale,
					content: filled(content, ({ field }) => translations?.[field as OwnText] ?? [], null),
					questions: questions.flatMap((question) => said(question, locale)),
					readers: 1 + others.length,
				},
			];
		});
}
