import { forgetLeaveRequests, forgetSickReports } from '#lib/absence/server/retention.ts';
import {
	forgetColleagues,
	forgetLapsedCodes,
	forgetLapsedHandOvers,
	forgetOldAudit,
} from '#lib/accounts/server/retention.ts';
import { endUnusedSessions } from '#lib/accounts/server/sessions.ts';
import { forgetSubstitutes } from '#lib/accounts/server/substitutes.ts';
import { forgetBuddies, moveBuddies } from '#lib/buddies/server/night.ts';
import { forgetAwayPeriods, forgetPortraits } from '#lib/contacts/server/retention.ts';
import { renewJobTitles } from '#lib/contacts/server/job-titles.ts';
import { forgetSpokenNames } from '#lib/contacts/server/spoken-name.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { forgetImportRuns } from '#lib/families/server/import-runs.ts';
import {
	forgetGuardiansWithoutChild,
	forgetImportDrafts,
	forgetLeavers,
} from '#lib/families/server/retention.ts';
import { removeUnusedBytes } from '#lib/files/server/stored.ts';
import { forgetUploads } from '#lib/files/server/uploads.ts';
import { moveCardWords, wantCardWords } from '#lib/info-card/server/card-words.ts';
import { newestCard } from '#lib/info-card/server/published.ts';
import { forgetCardFiles } from '#lib/info-card/server/file-owner.ts';
import { forgetCardVoices } from '#lib/info-card/server/voices.ts';
import { forgetReadings } from '#lib/info-card/server/retention.ts';
import { forgetMessages, forgetMessagesOfNobody } from '#lib/messages/server/retention.ts';
import { forgetMessageVoices } from '#lib/messages/server/voices.ts';
import { forgetInterpreterOffers } from '#lib/moments/server/interpreter-offers.ts';
import { forgetSignUps } from '#lib/moments/server/retention.ts';
import { forgetMomentVoices } from '#lib/moments/server/voices.ts';
import { forgetChoices } from '#lib/new-year/server/retention.ts';
import { forgetFoundAddresses } from '#lib/notifications/server/lost-ways.ts';
import { forgetOutcomes } from '#lib/notifications/server/once.ts';
import { forgetCodeMails, forgetNotices, forgetReach } from '#lib/notifications/server/retention.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { forgetSteps } from '#lib/reach/server/steps.ts';
import { defaultSettings, type SchoolSettings } from '#lib/school/settings.ts';
import { renewDayOffNames } from '#lib/school/server/day-off-names.ts';
import { endedYears } from '#lib/school/server/ended-years.ts';
import { forgetSpokenAnswers } from '#lib/talks/server/answers.ts';
import { forgetPreparation, forgetTalks, forgetWordsOfTalks } from '#lib/talks/server/retention.ts';
import { forgetPastCertificates } from '#lib/tasks/server/certificates.ts';
import { forgetDrafts } from '#lib/tasks/server/drafts.ts';
import { forgetClaims } from '#lib/tasks/server/retention.ts';
import { forgetPictures } from '#lib/tasks/server/thanks-pictures.ts';

/** What the night deletes, by how long product.md says it is kept. */
export const nightlyJobs = [
	{
		name: 'lapsed codes',
		run: (store: Store, now: Date) => store.transact((tx) => forgetLapsedCodes(tx, now)),
	},
	{ name: 'retention', run: forgetWhatIsOver },
	{ name: 'words of the school', run: wantWords },
];

/** What lies in the data folder and nothing has any more. */
export function filesOfNight(dataDir: string) {
	return {
		name: 'files',
		async run(store: Store, now: Date): Promise<void> {
			const { school } = store.t;
			for (const { schoolId } of await store.read.select({ schoolId: school.id }).from(school)) {
				await forgetUploads(store, { dataDir, schoolId, now });
				await forgetPortraits(store, { dataDir, schoolId });
				await removeUnusedBytes(store, { dataDir, schoolId, now });
			}
		},
	};
}

/**
 * What a card of an earlier release holds itself goes to where translations are; and of card, days off and job titles what is
 * missing is asked for: languages that came to the school since they were written, or that no service could be asked for.
 */
async function wantWords(store: Store, now: Date): Promise<void> {
	const { school } = store.t;
	const schools = await store.read.select({ schoolId: school.id, timeZone: school.timeZone }).from(school);
	for (const { schoolId, timeZone } of schools)
		await store.transact(async (tx) => {
			const today = dayOf(now, timeZone);
			await moveCardWords(tx, schoolId, now);
			const card = await newestCard(tx, schoolId, today);
			if (card) await wantCardWords(tx, schoolId, card.sections, now);
			await renewDayOffNames(tx, schoolId, { today, now });
			await renewJobTitles(tx, schoolId, now);
		});
}

/** Each school in a transaction of its own. */
async function forgetWhatIsOver(store: Store, now: Date): Promise<void> {
	const { school } = store.t;
	const schools = await store.read
		.select({ schoolId: school.id, timeZone: school.timeZone, settings: school.settings })
		.from(school);
	for (const one of schools) await store.transact((tx) => forgetOfSchool(tx, { ...one, now }));
}

async function forgetOfSchool(
	tx: Tx,
	{
		schoolId,
		timeZone,
		settings,
		now,
	}: { schoolId: string; timeZone: string; settings: SchoolSettings; now: Date },
): Promise<void> {
	const today = dayOf(now, timeZone);
	await endUnusedSessions(tx, schoolId, now);
	await forgetLapsedHandOvers(tx, schoolId, now);
	await forgetOldAudit(tx, schoolId, now);
	await forgetSubstitutes(tx, schoolId, today);
	await forgetImportDrafts(tx, schoolId, now);
	await forgetImportRuns(tx, schoolId, now);
	await forgetCodeMails(tx, schoolId, now);
	await forgetOutcomes(tx, schoolId, now);
	await forgetFoundAddresses(tx, schoolId, now);
	await forgetReach(tx, schoolId, now);
	await forgetSteps(tx, schoolId, now);
	await forgetSickReports(tx, schoolId, today);
	await forgetLeaveRequests(tx, schoolId, today);
	await forgetCardFiles(tx, schoolId, now);
	await forgetCardVoices(tx, schoolId, now);
	await forgetSpokenNames(tx, schoolId, now);
	await forgetAwayPeriods(tx, schoolId, today);
	await forgetPastCertificates(tx, schoolId, today);
	await forgetPreparation(tx, { schoolId, today, timeZone });
	const keptDays = settings.leaverDays ?? defaultSettings.leaverDays;
	await forgetLeavers(tx, { schoolId, today, keptDays });
	await forgetGuardiansWithoutChild(tx, { schoolId, today, keptDays });
	await forgetColleagues(tx, { schoolId, now, keptDays });
	await forgetMessagesOfNobody(tx, schoolId);
	await forgetMessageVoices(tx, schoolId, now);
	await forgetMomentVoices(tx, schoolId);
	await moveBuddies(tx, { schoolId, timeZone, now });
	await forgetSpokenAnswers(tx, schoolId, now);
	await forgetWordsOfTalks(tx, schoolId);
	await forgetPictures(tx, schoolId, now);
	const ended = await endedYears(tx, { schoolId, timeZone, now });
	if (!ended) return;
	await forgetNotices(tx, schoolId, ended.over);
	await forgetMessages(tx, schoolId, ended.over);
	await forgetMessageVoices(tx, schoolId, now);
	await forgetSignUps(tx, schoolId, ended.ids);
	await forgetClaims(tx, schoolId, ended.ids);
	await forgetDrafts(tx, schoolId, ended.ids);
	await forgetTalks(tx, schoolId, ended.ids);
	await forgetInterpreterOffers(tx, { schoolId, timeZone, endedYearIds: ended.ids, now });
	await forgetBuddies(tx, { schoolId, timeZone, endedYearIds: ended.ids, now });
	await forgetReadings(tx, schoolId, { endedYearIds: ended.ids, now });
	await forgetChoices(tx, schoolId, ended.ids);
}
