// Which ways lead to a recipient: e-mail and push subscriptions, as far as they are wanted.
import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import { isUnwanted, type Sort } from '../kinds.ts';
import type { NewNotice } from './queue.ts';

/** The ways to one recipient that are open now. */
export interface Reach {
	email: string | null;
	subscriptionIds: string[];
	/** Sorts that are not wanted, by way. */
	unwanted?: readonly string[] | null;
}

/** Where a notice goes on its route. */
export function targetsFor(
	{ route, sort }: { route: NewNotice['route']; sort: Sort | null },
	{ email, subscriptionIds, unwanted }: Reach,
) {
	const wanted = (channel: 'push' | 'email') => !isUnwanted(unwanted, sort, channel);
	const pushes = wanted('push')
		? subscriptionIds.map((id) => ({ channel: 'push' as const, target: id }))
		: [];
	const mails = email && wanted('email') ? [{ channel: 'email' as const, target: email }] : [];
	if (route === 'email') return mails;
	if (route === 'both') return [...pushes, ...mails];
	return pushes.length > 0 ? pushes : mails;
}

/** Ways to many recipients, by their id. */
export async function waysToReach(
	tx: Tx,
	schoolId: string,
	rows: { guardianId: string | null; staffId: string | null }[],
): Promise<Map<string, Reach>> {
	const { guardian, staffMember, pushSubscription, preference } = tx.t;
	const guardianIds = rows.flatMap(({ guardianId }) => guardianId ?? []);
	const staffIds = rows.flatMap(({ staffId }) => staffId ?? []);
	const guardians = guardianIds.length
		? await tx
				.select({
					id: guardian.id,
					email: guardian.email,
					byPush: preference.push,
					byEmail: preference.email,
					unwanted: preference.unwanted,
				})
				.from(guardian)
				.leftJoin(
					preference,
					and(eq(preference.schoolId, guardian.schoolId), eq(preference.guardianId, guardian.id)),
				)
				.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, guardianIds)))
		: [];
	const staff = staffIds.length
		? await tx
				.select({ id: staffMember.id, email: staffMember.email })
				.from(staffMember)
				.where(and(eq(staffMember.schoolId, schoolId), inArray(staffMember.id, staffIds)))
		: [];
	const subscriptions = guardianIds.length
		? await tx
				.select({ id: pushSubscription.id, guardianId: pushSubscription.guardianId })
				.from(pushSubscription)
				.where(
					and(eq(pushSubscription.schoolId, schoolId), inArray(pushSubscription.guardianId, guardianIds)),
				)
		: [];
	const ways = new Map<string, Reach>(staff.map(({ id, email }) => [id, { email, subscriptionIds: [] }]));
	for (const { id, email, byPush, byEmail, unwanted } of guardians)
		ways.set(id, {
			email: byEmail === false ? null : email,
			subscriptionIds:
				byPush === false ? [] : subscriptions.filter((one) => one.guardianId === id).map((one) => one.id),
			unwanted,
		});
	return ways;
}

const findWays = compiled<{ school: string; guardian: string }>('ways_to_guardian')((db: Reader, p) => {
	const { guardian, pushSubscription, preference } = db.t;
	return db
		.select({
			email: guardian.email,
			byPush: preference.push,
			byEmail: preference.email,
			unwanted: preference.unwanted,
			subscriptionId: pushSubscription.id,
		})
		.from(guardian)
		.leftJoin(
			preference,
			and(eq(preference.schoolId, guardian.schoolId), eq(preference.guardianId, guardian.id)),
		)
		.leftJoin(
			pushSubscription,
			and(eq(pushSubscription.schoolId, guardian.schoolId), eq(pushSubscription.guardianId, guardian.id)),
		)
		.where(and(eq(guardian.schoolId, p.school), eq(guardian.id, p.guardian)));
});

/** Ways to one guardian, in one compiled query: for what happens at every sign-up. */
export async function waysToGuardian(
	tx: Tx,
	schoolId: string,
	guardianId: string,
): Promise<Reach | undefined> {
	const rows = await findWays(tx, { school: schoolId, guardian: guardianId });
	const [first] = rows;
	if (!first) return undefined;
	return {
		email: first.byEmail === false ? null : first.email,
		subscriptionIds: first.byPush === false ? [] : rows.flatMap(({ subscriptionId }) => subscriptionId ?? []),
		unwanted: first.unwanted,
	};
}
