// Notices that lie ready get other words, where what they tell of was changed before they went out.
import { and, eq, exists, gt, inArray, notExists, or, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import type { NoticeKind } from '../kinds.ts';
import type { NewNotice } from './queue.ts';
import { searchKeyOf } from './search-key.ts';

/**
 * Writes anew what guardians are still to be told of a page: notices of these kinds that lead there, of which nothing was
 * sent or tried and that are not merely read in the inbox already. `write` is asked once for each kind and language;
 * undefined leaves those as they are. Gives how many have new words. One query, and one statement for each kind and language.
 */
export async function remakeNotices<K extends NoticeKind>(
	tx: Tx,
	{ schoolId, path, kinds, now }: { schoolId: string; path: string; kinds: readonly K[]; now: Date },
	write: (kind: K, locale: string) => Pick<NewNotice, 'content' | 'inDutch'> | undefined,
): Promise<number> {
	const { notice, delivery } = tx.t;
	const ofNotice = and(eq(delivery.schoolId, notice.schoolId), eq(delivery.noticeId, notice.id));
	const one = () => tx.select({ one: sql`1` }).from(delivery);
	const underWay = or(
		inArray(delivery.state, ['sent', 'failed']),
		gt(delivery.attempts, 0),
		gt(delivery.leaseUntil, now),
	);
	const ready = await tx
		.select({ id: notice.id, kind: notice.kind, content: notice.content })
		.from(notice)
		.where(
			and(
				eq(notice.schoolId, schoolId),
				eq(notice.path, path),
				inArray(notice.kind, [...kinds]),
				notExists(one().where(and(ofNotice, underWay))),
				or(gt(notice.createdAt, now), exists(one().where(ofNotice))),
			),
		);
	const alike = Map.groupBy(ready, ({ kind, content }) => `${kind} ${content.locale}`);
	let remade = 0;
	for (const group of alike.values()) {
		const [first] = group;
		const words = first && write(first.kind as K, first.content.locale);
		if (!words) continue;
		const { content, inDutch } = words;
		const set = { content, inDutch: inDutch ?? null, searchKey: searchKeyOf(content, inDutch) };
		const ids = group.map(({ id }) => id);
		await inParts(ids, (part) =>
			tx
				.update(notice)
				.set(set)
				.where(and(eq(notice.schoolId, schoolId), inArray(notice.id, part))),
		);
		remade += ids.length;
	}
	return remade;
}
