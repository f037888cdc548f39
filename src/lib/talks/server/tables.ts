import type { FamilyTables } from '../../families/server/tables.ts';
import { interpreterWays } from '../../moments/interpreting.ts';
import type { AnyColumn, Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { DrawRecord } from '../lots.ts';
import type { PlanProgress } from '../problem.ts';
import {
	childPresence,
	questionAsks,
	questionForms,
	questionNames,
	roundWays,
	talkKinds,
	talkPlaces,
	type InterpreterTime,
	type Proposal,
	type TalkPlace,
} from '../round.ts';

export function talkTables(
	k: Kit,
	{ schoolYear, group, staffMember }: SchoolTables,
	{ child, guardian }: FamilyTables,
) {
	/** Planned talks of a period, for the children of the groups in `talkRoundGroup`. */
	const talkRound = k.table(
		'talk_round',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			kind: k.oneOf(...talkKinds).notNull(),
			way: k.oneOf(...roundWays).notNull(),
			/** In the school's words (Dutch); null: the kind's own name says it. */
			title: k.text(),
			/** A word to the parents, Dutch. */
			note: k.text(),
			/** Where talks can be; the first one unless the family says otherwise. */
			places: k.json<TalkPlace[]>().notNull(),
			child: k.oneOf(...childPresence).notNull(),
			minutes: k.int().notNull(),
			/** A teacher keeps so many free after each talk. */
			pauseMinutes: k.int().notNull(),
			/** So many talks follow each other at most; null: no limit. */
			inARow: k.int(),
			/** From room to room. */
			walkMinutes: k.int().notNull(),
			/** Siblings' talks are side by side when a family waits at most so long. */
			waitMinutes: k.int().notNull(),
			/** Between the stays of two parents who come apart. */
			apartMinutes: k.int().notNull(),
			firstDay: k.day().notNull(),
			lastDay: k.day().notNull(),
			interpreterOffered: k.bool().notNull(),
			/** From when parents can answer; null: from publishing on. */
			opensAt: k.at(),
			/** Where parents pick: until then they give wishes, then lots are drawn. Null: who is first. */
			drawsAt: k.at(),
			drawnAt: k.at(),
			/** Parents answer until then. */
			closesAt: k.at().notNull(),
			/** Parents move or cancel by themselves until so many hours before a talk. */
			changeHoursBefore: k.int().notNull(),
			createdBy: k.text(),
			createdAt: k.at().notNull(),
			/** Null: a draft that no parent sees. */
			publishedAt: k.at(),
			/** Staff ended answering before `closesAt`. */
			closedAt: k.at(),
			cancelledAt: k.at(),
			/** When a schedule of the planner was sent for the first time; null before, and where parents pick. */
			sentAt: k.at(),
			/** Whoever takes, moves or frees a time of this round touches it first: one after the other, on every engine. */
			ticket: k.int().notNull().default(0),
		},
		(t) => [
			k.primaryKey({ name: 'talk_round_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'talk_round_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.foreignKey({
				name: 'talk_round_staff_fk',
				columns: [t.schoolId, t.createdBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.index('talk_round_year_ix').on(t.schoolId, t.schoolYearId),
			k.index('talk_round_staff_ix').on(t.schoolId, t.createdBy),
		],
	);

	const ofRound = (name: string, t: { schoolId: AnyColumn; roundId: AnyColumn }) =>
		k
			.foreignKey({
				name,
				columns: [t.schoolId, t.roundId],
				foreignColumns: [talkRound.schoolId, talkRound.id],
			})
			.onDelete('cascade');
	const ofStaff = (name: string, t: { schoolId: AnyColumn; staffId: AnyColumn }) =>
		k
			.foreignKey({
				name,
				columns: [t.schoolId, t.staffId],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			})
			.onDelete('cascade');
	const ofGuardian = (name: string, t: { schoolId: AnyColumn; guardianId: AnyColumn }) =>
		k
			.foreignKey({
				name,
				columns: [t.schoolId, t.guardianId],
				foreignColumns: [guardian.schoolId, guardian.id],
			})
			.onDelete('cascade');
	const ofChild = (name: string, t: { schoolId: AnyColumn; childId: AnyColumn }) =>
		k
			.foreignKey({
				name,
				columns: [t.schoolId, t.childId],
				foreignColumns: [child.schoolId, child.id],
			})
			.onDelete('cascade');

	const talkRoundGroup = k.table(
		'talk_round_group',
		{ schoolId: k.text().notNull(), roundId: k.text().notNull(), groupId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'talk_round_group_pk', columns: [t.schoolId, t.roundId, t.groupId] }),
			ofRound('talk_round_group_round_fk', t),
			k
				.foreignKey({
					name: 'talk_round_group_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k.index('talk_round_group_group_ix').on(t.schoolId, t.groupId),
		],
	);
	/** Who holds the talks of a group: who has the same `team` is there together; of two teams it is either. */
	const talkTeam = k.table(
		'talk_team',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			groupId: k.text().notNull(),
			staffId: k.text().notNull(),
			team: k.int().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_team_pk', columns: [t.schoolId, t.roundId, t.groupId, t.staffId] }),
			ofRound('talk_team_round_fk', t),
			ofStaff('talk_team_staff_fk', t),
			k
				.foreignKey({
					name: 'talk_team_group_fk',
					columns: [t.schoolId, t.groupId],
					foreignColumns: [group.schoolId, group.id],
				})
				.onDelete('cascade'),
			k.index('talk_team_staff_ix').on(t.schoolId, t.staffId),
			k.index('talk_team_group_ix').on(t.schoolId, t.groupId),
		],
	);
	/** What a teacher filled in for the whole round. */
	const talkTeacher = k.table(
		'talk_teacher',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			staffId: k.text().notNull(),
			/** Where the talks by video are: an https address. */
			videoAddress: k.text(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_teacher_pk', columns: [t.schoolId, t.roundId, t.staffId] }),
			ofRound('talk_teacher_round_fk', t),
			ofStaff('talk_teacher_staff_fk', t),
			k.index('talk_teacher_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	/** A time at which a teacher holds talks, in one room; breaks lie between two. */
	const talkSession = k.table(
		'talk_session',
		{
			...schoolRow(k),
			roundId: k.text().notNull(),
			staffId: k.text().notNull(),
			startsAt: k.at().notNull(),
			endsAt: k.at().notNull(),
			/** In the school's words; null: the group's own classroom is nobody's but the teacher's. */
			room: k.text(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_session_pk', columns: [t.schoolId, t.id] }),
			ofRound('talk_session_round_fk', t),
			ofStaff('talk_session_staff_fk', t),
			k.index('talk_session_round_ix').on(t.schoolId, t.roundId, t.startsAt),
			k.index('talk_session_staff_ix').on(t.schoolId, t.staffId, t.startsAt),
		],
	);
	/** An interpreter who is there for this round, for many families. Languages that nobody here has are arranged by hand. */
	const talkInterpreter = k.table(
		'talk_interpreter',
		{
			...schoolRow(k),
			roundId: k.text().notNull(),
			/** Of a parent empty: see `talkInterpreterParent`. */
			name: k.text().notNull(),
			languages: k.json<string[]>().notNull(),
			/** Helps by phone, and walks to no room. */
			byPhone: k.bool().notNull(),
			times: k.json<InterpreterTime[]>().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_interpreter_pk', columns: [t.schoolId, t.id] }),
			ofRound('talk_interpreter_round_fk', t),
			k.index('talk_interpreter_round_ix').on(t.schoolId, t.roundId),
		],
	);
	/** An interpreter of a round who is a parent of the school: the name is that guardian's own. Outsiders have no row. */
	const talkInterpreterParent = k.table(
		'talk_interpreter_parent',
		{
			schoolId: k.text().notNull(),
			interpreterId: k.text().notNull(),
			guardianId: k.text().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_interpreter_parent_pk', columns: [t.schoolId, t.interpreterId] }),
			k
				.foreignKey({
					name: 'talk_interpreter_parent_interpreter_fk',
					columns: [t.schoolId, t.interpreterId],
					foreignColumns: [talkInterpreter.schoolId, talkInterpreter.id],
				})
				.onDelete('cascade'),
			ofGuardian('talk_interpreter_parent_guardian_fk', t),
			k.index('talk_interpreter_parent_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** Asked beforehand. */
	const talkQuestion = k.table(
		'talk_question',
		{
			...schoolRow(k),
			roundId: k.text().notNull(),
			/** 1, 2, … */
			position: k.int().notNull(),
			name: k.oneOf(...questionNames).notNull(),
			/** Of `own`: in the school's words, Dutch. */
			text: k.text(),
			form: k.oneOf(...questionForms).notNull(),
			/** Of a choice: the answers, Dutch; null else. */
			choices: k.json<string[]>(),
			asks: k.oneOf(...questionAsks).notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_question_pk', columns: [t.schoolId, t.id] }),
			ofRound('talk_question_round_fk', t),
			k.uniqueIndex('talk_question_place_ux').on(t.schoolId, t.roundId, t.position),
		],
	);
	/** What a guardian answered to a round: nobody but staff reads it, the child's other carer neither. */
	const talkReply = k.table(
		'talk_reply',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** `times`: gave times, or picked; `none`: no talk this time; `call`: none of the times, asks to be called. */
			answer: k.oneOf('times', 'none', 'call').notNull(),
			/** The child's other carer comes along, and may know of the talk. */
			together: k.bool().notNull(),
			/** Wants to come apart from the child's other carer, who is not told. */
			apart: k.bool().notNull().default(false),
			/** Brings the child; null: as the round says. */
			withChild: k.bool(),
			/** Which of the round's places; null: the first. */
			place: k.oneOf(...talkPlaces),
			/** Language tag of the interpreter that is wished for. */
			interpreter: k.text(),
			/** "The school may ask another parent to interpret." Not said is no. */
			mayAskParent: k.bool().notNull().default(false),
			/** Who wrote it down, by phone or at the gate; null when the guardian did it. */
			byStaffId: k.text(),
			repliedAt: k.at().notNull(),
			/** When they were told that the schedule has no time for them; null: not, or answered anew or placed since. */
			leftOutAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_reply_pk', columns: [t.schoolId, t.roundId, t.guardianId] }),
			ofRound('talk_reply_round_fk', t),
			ofGuardian('talk_reply_guardian_fk', t),
			k.index('talk_reply_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** A time that a guardian can. */
	const talkTime = k.table(
		'talk_time',
		{
			...schoolRow(k),
			roundId: k.text().notNull(),
			guardianId: k.text().notNull(),
			startsAt: k.at().notNull(),
			endsAt: k.at().notNull(),
			/** Rather then than at the other times. */
			preferred: k.bool().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_time_pk', columns: [t.schoolId, t.id] }),
			ofRound('talk_time_round_fk', t),
			ofGuardian('talk_time_guardian_fk', t),
			k.index('talk_time_round_ix').on(t.schoolId, t.roundId, t.guardianId),
			k.index('talk_time_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** The draw of a round by lots. The seed is shown to nobody before it; the seal from the start. */
	const talkDraw = k.table(
		'talk_draw',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			seed: k.text().notNull(),
			seal: k.text().notNull(),
			/** The highest lot number that was given. */
			lastNumber: k.int().notNull().default(0),
			/** How it went, by lot number; null before. Without anybody's name. */
			record: k.json<DrawRecord>(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_draw_pk', columns: [t.schoolId, t.roundId] }),
			ofRound('talk_draw_round_fk', t),
		],
	);
	/** A family's lot: whose number it is. */
	const talkLot = k.table(
		'talk_lot',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			guardianId: k.text().notNull(),
			number: k.int().notNull(),
			/** In the line, 1 and up. Null before the draw, and for who had a talk already then. */
			place: k.int(),
			/** Which wish came true, 0 the dearest; null: none. */
			wish: k.int(),
			/** The other carer's lot, where two said that they come together: one lot was drawn for both. */
			withNumber: k.int(),
			givenAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_lot_pk', columns: [t.schoolId, t.roundId, t.guardianId] }),
			ofRound('talk_lot_round_fk', t),
			ofGuardian('talk_lot_guardian_fk', t),
			k.uniqueIndex('talk_lot_number_ux').on(t.schoolId, t.roundId, t.number),
			k.index('talk_lot_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** A time that a wish asks for one child; with those of brothers and sisters it is one wish. */
	const talkWish = k.table(
		'talk_wish',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** 0 the dearest. */
			rank: k.int().notNull(),
			childId: k.text().notNull(),
			startsAt: k.at().notNull(),
			staffIds: k.json<string[]>().notNull(),
		},
		(t) => [
			k.primaryKey({
				name: 'talk_wish_pk',
				columns: [t.schoolId, t.roundId, t.guardianId, t.rank, t.childId],
			}),
			ofRound('talk_wish_round_fk', t),
			ofGuardian('talk_wish_guardian_fk', t),
			ofChild('talk_wish_child_fk', t),
			k.index('talk_wish_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('talk_wish_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** What was said beforehand to one question, about one child. Gone 30 days after the talk, the recording too. */
	const talkAnswer = k.table(
		'talk_answer',
		{
			...schoolRow(k),
			roundId: k.text().notNull(),
			questionId: k.text().notNull(),
			guardianId: k.text().notNull(),
			childId: k.text().notNull(),
			/** Null where it is only spoken, or chosen. */
			text: k.text(),
			/** Which of the choices, from 0. */
			choice: k.int(),
			/** Tag of the language that it is in. */
			language: k.text().notNull(),
			/** A recording: id of a stored file whose owner this answer is. */
			voiceId: k.text(),
			answeredAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_answer_pk', columns: [t.schoolId, t.id] }),
			ofRound('talk_answer_round_fk', t),
			ofGuardian('talk_answer_guardian_fk', t),
			ofChild('talk_answer_child_fk', t),
			k
				.foreignKey({
					name: 'talk_answer_question_fk',
					columns: [t.schoolId, t.questionId],
					foreignColumns: [talkQuestion.schoolId, talkQuestion.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('talk_answer_once_ux').on(t.schoolId, t.questionId, t.guardianId, t.childId),
			k.index('talk_answer_round_ix').on(t.schoolId, t.roundId, t.childId),
			k.index('talk_answer_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('talk_answer_child_ix').on(t.schoolId, t.childId),
		],
	);
	/** Where a home visit is: for this visit and this teacher only. Gone 14 days after it. */
	const talkAddress = k.table(
		'talk_address',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** Street, number and town. */
			address: k.text().notNull(),
			/** Which bell, which floor. */
			hint: k.text(),
			givenAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_address_pk', columns: [t.schoolId, t.roundId, t.guardianId] }),
			ofRound('talk_address_round_fk', t),
			ofGuardian('talk_address_guardian_fk', t),
			k.index('talk_address_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** A talk about one child that is agreed. Called off, it stays in the school's list, and is nobody's any more. */
	const talk = k.table(
		'talk',
		{
			...schoolRow(k),
			roundId: k.text().notNull(),
			childId: k.text().notNull(),
			status: k.oneOf('agreed', 'cancelled').notNull(),
			startsAt: k.at().notNull(),
			endsAt: k.at().notNull(),
			place: k.oneOf(...talkPlaces).notNull(),
			/** Of a visit at home: whose home, of its guardians; null: nobody said, or elsewhere. */
			homeOf: k.text(),
			room: k.text(),
			/** Of this talk only; null: the teacher's of the round. */
			videoAddress: k.text(),
			withChild: k.bool(),
			/** Stays where it is when the planner runs again. */
			fixed: k.bool().notNull().default(false),
			/** Language tag of the interpreter that is wished for. */
			interpreter: k.text(),
			/** One of the round's; null: none, or arranged otherwise. */
			interpreterId: k.text(),
			interpreterBy: k.oneOf(...interpreterWays),
			interpreterFoundAt: k.at(),
			/** Who set, moved or called it off last: the school or the guardian. */
			changedBy: k.oneOf('staff', 'guardian').notNull(),
			/** The member of staff or the guardian. */
			changedById: k.text(),
			changedAt: k.at().notNull(),
			/** How often its time or place changed: SEQUENCE of the calendar files. */
			revision: k.int().notNull().default(0),
			remindedDayAt: k.at(),
			remindedHourAt: k.at(),
			/** Of a home visit: the teacher set out. */
			onOurWayAt: k.at(),
			/** As staff marked it; null: not marked. */
			came: k.bool(),
			/** When the two speak next, as agreed. */
			nextOn: k.day(),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_pk', columns: [t.schoolId, t.id] }),
			ofRound('talk_round_fk', t),
			ofChild('talk_child_fk', t),
			k.foreignKey({
				name: 'talk_interpreter_fk',
				columns: [t.schoolId, t.interpreterId],
				foreignColumns: [talkInterpreter.schoolId, talkInterpreter.id],
			}),
			k.index('talk_round_ix').on(t.schoolId, t.roundId, t.startsAt),
			k.index('talk_child_ix').on(t.schoolId, t.childId),
			k.index('talk_starts_ix').on(t.schoolId, t.startsAt),
			k.index('talk_interpreter_ix').on(t.schoolId, t.interpreterId),
		],
	);
	const ofTalk = (name: string, t: { schoolId: AnyColumn; talkId: AnyColumn }) =>
		k
			.foreignKey({ name, columns: [t.schoolId, t.talkId], foreignColumns: [talk.schoolId, talk.id] })
			.onDelete('cascade');
	/** Who holds it. */
	const talkStaff = k.table(
		'talk_staff',
		{ schoolId: k.text().notNull(), talkId: k.text().notNull(), staffId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'talk_staff_pk', columns: [t.schoolId, t.talkId, t.staffId] }),
			ofTalk('talk_staff_talk_fk', t),
			ofStaff('talk_staff_staff_fk', t),
			k.index('talk_staff_staff_ix').on(t.schoolId, t.staffId),
		],
	);
	/** Whose talk it is: these guardians see it, and nobody else outside the school. */
	const talkGuardian = k.table(
		'talk_guardian',
		{
			schoolId: k.text().notNull(),
			talkId: k.text().notNull(),
			guardianId: k.text().notNull(),
			roundId: k.text().notNull(),
			childId: k.text().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_guardian_pk', columns: [t.schoolId, t.talkId, t.guardianId] }),
			ofTalk('talk_guardian_talk_fk', t),
			ofGuardian('talk_guardian_guardian_fk', t),
			k.uniqueIndex('talk_guardian_once_ux').on(t.schoolId, t.roundId, t.childId, t.guardianId),
			k.index('talk_guardian_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** Whose talk it was when the school called it off: their own calendar says so. */
	const talkCalledOff = k.table(
		'talk_called_off',
		{ schoolId: k.text().notNull(), talkId: k.text().notNull(), guardianId: k.text().notNull() },
		(t) => [
			k.primaryKey({ name: 'talk_called_off_pk', columns: [t.schoolId, t.talkId, t.guardianId] }),
			ofTalk('talk_called_off_talk_fk', t),
			ofGuardian('talk_called_off_guardian_fk', t),
			k.index('talk_called_off_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** What was agreed in a talk, short; each side ticks off. Kept until the school year ends. */
	const talkAgreement = k.table(
		'talk_agreement',
		{
			...schoolRow(k),
			talkId: k.text().notNull(),
			text: k.text().notNull(),
			/** Tag of the language that it is in. */
			language: k.text().notNull(),
			/** Who does it. */
			doneBy: k.oneOf('school', 'family', 'both').notNull(),
			byStaffId: k.text().notNull(),
			createdAt: k.at().notNull(),
			schoolDoneAt: k.at(),
			familyDoneAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_agreement_pk', columns: [t.schoolId, t.id] }),
			ofTalk('talk_agreement_talk_fk', t),
			k.index('talk_agreement_talk_ix').on(t.schoolId, t.talkId),
		],
	);
	/** A guardian was reminded to answer; a row: it was, so never twice. */
	const talkReminder = k.table(
		'talk_reminder',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** That it opened, half-way to the closing date, or on its last day. */
			which: k.oneOf('open', 'half', 'last').notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_reminder_pk', columns: [t.schoolId, t.roundId, t.guardianId, t.which] }),
			ofRound('talk_reminder_round_fk', t),
			ofGuardian('talk_reminder_guardian_fk', t),
			k.index('talk_reminder_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** The safety note of a day of home visits: where somebody is, and when they are back. */
	const talkVisitDay = k.table(
		'talk_visit_day',
		{
			schoolId: k.text().notNull(),
			staffId: k.text().notNull(),
			day: k.day().notNull(),
			/** Local `HH:MM`. */
			backBy: k.text().notNull(),
			note: k.text(),
			backAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_visit_day_pk', columns: [t.schoolId, t.staffId, t.day] }),
			ofStaff('talk_visit_day_staff_fk', t),
		],
	);
	/** The planner's last proposal for a round, as staff changed it since. Nothing in it is sent yet. */
	const talkProposal = k.table(
		'talk_proposal',
		{
			schoolId: k.text().notNull(),
			roundId: k.text().notNull(),
			proposal: k.json<Proposal>().notNull(),
			/** Counts changes by hand: who changes an older one is told. */
			revision: k.int().notNull(),
			madeAt: k.at().notNull(),
			madeBy: k.text().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'talk_proposal_pk', columns: [t.schoolId, t.roundId] }),
			ofRound('talk_proposal_round_fk', t),
		],
	);
	/** The planner at work: one at a time in a school. */
	const talkRun = k.table(
		'talk_run',
		{
			schoolId: k.text().notNull().primaryKey(),
			roundId: k.text().notNull(),
			runId: k.text().notNull(),
			startedBy: k.text().notNull(),
			startedAt: k.at().notNull(),
			/** The planner was alive then; who is silent for long is taken for dead. */
			beatAt: k.at().notNull(),
			progress: k.json<PlanProgress>(),
			/** Somebody asked it to end with the best so far. */
			stopAt: k.at(),
			/** It ended without a proposal: why. Null while it works. */
			refusal: k.text(),
		},
		(t) => [ofRound('talk_run_round_fk', t), k.index('talk_run_round_ix').on(t.schoolId, t.roundId)],
	);
	return {
		talkRound,
		talkRoundGroup,
		talkTeam,
		talkTeacher,
		talkSession,
		talkInterpreter,
		talkInterpreterParent,
		talkQuestion,
		talkReply,
		talkTime,
		talkDraw,
		talkLot,
		talkWish,
		talkAnswer,
		talkAddress,
		talk,
		talkStaff,
		talkGuardian,
		talkAgreement,
		talkReminder,
		talkCalledOff,
		talkVisitDay,
		talkProposal,
		talkRun,
	};
}
