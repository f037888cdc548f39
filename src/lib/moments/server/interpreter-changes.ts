// What a change of the slot or the moment does to who interprets in it.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import type { Span } from '../slots.ts';
import { findAsked } from './asked.ts';
import type { FoundMoment } from './find-moment.ts';
import {
	interpreterAskedAgain,
	interpreterCalledOff,
	interpreterPlaceChanged,
	interpreterReminder,
} from './interpreter-notices.ts';

/** Another time: nobody is found for it yet, and who said yes is asked again, as is who did not answer yet. */
export async function interpretersMoved(
	tx: Tx,
	moment: FoundMoment,
	{ slotId, before, now }: { slotId: string; before: Span; now: Date },
): Promise<void> {
	const { schoolId } = moment.school;
	const { signUp, interpreterAsk } = tx.t;
	await tx
		.update(signUp)
		.set({ interpreterFoundAt: null, interpreterBy: null })
		.where(and(eq(signUp.schoolId, schoolId), eq(signUp.slotId, slotId)));
	const asked = await findAsked(tx, schoolId, { slotIds: [slotId] });
	if (asked.length === 0) return;
	await tx
		.update(interpreterAsk)
		.set({ state: 'asked', askedAt: now })
		.where(
			and(
				eq(interpreterAsk.schoolId, schoolId),
				inArray(
					interpreterAsk.id,
					asked.map(({ askId }) => askId),
				),
			),
		);
	await queueNotices(
		tx,
		asked.map((to) => interpreterAskedAgain({ moment, to, before, now })),
		now,
	);
}

/** The school called these slots off: everyone who interprets there or was asked to is told. The asks stay, as sign-ups do. */
export async function interpretersCalledOff(
	tx: Tx,
	moment: FoundMoment,
	slotIds: readonly string[],
	now: Date,
): Promise<void> {
	const asked = await findAsked(tx, moment.school.schoolId, { slotIds });
	await queueNotices(
		tx,
		asked.map((to) => interpreterCalledOff({ moment, to, now })),
		now,
	);
}

/** It is somewhere else: told to who said yes to come. */
export async function interpretersElsewhere(
	tx: Tx,
	moment: FoundMoment,
	slotIds: readonly string[],
	now: Date,
): Promise<void> {
	const coming = await findAsked(tx, moment.school.schoolId, { slotIds }, ['accepted']);
	await queueNotices(
		tx,
		coming.filter(({ byPhone }) => !byPhone).map((to) => interpreterPlaceChanged({ moment, to, now })),
		now,
	);
}

/** The reminders of who interprets in a slot. */
export async function interpreterReminders(
	tx: Tx,
	moment: FoundMoment,
	{ slotId, which, now }: { slotId: string; which: 'day' | 'hour'; now: Date },
): Promise<NewNotice[]> {
	const coming = await findAsked(tx, moment.school.schoolId, { slotIds: [slotId] }, ['accepted']);
	return coming.map((to) => interpreterReminder({ moment, to, now }, which));
}
