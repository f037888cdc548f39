// A moment said aloud: who hears it, whom it counts for, and that planning again keeps it.
import { expect, test } from 'vitest';
import { saveLanguageProfile } from '#lib/families/server/language-profile.ts';
import { heardIn } from '#lib/files/server/voices.ts';
import { callList } from '#lib/messages/server/call-list.ts';
import { spokenName } from '../../../../scripts/demo/spoken-name.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { momentView } from '../moment-words.ts';
import { aboutPlan } from './about-plan.ts';
import { changeDetails } from './change.ts';
import { deleteDraft, saveDraft } from './draft.ts';
import { momentPage } from './for-parent.ts';
import { publishForEach, publishPlan } from './publish.ts';
import type { Plan } from './plan.ts';
import { keepMomentTranslations, languagesOfMoment } from './translations.ts';
import { forgetMomentVoices, maySeeMomentVoice, saveMomentVoice, voicesOfMoment } from './voices.ts';

const momentId = 'plan-00000000000000v';
const plan: Plan = {
	momentId,
	...{ kind: 'look', title: 'Samen kijken', place: 'De hal', note: null, groupIds: ['zonnebloem'] },
	slots: [{ day: '2026-10-14', from: '08:30', till: '09:00' }],
	...{ places: 4, adultsPerChild: 2, slotsPerChild: 1, closesHoursBefore: 1, interpreterOffered: true },
	...{ opensOn: null, firstUntil: null, closesOn: null, childIds: null },
	...{ meetings: 1, everyWeeks: 1, revision: 0 },
};
const again: Plan = { ...plan, momentId: 'plan-00000000000000w' };

async function drafted() {
	const store = freshStore();
	await addPeople(store);
	const marieke = await asStaff(store, 'marieke');
	const dataDir = temporaryFolder();
	expect(await saveDraft(store, marieke, plan, today)).toMatchObject({ ok: true });
	await saveLanguageProfile(
		store,
		await asParent(store, 'fatima'),
		{ written: 'ar', spoken: 'rif', likesListening: false, needsInterpreter: false },
		today,
	);
	const say = async (
		language: string,
		who: StaffName = 'marieke',
		recording: Uint8Array | null = spokenName(),
	) =>
		saveMomentVoice(store, await asStaff(store, who), { momentId, language, recording, dataDir, now: today });
	const publish = (one: Plan = { ...plan, revision: 1 }) => publishPlan(store, marieke, one, today);
	const heard = async (who: GuardianName, id = momentId) => {
		const page = await momentPage(store, await asParent(store, who), id, today);
		const view = page && momentView(page, null, { locale: 'nl', timeZone: 'Europe/Amsterdam' }, today);
		return view?.voices.map(({ label }) => label);
	};
	const kept = async (id: string) =>
		heardIn(await voicesOfMoment(store.read, schoolId, { ...plan, momentId: id }));
	return { store, marieke, say, publish, heard, kept };
}

test('recorded for a draft, heard once it is published, by who reads or speaks the language', async () => {
	const { store, say, publish, heard } = await drafted();
	expect(await say('rif')).toEqual({ ok: true });
	const may = async (who: GuardianName) =>
		maySeeMomentVoice(store.read, await asParent(store, who), momentId);
	expect(await may('fatima')).toBe(false);
	expect(await publish()).toMatchObject({ ok: true });
	expect(await heard('fatima')).toEqual(['Ingesproken door school: Berbers (Tarifit)']);
	expect(await heard('agnieszka')).toEqual([]);
	// a right of the moment, not of the language; no child there, no sound
	expect(await may('fatima')).toBe(true);
	expect(await may('johan')).toBe(false);
	const staffMay = async (who: StaffName) =>
		maySeeMomentVoice(store.read, await asStaff(store, who), momentId);
	expect(await staffMay('joke')).toBe(true);
	expect(await staffMay('selin')).toBe(false);
});

test('who speaks a language that is hardly written counts as hearing it: while planning and on the call list', async () => {
	const { store, marieke, say } = await drafted();
	await saveLanguageProfile(
		store,
		await asParent(store, 'fatima'),
		{ written: 'ti', spoken: 'ti', likesListening: false, needsInterpreter: false },
		today,
	);
	const lacking = async () => ({
		plan: (await aboutPlan(store, marieke, plan, today))?.readers.notUnderstood.map(({ tag }) => tag),
		calls: (await callList(store.read, marieke, { kind: 'moment', id: momentId }, today))?.map(
			({ tag }) => tag,
		),
	});
	// of a draft too: whom to call before anything goes out
	expect(await lacking()).toEqual({ plan: ['ti'], calls: ['ti'] });
	await say('ti');
	expect(await lacking()).toEqual({ plan: [], calls: [] });
	await say('ti', 'marieke', null);
	expect(await lacking()).toEqual({ plan: ['ti'], calls: ['ti'] });
	expect(
		await callList(store.read, await asStaff(store, 'selin'), { kind: 'moment', id: momentId }, today),
	).toBeUndefined();
});

test('another title: what was said is old, and not heard', async () => {
	const { store, marieke, say, publish, heard, kept } = await drafted();
	await say('rif');
	await publish();
	const details = { momentId, title: 'Kom kijken', place: plan.place, note: null, interpreterOffered: true };
	await changeDetails(store, marieke, { ...details, now: today });
	expect(await heard('fatima')).toEqual([]);
	expect(heardIn(await voicesOfMoment(store.read, schoolId, { ...plan, title: 'Kom kijken' }))).toEqual([]);
	// and is what it was when the title is the old one again
	expect(await kept(momentId)).toEqual(['rif']);
});

test('planned again with the same words, it takes along what was said and what a person translated', async () => {
	const { store, marieke, say, publish, kept } = await drafted();
	await say('rif');
	await publish();
	const texts = [{ field: 'title' as const, text: 'Patrzymy razem', of: 'Samen kijken' }];
	await keepMomentTranslations(store, marieke, { momentId, language: 'pl', texts, now: today });
	await publish(again);
	expect(await kept(again.momentId)).toEqual(['rif']);
	const polish = async (id: string) =>
		(await languagesOfMoment(store.read, marieke, id, '2026-10-06'))?.languages
			.find(({ tag }) => tag === 'pl')
			?.texts.map(({ own }) => own);
	expect(await polish(again.momentId)).toEqual(['Patrzymy razem', '']);
	// another place is another thing to say; the title is the same
	const elsewhere = { ...again, momentId: 'plan-00000000000000z', place: 'De gymzaal' };
	await publish(elsewhere);
	expect(heardIn(await voicesOfMoment(store.read, schoolId, elsewhere))).toEqual([]);
	expect(await polish(elsewhere.momentId)).toEqual(['Patrzymy razem', '']);
});

test('for several groups: each moment has it', async () => {
	const { store, say } = await drafted();
	await say('rif');
	const joke = await asStaff(store, 'joke');
	const both = { ...plan, momentId: 'plan-00000000000000y', groupIds: ['zonnebloem', 'groep4'] };
	expect(await publishForEach(store, joke, both, today)).toMatchObject({ ok: true, moments: 2 });
	for (const id of [both.momentId, `${both.momentId}-2`])
		expect(heardIn(await voicesOfMoment(store.read, schoolId, { ...both, momentId: id }))).toEqual(['rif']);
});

test('a draft that is thrown away takes it along; the night takes what has no moment; not everybody records', async () => {
	const { store, marieke, say, kept } = await drafted();
	expect(await say('rif', 'selin')).toEqual({ ok: false, refusal: 'not_found' });
	expect(await say('xx')).toEqual({ ok: false, refusal: 'unknown_language' });
	await say('rif');
	await store.transact((tx) => forgetMomentVoices(tx, schoolId));
	expect(await kept(momentId)).toEqual(['rif']);
	await deleteDraft(store, marieke, { momentId, now: today });
	expect(await kept(momentId)).toEqual([]);
	// taken away on purpose from a draft, it does not come back with the next saving
	await saveDraft(store, marieke, plan, today);
	await say('rif');
	await say('rif', 'marieke', null);
	await saveDraft(store, marieke, { ...plan, revision: 1, places: 5 }, today);
	expect(await kept(momentId)).toEqual([]);
});
