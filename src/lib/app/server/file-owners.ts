import { maySeeNameRecording } from '#lib/contacts/server/file-owner.ts';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { FileOwner, MaySeeOwner } from '#lib/files/server/stored.ts';
import { maySeeMomentVoice } from '#lib/moments/server/voices.ts';
import { maySeeCardVoice } from '#lib/info-card/server/voices.ts';
import { maySeeMessageVoice } from '#lib/messages/server/file-owner.ts';
import { maySeeDraftVoice } from '#lib/messages/server/voices.ts';
import { maySeeTalkAnswer } from '#lib/talks/server/answer-readers.ts';
import { maySeeCardFile } from '#lib/info-card/server/file-owner.ts';
import { maySeeThanksPicture } from './thank-pictures.ts';

/** Every kind of thing that has files, with its domain's check. A kind that is not here is for nobody. */
export const fileOwners: Readonly<Record<string, MaySeeOwner>> = {
	/** `<section id>`: pictures, recordings and papers of the information card. */
	card: maySeeCardFile,
	/** `<section id>`: a section of the information card, said by somebody at school. */
	card_voice: (db, actor, sectionId, now) => maySeeCardVoice(db, actor, sectionId, now),
	/** `<message id>`: a message of staff, said by somebody at school. */
	message_voice: (db, actor, messageId, now) => maySeeMessageVoice(db, actor, messageId, now),
	/** `<staff id>:<key of the form>`: the same while it is written. */
	message_draft: (_db, actor, draftId) => maySeeDraftVoice(actor, draftId),
	/** `<moment id>`: what a moment is and where, said by somebody at school. */
	moment_voice: (db, actor, momentId) => maySeeMomentVoice(db, actor, momentId),
	/** `<answer id>`: what a guardian said before a talk. */
	talk_answer: (db, actor, answerId) => maySeeTalkAnswer(db, actor, answerId),
	/** `<picture id>`: a drawing or photo that goes with thanks. */
	thanks_picture: (db, actor, pictureId) => maySeeThanksPicture(db, actor, pictureId),
	/** `<staff id>`: a name, spoken by the person. */
	staff_name: maySeeNameRecording,
};

/** Whether this person may see the thing that a file belongs to, now. */
export async function maySeeFile(
	db: Reader,
	actor: Actor,
	{ fileId, owner }: { fileId: string; owner: FileOwner },
	now: Date,
): Promise<boolean> {
	const maySee = Object.hasOwn(fileOwners, owner.kind) ? fileOwners[owner.kind] : undefined;
	return maySee ? maySee(db, actor, owner.id, now, fileId) : false;
}
