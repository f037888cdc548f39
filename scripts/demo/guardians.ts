import { and, eq } from 'drizzle-orm';
import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { SystemActor } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { appLocaleFor, hasTexts } from '#lib/translation/languages.ts';
import { proposeLanguage } from '#lib/translation/language-words.ts';

export async function importGuardianList(
	store: Store,
	{ schoolId }: SystemActor,
	file: string,
	now: Date,
): Promise<void> {
	const { data } = Papa.parse<Record<string, string>>((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''), {
		header: true,
		skipEmptyLines: true,
	});
	const { child } = store.t;
	const children = await store.read
		.select({ id: child.id, key: child.edexKey })
		.from(child)
		.where(eq(child.schoolId, schoolId));
	await store.transact(async (tx) => {
		const known = new Map<string, string>();
		for (const row of data) {
			const childId = children.find((one) => one.key === row.Leerlingnummer)?.id;
			if (!childId) continue;
			for (const n of [1, 2]) {
				const name = row[`Ouder ${n} naam`];
				if (!name) continue;
				const email = row[`Ouder ${n} e-mail`] || null;
				const key = `${name} ${email}`;
				let id = known.get(key);
				if (!id) {
					id = newId();
					known.set(key, id);
					const word = row[`Ouder ${n} taal`] ?? '';
					await tx
						.insert(tx.t.guardian)
						.values({
							schoolId,
							id,
							name,
							email,
							emailKey: email,
							phone: row[`Ouder ${n} telefoon`] || null,
							listedLanguage: word,
							writtenLanguage: proposeLanguage(word)?.tag ?? null,
							createdAt: now,
						});
				}
				await tx
					.insert(tx.t.guardianship)
					.values({ schoolId, guardianId: id, childId, level: 'full', position: n });
			}
		}
	});
}

/** Most families have been in the app: their language is theirs, not the list's. */
export async function welcomeSome(store: Store, schoolId: string, now: Date): Promise<void> {
	const { guardian } = store.t;
	const rows = await store.read
		.select({ id: guardian.id, language: guardian.writtenLanguage, email: guardian.email })
		.from(guardian)
		.where(eq(guardian.schoolId, schoolId));
	await store.transact(async (tx) => {
		for (const { id, language } of rows.filter((row) => row.email && row.language && hasTexts(row.language)))
			await tx
				.update(guardian)
				.set({ locale: appLocaleFor(language), spokenLanguage: language, enteredAt: now, toldAt: now })
				.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id)));
	});
}
