import { sql } from 'drizzle-orm';
import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { DraftForm } from '../draft-form.ts';
import type { TaskMark } from '../marks.ts';
import { allThanks, thankedKinds } from '../thanks-names.ts';
import { thanksAbout, thanksPictureKinds } from '../thanks-picture.ts';
import { templateNames } from '../templates.ts';

export function taskTables(
	k: Kit,
	{ schoolYear, group, staffMember }: SchoolTables,
	{ guardian, child }: FamilyTables,
) {
	/** Something that parents can help with: for the parents of the groups in `taskGroup`, or of the whole school. */
	const task = k.table(
		'task',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			/** Its picture and its words, unless the school wrote its own. */
			template: k.oneOf(...templateNames).notNull(),
			/** Said, not derived: a task whose group is deleted is not suddenly for everyone. */
			wholeSchool: k.bool().notNull().default(false),
			/** In the school's words (Dutch); null: the template's. */
			title: k.text(),
			/** Where, in the school's words; null: at school. */
			place: k.text(),
			/** A word from who planned it, Dutch. */
			note: k.text(),
			/** What staff say of it; what follows from its times (evening, half an hour) is not stored. */
			marks: k.json<TaskMark[]>().notNull(),
			/** Seats for children that a car needs at least; null where no car is asked for. */
			seats: k.int(),
			/** Tags of languages that are of special use. */
			languages: k.json<string[]>().notNull(),
			/** Whom parents ask about it. */
			contactId: k.text(),
			/** Until so many hours before a shift one can step back by oneself. */
			stepBackHours: k.int().notNull(),
			/** Its one shift is a period in which one helps when it suits. */
			flexible: k.bool().notNull().default(false),
			createdBy: k.text(),
			publishedAt: k.at().notNull(),
			/** Nobody new from then on; who has a shift keeps it. */
			closedAt: k.at(),
			cancelledAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'task_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'task_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.foreignKey({
				name: 'task_staff_fk',
				columns: [t.schoolId, t.createdBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.foreignKey({
				name: 'task_contact_fk',
				columns: [t.schoolId, t.contactId],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.index('task_year_ix').on(t.schoolId, t.schoolYearId),
			k.index('task_staff_ix').on(t.schoolId, t.createdBy),
			k.index('task_contact_ix').on(t.schoolId, t.contactId),
		],
	);
	const taskGroup = k.table(
		'task_group',
		{ schoolId: k.text().notNull(), taskId: k.text().notNull(), groupId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'task_group_pk', columns: [t.schoolId, t.taskId, t.groupId] }),
			k
				.foreignKey({
					name: 'task_group_task_fk',
					columns: [t.schoolId, t.taskId],
					foreignColumns: [task.schoolId, task.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'task_group_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k.index('task_group_group_ix').on(t.schoolId, t.groupId),
		],
	);
	const shift = k.table(
		'shift',
		{
			...schoolRow(k),
			taskId: k.text().notNull(),
			startsAt: k.at().notNull(),
			endsAt: k.at().notNull(),
			/** Helpers that are wanted. */
			capacity: k.int().notNull(),
			/** Confirmed claims. */
			taken: k.int().notNull().default(0),
			/** Claims in the waiting list. */
			waiting: k.int().notNull().default(0),
			/** Last number handed out; every claim touches it first, as with slots. */
			ticket: k.int().notNull().default(0),
			/** When the reminders of the day before and of the hour before were queued. */
			remindedDayAt: k.at(),
			remindedHourAt: k.at(),
			cancelledAt: k.at(),
			/** Counts its moves and its changes of place: SEQUENCE of the calendar. */
			revision: k.int().notNull().default(0),
			/** When it got another time last. */
			movedAt: k.at(),
			/** How many helped: counted when the claims themselves are deleted; null before. */
			helped: k.int(),
		},
		(t) => [
			k.primaryKey({ name: 'shift_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'shift_task_fk',
					columns: [t.schoolId, t.taskId],
					foreignColumns: [task.schoolId, task.id],
				})
				.onDelete('cascade'),
			k.index('shift_task_ix').on(t.schoolId, t.taskId, t.startsAt),
			k.index('shift_starts_ix').on(t.schoolId, t.startsAt),
			k.check('shift_counts_ck', sql`${t.taken} >= 0 and ${t.waiting} >= 0 and ${t.capacity} >= 0`),
		],
	);
	/** A guardian helps in a shift, or waits for a place. Stepping back deletes the row and leaves an audit line. */
	const claim = k.table(
		'claim',
		{
			...schoolRow(k),
			shiftId: k.text().notNull(),
			taskId: k.text().notNull(),
			guardianId: k.text().notNull(),
			status: k.oneOf('confirmed', 'waiting').notNull(),
			/** Order of arrival in this shift. */
			ticket: k.int().notNull(),
			createdAt: k.at().notNull(),
			/** A place came free late, and they were asked; closed: somebody else was first. */
			offeredAt: k.at(),
			offerClosedAt: k.at(),
			/** Of the link by which another parent can take it: only the token's hash; null: it is not handed over. */
			handHash: k.text(),
			/** As staff marked it; null: not marked. */
			helped: k.bool(),
			thankedAt: k.at(),
			/** With which of the ready words; their parent reads them on their own page too. */
			thanks: k.oneOf('hands', 'children', 'together'),
		},
		(t) => [
			k.primaryKey({ name: 'claim_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'claim_shift_fk',
					columns: [t.schoolId, t.shiftId],
					foreignColumns: [shift.schoolId, shift.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'claim_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('claim_once_ux').on(t.schoolId, t.shiftId, t.guardianId),
			k.index('claim_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('claim_task_ix').on(t.schoolId, t.taskId),
		],
	);
	/** Whom staff asked once more, so that it is not always the same few. */
	const taskAsk = k.table(
		'task_ask',
		{
			schoolId: k.text().notNull(),
			taskId: k.text().notNull(),
			guardianId: k.text().notNull(),
			askedAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'task_ask_pk', columns: [t.schoolId, t.taskId, t.guardianId] }),
			k
				.foreignKey({
					name: 'task_ask_task_fk',
					columns: [t.schoolId, t.taskId],
					foreignColumns: [task.schoolId, task.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'task_ask_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('task_ask_guardian_ix').on(t.schoolId, t.guardianId, t.askedAt),
		],
	);
	/** A certificate of conduct that a member of staff saw: only this is kept, never the document. */
	const certificate = k.table(
		'certificate',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			seenOn: k.day().notNull(),
			seenBy: k.text(),
			/** The last day on which the school goes by it. */
			until: k.day().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'certificate_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'certificate_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.foreignKey({
				name: 'certificate_staff_fk',
				columns: [t.schoolId, t.seenBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.index('certificate_staff_ix').on(t.schoolId, t.seenBy),
			k.index('certificate_until_ix').on(t.schoolId, t.until),
		],
	);
	/** A guardian let the school know that a role interests them. */
	const taskInterest = k.table(
		'task_interest',
		{
			schoolId: k.text().notNull(),
			taskId: k.text().notNull(),
			guardianId: k.text().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'task_interest_pk', columns: [t.schoolId, t.taskId, t.guardianId] }),
			k
				.foreignKey({
					name: 'task_interest_task_fk',
					columns: [t.schoolId, t.taskId],
					foreignColumns: [task.schoolId, task.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'task_interest_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('task_interest_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/**
	 * A task that is still being written, as it was typed: no parent's page looks here. Its id becomes that of the task, and
	 * with that it is gone.
	 */
	const taskDraft = k.table(
		'task_draft',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			template: k.oneOf(...templateNames).notNull(),
			form: k.json<DraftForm>().notNull(),
			/** Counts its changes: who saves over another's change is told. */
			revision: k.int().notNull(),
			createdBy: k.text().notNull(),
			changedBy: k.text().notNull(),
			changedAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'task_draft_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'task_draft_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.foreignKey({
				name: 'task_draft_staff_fk',
				columns: [t.schoolId, t.createdBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.foreignKey({
				name: 'task_draft_changed_fk',
				columns: [t.schoolId, t.changedBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.index('task_draft_year_ix').on(t.schoolId, t.schoolYearId),
			k.index('task_draft_staff_ix').on(t.schoolId, t.createdBy),
			k.index('task_draft_changed_ix').on(t.schoolId, t.changedBy),
		],
	);
	/** The school thanked a guardian for a moment or a talk, once for each; for a shift it stands with the claim. */
	const thanks = k.table(
		'thanks',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			aboutKind: k.oneOf('moment', 'talk').notNull(),
			aboutId: k.text().notNull(),
			schoolYearId: k.text().notNull(),
			/** What it was and when: said also when the moment itself is gone. */
			what: k.oneOf(...thankedKinds).notNull(),
			day: k.day().notNull(),
			words: k.oneOf(...allThanks).notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({
				name: 'thanks_pk',
				columns: [t.schoolId, t.guardianId, t.aboutKind, t.aboutId],
			}),
			k
				.foreignKey({
					name: 'thanks_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'thanks_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.index('thanks_about_ix').on(t.schoolId, t.aboutKind, t.aboutId),
			k.index('thanks_year_ix').on(t.schoolId, t.schoolYearId),
		],
	);
	/** A drawing or a photo that goes with the thanks for one thing: who was thanked for that sees it, as far as consent goes. */
	const thanksPicture = k.table(
		'thanks_picture',
		{
			...schoolRow(k),
			aboutKind: k.oneOf(...thanksAbout).notNull(),
			aboutId: k.text().notNull(),
			schoolYearId: k.text().notNull(),
			kind: k.oneOf(...thanksPictureKinds).notNull(),
			/** How many children it shows or names. With fewer in `thanksPictureChild` one was deleted: nobody sees it any more. */
			shows: k.int().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'thanks_picture_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'thanks_picture_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('thanks_picture_about_ux').on(t.schoolId, t.aboutKind, t.aboutId),
			k.index('thanks_picture_year_ix').on(t.schoolId, t.schoolYearId),
		],
	);
	/** A child that can be recognised on a picture, or read by name. */
	const thanksPictureChild = k.table(
		'thanks_picture_child',
		{ schoolId: k.text().notNull(), pictureId: k.text().notNull(), childId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'thanks_picture_child_pk', columns: [t.schoolId, t.pictureId, t.childId] }),
			k
				.foreignKey({
					name: 'thanks_picture_child_picture_fk',
					columns: [t.schoolId, t.pictureId],
					foreignColumns: [thanksPicture.schoolId, thanksPicture.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'thanks_picture_child_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.index('thanks_picture_child_child_ix').on(t.schoolId, t.childId),
		],
	);
	return {
		...{ task, taskGroup, shift, claim, taskAsk, certificate, taskInterest, taskDraft, thanks },
		...{ thanksPicture, thanksPictureChild },
	};
}
