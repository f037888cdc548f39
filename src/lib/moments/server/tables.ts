import { sql } from 'drizzle-orm';
import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import { interpreterWays } from '../interpreting.ts';
import { momentKindNames } from '../kinds.ts';
import { momentMessages } from '../messages.ts';
import type { TemplatePlan } from '../template.ts';

export function momentTables(
	k: Kit,
	{ schoolYear, group, staffMember }: SchoolTables,
	{ child, guardian }: FamilyTables,
) {
	/** Anything planned where parents and school meet: for the groups in `momentGroup`, or for the whole school. */
	const moment = k.table(
		'moment',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			kind: k.oneOf(...momentKindNames).notNull(),
			/** Said, not derived: a moment whose group is deleted is not suddenly for everyone. */
			wholeSchool: k.bool().notNull().default(false),
			/** In the school's words (Dutch); null: the kind's own name says it. */
			title: k.text(),
			/** Where, in the school's words; null: the group's classroom. */
			place: k.text(),
			/** A word from the teacher, Dutch. */
			note: k.text(),
			/** Most adults that may come for one child. */
			adultsPerChild: k.int().notNull(),
			/** Most slots of this moment that one guardian may take for one child. */
			slotsPerChild: k.int().notNull(),
			interpreterOffered: k.bool().notNull(),
			/** Sign-up and changes close this many hours before a slot starts. */
			closesHoursBefore: k.int().notNull(),
			/** From when one can sign up; null: from publishing on. */
			opensAt: k.at(),
			/** Until then only for guardians who were at no moment this school year; null: for all at once. */
			openForAllAt: k.at(),
			/** Sign-up closes at the latest then; null: only so many hours before a slot. */
			signUpClosesAt: k.at(),
			/** Unguessable part of the link that may be shared. */
			shareToken: k.text().notNull(),
			createdBy: k.text(),
			createdAt: k.at().notNull(),
			/** Null: a draft that no parent sees. */
			publishedAt: k.at(),
			cancelledAt: k.at(),
			/** Counts changes of the draft and of the details; who edits an older one is shown what changed. */
			revision: k.int().notNull().default(0),
			/** Staff who changed it last. */
			changedBy: k.text(),
			/** More than one: a series; who signs up comes to all its slots, and each was planned so many times. */
			meetings: k.int().notNull().default(1),
			/** Weeks from one meeting of a series to the next. */
			everyWeeks: k.int().notNull().default(1),
			/** Only for the children in `momentChild`, of these groups or of the school. */
			named: k.bool().notNull().default(false),
		},
		(t) => [
			k.primaryKey({ name: 'moment_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'moment_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.foreignKey({
				name: 'moment_staff_fk',
				columns: [t.schoolId, t.createdBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.index('moment_share_ix').on(t.shareToken),
			k.index('moment_whole_ix').on(t.schoolId, t.wholeSchool),
			k.index('moment_staff_ix').on(t.schoolId, t.createdBy),
			k.index('moment_year_ix').on(t.schoolId, t.schoolYearId),
		],
	);
	const momentGroup = k.table(
		'moment_group',
		{ schoolId: k.text().notNull(), momentId: k.text().notNull(), groupId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'moment_group_pk', columns: [t.schoolId, t.momentId, t.groupId] }),
			k
				.foreignKey({
					name: 'moment_group_moment_fk',
					columns: [t.schoolId, t.momentId],
					foreignColumns: [moment.schoolId, moment.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'moment_group_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k.index('moment_group_group_ix').on(t.schoolId, t.groupId),
		],
	);
	/** The children that a moment is for where not all of its groups are asked. */
	const momentChild = k.table(
		'moment_child',
		{ schoolId: k.text().notNull(), momentId: k.text().notNull(), childId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'moment_child_pk', columns: [t.schoolId, t.momentId, t.childId] }),
			k
				.foreignKey({
					name: 'moment_child_moment_fk',
					columns: [t.schoolId, t.momentId],
					foreignColumns: [moment.schoolId, moment.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'moment_child_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.index('moment_child_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** The children who guide a tour: chosen by the teacher, for staff to see. */
	const momentGuide = k.table(
		'moment_guide',
		{ schoolId: k.text().notNull(), momentId: k.text().notNull(), childId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'moment_guide_pk', columns: [t.schoolId, t.momentId, t.childId] }),
			k
				.foreignKey({
					name: 'moment_guide_moment_fk',
					columns: [t.schoolId, t.momentId],
					foreignColumns: [moment.schoolId, moment.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'moment_guide_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.index('moment_guide_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** A way of planning that the school keeps under a name of its own. */
	const momentTemplate = k.table(
		'moment_template',
		{
			...schoolRow(k),
			name: k.text().notNull(),
			kind: k.oneOf(...momentKindNames).notNull(),
			plan: k.json<TemplatePlan>().notNull(),
			savedBy: k.text(),
			savedAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'moment_template_pk', columns: [t.schoolId, t.id] }),
			k.foreignKey({
				name: 'moment_template_staff_fk',
				columns: [t.schoolId, t.savedBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.uniqueIndex('moment_template_name_ux').on(t.schoolId, t.name),
			k.index('moment_template_staff_ix').on(t.schoolId, t.savedBy),
		],
	);
	const slot = k.table(
		'slot',
		{
			...schoolRow(k),
			momentId: k.text().notNull(),
			startsAt: k.at().notNull(),
			endsAt: k.at().notNull(),
			/** Places in it; what a place is (an adult's chair or a family), the kind says. */
			capacity: k.int().notNull(),
			/** Places of confirmed sign-ups. */
			taken: k.int().notNull().default(0),
			/** Sign-ups in the waiting list. */
			waiting: k.int().notNull().default(0),
			/** Last number handed out; every sign-up touches it first, which makes them queue up on every engine. */
			ticket: k.int().notNull().default(0),
			/** How often its time changed: SEQUENCE of the calendar files (RFC 5545 section 3.8.7.4). */
			revision: k.int().notNull().default(0),
			/** When the reminders of the day before and of the hour before were queued; null again after a move. */
			remindedDayAt: k.at(),
			remindedHourAt: k.at(),
			cancelledAt: k.at(),
			/** How many sign-ups came: counted when the sign-ups themselves are deleted; null before. */
			came: k.int(),
		},
		(t) => [
			k.primaryKey({ name: 'slot_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'slot_moment_fk',
					columns: [t.schoolId, t.momentId],
					foreignColumns: [moment.schoolId, moment.id],
				})
				.onDelete('cascade'),
			k.index('slot_moment_ix').on(t.schoolId, t.momentId, t.startsAt),
			k.index('slot_starts_ix').on(t.schoolId, t.startsAt),
			k.check('slot_counts_ck', sql`${t.taken} >= 0 and ${t.waiting} >= 0 and ${t.capacity} >= 0`),
		],
	);
	/** A guardian has a place, or waits for one, in a slot for a child. Cancelling deletes the row and leaves an audit line. */
	const signUp = k.table(
		'sign_up',
		{
			...schoolRow(k),
			slotId: k.text().notNull(),
			momentId: k.text().notNull(),
			childId: k.text().notNull(),
			guardianId: k.text().notNull(),
			status: k.oneOf('confirmed', 'waiting').notNull(),
			/** Order of arrival in this slot. */
			ticket: k.int().notNull(),
			adults: k.int().notNull(),
			/** Places that it takes, or waits for. */
			places: k.int().notNull(),
			/** Language tag of the interpreter that is wished for. */
			interpreter: k.text(),
			/** When the school had found one; null: still to do. Null again when the wish or the time changes. */
			interpreterFoundAt: k.at(),
			/** Who interprets; null: nobody yet, or nobody noted who. */
			interpreterBy: k.oneOf(...interpreterWays),
			/** "The school may ask another parent to interpret." Not said is no. */
			mayAskParent: k.bool().notNull().default(false),
			note: k.text(),
			/** Who wrote it down from a paper slip; null when the guardian did it. */
			byStaffId: k.text(),
			/** Was let in at the door, without an appointment. */
			atDoor: k.bool().notNull().default(false),
			/** A meeting of a series that they don't come to this one time: since when. The place stays theirs. */
			skipsAt: k.at(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'sign_up_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'sign_up_slot_fk',
					columns: [t.schoolId, t.slotId],
					foreignColumns: [slot.schoolId, slot.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'sign_up_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'sign_up_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('sign_up_once_ux').on(t.schoolId, t.slotId, t.childId, t.guardianId),
			k.index('sign_up_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('sign_up_moment_ix').on(t.schoolId, t.momentId),
			k.index('sign_up_queue_ix').on(t.schoolId, t.slotId, t.status, t.ticket),
			k.index('sign_up_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** A guardian would like to interpret for other parents, until the school year ends. */
	const interpreterOffer = k.table(
		'interpreter_offer',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** It ends with this one. */
			schoolYearId: k.text().notNull(),
			/** Tags of the languages that they interpret for. */
			languages: k.json<string[]>().notNull(),
			/** Tags of the languages that they speak with the school. */
			withSchool: k.json<string[]>().notNull(),
			atSchool: k.bool().notNull(),
			byPhone: k.bool().notNull(),
			offeredAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'interpreter_offer_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'interpreter_offer_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'interpreter_offer_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.index('interpreter_offer_year_ix').on(t.schoolId, t.schoolYearId),
		],
	);
	/** A guardian was asked to interpret for another one's sign-up; gone with it. */
	const interpreterAsk = k.table(
		'interpreter_ask',
		{
			...schoolRow(k),
			signUpId: k.text().notNull(),
			slotId: k.text().notNull(),
			/** Who was asked. */
			guardianId: k.text().notNull(),
			/** Tag of the language that was wished for. */
			language: k.text().notNull(),
			/** Not at school, but by telephone. */
			byPhone: k.bool().notNull(),
			/** `closed`: no longer needed. Staff can't tell `declined` from no answer yet. */
			state: k.oneOf('asked', 'accepted', 'declined', 'given_back', 'closed').notNull(),
			askedAt: k.at().notNull(),
			/** Who is told when they give it back. */
			byStaffId: k.text().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'interpreter_ask_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'interpreter_ask_sign_up_fk',
					columns: [t.schoolId, t.signUpId],
					foreignColumns: [signUp.schoolId, signUp.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'interpreter_ask_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('interpreter_ask_once_ux').on(t.schoolId, t.signUpId, t.guardianId),
			k.index('interpreter_ask_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('interpreter_ask_slot_ix').on(t.schoolId, t.slotId),
		],
	);
	/** From 18:00 the day before, a free place is not given but offered: the first yes gets it. */
	const placeOffer = k.table(
		'place_offer',
		{
			...schoolRow(k),
			slotId: k.text().notNull(),
			signUpId: k.text().notNull(),
			madeAt: k.at().notNull(),
			/** Said no, or someone else was first. */
			closedAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'place_offer_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'place_offer_sign_up_fk',
					columns: [t.schoolId, t.signUpId],
					foreignColumns: [signUp.schoolId, signUp.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('place_offer_once_ux').on(t.schoolId, t.signUpId),
			k.index('place_offer_slot_ix').on(t.schoolId, t.slotId),
		],
	);
	/** "I can't come": as easy to say as yes, and it stops the reminders. */
	const decline = k.table(
		'decline',
		{
			schoolId: k.text().notNull(),
			momentId: k.text().notNull(),
			childId: k.text().notNull(),
			guardianId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'decline_pk', columns: [t.schoolId, t.momentId, t.childId, t.guardianId] }),
			k
				.foreignKey({
					name: 'decline_moment_fk',
					columns: [t.schoolId, t.momentId],
					foreignColumns: [moment.schoolId, moment.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'decline_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'decline_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('decline_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('decline_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** What the teacher marked at the door. */
	const attendance = k.table(
		'attendance',
		{
			schoolId: k.text().notNull(),
			signUpId: k.text().notNull(),
			came: k.bool().notNull(),
			markedBy: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'attendance_pk', columns: [t.schoolId, t.signUpId] }),
			k
				.foreignKey({
					name: 'attendance_sign_up_fk',
					columns: [t.schoolId, t.signUpId],
					foreignColumns: [signUp.schoolId, signUp.id],
				})
				.onDelete('cascade'),
		],
	);
	/** What staff had sent to whom: shown beside the moment, one row for each who was told. */
	const momentMessage = k.table(
		'moment_message',
		{
			...schoolRow(k),
			momentId: k.text().notNull(),
			/** The same for all who were told at once. */
			batchId: k.text().notNull(),
			what: k.oneOf(...momentMessages).notNull(),
			guardianId: k.text().notNull(),
			byStaffId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'moment_message_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'moment_message_moment_fk',
					columns: [t.schoolId, t.momentId],
					foreignColumns: [moment.schoolId, moment.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'moment_message_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('moment_message_moment_ix').on(t.schoolId, t.momentId, t.at),
			k.index('moment_message_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** What parents want to talk about at an evening, sent beforehand. Never shown with a name. */
	const momentTopic = k.table(
		'moment_topic',
		{
			...schoolRow(k),
			momentId: k.text().notNull(),
			guardianId: k.text().notNull(),
			text: k.text().notNull(),
			/** The language of the page that it was written on. */
			locale: k.text().notNull(),
			createdAt: k.at().notNull(),
			/** Staff took it off the parents' page. */
			hiddenAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'moment_topic_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'moment_topic_moment_fk',
					columns: [t.schoolId, t.momentId],
					foreignColumns: [moment.schoolId, moment.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'moment_topic_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('moment_topic_moment_ix').on(t.schoolId, t.momentId),
			k.index('moment_topic_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** "I want this too." */
	const topicSecond = k.table(
		'topic_second',
		{
			schoolId: k.text().notNull(),
			topicId: k.text().notNull(),
			guardianId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'topic_second_pk', columns: [t.schoolId, t.topicId, t.guardianId] }),
			k
				.foreignKey({
					name: 'topic_second_topic_fk',
					columns: [t.schoolId, t.topicId],
					foreignColumns: [momentTopic.schoolId, momentTopic.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'topic_second_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('topic_second_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** The secret address of a member of staff's calendar: one each, renewable. */
	const staffFeed = k.table(
		'staff_feed',
		{
			schoolId: k.text().notNull(),
			staffId: k.text().notNull(),
			tokenHash: k.text().notNull(),
			/** The language of its texts. */
			locale: k.text().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'staff_feed_pk', columns: [t.schoolId, t.staffId] }),
			k
				.foreignKey({
					name: 'staff_feed_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('staff_feed_token_ix').on(t.tokenHash),
		],
	);
	/** The secret address of a guardian's own calendar: one each, renewable. */
	const ownFeed = k.table(
		'own_feed',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			tokenHash: k.text().notNull(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'own_feed_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'own_feed_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('own_feed_token_ix').on(t.tokenHash),
		],
	);
	return {
		moment,
		momentGroup,
		momentChild,
		momentGuide,
		momentTemplate,
		slot,
		signUp,
		interpreterOffer,
		interpreterAsk,
		placeOffer,
		decline,
		attendance,
		momentMessage,
		momentTopic,
		topicSecond,
		staffFeed,
		ownFeed,
	};
}
export type MomentTables = ReturnType<typeof momentTables>;
