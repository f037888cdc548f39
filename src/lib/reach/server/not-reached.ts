// The guardians whom messages do not reach, and why.
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { lastVisits } from '#lib/accounts/server/visits.ts';
import type { Reader } from '#lib/database/store.ts';
import { findFamilies, type FoundGuardian } from '#lib/families/server/find-families.ts';
import { openings, waysNow } from '#lib/notifications/server/proof.ts';
import { readPreferences } from '#lib/notifications/server/preferences.ts';
import { sortable } from '#lib/platform/fold.ts';
import { firstStep, type NextStep } from '../next-step.ts';
import { whyNotReached, type Why } from '../why.ts';
import { newestSteps, type Step } from './steps.ts';

/** A guardian whom this staff member may see, with the children through whom. */
export interface SeenGuardian {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	children: string[];
	/** The same children, those that who looks may see. */
	childIds: string[];
	groups: { id: string; name: string }[];
	/** Tag of the language to write in. */
	language: string;
	needsInterpreter: boolean;
	email: string | null;
	phone: string | null;
	enteredAt: Date | null;
}

/** A guardian who is not reached. */
export interface NotReached extends SeenGuardian {
	whys: Why[];
	since: Date | null;
	/** What to try first. */
	suggested: NextStep;
	/** What somebody does or did about it. */
	step: Step | null;
}

const DAY = 24 * 60 * 60 * 1000;
/** What was told longer ago than this counts for nobody any more. */
const LOOKS_BACK_DAYS = 365;

/** Everybody who may know of a child that this staff member may see, once each. */
export async function guardiansForStaff(
	db: Reader,
	staff: StaffActor,
	{ group, now }: { group?: string | undefined; now: Date },
): Promise<Map<string, SeenGuardian>> {
	const { children } = await findFamilies(db, staff, { filter: { group }, inTouch: new Set(), now });
	const seen = new Map<string, SeenGuardian>();
	for (const { childId, givenName, groups, guardians } of children)
		for (const one of guardians.filter(({ level }) => level !== 'nothing')) {
			const known = seen.get(one.guardianId) ?? asSeen(one);
			known.children.push(givenName);
			known.childIds.push(childId);
			known.groups.push(...groups.filter(({ id }) => !known.groups.some((other) => other.id === id)));
			seen.set(one.guardianId, known);
		}
	return seen;
}

function asSeen({ guardianId, name, language, needsInterpreter, email, phone, enteredAt }: FoundGuardian) {
	const none = { children: [], childIds: [], groups: [] } as Pick<
		SeenGuardian,
		'children' | 'childIds' | 'groups'
	>;
	return { guardianId, name, language, needsInterpreter, email, phone, enteredAt, ...none };
}

export const reachOrders = ['name', 'group', 'since', 'step'] as const;
export type ReachOrder = (typeof reachOrders)[number];

export interface ReachFilter {
	group?: string | undefined;
	why?: Why | undefined;
	/** Nothing opened for so many days. */
	days: number;
	order?: ReachOrder | undefined;
	descending?: boolean | undefined;
}

/** Who is not reached of those whom this staff member may see. As many queries for ten as for a thousand. */
export async function notReached(
	db: Reader,
	staff: StaffActor,
	filter: ReachFilter,
	now: Date,
): Promise<{ rows: NotReached[]; counts: Record<Why, number>; guardians: number }> {
	const { schoolId } = staff;
	const seen = await guardiansForStaff(db, staff, { group: filter.group, now });
	const ways = await waysNow(db, schoolId);
	const opened = await openings(db, schoolId, spanOf(filter.days, now));
	const visits = await lastVisits(db, schoolId);
	const steps = await newestSteps(db, schoolId);
	const all = [...seen.values()].flatMap((one) => {
		const { last, oldest } = opened(one.guardianId);
		const lastActive = latest(last, visits.get(one.guardianId));
		const known = { email: one.email, ways: ways(one.guardianId), lastActive, oldestUnopened: oldest };
		const { whys, since } = whyNotReached(known, { days: filter.days, now });
		if (whys.length === 0) return [];
		return [{ ...one, whys, since, suggested: firstStep(one), step: steps.get(one.guardianId) ?? null }];
	});
	const counts: Record<Why, number> = { no_way: 0, email_lost: 0, push_gone: 0, not_opened: 0 };
	for (const { whys } of all) for (const why of whys) counts[why]++;
	const rows = all
		.filter(({ whys }) => !filter.why || whys.includes(filter.why))
		.sort((a, b) => compare(orderOf(a, filter.order), orderOf(b, filter.order)));
	return { rows: filter.descending ? rows.reverse() : rows, counts, guardians: seen.size };
}

function spanOf(days: number, now: Date) {
	return {
		from: new Date(now.getTime() - LOOKS_BACK_DAYS * DAY),
		till: new Date(now.getTime() - days * DAY),
	};
}

function latest(...times: (Date | null | undefined)[]): Date | null {
	const known = times.flatMap((at) => at?.getTime() ?? []);
	return known.length > 0 ? new Date(Math.max(...known)) : null;
}

function orderOf(row: NotReached, order: ReachOrder = 'since'): string {
	const name = sortable(row.name ?? row.children[0] ?? '');
	if (order === 'group') return `${sortable(row.groups[0]?.name ?? '\uffff')}\u0000${name}`;
	// who has no way at all, since nobody knows when, goes first
	if (order === 'since') return `${row.since?.toISOString() ?? ''}\u0000${name}`;
	if (order === 'step') return `${row.step?.doneAt ? '2' : row.step ? '1' : '0'}\u0000${name}`;
	return name;
}

/** The same order on every machine; the keys are folded already. */
function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

/** What the school's list says of this guardian, for the guardian: exactly that. */
export async function reachOfOwn(
	db: Reader,
	parent: ParentActor,
	{ days, now }: { days: number; now: Date },
) {
	const { schoolId, guardianId } = parent;
	const only = [guardianId];
	const ways = (await waysNow(db, schoolId, only))(guardianId);
	const { last, oldest } = (await openings(db, schoolId, { ...spanOf(days, now), only }))(guardianId);
	const { address } = await readPreferences(db, parent);
	const lastActive = latest(last, (await lastVisits(db, schoolId, guardianId)).get(guardianId));
	const known = { email: address, ways, lastActive, oldestUnopened: oldest };
	const step = (await newestSteps(db, schoolId, guardianId)).get(guardianId) ?? null;
	return { address, ways, step, ...whyNotReached(known, { days, now }) };
}
