// Notices that wait for translations: they go when nothing is left to wait for, or when the sender's time is over.
import { and, eq, gt, inArray, isNotNull } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { wishedThings } from '#lib/translation/server/content.ts';
import { waitKey } from './queue.ts';

/** Sends what waited for translations that are there by now, or that no service will make. Gives how many things were waited for. */
export async function sendTranslated(store: Store, now: Date): Promise<number> {
	const { delivery, notice } = store.t;
	const waiting = await acrossSchools('one service translates for all schools', () =>
		store.read
			.selectDistinct({ schoolId: notice.schoolId, waitsFor: notice.waitsFor })
			.from(delivery)
			.innerJoin(notice, and(eq(notice.schoolId, delivery.schoolId), eq(notice.id, delivery.noticeId)))
			.where(
				and(
					eq(delivery.state, 'due'),
					inArray(delivery.channel, ['email', 'push']),
					gt(delivery.dueAt, now),
					isNotNull(notice.waitsFor),
				),
			),
	);
	let sent = 0;
	for (const [schoolId, ofSchool] of Map.groupBy(waiting, ({ schoolId }) => schoolId)) {
		const wished = await wishedThings(store.read, schoolId);
		const left = new Set(wished.map(({ kind, id }) => waitKey(kind, id)));
		const ready = ofSchool.flatMap(({ waitsFor }) => (waitsFor && !left.has(waitsFor) ? waitsFor : []));
		if (ready.length > 0) await sendNow(store, schoolId, ready, now);
		sent += ready.length;
	}
	return sent;
}

function sendNow(store: Store, schoolId: string, ready: readonly string[], now: Date): Promise<void> {
	return store.transact(async (tx) => {
		const { delivery, notice } = tx.t;
		const gone = await tx
			.update(notice)
			.set({ createdAt: now, waitsFor: null })
			.where(and(eq(notice.schoolId, schoolId), inArray(notice.waitsFor, [...ready])))
			.returning({ id: notice.id });
		await inParts(gone, (part) =>
			tx
				.update(delivery)
				.set({ dueAt: now })
				.where(
					and(
						eq(delivery.schoolId, schoolId),
						inArray(
							delivery.noticeId,
							part.map(({ id }) => id),
						),
						eq(delivery.state, 'due'),
						gt(delivery.dueAt, now),
					),
				),
		);
	});
}
