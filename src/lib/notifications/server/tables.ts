import type { AccountTables } from '../../accounts/server/tables.ts';
import type { FamilyTables } from '../../families/server/tables.ts';
import type { Kit } from '../../platform/server/database/kit.ts';
import { schoolRow } from '../../platform/server/database/school-table.ts';
import type { SchoolTables } from '../../school/server/tables.ts';
import type { KeptOutcome } from '../action-outcome.ts';
import type { NoticeContent, NoticeInDutch } from '../content.ts';
import { sorts, type Unwanted } from '../kinds.ts';

export function notificationTables(
	k: Kit,
	{ staffMember }: SchoolTables,
	{ guardian, child }: FamilyTables,
	{ session }: AccountTables,
) {
	/** A message to one recipient: what the inbox shows. */
	const notice = k.table(
		'notice',
		{
			...schoolRow(k),
			guardianId: k.text(),
			staffId: k.text(),
			/** The child it is about: whoever may not see the child any more does not see the notice either. */
			childId: k.text(),
			/** About the child's own matters: only for who has the say over the child, as long as they have it. */
			needsSay: k.bool().notNull().default(false),
			/** `<domain>.<what>`: `moments.promoted`. */
			kind: k.text().notNull(),
			/** What its reader can turn off, by way; null: nobody turns it off. See `kinds.ts`. */
			sort: k.oneOf(...sorts),
			/** When it may come. */
			pace: k.oneOf('now', 'day', 'calm').notNull().default('now'),
			content: k.json<NoticeContent>().notNull(),
			/** `email`; `one`: push if alive, else e-mail; `both`. */
			route: k.oneOf('email', 'one', 'both').notNull(),
			/** Same key, same notice: queued once only. */
			onceKey: k.text().notNull(),
			/** When the recipient is told; may lie ahead. */
			createdAt: k.at().notNull(),
			readAt: k.at(),
			/** The thing (`moment <id>`) whose translations it waits for, until its deliveries are due; null: for none. */
			waitsFor: k.text(),
			/** Where it leads, without query: a signed-in view of that page opens it. */
			path: k.text().notNull().default(''),
			/** First signed-in view of it in the inbox, or of what it is about. Saying "all read" is none. */
			openedAt: k.at(),
			/** What it says in Dutch, where that is not its own language. */
			inDutch: k.json<NoticeInDutch>(),
			/** Its words, also the Dutch ones, folded: the reader finds it by them. */
			searchKey: k.text().notNull().default(''),
			/** The school year is over: its words are gone, and only that it was there is left, for a year. */
			emptied: k.bool().notNull().default(false),
		},
		(t) => [
			k.primaryKey({ name: 'notice_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'notice_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'notice_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'notice_child_fk',
					columns: [t.schoolId, t.childId],
					foreignColumns: [child.schoolId, child.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('notice_once_ux').on(t.schoolId, t.onceKey),
			k.index('notice_guardian_ix').on(t.schoolId, t.guardianId, t.createdAt),
			k.index('notice_child_ix').on(t.schoolId, t.childId),
			k.index('notice_staff_ix').on(t.schoolId, t.staffId),
			k.index('notice_path_ix').on(t.schoolId, t.path),
		],
	);
	const pushSubscription = k.table(
		'push_subscription',
		{
			...schoolRow(k),
			guardianId: k.text(),
			staffId: k.text(),
			/** Signing out a device ends its subscription. */
			sessionId: k.text().notNull(),
			endpoint: k.text().notNull(),
			endpointHash: k.text().notNull(),
			p256dh: k.text().notNull(),
			auth: k.text().notNull(),
			createdAt: k.at().notNull(),
			lastSentAt: k.at(),
		},
		(t) => [
			k.primaryKey({ name: 'push_subscription_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'push_subscription_session_fk',
					columns: [t.schoolId, t.sessionId],
					foreignColumns: [session.schoolId, session.id],
				})
				.onDelete('cascade'),
			k.uniqueIndex('push_subscription_endpoint_ux').on(t.schoolId, t.endpointHash),
			k.index('push_subscription_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('push_subscription_session_ix').on(t.schoolId, t.sessionId),
		],
	);
	/** The outbox: one row a channel and recipient. A worker leases what is due; nothing is lost when it is killed. */
	const delivery = k.table(
		'delivery',
		{
			...schoolRow(k),
			/** Null for a mail that is no notice: a sign-in code. */
			noticeId: k.text(),
			channel: k.oneOf('email', 'push').notNull(),
			/** Address, or id of the push subscription. */
			target: k.text().notNull(),
			/** A mail that is no notice carries its own content. */
			content: k.json<NoticeContent>(),
			state: k.oneOf('due', 'sent', 'failed').notNull(),
			dueAt: k.at().notNull(),
			/** After this it is worth nothing any more (a reminder of a moment that began). */
			expiresAt: k.at(),
			attempts: k.int().notNull().default(0),
			leaseUntil: k.at(),
			leaseOwner: k.text(),
			sentAt: k.at(),
			/** Code of the last failure; never the service's text, which may hold an address. */
			failure: k.text(),
			/** `waits` for the others of the day; `over`: it has waited, and says those that go `with` it to the same target. */
			digest: k.oneOf('waits', 'over', 'with'),
			createdAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'delivery_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'delivery_notice_fk',
					columns: [t.schoolId, t.noticeId],
					foreignColumns: [notice.schoolId, notice.id],
				})
				.onDelete('cascade'),
			k.index('delivery_due_ix').on(t.state, t.channel, t.dueAt),
			k.index('delivery_notice_ix').on(t.schoolId, t.noticeId),
		],
	);
	/** What a guardian chose about being told; no row means the defaults. */
	const preference = k.table(
		'preference',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			push: k.bool().notNull().default(true),
			email: k.bool().notNull().default(true),
			discreet: k.bool().notNull().default(true),
			/** Sorts that are not wanted, by way: `news.email`. */
			unwanted: k.json<Unwanted[]>(),
			quiet: k.bool().notNull().default(true),
			/** On the school's clock, `HH:MM`. */
			quietFrom: k.text().notNull().default('21:00'),
			quietUntil: k.text().notNull().default('07:00'),
			quietSundays: k.bool().notNull().default(true),
			/** What can wait comes together at this time, `HH:MM`; null: each by itself. */
			digestAt: k.text(),
			changedAt: k.at().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'preference_pk', columns: [t.schoolId, t.guardianId] }),
			k
				.foreignKey({
					name: 'preference_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
		],
	);
	/** A way to a guardian that turned out to lead nowhere: mail came back, or the service of the last device said that it is gone. */
	const lostWay = k.table(
		'lost_way',
		{
			schoolId: k.text().notNull(),
			guardianId: k.text().notNull(),
			channel: k.oneOf('email', 'push').notNull(),
			/** The address that mail came back from, in lower case: another one is not lost. Empty for push. */
			address: k.text().notNull(),
			since: k.at().notNull(),
			/** When it was found out last. */
			lastAt: k.at().notNull(),
			/** A code: `smtp_550`, `5.1.1`, `push_410`. */
			failure: k.text().notNull(),
		},
		(t) => [
			k.primaryKey({ name: 'lost_way_pk', columns: [t.schoolId, t.guardianId, t.channel] }),
			k
				.foreignKey({
					name: 'lost_way_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
		],
	);
	/** What became of a form that its browser may send again, by its key. See `once.ts`. Holds nothing that was typed. */
	const keptOutcome = k.table(
		'kept_outcome',
		{
			/** The id is a digest of who and the form's key. */
			...schoolRow(k),
			guardianId: k.text(),
			staffId: k.text(),
			/** A digest of where the form goes and what it says: the same key with other words is another form. */
			asks: k.text().notNull(),
			startedAt: k.at().notNull(),
			/** Null while it is under way. */
			outcome: k.json<KeptOutcome>(),
		},
		(t) => [
			k.primaryKey({ name: 'kept_outcome_pk', columns: [t.schoolId, t.id] }),
			k
				.foreignKey({
					name: 'kept_outcome_guardian_fk',
					columns: [t.schoolId, t.guardianId],
					foreignColumns: [guardian.schoolId, guardian.id],
				})
				.onDelete('cascade'),
			k
				.foreignKey({
					name: 'kept_outcome_staff_fk',
					columns: [t.schoolId, t.staffId],
					foreignColumns: [staffMember.schoolId, staffMember.id],
				})
				.onDelete('cascade'),
			k.index('kept_outcome_guardian_ix').on(t.schoolId, t.guardianId),
			k.index('kept_outcome_staff_ix').on(t.schoolId, t.staffId),
			k.index('kept_outcome_started_ix').on(t.schoolId, t.startedAt),
		],
	);
	/** Which process runs a job now. Spans schools. */
	const jobLease = k.table('job_lease', {
		name: k.text().primaryKey(),
		owner: k.text().notNull(),
		until: k.at().notNull(),
	});
	return { notice, pushSubscription, delivery, preference, lostWay, keptOutcome, jobLease };
}
