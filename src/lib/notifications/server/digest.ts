// What can wait comes together, at the time of day that its reader chose: one message instead of many.
import { and, asc, eq, inArray, isNotNull, lte } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { m } from '#lib/paraglide/messages.js';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { baseLocale, isLocale } from '#lib/translation/locale.ts';
import type { Parcel } from './parcels.ts';

/**
 * Puts together what waited and is due now: for each target the newest carries, the others go with it. Called every
 * minute; also finds those whose carrier was taken back. Gives how many messages will go out.
 */
export async function gatherDigests(store: Store, now: Date): Promise<number> {
	const { delivery } = store.t;
	const rows = await acrossSchools('one outbox serves all schools', () =>
		store.read
			.select({
				schoolId: delivery.schoolId,
				id: delivery.id,
				channel: delivery.channel,
				target: delivery.target,
				digest: delivery.digest,
			})
			.from(delivery)
			.where(
				and(
					eq(delivery.state, 'due'),
					inArray(delivery.channel, ['email', 'push']),
					lte(delivery.dueAt, now),
					isNotNull(delivery.digest),
				),
			)
			.orderBy(asc(delivery.createdAt), asc(delivery.id)),
	);
	let carriers = 0;
	for (const [schoolId, ofSchool] of Map.groupBy(rows, (row) => row.schoolId)) {
		const over: typeof rows = [];
		const along: typeof rows = [];
		for (const same of Map.groupBy(ofSchool, ({ channel, target }) => `${channel} ${target}`).values()) {
			const carrier = same.find(({ digest }) => digest === 'over') ?? same.at(-1);
			if (carrier && carrier.digest !== 'over') over.push(carrier);
			along.push(...same.filter((row) => row !== carrier && row.digest === 'waits'));
		}
		carriers += over.length;
		if (over.length + along.length === 0) continue;
		await store.transact(async (tx) => {
			for (const [digest, some] of [
				['with', along],
				['over', over],
			] as const)
				await inParts(some, (part) =>
					tx
						.update(tx.t.delivery)
						.set({ digest })
						.where(
							and(
								eq(tx.t.delivery.schoolId, schoolId),
								inArray(
									tx.t.delivery.id,
									part.map(({ id }) => id),
								),
								eq(tx.t.delivery.state, 'due'),
							),
						),
				);
		});
	}
	return carriers;
}

/** Newest first, at most so many by title: the others are in the app. */
const MOST_TITLES = 12;

/** A parcel that says those that go with it too; as it is where there are none. */
export function inOne(parcel: Parcel): Parcel {
	const others = (parcel.others ?? []).filter(({ hindrance }) => !hindrance);
	if (others.length === 0) return parcel;
	const locale = isLocale(parcel.content.locale) ? parcel.content.locale : baseLocale;
	const all = [parcel, ...others.toReversed()];
	const count = all.length;
	return {
		...parcel,
		content: {
			locale,
			title: m.notices_digest_title({ count, school: parcel.school.name }, { locale }),
			lines: all.slice(0, MOST_TITLES).map(({ content }) => content.title),
			action: { label: m.notices_digest_open({}, { locale }), path: '/me/notifications' },
		},
	};
}
