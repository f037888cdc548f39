// Which things notices lead to, for staff who look at what was sent: what they are called, and whether one may know of them.
import { and, eq, inArray } from 'drizzle-orm';
import { seesAllFamilies, worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { messagePath } from '#lib/messages/message.ts';
import { writersOfMessages } from '#lib/messages/server/names.ts';
import { askPath, momentPath } from '#lib/moments/paths.ts';
import { namesOfMoments } from '#lib/moments/server/names.ts';
import { talksPath } from '#lib/talks/paths.ts';
import { namesOfRounds } from '#lib/talks/server/names.ts';
import { ownYearPath, taskPath, tasksPath } from '#lib/tasks/paths.ts';
import { namesOfTasks } from '#lib/tasks/server/names.ts';
import type { Locale } from '#lib/translation/locale.ts';

export interface ThingsOfPaths {
	/** Of a message: who wrote it. Null for what has no name of its own. */
	nameOf(path: string): string | null;
	/**
	 * Who sees all families may know of everything. Others: of a moment, task or round of the whole school or one of their
	 * groups, of a message about one of `childIds` (those that they see), and of pages that lead to no one thing. A parent of a
	 * child in two groups is told of things of both: of the other one nobody hears here.
	 */
	mayKnow(path: string): boolean;
}

/** What these paths lead to. Eight queries at most. */
export async function thingsOfPaths(
	db: Reader,
	staff: StaffActor,
	{ paths, childIds, locale }: { paths: readonly string[]; childIds: readonly string[]; locale: Locale },
): Promise<ThingsOfPaths> {
	const { schoolId } = staff;
	const ids = [...new Set(paths.flatMap((path) => path.split('/').at(-1) || []))];
	const moments = await namesOfMoments(db, schoolId, ids, locale);
	const tasks = await namesOfTasks(db, schoolId, ids, locale);
	const rounds = await namesOfRounds(db, schoolId, ids, locale);
	const writers = await writersOfMessages(db, schoolId, ids);
	const names = new Map([
		...[...moments].map(([id, name]) => [momentPath(id), name] as const),
		...[...tasks].map(([id, name]) => [taskPath(id), name] as const),
		...[...rounds].map(([id, name]) => [talksPath(id), name] as const),
		...[...writers].map(([id, name]) => [messagePath(id), name] as const),
	]);
	const known = seesAllFamilies(staff)
		? undefined
		: await knownPaths(db, staff, { ids, childIds, things: { moments, tasks } });
	const mayKnow = (path: string) => !known || !leadsToOneThing(path) || known.has(path);
	return { mayKnow, nameOf: (path) => (mayKnow(path) ? (names.get(path) ?? null) : null) };
}

/** Pages of one moment, task, round, message or question to interpret; others are the same for every parent. */
function leadsToOneThing(path: string): boolean {
	if (path === tasksPath || path === ownYearPath) return false;
	return [momentPath(''), messagePath(''), askPath('x').slice(0, -1)].some((start) => path.startsWith(start));
}

async function knownPaths(
	db: Reader,
	staff: StaffActor,
	one: {
		ids: string[];
		childIds: readonly string[];
		things: Record<'moments' | 'tasks', ReadonlyMap<string, string>>;
	},
): Promise<ReadonlySet<string>> {
	const { momentGroup, taskGroup, talkRoundGroup, messageRecipient } = db.t;
	const { schoolId } = staff;
	const { ids, things } = one;
	if (ids.length === 0) return new Set();
	const ofMoments = await db
		.select({ id: momentGroup.momentId, groupId: momentGroup.groupId })
		.from(momentGroup)
		.where(and(eq(momentGroup.schoolId, schoolId), inArray(momentGroup.momentId, ids)));
	const ofTasks = await db
		.select({ id: taskGroup.taskId, groupId: taskGroup.groupId })
		.from(taskGroup)
		.where(and(eq(taskGroup.schoolId, schoolId), inArray(taskGroup.taskId, ids)));
	const ofRounds = await db
		.select({ id: talkRoundGroup.roundId, groupId: talkRoundGroup.groupId })
		.from(talkRoundGroup)
		.where(and(eq(talkRoundGroup.schoolId, schoolId), inArray(talkRoundGroup.roundId, ids)));
	const read = await db
		.selectDistinct({ id: messageRecipient.messageId, childId: messageRecipient.childId })
		.from(messageRecipient)
		.where(and(eq(messageRecipient.schoolId, schoolId), inArray(messageRecipient.messageId, ids)));
	const seen = new Set(one.childIds);
	const isNear = (rows: { id: string; groupId: string }[], id: string) => {
		const groups = rows.filter((row) => row.id === id);
		return groups.length === 0 || groups.some(({ groupId }) => worksWithGroup(staff, groupId));
	};
	return new Set([
		...[...things.moments.keys()].filter((id) => isNear(ofMoments, id)).map(momentPath),
		...[...things.tasks.keys()].filter((id) => isNear(ofTasks, id)).map(taskPath),
		...ofRounds.filter(({ groupId }) => worksWithGroup(staff, groupId)).map(({ id }) => talksPath(id)),
		...read.filter(({ childId }) => seen.has(childId)).map(({ id }) => messagePath(id)),
	]);
}
