import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { AppointmentCard, InvitationCard, Words } from '#lib/moments/words.ts';
import { interpretingTalkCards } from './interpreting-cards.ts';
import { talkCard, talkInvitationCard } from './words.ts';
import { talkInvitations } from './for-parent.ts';
import { ownTalks } from './own-talks.ts';

export interface TalkCards {
	/** Rounds that wait for an answer, the one that closes first before the others. */
	invitations: InvitationCard[];
	/** Own talks, and those at which they interpret. */
	appointments: AppointmentCard[];
	/** Only those at which they interpret. */
	interpreting: AppointmentCard[];
}

/** A guardian's rounds and talks, as they stand among invitations and appointments. Five queries where there is nothing. */
export async function talkCards(
	db: Reader,
	parent: ParentActor,
	words: Words,
	now: Date,
): Promise<TalkCards> {
	const invitations = await talkInvitations(db, parent, now);
	const talks = await ownTalks(db, parent, { from: now });
	const interpreting = await interpretingTalkCards(db, parent, words, now);
	return {
		interpreting,
		invitations: invitations.map((one) => talkInvitationCard(one, words)),
		appointments: [...talks.map((one) => talkCard(one, words)), ...interpreting].sort((a, b) =>
			a.datetime.localeCompare(b.datetime),
		),
	};
}
