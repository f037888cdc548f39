import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { WhyCode } from '../fit.ts';
import type { FreeTime, Topic } from '../profile.ts';

export function buddyTables(k: Kit, { schoolYear, staffMember }: SchoolTables, { guardian }: FamilyTables) {
	/** An offer or a wish, of one school year. Shown to no other parent, ever. */
	const buddyProfile = k.table(
		'buddy_profile',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			schoolYearId: k.text().notNull(),
			offers: k.bool().notNull(),
			wishes: k.bool().notNull(),
			/** Tags of the languages that they would speak with the other. */
			languages: k.json<string[]>().notNull(),
			topics: k.json<Topic[]>().notNull(),
			times: k.json<FreeTime[]>().notNull(),
			/** Four digits of a postcode, `near_school`, or null: not said. */
			area: k.text(),
			/** How many newcomers at most. */
			capacity: k.int().notNull(),
			/** Only with who said the same. */
			circle: k.oneOf('women', 'men'),
			/** Since when they wait: a change of the profile keeps it. */
			since: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_profile_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'buddy_profile_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_profile_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.index('buddy_profile_year_ix').on(t.schoolId, t.schoolYearId),
		],
	);
	/** Staff told a parent that a buddy, or being one, may be something for them. The parent decides. */
	const buddySuggestion = k.table(
		'buddy_suggestion',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			role: k.oneOf('wish', 'offer').notNull(),
			/** Kept when they left. */
			byStaffId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_suggestion_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'buddy_suggestion_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
		],
	);
	/** The coordinator shut a parent out of it: stays when they delete their profile and come back. */
	const buddyBlock = k.table(
		'buddy_block',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			byStaffId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_block_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'buddy_block_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
		],
	);
	/** Two who are never matched. Why is nowhere. The smaller id comes first. */
	const buddyApart = k.table(
		'buddy_apart',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			otherId: k.text().notNull(),
			byStaffId: k.text().notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_apart_pk', columns: [t.schoolId, t.guardianId, t.otherId] }),
			k
				.foreignKey({
					name: 'buddy_apart_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_apart_other_fk',
					columns: [t.schoolId, t.otherId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('buddy_apart_other_ix').on(t.schoolId, t.otherId),
		],
	);
	/** A newcomer and a buddy: a proposal of the coordinator's, asked, together, or ended. */
	const buddyMatch = k.table(
		'buddy_match',
		{
			...schoolRow(k),
			schoolYearId: k.text().notNull(),
			newcomerId: k.text().notNull(),
			buddyId: k.text().notNull(),
			state: k.oneOf('proposed', 'asked', 'matched', 'ended').notNull(),
			/** A next run keeps this proposal. */
			fixed: k.bool().notNull().default(false),
			/** Put together by the coordinator. */
			byHand: k.bool().notNull().default(false),
			/** Tag of the language that both speak. */
			language: k.text().notNull(),
			/** Why these two, as codes. */
			why: k.json<WhyCode[]>().notNull(),
			points: k.int().notNull(),
			createdAt: k.at().notNull(),
			askedAt: k.at(),
			/** Until when both can say yes. */
			answerBy: k.at(),
			matchedAt: k.at(),
			endedAt: k.at(),
			/** `unanswered` is what a no looks like, too. */
			endedBecause: k.oneOf('unanswered', 'stopped', 'reported', 'left', 'off'),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_match_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'buddy_match_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_match_newcomer_fk',
					columns: [t.schoolId, t.newcomerId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_match_buddy_fk',
					columns: [t.schoolId, t.buddyId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('buddy_match_newcomer_ix').on(t.schoolId, t.newcomerId),
			k.index('buddy_match_buddy_ix').on(t.schoolId, t.buddyId),
			k.index('buddy_match_year_ix').on(t.schoolId, t.schoolYearId, t.state),
		],
	);
	/** One of the two in a match, from when they were asked: the answer, and what they chose to tell of themselves. */
	const buddySide = k.table(
		'buddy_side',
		{
			schoolId: k.text().notNull(),
			matchId: k.text().notNull(),
			guardianId: k.text().notNull(),
			/** Null: not answered. */
			answer: k.oneOf('yes', 'no'),
			answeredAt: k.at(),
			/** Said with a yes: how the other may reach them. */
			shares: k.oneOf('phone', 'gate'),
			/** The number that they chose to share; gone when the match ends. */
			phone: k.text(),
			/** Wants to go on in the next school year. */
			goesOn: k.bool().notNull().default(false),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_side_pk', columns: [t.schoolId, t.matchId, t.guardianId] }),
			k
				.foreignKey({
					name: 'buddy_side_match_fk',
					columns: [t.schoolId, t.matchId],
					foreignColumns: [buddyMatch.schoolId, buddyMatch.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_side_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('buddy_side_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** "Is it going well?", after two weeks (1) and two months (2). */
	const buddyCheck = k.table(
		'buddy_check',
		{
			schoolId: k.text().notNull(),
			matchId: k.text().notNull(),
			guardianId: k.text().notNull(),
			round: k.int().notNull(),
			askedAt: k.at().notNull(),
			answer: k.oneOf('well', 'so_so', 'not_well'),
			answeredAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_check_pk', columns: [t.schoolId, t.matchId, t.guardianId, t.round] }),
			k
				.foreignKey({
					name: 'buddy_check_match_fk',
					columns: [t.schoolId, t.matchId],
					foreignColumns: [buddyMatch.schoolId, buddyMatch.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_check_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('buddy_check_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** A time and a place that one of the two proposed; agreed once the other tapped it. */
	const buddyMeeting = k.table(
		'buddy_meeting',
		{
			...schoolRow(k),
			matchId: k.text().notNull(),
			/** Who proposed it. */
			guardianId: k.text().notNull(),
			place: k.oneOf('gate', 'playground', 'library', 'call', 'moment').notNull(),
			/** Of a moment: which time of it. */
			slotId: k.text(),
			startsAt: k.at().notNull(),
			proposedAt: k.at().notNull(),
			acceptedAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_meeting_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'buddy_meeting_match_fk',
					columns: [t.schoolId, t.matchId],
					foreignColumns: [buddyMatch.schoolId, buddyMatch.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_meeting_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.index('buddy_meeting_match_ix').on(t.schoolId, t.matchId),
			k.index('buddy_meeting_guardian_ix').on(t.schoolId, t.guardianId),
		],
	);
	/** For the coordinator: one of the two says that it is not going well, or reports the other. */
	const buddyReport = k.table(
		'buddy_report',
		{
			...schoolRow(k),
			matchId: k.text().notNull(),
			guardianId: k.text().notNull(),
			kind: k.oneOf('not_well', 'report').notNull(),
			reason: k.oneOf('too_much', 'unkind', 'unsafe', 'other'),
			createdAt: k.at().notNull(),
			/** The coordinator has done what there was to do. */
			closedAt: k.at(),
			closedBy: k.text(),
		},
		(t) => [
			k.primaryKey({ name: 'buddy_report_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'buddy_report_match_fk',
					columns: [t.schoolId, t.matchId],
					foreignColumns: [buddyMatch.schoolId, buddyMatch.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'buddy_report_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k.foreignKey({
				name: 'buddy_report_staff_fk',
				columns: [t.schoolId, t.closedBy],
				foreignColumns: [staffMember.schoolId, staffMember.id],
			}),
			k.index('buddy_report_match_ix').on(t.schoolId, t.matchId),
			k.index('buddy_report_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('buddy_report_staff_ix').on(t.schoolId, t.closedBy),
		],
	);
	/** A parent whom the school asked to be there for others, of one school year. Shown to other parents once they said yes. */
	const keyParent = k.table(
		'key_parent',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			schoolYearId: k.text().notNull(),
			state: k.oneOf('asked', 'on', 'declined').notNull(),
			/** Kept when they left. */
			askedByStaffId: k.text().notNull(),
			askedAt: k.at().notNull(),
			answeredAt: k.at(),
			/** What is shown, chosen with the yes. */
			relation: k.oneOf('mother', 'father', 'parent').notNull(),
			languages: k.json<string[]>().notNull(),
			/** Null: at the gate. */
			phone: k.text(),
			/** In the links that they pass on: says which key parent, and to nobody who. */
			code: k.text().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'key_parent_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'key_parent_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'key_parent_year_fk',
					columns: [t.schoolId, t.schoolYearId],
					foreignColumns: [schoolYear.schoolId, schoolYear.id],
				})
				.onDelete('cascade'),
			k.index('key_parent_year_ix').on(t.schoolId, t.schoolYearId),
		],
	);
	/** Between a key parent and the coordinator: codes alone, said in each one's language. */
	const keyParentNote = k.table(
		'key_parent_note',
		{
			...schoolRow(k),
			guardianId: k.text().notNull(),
			/** Who of the staff said it, kept when they left; null: the parent did. */
			byStaffId: k.text(),
			note: k
				.oneOf('call_me', 'family_needs', 'idea', 'busy', 'thanks', 'will_call', 'pass_on', 'come_along')
				.notNull(),
			at: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'key_parent_note_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'key_parent_note_parent_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [keyParent.schoolId, keyParent.guardianId],
				})
				.onDelete('cascade'),
			k.index('key_parent_note_ix').on(t.schoolId, t.guardianId, t.at),
		],
	);
	/** How many signed up for a moment after a link of a key parent. Never who. */
	const keyParentCame = k.table(
		'key_parent_came',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			momentId: k.text().notNull(),
			came: k.int().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'key_parent_came_pk', columns: [t.schoolId, t.guardianId, t.momentId] }),
			k
				.foreignKey({
					name: 'key_parent_came_parent_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [keyParent.schoolId, keyParent.guardianId],
				})
				.onDelete('cascade'),
		],
	);
	return {
		buddyProfile,
		buddySuggestion,
		buddyBlock,
		buddyApart,
		buddyMatch,
		buddySide,
		buddyCheck,
		buddyMeeting,
		buddyReport,
		keyParent,
		keyParentNote,
		keyParentCame,
	};
}
