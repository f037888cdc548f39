// What turning the year came to, read from the school as it is afterwards: of a trial, and of the real thing.
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { readDraft } from '#lib/info-card/server/draft.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { rehearse } from '#lib/platform/server/database/rehearse.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { NotCopied, OutcomeGroup, OutcomeMoment, YearOutcome } from '../outcome.ts';
import type { MomentOfYear, YearNow } from '../plan.ts';
import { keyOfGroup } from '../propose.ts';
import { copyId } from './read.ts';
import { readTurn, turnYear, type OpenTurn, type TurnRefusal } from './turn.ts';

export type Tried = { ok: true; outcome: YearOutcome } | { ok: false; refusal: TurnRefusal };

/**
 * Turns the year for trial: the same code as the real thing, on the school as it is, and nothing of it stays. What it
 * shows is read from what the trial made.
 */
export function tryTurn(store: Store, actor: StaffActor, now: Date): Promise<Tried> {
	return rehearse(store, async (trial): Promise<Tried> => {
		const turned = await turnYear(trial, actor, now);
		if (!turned.ok) return turned;
		const outcome = await readOutcome(trial.read, actor.schoolId, now);
		return outcome ? { ok: true, outcome } : { ok: false, refusal: 'not_begun' };
	});
}

/** The new year as it stands now. Undefined when nobody began. Five queries more than the turn. */
export async function readOutcome(db: Reader, schoolId: string, now: Date): Promise<YearOutcome | undefined> {
	const open = await readTurn(db, schoolId, now);
	if (!open) return undefined;
	const { now: year } = open;
	const nameOf = new Map(year.children.map(({ id, name }) => [id, name]));
	const oldGroup = groupOfChild(year);
	const placed = new Set(classes(year.newGroups).flatMap(({ childIds }) => childIds));
	const leaving = year.children.filter(({ leftOn }) => leftOn !== null);
	return {
		year: year.to && { name: year.to.name, startsOn: year.to.startsOn, endsOn: year.to.endsOn },
		groups: groupsOf(year, nameOf, oldGroup),
		leavers: leaving.map(({ id, name, leftOn }) => ({
			name,
			group: oldGroup.get(id) ?? null,
			lastDay: leftOn ?? '',
		})),
		accessEnds: await whoseAccessEnds(db, schoolId, leaving, nameOf),
		moments: await copies(db, schoolId, open),
		notCopied: notCopied(open),
		card: year.to && year.newCard ? await newCard(db, schoolId, year.to.id) : null,
		withoutGroup: year.children
			.filter(({ id, leftOn }) => leftOn === null && !placed.has(id))
			.map(({ name }) => name),
		withoutTeacher: year.newGroups.filter(({ staffIds }) => staffIds.length === 0).map(({ name }) => name),
	};
}

const classes = (groups: YearNow['groups']) => groups.filter(({ kind }) => kind === 'class');

/** The class of the old year that a child is in, by the child's id. */
function groupOfChild({ groups }: YearNow): Map<string, string> {
	return new Map(classes(groups).flatMap(({ name, childIds }) => childIds.map((id) => [id, name] as const)));
}

function groupsOf(
	{ newGroups, staff }: YearNow,
	nameOf: ReadonlyMap<string, string>,
	oldGroup: ReadonlyMap<string, string>,
): OutcomeGroup[] {
	const staffName = new Map(staff.map(({ id, name }) => [id, name]));
	return newGroups.map(({ name, kind, childIds, staffIds }) => {
		const here = childIds.filter((id) => nameOf.has(id));
		const from = Map.groupBy(here, (id) => oldGroup.get(id) ?? null);
		return {
			name,
			isAcross: kind === 'across',
			children: here.length,
			teachers: staffIds.flatMap((id) => staffName.get(id) ?? []).sort(),
			from: [...from]
				.map(([group, ids]) => ({ group, children: ids.map((id) => nameOf.get(id) ?? '').sort() }))
				.sort((a, b) => (a.group ?? '').localeCompare(b.group ?? '')),
		};
	});
}

/** Guardians all of whose children leave, with the day of the last of them. */
async function whoseAccessEnds(
	db: Reader,
	schoolId: string,
	leaving: readonly { id: string; leftOn: string | null }[],
	nameOf: ReadonlyMap<string, string>,
): Promise<YearOutcome['accessEnds']> {
	const { guardian, guardianship } = db.t;
	const lastDay = new Map(leaving.map(({ id, leftOn }) => [id, leftOn ?? '']));
	const ofLeavers = new Set<string>();
	for (const part of chunks([...lastDay.keys()])) {
		const rows = await db
			.selectDistinct({ guardianId: guardianship.guardianId })
			.from(guardianship)
			.where(and(eq(guardianship.schoolId, schoolId), inArray(guardianship.childId, part)));
		for (const { guardianId } of rows) ofLeavers.add(guardianId);
	}
	const links: { id: string; name: string | null; childId: string }[] = [];
	for (const part of chunks([...ofLeavers])) {
		const rows = await db
			.select({ id: guardian.id, name: guardian.name, childId: guardianship.childId })
			.from(guardianship)
			.innerJoin(
				guardian,
				and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
			)
			.where(
				and(
					eq(guardianship.schoolId, schoolId),
					inArray(guardianship.guardianId, part),
					ne(guardianship.level, 'nothing'),
				),
			)
			.orderBy(asc(guardianship.childId));
		links.push(...rows);
	}
	return [...Map.groupBy(links, ({ id }) => id).values()]
		.flatMap((own) => {
			const here = own.filter(({ childId }) => nameOf.has(childId));
			const [first] = here;
			if (!first || here.some(({ childId }) => !lastDay.has(childId))) return [];
			const days = here.map(({ childId }) => lastDay.get(childId) ?? '').sort();
			return [{ name: first.name, child: nameOf.get(first.childId) ?? '', lastDay: days.at(-1) ?? '' }];
		})
		.sort((a, b) => (a.name ?? a.child).localeCompare(b.name ?? b.child));
}

async function copies(
	db: Reader,
	schoolId: string,
	{ turn, now }: OpenTurn,
): Promise<YearOutcome['moments']> {
	const { moment, momentGroup, slot, group } = db.t;
	const ids = now.copied.map((id) => copyId(turn.id, id));
	if (ids.length === 0) return [];
	const slots = await db
		.select({ id: moment.id, kind: moment.kind, title: moment.title, startsAt: slot.startsAt })
		.from(moment)
		.innerJoin(slot, and(eq(slot.schoolId, moment.schoolId), eq(slot.momentId, moment.id)))
		.where(and(eq(moment.schoolId, schoolId), inArray(moment.id, ids)))
		.orderBy(asc(slot.startsAt), asc(moment.id));
	const groups = await db
		.select({ id: momentGroup.momentId, name: group.name })
		.from(momentGroup)
		.innerJoin(group, and(eq(group.schoolId, momentGroup.schoolId), eq(group.id, momentGroup.groupId)))
		.where(and(eq(momentGroup.schoolId, schoolId), inArray(momentGroup.momentId, ids)))
		.orderBy(asc(group.sortKey));
	const groupsOfMoment = Map.groupBy(groups, ({ id }) => id);
	return [...Map.groupBy(slots, ({ id }) => id)].flatMap(([id, all]) => {
		const [first] = all;
		if (!first) return [];
		const names = (groupsOfMoment.get(id) ?? []).map(({ name }) => name);
		const { kind, title, startsAt } = first;
		return [{ kind, title, groups: names, firstDay: dayOf(startsAt, now.timeZone), times: all.length }];
	});
}

/** What was chosen and is not there again, and what was never to be copied, with the reason. */
function notCopied({ turn, now }: OpenTurn): YearOutcome['notCopied'] {
	const keys = new Set(now.newGroups.map(({ name }) => keyOfGroup(name)));
	const groupName = new Map(now.groups.map(({ id, name }) => [id, name]));
	const of = (
		moment: MomentOfYear,
		why: NotCopied,
	): OutcomeMoment & { momentId: string; why: NotCopied } => ({
		momentId: moment.id,
		kind: moment.kind,
		title: moment.title,
		groups: moment.groupIds.flatMap((id) => groupName.get(id) ?? []),
		firstDay: moment.firstDay,
		why,
	});
	const chosen = now.moments.filter(({ id }) => turn.choices.moments?.includes(id));
	const hasGroup = ({ wholeSchool, groupIds }: MomentOfYear) =>
		wholeSchool || groupIds.some((id) => keys.has(keyOfGroup(groupName.get(id) ?? '')));
	return [
		...chosen
			.filter(({ id }) => !now.copied.includes(id))
			.map((moment) => of(moment, hasGroup(moment) ? 'no_day' : 'no_group')),
		...now.namedMoments.map((moment) => of(moment, 'named')),
	];
}

async function newCard(db: Reader, schoolId: string, yearId: string): Promise<YearOutcome['card']> {
	const { sections } = await readDraft(db, schoolId, yearId);
	const shown = sections.filter((section) => section.shown);
	return { sections: shown.length, lookAgain: shown.filter(({ lookAgain }) => lookAgain).length };
}
