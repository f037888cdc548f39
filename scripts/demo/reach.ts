// Whom the demo's school reaches: most open what they get, some never do, of one the mail comes back.
import { and, asc, desc, eq, isNotNull, lte, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { openPage } from '#lib/notifications/server/inbox.ts';
import { noteLostAddresses } from '#lib/notifications/server/lost-ways.ts';
import { planStep, markStep, newestSteps } from '#lib/reach/server/steps.ts';

const DAY = 24 * 60 * 60 * 1000;

export async function addReach(store: Store, joke: StaffActor, now: Date): Promise<void> {
	const { schoolId, staffId } = joke;
	const weekAgo = new Date(now.getTime() - 7 * DAY);
	const guardians = await readGuardians(store, schoolId);
	const paths = await oldPaths(store, schoolId, weekAgo);
	for (const [nth, [guardianId, children]] of guardians.entries())
		if (nth % 5 !== 4)
			for (const path of paths)
				await openPage(store, { schoolId, guardianId, sessionId: '', children }, path, weekAgo);
	const quiet = guardians.filter((_, nth) => nth % 5 === 4).map(([guardianId]) => guardianId);
	const [first, second] = quiet;
	for (const [guardianId, step] of [
		[first, 'call'],
		[second, 'door'],
	] as const)
		if (guardianId) await planStep(store, joke, { guardianId, step, staffId, now: weekAgo });
	const done = second && (await newestSteps(store.read, schoolId)).get(second);
	if (second && done)
		await markStep(store, joke, { guardianId: second, stepId: done.stepId, done: true, now });
	await loseMail(store, schoolId, weekAgo);
}

/** By id, with the children as a session has them. */
async function readGuardians(store: Store, schoolId: string) {
	const { guardianship } = store.t;
	const rows = await store.read
		.select({ guardianId: guardianship.guardianId, childId: guardianship.childId, level: guardianship.level })
		.from(guardianship)
		.where(and(eq(guardianship.schoolId, schoolId), ne(guardianship.level, 'nothing')))
		.orderBy(asc(guardianship.guardianId), asc(guardianship.childId));
	const byGuardian = Map.groupBy(rows, ({ guardianId }) => guardianId);
	return [...byGuardian].map(
		([id, own]) => [id, new Map(own.map(({ childId, level }) => [childId, { level }]))] as const,
	);
}

/** What the oldest messages led to. */
async function oldPaths(store: Store, schoolId: string, before: Date): Promise<string[]> {
	const { notice } = store.t;
	const rows = await store.read
		.selectDistinct({ path: notice.path })
		.from(notice)
		.where(and(eq(notice.schoolId, schoolId), lte(notice.createdAt, before)))
		.orderBy(asc(notice.path));
	return rows.slice(0, 4).map(({ path }) => path);
}

/** Of the last guardian with an address the mail comes back. */
async function loseMail(store: Store, schoolId: string, now: Date) {
	const { guardian } = store.t;
	const rows = await store.read
		.select({ guardianId: guardian.id, address: guardian.email })
		.from(guardian)
		.where(
			and(eq(guardian.schoolId, schoolId), isNotNull(guardian.email), eq(guardian.needsInterpreter, false)),
		)
		.orderBy(desc(guardian.id))
		.limit(1);
	const lost = rows.map(({ guardianId, address }) => ({
		guardianId,
		address: address ?? '',
		failure: '5.1.1',
	}));
	await store.transact((tx) => noteLostAddresses(tx, schoolId, lost, now));
}
