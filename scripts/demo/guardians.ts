// The guardians of the demo school, from the school's own list; most have been in the app.
import { and, eq } from 'drizzle-orm';
import { readFile } from 'node:fs/promises';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { SystemActor } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { findMapping } from '#lib/families/server/column-mapping.ts';
import { applyGuardians } from '#lib/families/server/import-guardians.ts';
import { readList } from '#lib/families/server/read-list.ts';
import { childrenToWelcome, sendWelcome } from '#lib/families/server/welcome.ts';
import { appLocaleFor, hasTexts } from '#lib/translation/languages.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Imports the list with the columns that the app proposes. */
export async function importGuardianList(
	store: Store,
	system: SystemActor,
	file: string,
	now: Date,
): Promise<void> {
	const list = readList(await readFile(file));
	if (!list.ok) throw new Error(`the demo’s list of guardians can’t be read: ${list.refusal}`);
	const { mapping } = await findMapping(store.read, system.schoolId, list.table);
	const applied = await applyGuardians(store, system, { table: list.table, mapping, answers: {}, now });
	if (!applied.ok) throw new Error(`the demo’s list of guardians was refused: ${applied.refusal}`);
}

/** Who reads one of our languages and has an e-mail address has been in the app; the others still wait for their letter. */
export async function welcomeSome(store: Store, schoolId: string, now: Date): Promise<void> {
	const { guardian } = store.t;
	const rows = await store.read
		.select({ id: guardian.id, language: guardian.writtenLanguage, email: guardian.email })
		.from(guardian)
		.where(eq(guardian.schoolId, schoolId));
	const entered = new Date(now.getTime() - 20 * DAY);
	await store.transact(async (tx) => {
		for (const { id, language, email } of rows)
			if (email && language && hasTexts(language))
				await tx
					.update(guardian)
					.set({
						locale: appLocaleFor(language),
						spokenLanguage: language,
						enteredAt: entered,
						toldAt: entered,
					})
					.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id)));
	});
}

/** Who has the app with pictures and sound: one who reads Arabic, and one who reads Dutch with difficulty and speaks Tigrinya. */
export async function showEasily(store: Store, schoolId: string, now: Date): Promise<void> {
	const { guardian } = store.t;
	const entered = new Date(now.getTime() - 20 * DAY);
	const easy = { easyView: true, likesListening: true };
	const people = [
		{ email: 'omar.bakkali@ouders.example', set: easy },
		{
			email: 'selam.tesfay@ouders.example',
			set: {
				...easy,
				locale: 'nl',
				writtenLanguage: 'nl',
				spokenLanguage: 'ti',
				languageChosenAt: entered,
				enteredAt: entered,
				toldAt: entered,
			},
		},
	];
	await store.transact(async (tx) => {
		for (const { email, set } of people)
			await tx
				.update(guardian)
				.set(set)
				.where(and(eq(guardian.schoolId, schoolId), eq(guardian.emailKey, email)));
	});
}

/** Children who just started had their first-week welcome, but for the one who came last. */
export async function welcomeNew(store: Store, joke: StaffActor, now: Date): Promise<void> {
	const [, ...earlier] = await childrenToWelcome(store.read, joke, now);
	if (earlier.length === 0) return;
	const sent = await sendWelcome(store, joke, { childIds: earlier.map(({ childId }) => childId), now });
	if (!sent.ok) throw new Error(`the demo can’t welcome new children: ${sent.refusal}`);
}
