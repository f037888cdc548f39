import { error } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { app } from '#lib/app/server/app.ts';
import { thingsOfPaths } from '#lib/app/server/things-of-paths.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { proofs, toldTogether } from '#lib/notifications/server/proof.ts';
import {
	guardiansForStaff,
	type SeenGuardian,
	notReached,
	reachOrders,
	type ReachFilter,
} from '#lib/reach/server/not-reached.ts';
import { sortable } from '#lib/platform/fold.ts';
import { stageOf } from '#lib/reach/stage.ts';
import { stageTexts } from '#lib/reach/texts.ts';
import { DEFAULT_QUIET_DAYS, quietDays, whys } from '#lib/reach/why.ts';
import type { Locale } from '#lib/translation/locale.ts';

const DAY = 24 * 60 * 60 * 1000;
/** How far back the overview of what was sent goes. */
const OVERVIEW_DAYS = 92;
/** About one thing: as long as it is kept. */
const KEPT_DAYS = 366;
const MOST = 2000;
/** Of what was sent so many are looked through, and so many shown. */
const MOST_THINGS = 400;
const SHOWN_THINGS = 100;

/** The filter that an address asks for; 404 for a group that this staff member may not open. */
async function filterOf(staff: StaffActor, { searchParams }: URL) {
	const { store, clock } = app();
	const groups = await groupsForStaff(store.read, staff, clock.now());
	const group = searchParams.get('group') || undefined;
	if (group && !groups.some(({ id }) => id === group)) error(404);
	const sort = searchParams.get('sort') ?? '';
	const order = reachOrders.find((one) => one === sort.replace(/^-/, ''));
	const filter: ReachFilter = {
		group,
		why: whys.find((one) => one === searchParams.get('why')),
		days: quietDays.find((one) => String(one) === searchParams.get('days')) ?? DEFAULT_QUIET_DAYS,
		order,
		descending: order !== undefined && sort.startsWith('-'),
	};
	return { groups, filter };
}

/** Who is not reached, as the address asks for it. */
export async function notReachedAsked(staff: StaffActor, url: URL) {
	const { groups, filter } = await filterOf(staff, url);
	const { store, clock } = app();
	return { groups, filter, ...(await notReached(store.read, staff, filter, clock.now())) };
}

/** These guardians, and of what is about a child only the children that who looks may see: not a sibling elsewhere. */
function ofThose(seen: ReadonlyMap<string, SeenGuardian>) {
	return { only: [...seen.keys()], childIds: [...seen.values()].flatMap(({ childIds }) => childIds) };
}

/** What was sent and what is known of it, in all. */
export async function sentAsked(staff: StaffActor, url: URL, locale: Locale) {
	const { groups, filter } = await filterOf(staff, url);
	const { store, clock } = app();
	const now = clock.now();
	const seen = await guardiansForStaff(store.read, staff, { group: filter.group, now });
	const from = new Date(now.getTime() - OVERVIEW_DAYS * DAY);
	const all = await toldTogether(store.read, staff.schoolId, { from, now, ...ofThose(seen) }, MOST_THINGS);
	const things = await thingsOfPaths(store.read, staff, {
		paths: all.map(({ path }) => path),
		childIds: ofThose(seen).childIds,
		locale,
	});
	const sent = all.filter(({ path }) => things.mayKnow(path)).slice(0, SHOWN_THINGS);
	return {
		groups,
		filter,
		sent: sent.map(({ kind, ...one }) => ({
			...one,
			key: `${kind} ${one.path}`,
			stage: stageTexts[stageOf(kind)]({ locale }),
			name: things.nameOf(one.path),
		})),
	};
}

/** What is known of each notice about one thing. */
export async function aboutAsked(staff: StaffActor, url: URL, locale: Locale) {
	const path = (url.searchParams.get('about') ?? '').slice(0, 200);
	const { groups, filter } = await filterOf(staff, url);
	const { store, clock } = app();
	const now = clock.now();
	const seen = await guardiansForStaff(store.read, staff, { group: filter.group, now });
	const from = new Date(now.getTime() - KEPT_DAYS * DAY);
	const which = { from, now, path, ...ofThose(seen) };
	const { childIds } = which;
	const things = await thingsOfPaths(store.read, staff, { paths: [path], childIds, locale });
	if (!things.mayKnow(path)) error(404);
	const found = await proofs(store.read, staff.schoolId, which, MOST);
	return {
		groups,
		filter,
		path,
		name: things.nameOf(path),
		rows: found
			.flatMap(({ guardianId, kind, ...proof }) => {
				const guardian = seen.get(guardianId);
				const stage = stageTexts[stageOf(kind)]({ locale });
				return guardian ? [{ ...proof, stage, name: guardian.name, children: guardian.children }] : [];
			})
			.sort(byStage),
	};
}

interface Row {
	name: string | null;
	children: readonly string[];
	toldAt: Date;
	openedAt: Date | null;
	ways: readonly { acceptedAt: Date | null }[];
}

/** Who was not got through to stands first, then who did not open it, then the others; by name, the newest of one first. */
function byStage(a: Row, b: Row): number {
	const stage = ({ openedAt, ways }: Row) =>
		openedAt ? 2 : ways.some(({ acceptedAt }) => acceptedAt) ? 1 : 0;
	const name = ({ name, children }: Row) => sortable(name ?? children[0]);
	return stage(a) - stage(b) || compare(name(a), name(b)) || b.toldAt.getTime() - a.toldAt.getTime();
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
