// What parents see of tasks: how many places are left, never who has the others.
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { MomentTranslations } from '#lib/moments/own-texts.ts';
import { askedFrom } from '#lib/moments/server/hours.ts';
import { placesLeft, type Span } from '#lib/moments/slots.ts';
import { timeOf } from '#lib/platform/server/local-time.ts';
import { shiftState, stepBackUntil, type ShiftState } from '../claims.ts';
import { marksOf, type ShownMark } from '../marks.ts';
import { isRole, type TemplateName } from '../templates.ts';
import { clearedUntil, lastDayOf } from './cleared.ts';
import { findTask, levelAt } from './find-task.ts';
import { isInterested, openRoles } from './interest.ts';
import { findOwnClaims, type OwnClaim } from './own-claims.ts';
import { taskTranslations } from './translations.ts';

export interface TaskInList {
	taskId: string;
	template: TemplateName;
	title: string | null;
	place: string | null;
	flexible: boolean;
	seats: number | null;
	languages: readonly string[];
	marks: ShownMark[];
	/** The first and the last shift to come, and how many there are. */
	first: Span;
	last: Span;
	shifts: number;
	/** Places that are free in all of them together. */
	left: number;
	/** Shifts to come that the guardian has or waits for. */
	mine: number;
	/** A place in one of them is theirs. */
	helps: boolean;
	/**
	 * What they wait for, if no place is theirs: with which number, for their own yes to a place, or until their
	 * certificate of conduct was seen.
	 */
	waits: number | 'offered' | 'certificate' | null;
	translations?: MomentTranslations;
	/** The language that the guardian reads; null: not known. */
	written: string | null;
}

/**
 * The tasks that a guardian can help with, soonest first; those that are full, whose waiting list is open, come after the
 * others. Three queries, one more where the school wrote a name or a place of its own.
 */
export async function tasksForParent(db: Reader, parent: ParentActor, now: Date): Promise<TaskInList[]> {
	const { schoolId, guardianId } = parent;
	const { task, taskGroup, shift, guardian } = db.t;
	const rows = await db
		.select({ task, shift, groupId: taskGroup.groupId, written: guardian.writtenLanguage })
		.from(task)
		.innerJoin(guardian, and(eq(guardian.schoolId, task.schoolId), eq(guardian.id, guardianId)))
		.innerJoin(shift, and(eq(shift.schoolId, task.schoolId), eq(shift.taskId, task.id)))
		.leftJoin(taskGroup, and(eq(taskGroup.schoolId, task.schoolId), eq(taskGroup.taskId, task.id)))
		.where(
			and(
				eq(task.schoolId, schoolId),
				isNull(task.cancelledAt),
				isNull(shift.cancelledAt),
				gt(shift.endsAt, now),
			),
		)
		.orderBy(asc(shift.startsAt), asc(shift.id));
	const own = await findOwnClaims(db, parent, now);
	const { timeZone } = parent.school;
	const found = [...Map.groupBy(rows, (row) => row.task.id)].flatMap(([taskId, ofTask]) => {
		const [head] = ofTask;
		if (!head) return [];
		const groups = ofTask.flatMap(({ groupId }) => (groupId ? [{ groupId }] : []));
		if (levelAt({ ...head.task, groups }, parent) !== 'full') return [];
		const all = [...new Map(ofTask.map((row) => [row.shift.id, row.shift])).values()];
		const open = all.filter((one) => ['open', 'full'].includes(stateOf(one, head.task, timeZone, now)));
		const left = open.reduce((sum, one) => sum + leftFor(one, head.task, timeZone, now), 0);
		const theirs = own.filter((one) => one.taskId === taskId && !one.cancelled);
		const mine = theirs.length;
		const [first] = open;
		const last = open.at(-1);
		if (!first || !last) return [];
		const { template, title, place, flexible, seats, languages } = head.task;
		const timed = open.map((one) => ({ ...one, time: timeOf(one.startsAt, timeZone) }));
		const task: TaskInList = {
			...{ taskId, template, title, place, flexible, seats, languages, first, last, left, mine },
			helps: theirs.some(({ status }) => status === 'confirmed'),
			waits: waitsOf(theirs),
			marks: marksOf(head.task, timed),
			shifts: open.length,
			written: head.written,
		};
		return [task];
	});
	const translations = await taskTranslations(db, schoolId, found);
	const isFull = ({ left, mine }: TaskInList) => left === 0 && mine === 0;
	return [...found.filter((one) => !isFull(one)), ...found.filter(isFull)].map((one) => ({
		...one,
		translations: translations.get(one.taskId),
	}));
}

function waitsOf(theirs: readonly OwnClaim[]): TaskInList['waits'] {
	const [first] = theirs;
	if (!first || theirs.some(({ status }) => status === 'confirmed')) return null;
	if (theirs.some(({ offered }) => offered)) return 'offered';
	return first.forCertificate ? 'certificate' : first.number;
}

/** How many tasks there are for a guardian to help with, and roles to think of; for the way to them. */
export async function openTasks(db: Reader, parent: ParentActor, now: Date): Promise<number> {
	const { task, taskGroup, shift } = db.t;
	const rows = await db
		.selectDistinct({ id: task.id, wholeSchool: task.wholeSchool, groupId: taskGroup.groupId })
		.from(task)
		.innerJoin(shift, and(eq(shift.schoolId, task.schoolId), eq(shift.taskId, task.id)))
		.leftJoin(taskGroup, and(eq(taskGroup.schoolId, task.schoolId), eq(taskGroup.taskId, task.id)))
		.where(
			and(
				eq(task.schoolId, parent.schoolId),
				isNull(task.cancelledAt),
				isNull(task.closedAt),
				isNull(shift.cancelledAt),
				gt(shift.startsAt, now),
				gt(shift.capacity, shift.taken),
			),
		);
	const byTask = Map.groupBy(rows, ({ id }) => id);
	const shifts = [...byTask.values()].filter((own) => {
		const groups = own.flatMap(({ groupId }) => (groupId ? [{ groupId }] : []));
		return levelAt({ wholeSchool: own[0]?.wholeSchool ?? false, groups }, parent) === 'full';
	}).length;
	return shifts + (await openRoles(db, parent, now));
}

type ShiftRow = Omit<Parameters<typeof shiftState>[0], never>;
type TaskRow = Parameters<typeof shiftState>[1];

/** Places that a newcomer can take: of a late one with a waiting list, who waits is asked first. */
function leftFor(shift: ShiftRow, task: TaskRow, timeZone: string, now: Date): number {
	const held = !task.flexible && shift.waiting > 0 && now >= askedFrom(shift.startsAt, timeZone);
	return task.closedAt || held ? 0 : placesLeft(shift);
}

function stateOf(shift: ShiftRow, task: TaskRow, timeZone: string, now: Date): ShiftState {
	const state = shiftState(shift, task, now);
	return state === 'open' && leftFor(shift, task, timeZone, now) === 0 ? 'full' : state;
}

export interface ShiftOnPage extends Span {
	shiftId: string;
	left: number;
	state: ShiftState;
	/** The number that the waiting list would give. */
	nextNumber: number;
	mine: OwnClaim | null;
	/** Until when they can step back by themselves; null: that is past. */
	stepBackUntil: Date | null;
	/** A place in it can be theirs: no certificate of conduct is asked for, or theirs lasts until then. */
	cleared: boolean;
}

export interface TaskPage {
	taskId: string;
	template: TemplateName;
	title: string | null;
	place: string | null;
	note: string | null;
	flexible: boolean;
	seats: number | null;
	languages: readonly string[];
	marks: ShownMark[];
	level: 'full' | 'information';
	closed: boolean;
	cancelled: boolean;
	stepBackHours: number;
	contact: string | null;
	/** A role that lasts: whether they let the school know of their interest; null: it has shifts. */
	interested: boolean | null;
	/** A certificate of conduct is asked for; whether theirs was seen and lasts for what one can choose first. */
	certificate: 'seen' | 'not_seen' | null;
	shifts: ShiftOnPage[];
	translations?: MomentTranslations;
	written: string | null;
}

/** One task; undefined: for this guardian there is none (404). Four queries, one more where the school wrote of its own. */
export async function taskPage(
	db: Reader,
	parent: ParentActor,
	taskId: string,
	now: Date,
): Promise<TaskPage | undefined> {
	const { schoolId, guardianId } = parent;
	const task = await findTask(db, schoolId, taskId);
	const level = task && levelAt(task, parent);
	if (!task || !level) return undefined;
	const { guardian, staffMember, shift } = db.t;
	const [about] = await db
		.select({
			written: guardian.writtenLanguage,
			contact: staffMember.name,
			called: staffMember.calledName,
		})
		.from(guardian)
		.leftJoin(
			staffMember,
			and(
				eq(staffMember.schoolId, guardian.schoolId),
				eq(staffMember.id, task.contactId ?? ''),
				eq(staffMember.status, 'active'),
			),
		)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	const rows = await db
		.select()
		.from(shift)
		.where(and(eq(shift.schoolId, schoolId), eq(shift.taskId, taskId), gt(shift.endsAt, now)))
		.orderBy(asc(shift.startsAt), asc(shift.id));
	const own = (await findOwnClaims(db, parent, now, taskId)).filter((one) => one.taskId === taskId);
	const { timeZone } = parent.school;
	const [next] = rows;
	const until = await clearedUntil(db, task, guardianId);
	const isCleared = ({ endsAt }: Pick<Span, 'endsAt'>) =>
		until === undefined || (until !== null && until >= lastDayOf(endsAt, timeZone));
	const timed = rows.map((one) => ({ ...one, time: timeOf(one.startsAt, timeZone) }));
	return {
		taskId,
		template: task.template,
		title: task.title,
		place: task.place,
		note: task.note,
		flexible: task.flexible,
		seats: task.seats,
		languages: task.languages,
		marks: marksOf(task, timed),
		level,
		closed: task.closedAt !== null,
		cancelled: task.cancelledAt !== null,
		stepBackHours: task.stepBackHours,
		interested: isRole(task.template) ? await isInterested(db, parent, taskId) : null,
		certificate: until === undefined ? null : next && isCleared(next) ? 'seen' : 'not_seen',
		contact: about?.called ?? about?.contact ?? null,
		shifts: rows.map((row) => {
			const back = stepBackUntil(row, task);
			return {
				shiftId: row.id,
				startsAt: row.startsAt,
				endsAt: row.endsAt,
				left: leftFor(row, task, timeZone, now),
				state: stateOf(row, task, timeZone, now),
				nextNumber: row.waiting + 1,
				mine: own.find(({ shiftId }) => shiftId === row.id) ?? null,
				stepBackUntil: now < back ? back : null,
				cleared: isCleared(row),
			};
		}),
		translations: (await taskTranslations(db, schoolId, [task])).get(taskId),
		written: about?.written ?? null,
	};
}

/** A guardian's own shifts that are not over, with what their names and places are in other languages. */
export async function ownShifts(db: Reader, parent: Pick<ParentActor, 'schoolId' | 'guardianId'>, now: Date) {
	const own = await findOwnClaims(db, parent, now);
	if (!own.some(({ title, place }) => title ?? place))
		return own.map((one) => ({ ...one, translations: undefined }));
	const translations = await taskTranslations(db, parent.schoolId, own);
	return own.map((one) => ({ ...one, translations: translations.get(one.taskId) }));
}
