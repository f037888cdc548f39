import { and, eq } from 'drizzle-orm';
import type { ChildAccess, ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import type { SchoolSettings } from '#lib/school/settings.ts';
import type { MomentFacts } from '../slots.ts';

/** A moment with what every rule and message about it needs. */
export interface FoundMoment extends MomentFacts {
	/** In the school's words (Dutch); null: the kind's own name says it. */
	title: string | null;
	/** Where, in the school's words; null: the group's classroom. */
	place: string | null;
	note: string | null;
	interpreterOffered: boolean;
	shareToken: string;
	publishedAt: Date | null;
	schoolYearId: string;
	opensAt: Date | null;
	openForAllAt: Date | null;
	signUpClosesAt: Date | null;
	/** Counts changes of the draft and of the details. */
	revision: number;
	/** Staff who changed it last; null: nobody since it was planned. */
	changedBy: string | null;
	wholeSchool: boolean;
	/** Of the groups, or of the school, only these children; null: all. */
	children: ReadonlySet<string> | null;
	/** More than one: a series; who signs up comes to all its slots. */
	meetings: number;
	everyWeeks: number;
	/** The groups that it is for, by name; none where it is for the whole school. */
	groups: { groupId: string; name: string }[];
	school: {
		schoolId: string;
		name: string;
		timeZone: string;
		/** Street and town, for a calendar; null when the school gave none. */
		address: string | null;
		settings: SchoolSettings;
	};
}

const findRows = compiled<{ school: string; moment: string }>('find_moment')((db: Reader, p) => {
	const { moment, momentGroup, group, school } = db.t;
	return db
		.select({
			kind: moment.kind,
			wholeSchool: moment.wholeSchool,
			title: moment.title,
			place: moment.place,
			note: moment.note,
			adultsPerChild: moment.adultsPerChild,
			slotsPerChild: moment.slotsPerChild,
			interpreterOffered: moment.interpreterOffered,
			closesHoursBefore: moment.closesHoursBefore,
			shareToken: moment.shareToken,
			publishedAt: moment.publishedAt,
			cancelledAt: moment.cancelledAt,
			schoolYearId: moment.schoolYearId,
			opensAt: moment.opensAt,
			openForAllAt: moment.openForAllAt,
			signUpClosesAt: moment.signUpClosesAt,
			revision: moment.revision,
			changedBy: moment.changedBy,
			meetings: moment.meetings,
			everyWeeks: moment.everyWeeks,
			named: moment.named,
			groupId: momentGroup.groupId,
			groupName: group.name,
			schoolName: school.name,
			timeZone: school.timeZone,
			settings: school.settings,
			street: school.street,
			city: school.city,
		})
		.from(moment)
		.innerJoin(school, eq(school.id, moment.schoolId))
		.leftJoin(
			momentGroup,
			and(eq(momentGroup.schoolId, moment.schoolId), eq(momentGroup.momentId, moment.id)),
		)
		.leftJoin(group, and(eq(group.schoolId, momentGroup.schoolId), eq(group.id, momentGroup.groupId)))
		.where(and(eq(moment.schoolId, p.school), eq(moment.id, p.moment)))
		.orderBy(group.sortKey);
});

/** One moment of a school, drafts and cancelled ones too; undefined when there is none. One query, two where it is for some children only. */
export async function findMoment(
	db: Reader,
	schoolId: string,
	momentId: string,
): Promise<FoundMoment | undefined> {
	const rows = await findRows(db, { school: schoolId, moment: momentId });
	const [first] = rows;
	if (!first) return undefined;
	const { groupId: _, groupName: __, named, schoolName, timeZone, settings, street, city, ...facts } = first;
	return {
		...facts,
		momentId,
		children: named ? await findNamed(db, schoolId, momentId) : null,
		groups: rows.flatMap(({ groupId, groupName }) =>
			groupId && groupName ? [{ groupId, name: groupName }] : [],
		),
		school: {
			schoolId,
			name: schoolName,
			timeZone,
			settings,
			address: [street, city].filter(Boolean).join(', ') || null,
		},
	};
}

/** The children that a moment is for where it is not for all. */
export async function findNamed(db: Reader, schoolId: string, momentId: string): Promise<Set<string>> {
	const { momentChild } = db.t;
	const rows = await db
		.select({ childId: momentChild.childId })
		.from(momentChild)
		.where(and(eq(momentChild.schoolId, schoolId), eq(momentChild.momentId, momentId)));
	return new Set(rows.map(({ childId }) => childId));
}

/** Whether a moment is for this child. */
export function isFor(
	moment: Pick<FoundMoment, 'groups' | 'wholeSchool' | 'children'>,
	{ childId, groupIds }: Pick<ChildAccess, 'childId' | 'groupIds'>,
): boolean {
	if (moment.children && !moment.children.has(childId)) return false;
	return moment.wholeSchool || moment.groups.some(({ groupId }) => groupIds.includes(groupId));
}

/** The guardian's children that a moment is for. */
export function childrenAt(
	moment: Pick<FoundMoment, 'groups' | 'wholeSchool' | 'children'>,
	parent: ParentActor,
): ChildAccess[] {
	return [...parent.children.values()].filter((child) => isFor(moment, child));
}

/** Whether the guardian may know of it: published, and for a child of theirs. For all others it does not exist. */
export function mayKnow(moment: FoundMoment | undefined, parent: ParentActor): moment is FoundMoment {
	return moment !== undefined && moment.publishedAt !== null && childrenAt(moment, parent).length > 0;
}
