import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { addFile, keepFile } from '#lib/files/server/stored.ts';
import type { FileKind } from '#lib/platform/server/files/kinds.ts';
import { prepareFile, type FileRefusal } from '#lib/platform/server/files/prepare.ts';
import { addSectionFile, MOST_FILES } from '../edit.ts';
import { editDraft, type Edited } from './draft.ts';
import { CARD_FILES } from './file-owner.ts';
import { mayWriteOnCard } from './policy.ts';

/** What a section of the card takes. */
export const sectionFileKinds: readonly FileKind[] = ['picture', 'audio', 'pdf'];

/**
 * Puts a file at the end of a section of the draft, made anew from its bytes. Parents see it once the card is published.
 * `too_many`: the section has enough.
 */
export async function putSectionFile(
	store: Store,
	actor: StaffActor,
	{
		yearId,
		dataDir,
		now,
		sectionId,
		bytes,
		title,
	}: { yearId: string; dataDir: string; now: Date; sectionId: string; bytes: Uint8Array; title: string },
): Promise<{ refused: FileRefusal } | { edited: Edited }> {
	if (!mayWriteOnCard(actor)) return { edited: { ok: false, refusal: 'not_allowed' } };
	const prepared = await prepareFile(bytes, sectionFileKinds);
	if (!prepared.ok) return { refused: prepared.refusal };
	const { file } = prepared;
	await keepFile(dataDir, actor.schoolId, file, now);
	// nothing of anybody is overwritten: whatever changed meanwhile, the file comes at the end
	const seen = { sectionId, at: Infinity };
	const edited = await editDraft(store, actor, { yearId, now, seen }, async (sections, tx) => {
		const section = sections.find(({ id }) => id === sectionId);
		if ((section?.files ?? []).length >= MOST_FILES) return undefined;
		const owner = { kind: CARD_FILES, id: sectionId };
		const fileId = await addFile(tx, actor, { owner, file, name: title, now });
		const { kind, width, height } = file;
		return addSectionFile(sections, sectionId, {
			fileId,
			kind,
			title,
			bytes: file.bytes.byteLength,
			width,
			height,
		});
	});
	return { edited };
}
