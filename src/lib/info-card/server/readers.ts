import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { seesAllFamilies, worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { newestCard } from './published.ts';

/** A guardian whom the card is for, and whether they read it. */
export interface CardReader {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	children: string[];
	groupIds: string[];
	/** Language tag that they read; null until known. */
	language: string | null;
	/** `outside`: never came in; `inside`: came in, did not read this version. */
	state: 'read' | 'inside' | 'outside';
}

/**
 * Who read the newest card, of the families that this staff member may see: a teacher gets those of own groups. Undefined
 * when nothing was published. Four queries, however many families there are.
 */
export async function cardReaders(
	db: Reader,
	staff: StaffActor,
	today: string,
): Promise<{ cardId: string; groups: { id: string; name: string }[]; readers: CardReader[] } | undefined> {
	const card = await newestCard(db, staff.schoolId, today);
	if (!card) return undefined;
	const { schoolId } = staff;
	const { group, groupChild, guardianship, guardian, child, acknowledgement } = db.t;
	const all = await db
		.select({ id: group.id, name: group.name, kind: group.kind, sortKey: group.sortKey })
		.from(group)
		.where(and(eq(group.schoolId, schoolId), ofSchoolYear(db, today)));
	const groups = all
		.filter(({ id, kind }) => kind === 'class' && worksWithGroup(staff, id))
		.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
	const rows = await db
		.select({
			guardianId: guardian.id,
			name: guardian.name,
			locale: guardian.locale,
			writtenLanguage: guardian.writtenLanguage,
			enteredAt: guardian.enteredAt,
			givenName: child.givenName,
			groupId: groupChild.groupId,
			readAt: acknowledgement.at,
		})
		.from(guardianship)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			acknowledgement,
			and(
				eq(acknowledgement.schoolId, guardian.schoolId),
				eq(acknowledgement.guardianId, guardian.id),
				eq(acknowledgement.cardId, card.cardId),
			),
		)
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				inArray(guardianship.level, ['full', 'information']),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				inArray(groupChild.groupId, [...groups.map(({ id }) => id), '']),
			),
		)
		.orderBy(child.sortKey, guardianship.position, guardian.id);
	const readers = [...Map.groupBy(rows, ({ guardianId }) => guardianId)].flatMap(
		([guardianId, own]): CardReader[] => {
			const [first] = own;
			if (!first) return [];
			return [
				{
					guardianId,
					name: first.name,
					children: [...new Set(own.map(({ givenName }) => givenName))],
					groupIds: [...new Set(own.map(({ groupId }) => groupId))],
					language: first.writtenLanguage ?? first.locale,
					state: first.readAt ? 'read' : first.enteredAt ? 'inside' : 'outside',
				},
			];
		},
	);
	return { cardId: card.cardId, groups: groups.map(({ id, name }) => ({ id, name })), readers };
}

/** Who reminds parents of the card: who sees all families, and a teacher the families of own groups. */
export function mayRemind(staff: StaffActor): boolean {
	return seesAllFamilies(staff) || staff.groupIds.size > 0;
}

/**
 * Reminds those who came in and did not read the newest card, of one group or of all that this person may see. Each
 * hears it once for a version, in their own language. Gives how many are new.
 */
export async function remindOfCard(
	store: Store,
	staff: StaffActor,
	{
		groupId,
		language,
		today,
		now,
	}: {
		groupId: string | null;
		/** Who reads this language only; empty: of whom it is not known. */
		language?: string;
		today: string;
		now: Date;
	},
): Promise<{ ok: true; reminded: number } | { ok: false; refusal: 'not_allowed' | 'nothing_published' }> {
	if (!mayRemind(staff) || (groupId !== null && !worksWithGroup(staff, groupId)))
		return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const found = await cardReaders(tx, staff, today);
		if (!found) return { ok: false as const, refusal: 'nothing_published' as const };
		const those = found.readers.filter(
			(reader) =>
				reader.state === 'inside' &&
				(groupId === null || reader.groupIds.includes(groupId)) &&
				(language === undefined || (reader.language ?? '') === language),
		);
		const keyOf = (guardianId: string) => `card.remind:${found.cardId}:${guardianId}`;
		const { notice } = tx.t;
		const before = await tx
			.select({ onceKey: notice.onceKey })
			.from(notice)
			.where(and(eq(notice.schoolId, schoolId), eq(notice.kind, 'card.remind')));
		const told = new Set(before.map(({ onceKey }) => onceKey));
		const fresh = those.filter(({ guardianId }) => !told.has(keyOf(guardianId)));
		const recipients = await findRecipients(
			tx,
			schoolId,
			fresh.map(({ guardianId }) => guardianId),
		);
		await queueNotices(
			tx,
			[...recipients.values()].map(({ guardianId, locale }) => ({
				schoolId,
				to: { guardianId },
				kind: 'card.remind',
				route: 'one' as const,
				onceKey: keyOf(guardianId),
				...inBothLanguages(locale, (locale) => ({
					locale,
					title: m.cardstaff_remind_title({}, { locale }),
					lines: [m.cardstaff_remind_line({}, { locale })],
					action: { label: m.cardstaff_remind_action({}, { locale }), path: '/school/card' },
				})),
			})),
			now,
		);
		if (recipients.size > 0)
			await audit(tx, staff, 'card.reminded', { card: found.cardId, count: recipients.size }, now);
		return { ok: true as const, reminded: recipients.size };
	});
}
