import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { messageForParent } from './for-parent.ts';
import { messageForStaff } from './sent.ts';

/** Who may read the message may hear it: a guardian who got it, in a session that opens it; staff who may write there. */
export async function maySeeMessageVoice(
	db: Reader,
	actor: Actor,
	messageId: string,
	now: Date,
): Promise<boolean> {
	if (actor.kind === 'staff') return (await messageForStaff(db, actor, messageId, now)) !== undefined;
	const found = await messageForParent(db, actor, messageId, baseLocale);
	return found !== undefined && found !== 'needs_proof';
}
