import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { saveLanguageProfile } from '#lib/families/server/language-profile.ts';
import { filesOf } from '#lib/files/server/stored.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { spokenName } from '../../../../scripts/demo/spoken-name.ts';
import { addOwnSection, showSection } from '../edit.ts';
import { editDraft, publishCard, readDraft } from './draft.ts';
import { newestCard } from './published.ts';
import {
	CARD_VOICES,
	forgetCardVoices,
	maySeeCardVoice,
	saveCardVoice,
	voicesForParent,
	voicesOfSections,
} from './voices.ts';

const yearId = '2026';
const day = today.toISOString().slice(0, 10);

interface Saying {
	who?: Parameters<typeof asStaff>[1];
	recording?: Uint8Array | null;
	sectionId?: string;
}

async function withCard() {
	const store = freshStore();
	await addPeople(store);
	const petra = await asStaff(store, 'petra');
	const dataDir = temporaryFolder();
	await publishCard(store, petra, { yearId, now: today });
	const say = async (
		language: string,
		{ who = 'petra', recording = spokenName(), sectionId = 'absence' }: Saying = {},
	) =>
		saveCardVoice(store, await asStaff(store, who), {
			...{ yearId, sectionId, language, recording, dataDir, now: today },
		});
	const heard = async (name: Parameters<typeof asParent>[1], locale = 'nl') => {
		const card = await newestCard(store.read, schoolId, day);
		const found = await voicesForParent(
			store.read,
			await asParent(store, name),
			card?.sections ?? [],
			locale,
		);
		return [...found].flatMap(([id, voices]) => voices.map(({ language }) => `${id} ${language}`));
	};
	return { store, petra, say, heard };
}

test('a section is heard by who reads or speaks that language, also one that is only spoken', async () => {
	const { store, say, heard } = await withCard();
	for (const language of ['rif', 'tr', 'nl']) expect(await say(language)).toEqual({ ok: true });
	const answers = { written: 'ar', likesListening: true, needsInterpreter: false };
	await saveLanguageProfile(store, await asParent(store, 'fatima'), { ...answers, spoken: 'rif' }, today);
	expect(await heard('fatima', 'ar')).toEqual(['absence rif']);
	expect((await heard('fatima', 'nl')).sort()).toEqual(['absence nl', 'absence rif']);
});

test('one recording a language: a new one takes the place of the old, and it can be taken away', async () => {
	const { store, petra, say } = await withCard();
	await say('ti');
	await say('ti');
	const { sections } = await readDraft(store.read, schoolId, yearId);
	const ofAbsence = async () => (await voicesOfSections(store.read, schoolId, sections)).get('absence') ?? [];
	expect((await ofAbsence()).map(({ language }) => language)).toEqual(['ti']);
	await say('ti', { recording: null });
	expect(await ofAbsence()).toEqual([]);
	expect(await filesOf(store.read, petra.schoolId, CARD_VOICES, ['absence'])).toEqual([]);
});

test('when the text changes, parents do not hear the old one, and staff see that it is old', async () => {
	const { store, petra, say, heard } = await withCard();
	const words = { title: 'Luizen', text: 'Kijk elke week.' };
	const add = { yearId, now: today };
	await editDraft(store, petra, add, (sections) =>
		addOwnSection(sections, { id: 'lice', icon: 'info', words }),
	);
	await publishCard(store, petra, { yearId, now: today });
	await say('nl', { sectionId: 'lice' });
	expect(await heard('ayse')).toEqual(['lice nl']);
	await editDraft(
		store,
		petra,
		add,
		(sections) =>
			sections.map((section) =>
				section.id === 'lice'
					? {
							...section,
							values: {
								...section.values,
								wording: { nl: { ...words, text: 'Kijk elke dag.' }, others: {} },
							},
						}
					: section,
			) as typeof sections,
	);
	const { sections } = await readDraft(store.read, schoolId, yearId);
	const [voice] = (await voicesOfSections(store.read, schoolId, sections)).get('lice') ?? [];
	expect(voice?.outOfDate).toBe(true);
	// the published card still says what was recorded
	expect(await heard('ayse')).toEqual(['lice nl']);
	await publishCard(store, petra, { yearId, now: today });
	expect(await heard('ayse')).toEqual([]);
});

test('who does not write the section records nothing; what is no recording and no language is refused', async () => {
	const { say } = await withCard();
	expect(await say('ti', { who: 'naima' })).toEqual({ ok: false, refusal: 'not_allowed' });
	expect(await say('xx')).toEqual({ ok: false, refusal: 'unknown_language' });
	expect(await say('ti', { sectionId: 'none' })).toEqual({ ok: false, refusal: 'unknown_section' });
	const text = Buffer.from('no recording at all');
	expect(await say('ti', { recording: text })).toEqual({ ok: false, refusal: 'not_a_recording' });
});

test('it is for who reads the section, and gone when the section is', async () => {
	const { store, petra, say } = await withCard();
	await say('ti');
	const sees = async (name: Parameters<typeof asParent>[1]) =>
		maySeeCardVoice(store.read, await asParent(store, name), 'absence', today);
	expect(await sees('ayse')).toBe(true);
	await editDraft(store, petra, { yearId, now: today }, (sections) =>
		showSection(sections, 'absence', false),
	);
	await publishCard(store, petra, { yearId, now: today });
	expect(await sees('ayse')).toBe(false);
	const later = new Date(today.getTime() + 2 * 24 * 60 * 60 * 1000);
	await store.transact(async (tx) => {
		const { infoCard } = tx.t;
		await tx.update(infoCard).set({ sections: [] }).where(eq(infoCard.schoolId, schoolId));
		await forgetCardVoices(tx, schoolId, later);
	});
	expect(await filesOf(store.read, schoolId, CARD_VOICES, ['absence'])).toEqual([]);
});
