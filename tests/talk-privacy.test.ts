// What one carer says about a round of talks, and what staff write to a family, is nobody else's: over every page, list, calendar
// and notice of the other carer, of other families, and of staff of another group.
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { sendMessage } from '#lib/messages/server/send.ts';
import { questionsOf, saveAnswers } from '#lib/talks/server/answers.ts';
import { pickTalks } from '#lib/talks/server/pick.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import { saveReply } from '#lib/talks/server/reply.ts';
import { freshStore, type TestStore } from './support/database.ts';
import { everything, ofParent } from './support/every-page.ts';
import { addMoment, at } from './support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from './support/people.ts';
import { addRound, details, roundId } from './support/talks.ts';
import { addTask, taskId } from './support/tasks.ts';

type Way = 'pick' | 'plan';
interface World {
	store: TestStore;
	/** What stands in the addresses. */
	params: Record<string, string>;
}

async function before(way: Way): Promise<World> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	await addTask(store);
	await addRound(store, { way, kind: 'home_visit', places: ['home', 'school'] });
	return { store, params: { round: roundId, task: taskId } };
}

/** Ayşe, who wants to come apart, has a talk about Emre or gave times; said something beforehand, and is written to. */
async function afterwards(way: Way): Promise<World> {
	const { store, params } = await before(way);
	const ayse = await asParent(store, 'ayse');
	const how = { ...details, apart: true, address: { address: 'Geheimstraat 1', hint: null } };
	const who = asReplier(ayse);
	const from = at('2026-10-27', '15:40');
	const span = { startsAt: from, endsAt: at('2026-10-27', '16:00'), preferred: true };
	const picks = [{ childId: 'emre', startsAt: from, staffIds: ['selin'] }];
	const wish = { roundId, details: how, now: today };
	const picked = way === 'pick' ? await pickTalks(store, who, { ...wish, picks }) : undefined;
	if (way === 'plan')
		await saveReply(store, who, { ...how, roundId, answer: 'times', times: [span], now: today });
	const [question] = await questionsOf(store.read, schoolId, roundId);
	const answers = [{ questionId: question?.questionId ?? '', text: 'Geheim antwoord', choice: null }];
	const given = { roundId, childId: 'emre', answers, language: 'tr', now: today };
	const said = await saveAnswers(store, ayse, given);
	const message = { parts: [], language: 'nl', wait: 'now' as const, now: today };
	const petra = await asStaff(store, 'petra');
	const sent = await sendMessage(store, petra, {
		...{ ...message, about: { kind: 'child', id: 'emre' } },
		...{ text: 'Geheim bericht', formKey: 'child' },
	});
	const toGroup = await sendMessage(store, petra, {
		...{ ...message, about: { kind: 'group', id: 'groep4' } },
		...{ text: 'Geheim voor de groep', formKey: 'group' },
	});
	expect([picked?.ok ?? true, said.ok, sent.ok, toGroup.ok]).toEqual([true, true, true, true]);
	const talk = picked?.ok ? (picked.talkIds[0] ?? '') : '';
	// that she signed in for it staff of Elif may see: here it is gone
	await store.transact((tx) => tx.delete(tx.t.session).where(eq(tx.t.session.schoolId, schoolId)));
	return { store, params: { ...params, talk, message: sent.ok ? sent.messageId : '' } };
}

/** Where it shows that something happened. */
function different(a: Record<string, string>, b: Record<string, string>): string[] {
	return Object.keys(a).filter((place) => a[place] !== b[place]);
}

const parents: GuardianName[] = ['mehmet', 'fatima', 'ahmet', 'kerem', 'johan', 'nora'];

test.each(parents)('%s finds nothing of it anywhere', { timeout: 120_000 }, async (who) => {
	for (const way of ['pick', 'plan'] as const) {
		const [one, other] = [await afterwards(way), await before(way)];
		const seen = await ofParent(one.store, who, one.params);
		const places = different(seen, await ofParent(other.store, who, one.params));
		// the other carer is offered no times near a talk of hers, as if others had taken them
		const offered = way === 'pick' && who === 'mehmet';
		const round = [`/join/talks/${roundId} +page.server.ts`, `/easy/talks/${roundId} +page.server.ts`];
		expect(places.sort(), way).toEqual(offered ? round.sort() : []);
		expect(JSON.stringify(seen)).not.toMatch(/Geheim/);
	}
});

test.each(['marieke', 'henk'] as StaffName[])(
	'to %s, who teaches another group, nothing changes',
	{ timeout: 120_000 },
	async (who) => {
		for (const way of ['pick', 'plan'] as const) {
			const [one, other] = [await afterwards(way), await before(way)];
			const seen = await everything(one.store, await asStaff(one.store, who), one.params);
			const places = different(
				seen,
				await everything(other.store, await asStaff(other.store, who), one.params),
			);
			// Ayşe's answer is about Elif too, whom Marieke teaches: that somebody answered is counted there
			expect(places, way).toEqual(who === 'marieke' ? ['/staff/talks +page.server.ts'] : []);
		}
	},
);

test('where she lives and what she said beforehand is for who holds the talk, not for office and head', async () => {
	const { store, params } = await afterwards('pick');
	const of = async (who: StaffName) =>
		JSON.stringify(await everything(store, await asStaff(store, who), params));
	expect(await of('selin')).toMatch(/Geheim antwoord/);
	for (const who of ['petra', 'joke', 'naima'] as const)
		expect(await of(who)).not.toMatch(/Geheimstraat|Geheim antwoord/);
});
