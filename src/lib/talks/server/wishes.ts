// Wishes of a round by lots: up to three, the dearest first, in the place of those before.
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { wishesAtMost } from '../lots.ts';
import { lotsPhase } from '../round-state.ts';
import { dropLot, nextLotNumber, readLots } from './draw.ts';
import { lockRound, type FoundRound } from './find-round.ts';
import { wishedFor } from './notices.ts';
import { findPicked, type Pick, type PickRefusal } from './pick.ts';
import { childrenOfReplier, type Replier } from './replier.ts';
import { lacksAddress, refusedReply, writeReply, type ReplyDetails } from './reply.ts';
import { calledNames, readSchedule } from './schedule.ts';
import { wishLabels } from './wish-words.ts';

export interface Wishes {
	roundId: string;
	/** The dearest first; each with a time for every child, all of it or nothing. */
	wishes: readonly (readonly Pick[])[];
	details: ReplyDetails;
	now: Date;
}

export type WishRefusal =
	| Exclude<PickRefusal, 'not_drawn_yet'>
	/** No wish at all, or more than three. */
	| 'no_wish'
	/** The lots are drawn already, or right now. */
	| 'drawn';

export type WishResult = { ok: true; number: number } | { ok: false; refusal: WishRefusal };

/**
 * Writes down what a family wishes, until the draw. The lot number stays when they change it: neither the number nor being
 * early gives a better chance. What two wish is not refused here; the draw decides. Where staff write it down, the guardian
 * is told in their own language.
 */
export function giveWishes(store: Store, who: Replier, wish: Wishes): Promise<WishResult> {
	return store.transact((tx) => giveIn(tx, who, wish), { key: wish.roundId });
}

async function giveIn(tx: Tx, who: Replier, { roundId, details, now, ...rest }: Wishes): Promise<WishResult> {
	const refuse = (refusal: WishRefusal): WishResult => ({ ok: false, refusal });
	const { schoolId, guardianId } = who;
	const round = await lockRound(tx, schoolId, roundId);
	if (!round?.drawsAt) return refuse('not_found');
	const refused = await refusedReply(tx, round, who, now);
	if (refused) return refuse(refused);
	if (lotsPhase(round, now) !== 'wishes') return refuse('drawn');
	const wishes = [...new Map(rest.wishes.map((picks) => [keyOfWish(picks), picks])).values()];
	if (wishes.length === 0 || wishes.length > wishesAtMost) return refuse('no_wish');
	const schedule = await readSchedule(tx, round);
	const children = new Set(wishes.flatMap((picks) => picks.map(({ childId }) => childId)));
	const hasTalk = schedule.talks.some(
		(talk) => children.has(talk.childId) && talk.guardianIds.includes(guardianId),
	);
	if (hasTalk) return refuse('taken');
	if (await lacksAddress(tx, round, who, details)) return refuse('no_address');
	for (const picks of wishes) {
		const found = await findPicked(tx, round, schedule, { who, picks, now });
		if ('refusal' in found) return refuse(found.refusal === 'not_drawn_yet' ? 'not_found' : found.refusal);
	}
	await writeReply(tx, round, who, { ...details, answer: 'times', now });
	const [before] = await readLots(tx, round, guardianId);
	const number = before?.number ?? (await nextLotNumber(tx, round));
	await dropLot(tx, round, guardianId);
	await tx.insert(tx.t.talkLot).values({ schoolId, roundId, guardianId, number, givenAt: now });
	const rows = wishes.flatMap((picks, rank) =>
		picks.map(({ childId, startsAt, staffIds }) => ({
			...{ schoolId, roundId, guardianId, rank, childId, startsAt },
			staffIds: [...staffIds].sort(),
		})),
	);
	await inParts(rows, (part) => tx.insert(tx.t.talkWish).values(part));
	const about = { roundId, guardianId, wishes: wishes.length };
	await audit(tx, who.actor, 'talks.wished', about, now);
	if (who.byStaffId) await tellWished(tx, round, { guardianId, wishes, number, now });
	return { ok: true, number };
}

/** Tells a guardian, in their language, what staff wrote down for them. */
async function tellWished(
	tx: Tx,
	round: FoundRound,
	one: { guardianId: string; wishes: readonly (readonly Pick[])[]; number: number; now: Date },
): Promise<void> {
	const { guardianId, wishes, number, now } = one;
	const { schoolId, timeZone } = round.school;
	const to = (await findRecipients(tx, schoolId, [guardianId])).get(guardianId);
	const childId = wishes[0]?.[0]?.childId;
	if (!to || !childId) return;
	const children = await childrenOfReplier(tx, round, guardianId, dayOf(now, timeZone));
	const staffIds = wishes.flat().flatMap((pick) => pick.staffIds);
	const teachers = await calledNames(tx, schoolId, staffIds);
	const words = { minutes: round.minutes, children, teachers, timeZone };
	const said = (locale: Locale) => wishes.map(wishLabels(wishes, { ...words, locale }));
	await queueNotices(tx, [wishedFor({ round, to, wishes: said, number, childId, now })], now);
}

const keyOfWish = (picks: readonly Pick[]) =>
	picks
		.map(({ childId, startsAt, staffIds }) => `${childId} ${startsAt.getTime()} ${staffIds.join(' ')}`)
		.sort()
		.join();
