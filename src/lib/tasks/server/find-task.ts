import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { ChildAccess, ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import type { SchoolSettings } from '#lib/school/settings.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { TaskMark } from '../marks.ts';
import type { TemplateName } from '../templates.ts';

/** A task with what every rule and message about it needs. */
export interface FoundTask {
	taskId: string;
	template: TemplateName;
	wholeSchool: boolean;
	/** In the school's words (Dutch); null: the template's, or at school. */
	title: string | null;
	place: string | null;
	note: string | null;
	marks: readonly TaskMark[];
	seats: number | null;
	/** Tags of languages that are of special use. */
	languages: readonly string[];
	contactId: string | null;
	stepBackHours: number;
	/** Its one shift is a period: one helps when it suits. */
	flexible: boolean;
	publishedAt: Date;
	closedAt: Date | null;
	cancelledAt: Date | null;
	/** The groups whose parents it is for; none where it is for the whole school. */
	groups: { groupId: string; name: string }[];
	/** For all children of them: what moments know of, tasks don't. */
	children: null;
	school: {
		schoolId: string;
		name: string;
		timeZone: string;
		/** Street and town, for a calendar; null when the school gave none. */
		address: string | null;
		settings: SchoolSettings;
	};
}

/** One task of a school, called off ones too; undefined when there is none. One query. */
export async function findTask(db: Reader, schoolId: string, taskId: string): Promise<FoundTask | undefined> {
	const { task, taskGroup, group, school } = db.t;
	const rows = await db
		.select({
			task,
			groupId: group.id,
			groupName: group.name,
			schoolName: school.name,
			timeZone: school.timeZone,
			settings: school.settings,
			street: school.street,
			city: school.city,
		})
		.from(task)
		.innerJoin(school, eq(school.id, task.schoolId))
		.leftJoin(taskGroup, and(eq(taskGroup.schoolId, task.schoolId), eq(taskGroup.taskId, task.id)))
		.leftJoin(group, and(eq(group.schoolId, taskGroup.schoolId), eq(group.id, taskGroup.groupId)))
		.where(and(eq(task.schoolId, schoolId), eq(task.id, taskId)))
		.orderBy(group.sortKey);
	const [first] = rows;
	if (!first) return undefined;
	const { id, schoolYearId: _, createdBy: __, schoolId: ___, ...facts } = first.task;
	return {
		...facts,
		taskId: id,
		children: null,
		groups: rows.flatMap(({ groupId, groupName }) =>
			groupId && groupName ? [{ groupId, name: groupName }] : [],
		),
		school: {
			schoolId,
			name: first.schoolName,
			timeZone: first.timeZone,
			settings: first.settings,
			address: [first.street, first.city].filter(Boolean).join(', ') || null,
		},
	};
}

type ForWhom = Pick<FoundTask, 'wholeSchool'> & { groups: readonly { groupId: string }[] };

/** The guardian's children because of whom a task is for them. */
export function childrenAt({ wholeSchool, groups }: ForWhom, parent: ParentActor): ChildAccess[] {
	return [...parent.children.values()].filter(
		({ groupIds }) => wholeSchool || groups.some(({ groupId }) => groupIds.includes(groupId)),
	);
}

/** What the school lets a guardian do with a task; undefined: for them it does not exist. */
export function levelAt(task: ForWhom, parent: ParentActor): 'full' | 'information' | undefined {
	const children = childrenAt(task, parent);
	if (children.some(({ level }) => level === 'full')) return 'full';
	return children.length > 0 ? 'information' : undefined;
}

/** Somebody who may help in a task. */
export interface Helper {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	/** The language that they read. */
	locale: Locale;
}

/**
 * Of these guardians those who may help: with full rights for a child of the task's groups, or of the school, that did not
 * leave. Two queries.
 */
export async function findHelpers(
	db: Reader,
	task: FoundTask,
	guardianIds: readonly string[],
	today: string,
): Promise<Map<string, Helper>> {
	if (guardianIds.length === 0) return new Map();
	const { guardianship, child, groupChild } = db.t;
	const groupIds = task.groups.map(({ groupId }) => groupId);
	const rows = await db
		.selectDistinct({ guardianId: guardianship.guardianId })
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.where(
			and(
				eq(guardianship.schoolId, task.school.schoolId),
				inArray(guardianship.guardianId, [...guardianIds]),
				eq(guardianship.level, 'full'),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				task.wholeSchool ? undefined : inArray(groupChild.groupId, groupIds),
			),
		);
	const ids = rows.map(({ guardianId }) => guardianId);
	const recipients = await findRecipients(db, task.school.schoolId, ids);
	return new Map(
		ids.flatMap((guardianId) => {
			const recipient = recipients.get(guardianId);
			return recipient ? [[guardianId, { guardianId, name: recipient.name, locale: recipient.locale }]] : [];
		}),
	);
}
