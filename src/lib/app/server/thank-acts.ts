// Who is thanked after a moment or a talk, and who thanks: moments and talks know who was there, tasks keep the thanks.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { staffMoment, type StaffMomentPage } from '#lib/moments/server/for-staff.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { familyOf, heldTalk } from '#lib/talks/server/agreements.ts';
import { parentsWhoInterpret } from '#lib/talks/server/interpreted.ts';
import { findRound } from '#lib/talks/server/find-round.ts';
import { keepThanks, thankedFor } from '#lib/tasks/server/thank-after.ts';
import { refusedPicture, type NewPicture, type PictureRefusal } from '#lib/tasks/server/thanks-pictures.ts';
import type { AnyThanks } from '#lib/tasks/thanks-names.ts';

export type ThankResult =
	{ ok: true; thanked: number } | ({ ok: false } & ({ refusal: 'not_found' | 'too_early' } | PictureRefusal));

interface Thanks {
	words: AnyThanks;
	/** A drawing or a photo with it; its file is kept already. */
	picture?: NewPicture;
	now: Date;
}

/** Who had a place in the times of a moment that are over, without whom staff marked as absent or who left a meeting out. */
function whoCame({ slots }: StaffMomentPage): string[] {
	const over = slots.filter((slot) => slot.over && !slot.cancelled);
	return over.flatMap(({ coming }) =>
		coming.filter(({ came, skips }) => came !== false && !skips).map(({ guardianId }) => guardianId),
	);
}

/** How many who came can still be thanked for a moment, each guardian once; 0 for who does not run it. One query. */
export async function toThank(store: Store, staff: StaffActor, page: StaffMomentPage): Promise<number> {
	if (!page.mayRun || page.moment.cancelledAt) return 0;
	const came = new Set(whoCame(page));
	if (came.size === 0) return 0;
	const before = await thankedFor(store.read, staff.schoolId, { kind: 'moment', id: page.moment.momentId });
	return [...came].filter((guardianId) => !before.has(guardianId)).length;
}

/** Thanks who came to a moment and was not thanked for it yet. `too_early`: no time of it is over. */
export async function thankForMoment(
	store: Store,
	staff: StaffActor,
	{ momentId, words, picture, now }: Thanks & { momentId: string },
): Promise<ThankResult> {
	const page = await staffMoment(store, staff, momentId, now);
	if (!page?.mayRun || page.moment.cancelledAt) return { ok: false, refusal: 'not_found' };
	const last = page.slots.filter((slot) => slot.over && !slot.cancelled).at(-1);
	if (!last) return { ok: false, refusal: 'too_early' };
	const came = [...new Set(whoCame(page))];
	const day = dayOf(last.startsAt, staff.school.timeZone);
	const about = { kind: 'moment', id: momentId, what: page.moment.kind, day } as const;
	return store.transact(async (tx): Promise<ThankResult> => {
		const refused = picture && (await refusedPicture(tx, staff, picture));
		if (refused) return { ok: false, ...refused };
		const people = await findRecipients(tx, staff.schoolId, came);
		const to = came.flatMap((guardianId) => {
			const locale = people.get(guardianId)?.locale;
			return locale ? [{ guardianId, locale }] : [];
		});
		return { ok: true, thanked: await keepThanks(tx, staff, { about, to, words, picture, now }) };
	});
}

/** Thanks the guardians of a talk who have the say over its child, and the parent who interprets. `too_early`: it did not begin. */
export function thankForTalk(
	store: Store,
	staff: StaffActor,
	{ talkId, words, picture, now }: Thanks & { talkId: string },
): Promise<ThankResult> {
	return store.transact(async (tx): Promise<ThankResult> => {
		const talk = await heldTalk(tx, staff, talkId);
		const round = talk && (await findRound(tx, staff.schoolId, talk.roundId));
		if (!talk || !round) return { ok: false, refusal: 'not_found' };
		if (now < talk.startsAt) return { ok: false, refusal: 'too_early' };
		const refused = picture && (await refusedPicture(tx, staff, picture));
		if (refused) return { ok: false, ...refused };
		const day = dayOf(talk.startsAt, staff.school.timeZone);
		const about = { kind: 'talk', id: talkId, what: round.kind, day } as const;
		const family = await familyOf(tx, staff.schoolId, talkId);
		const interpreters = await interpretersToThank(tx, staff.schoolId, talkId);
		const to = [...family, ...interpreters];
		return { ok: true, thanked: await keepThanks(tx, staff, { about, to, words, picture, now }) };
	});
}

async function interpretersToThank(tx: Tx, schoolId: string, talkId: string) {
	const ids = await parentsWhoInterpret(tx, schoolId, talkId);
	const people = await findRecipients(tx, schoolId, ids);
	return ids.flatMap((guardianId) => {
		const locale = people.get(guardianId)?.locale;
		return locale ? [{ guardianId, locale }] : [];
	});
}
