import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import type { LanguageProfile } from '../language-profile.ts';

/** The guardian's own answers. */
export async function readLanguageProfile(db: Reader, parent: ParentActor): Promise<LanguageProfile> {
	const { guardian } = db.t;
	const [row] = await db
		.select({
			locale: guardian.locale,
			written: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
			likesListening: guardian.likesListening,
			needsInterpreter: guardian.needsInterpreter,
			easyView: guardian.easyView,
		})
		.from(guardian)
		.where(and(eq(guardian.schoolId, parent.schoolId), eq(guardian.id, parent.guardianId)));
	if (!row) throw new Error('a signed-in guardian has no row');
	return { ...row, locale: row.locale ?? 'nl' };
}

/** Keeps the answers. From then on they are the guardian's own: an import never changes them again. */
export async function saveLanguageProfile(
	store: Store,
	parent: ParentActor,
	answers: Omit<LanguageProfile, 'locale' | 'easyView'> & { easyView?: boolean },
	now: Date,
): Promise<void> {
	await store.transact(async (tx) => {
		const { guardian } = tx.t;
		await tx
			.update(guardian)
			.set({
				writtenLanguage: answers.written,
				spokenLanguage: answers.spoken,
				likesListening: answers.likesListening,
				needsInterpreter: answers.needsInterpreter,
				...(answers.easyView === undefined ? {} : { easyView: answers.easyView }),
				languageChosenAt: now,
			})
			.where(and(eq(guardian.schoolId, parent.schoolId), eq(guardian.id, parent.guardianId)));
		await audit(tx, parent, 'families.languages_chosen', { guardianId: parent.guardianId }, now);
	});
}
