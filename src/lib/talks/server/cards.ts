import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { AppointmentCard, InvitationCard, Words } from '#lib/moments/words.ts';
import { talkCard, talkInvitationCard } from './words.ts';
import { talkInvitations } from './for-parent.ts';
import { ownTalks } from './own-talks.ts';

export interface TalkCards {
	/** Rounds that wait for an answer, the one that closes first before the others. */
	invitations: InvitationCard[];
	appointments: AppointmentCard[];
}

/** A guardian's rounds and talks, as they stand among invitations and appointments. Four queries where there is nothing. */
export async function talkCards(
	db: Reader,
	parent: ParentActor,
	words: Words,
	now: Date,
): Promise<TalkCards> {
	const invitations = await talkInvitations(db, parent, now);
	const talks = await ownTalks(db, parent, { from: now });
	return {
		invitations: invitations.map((one) => talkInvitationCard(one, words)),
		appointments: talks.map((one) => talkCard(one, words)),
	};
}
