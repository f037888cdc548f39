import { and, asc, desc, eq, gte, inArray, isNotNull, isNull } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { SchoolYear } from '#lib/school/server/school-year.ts';
import type { Section } from '../sections.ts';
import { templateSections, withTemplate } from '../template.ts';
import { wantCardWords } from './card-words.ts';
import { mayEditCard, mayEditSection, mayWriteOnCard } from './policy.ts';

/** The card of a school year as the school works on it. */
export interface CardDraft {
	sections: Section[];
	/** True when there are changes that parents do not see yet. */
	isChanged: boolean;
	/** When a section was last changed; null: the template, untouched. */
	changedAt: Date | null;
	/** Who made it; null when that is not known. */
	changedBy: string | null;
	/** The newest version that parents see; null: none of this year. */
	published: { cardId: string; version: number; publishedAt: Date } | null;
	/** The school year that it was begun from, while something of it is to be looked at again; null: of its own. */
	copiedFrom: string | null;
}

/** School years whose card can be worked on: this one and those to come, first to last. One query. */
export async function yearsToEdit(db: Reader, schoolId: string, current: SchoolYear): Promise<SchoolYear[]> {
	const { schoolYear } = db.t;
	return db
		.select({
			id: schoolYear.id,
			name: schoolYear.name,
			startsOn: schoolYear.startsOn,
			endsOn: schoolYear.endsOn,
		})
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), gte(schoolYear.startsOn, current.startsOn)))
		.orderBy(asc(schoolYear.startsOn));
}

/** The draft of a school year; without one the newest version, last year's card or the template, to begin from. Two queries. */
export async function readDraft(db: Reader, schoolId: string, yearId: string): Promise<CardDraft> {
	const { infoCard, schoolYear } = db.t;
	const rows = await db
		.select({
			cardId: infoCard.id,
			yearId: infoCard.schoolYearId,
			version: infoCard.version,
			publishedAt: infoCard.publishedAt,
			changedAt: infoCard.changedAt,
			changedBy: infoCard.changedBy,
			startsOn: schoolYear.startsOn,
			yearName: schoolYear.name,
		})
		.from(infoCard)
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, infoCard.schoolId), eq(schoolYear.id, infoCard.schoolYearId)),
		)
		.where(eq(infoCard.schoolId, schoolId))
		.orderBy(desc(schoolYear.startsOn), desc(infoCard.version));
	const own = rows.filter((row) => row.yearId === yearId);
	const draft = own.find(({ publishedAt }) => publishedAt === null);
	const newest = own.find(({ publishedAt }) => publishedAt !== null);
	// another year's card, read over and published again, is how most schools begin
	const earlier = rows.find((row) => row.yearId !== yearId && row.publishedAt !== null);
	const from = draft ?? newest ?? earlier;
	const stored = from ? await sectionsOf(db, schoolId, from.cardId) : templateSections();
	const sections = from && from === earlier ? asCopied(stored) : stored;
	const isCopied = newest === undefined && sections.some(({ lookAgain }) => lookAgain);
	return {
		sections,
		copiedFrom: isCopied ? (earlier?.yearName ?? null) : null,
		changedBy: (draft ?? newest)?.changedBy ?? null,
		isChanged: draft !== undefined,
		changedAt: (draft ?? newest)?.changedAt ?? null,
		published: newest
			? { cardId: newest.cardId, version: newest.version, publishedAt: newest.publishedAt as Date }
			: null,
	};
}

/**
 * The sections of an earlier year for a new one: what parents read there is to be looked at again. Groups belong to a
 * year, so that what was for one group is left out; the holidays follow the calendar.
 */
export function asCopied(sections: readonly Section[]): Section[] {
	return sections
		.filter(({ groupIds }) => !groupIds)
		.map(({ edited: _, ...section }) => {
			const lookAgain = section.shown && section.kind !== 'holidays';
			return { ...section, since: 0, ...(lookAgain ? { lookAgain } : {}) };
		});
}

/** `gone`: the section was taken away meanwhile. */
export type EditRefusal = 'not_allowed' | 'unknown_year' | 'too_many' | 'gone';
export type Edited =
	| { ok: true }
	| { ok: false; refusal: EditRefusal }
	/** Somebody else changed this section after it was read; nothing was written. */
	| { ok: false; refusal: 'changed'; by: string; at: number };

/** The section that is changed, and when it was last changed as far as the editor saw (0: never). */
export interface Seen {
	sectionId: string;
	at: number;
}

/**
 * Changes the draft of a school year; the first change makes it. `change` gives the sections anew, undefined when there
 * would be too many. Parents see nothing of it before it is published. With `seen`, nothing of somebody else is
 * overwritten that the editor did not see. Who writes the part of the own groups changes nothing else.
 */
export async function editDraft(
	store: Store,
	actor: StaffActor,
	{ yearId, now, seen }: { yearId: string; now: Date; seen?: Seen },
	change: (sections: Section[], tx: Tx) => Section[] | undefined | Promise<Section[] | undefined>,
): Promise<Edited> {
	if (!mayWriteOnCard(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<Edited> => {
		const { infoCard } = tx.t;
		if (!(await isYear(tx, actor.schoolId, yearId))) return { ok: false, refusal: 'unknown_year' };
		const draft = await readDraft(tx, actor.schoolId, yearId);
		if (seen) {
			const stored = draft.sections.find(({ id }) => id === seen.sectionId);
			if (!stored) return { ok: false, refusal: 'gone' };
			const { edited } = stored;
			if (edited && edited.by !== actor.staffId && edited.at > seen.at)
				return { ok: false, refusal: 'changed', by: edited.by, at: edited.at };
		}
		const changed = await change(draft.sections, tx);
		if (!changed) return { ok: false, refusal: 'too_many' };
		const notTheirs = (all: Section[]) => all.filter((section) => !mayEditSection(actor, section));
		if (!isDeepStrictEqual(notTheirs(draft.sections), notTheirs(changed)))
			return { ok: false, refusal: 'not_allowed' };
		const sections = withEditor(changed, draft.sections, actor.staffId, now);
		const written = draft.isChanged
			? await tx
					.update(infoCard)
					.set({ sections, changedAt: now, changedBy: actor.staffId })
					.where(isDraft(tx, actor.schoolId, yearId))
					.returning({ id: infoCard.id })
			: await insertDraft(tx, actor, yearId, (draft.published?.version ?? 0) + 1, sections, now);
		if (written.length !== 1) throw new Error('the draft changed meanwhile');
		return { ok: true };
	});
}

/** Notes on the sections that changed who did it. What somebody filled in they have looked at. */
function withEditor(
	sections: readonly Section[],
	before: readonly Section[],
	by: string,
	now: Date,
): Section[] {
	return sections.map((section) => {
		const earlier = before.find(({ id }) => id === section.id);
		if (earlier && isDeepStrictEqual(earlier, section)) return section;
		const { lookAgain, ...rest } = section;
		const onlyHidden =
			earlier !== undefined && isDeepStrictEqual({ ...earlier, shown: section.shown }, section);
		const still = onlyHidden && lookAgain ? { lookAgain } : {};
		return { ...rest, ...still, edited: { by, at: now.getTime() } };
	});
}

function insertDraft(
	tx: Tx,
	actor: StaffActor,
	schoolYearId: string,
	version: number,
	sections: Section[],
	now: Date,
) {
	return tx
		.insert(tx.t.infoCard)
		.values({
			schoolId: actor.schoolId,
			id: newId(),
			schoolYearId,
			version,
			sections,
			publishedAt: null,
			createdAt: now,
			changedAt: now,
			changedBy: actor.staffId,
		})
		.returning({ id: tx.t.infoCard.id });
}

/** Throws the changes away; parents keep what they see. Gives false when there were none. */
export async function discardDraft(
	store: Store,
	actor: StaffActor,
	{ yearId, now }: { yearId: string; now: Date },
): Promise<{ ok: true; discarded: boolean } | { ok: false; refusal: 'not_allowed' }> {
	if (!mayEditCard(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const gone = await tx
			.delete(tx.t.infoCard)
			.where(isDraft(tx, actor.schoolId, yearId))
			.returning({ id: tx.t.infoCard.id });
		if (gone.length > 0) await audit(tx, actor, 'card.draft_discarded', { year: yearId }, now);
		return { ok: true as const, discarded: gone.length > 0 };
	});
}

/** `look_again`: something of an earlier year was not looked at; `changed`: somebody else changed the draft meanwhile. */
export type PublishRefusal =
	| 'not_allowed'
	| 'unknown_year'
	| 'nothing_changed'
	| 'nothing_shown'
	| 'look_again'
	| 'changed'
	| 'nothing_published';

/**
 * Publishes the draft as the next version. A card that nobody touched yet is published as the template has it. Each
 * section notes the version in which it last changed, so that who read the earlier one sees what is new. `seenAt`: the
 * last change that the publisher saw.
 */
export async function publishCard(
	store: Store,
	actor: StaffActor,
	{ yearId, now, seenAt }: { yearId: string; now: Date; seenAt?: Date | null },
): Promise<{ ok: true; version: number } | { ok: false; refusal: PublishRefusal }> {
	if (!mayEditCard(actor)) return { ok: false, refusal: 'not_allowed' };
	const refuse = (refusal: PublishRefusal) => ({ ok: false as const, refusal });
	return store.transact(async (tx) => {
		const { infoCard } = tx.t;
		if (!(await isYear(tx, actor.schoolId, yearId))) return refuse('unknown_year');
		const draft = await readDraft(tx, actor.schoolId, yearId);
		if (draft.published && !draft.isChanged) return refuse('nothing_changed');
		if (!draft.sections.some(({ shown }) => shown)) return refuse('nothing_shown');
		if (draft.sections.some(({ shown, lookAgain }) => shown && lookAgain)) return refuse('look_again');
		const unseen = seenAt !== undefined && (draft.changedAt?.getTime() ?? 0) > (seenAt?.getTime() ?? 0);
		if (unseen && draft.isChanged && draft.changedBy !== actor.staffId) return refuse('changed');
		const version = (draft.published?.version ?? 0) + 1;
		const before = draft.published ? await sectionsOf(tx, actor.schoolId, draft.published.cardId) : [];
		const sections = withVersions(draft.sections, before, version);
		if (!draft.isChanged) await insertDraft(tx, actor, yearId, version, sections, now);
		const [published] = await tx
			.update(infoCard)
			.set({ sections, publishedAt: now, publishedBy: actor.staffId })
			.where(isDraft(tx, actor.schoolId, yearId))
			.returning({ id: infoCard.id });
		if (!published) throw new Error('the draft changed meanwhile');
		if (draft.published)
			await keepReadings(tx, actor.schoolId, {
				from: draft.published.cardId,
				to: published.id,
				sections,
				before,
				version,
			});
		await wantCardWords(tx, actor.schoolId, sections, now);
		await audit(tx, actor, 'card.published', { card: published.id, version }, now);
		return { ok: true as const, version };
	});
}

/** Notes on each section since which version it is as it is now. */
export function withVersions(
	sections: readonly Section[],
	before: readonly Section[],
	version: number,
): Section[] {
	return sections.map((section) => {
		const earlier = before.find(({ id }) => id === section.id);
		const isSame = earlier !== undefined && isDeepStrictEqual(asRead(earlier), asRead(section));
		return { ...section, since: isSame ? earlier.since : version };
	});
}

/** A section without what parents don't read of it. */
export function asRead({ edited: _, lookAgain: _again, ...section }: Section) {
	return { ...section, since: 0 };
}

/**
 * When only sections for some groups changed, the other families read nothing new: for them the reading of the version
 * before holds for this one too.
 */
export async function keepReadings(
	tx: Tx,
	schoolId: string,
	{
		from,
		to,
		sections,
		before,
		version,
	}: { from: string; to: string; sections: Section[]; before: Section[]; version: number },
): Promise<void> {
	const changed = sections.filter(({ since }) => since === version);
	const gone = before.filter(({ id }) => !sections.some((section) => section.id === id));
	const earlierOf = (id: string) => before.find((section) => section.id === id);
	const concerned = [...changed, ...gone, ...changed.flatMap(({ id }) => earlierOf(id) ?? [])];
	if (concerned.some(({ groupIds }) => !groupIds)) return;
	const groups = [...new Set(concerned.flatMap(({ groupIds }) => groupIds ?? []))];
	const { acknowledgement, guardianship, groupChild } = tx.t;
	const readers = await tx
		.select({ guardianId: acknowledgement.guardianId, at: acknowledgement.at })
		.from(acknowledgement)
		.where(and(eq(acknowledgement.schoolId, schoolId), eq(acknowledgement.cardId, from)));
	const inGroups = await tx
		.select({ guardianId: guardianship.guardianId })
		.from(guardianship)
		.innerJoin(
			groupChild,
			and(eq(groupChild.schoolId, guardianship.schoolId), eq(groupChild.childId, guardianship.childId)),
		)
		.where(and(eq(guardianship.schoolId, schoolId), inArray(groupChild.groupId, [...groups, ''])));
	const those = new Set(inGroups.map(({ guardianId }) => guardianId));
	const kept = readers.filter(({ guardianId }) => !those.has(guardianId));
	for (const some of chunks(kept))
		await tx
			.insert(acknowledgement)
			.values(some.map((reader) => ({ schoolId, cardId: to, ...reader })))
			.onConflictDoNothing();
}

export interface CardVersion {
	cardId: string;
	version: number;
	publishedAt: Date;
	/** Who published it; null when that is not known, or they left. */
	by: string | null;
	/** What changed since the version before; of the first all of it. */
	changed: Section[];
}

/** The published versions of a school year, newest first. One query. */
export async function cardVersions(db: Reader, schoolId: string, yearId: string): Promise<CardVersion[]> {
	const { infoCard, staffMember } = db.t;
	const rows = await db
		.select({
			cardId: infoCard.id,
			version: infoCard.version,
			publishedAt: infoCard.publishedAt,
			sections: infoCard.sections,
			by: staffMember.name,
		})
		.from(infoCard)
		.leftJoin(
			staffMember,
			and(eq(staffMember.schoolId, infoCard.schoolId), eq(staffMember.id, infoCard.publishedBy)),
		)
		.where(
			and(
				eq(infoCard.schoolId, schoolId),
				eq(infoCard.schoolYearId, yearId),
				isNotNull(infoCard.publishedAt),
			),
		)
		.orderBy(desc(infoCard.version));
	return rows.map(({ sections, publishedAt, ...row }) => ({
		...row,
		publishedAt: publishedAt as Date,
		changed: sections.filter(({ shown, since }) => shown && since === row.version),
	}));
}

/** The sections of one published version; undefined when the school has no such version. */
export async function versionSections(
	db: Reader,
	schoolId: string,
	cardId: string,
): Promise<{ sections: Section[]; version: number; publishedAt: Date } | undefined> {
	const { infoCard } = db.t;
	const [row] = await db
		.select({
			sections: infoCard.sections,
			version: infoCard.version,
			publishedAt: infoCard.publishedAt,
		})
		.from(infoCard)
		.where(and(eq(infoCard.schoolId, schoolId), eq(infoCard.id, cardId), isNotNull(infoCard.publishedAt)));
	return (
		row && {
			sections: withTemplate(row.sections),
			version: row.version,
			publishedAt: row.publishedAt as Date,
		}
	);
}

/** How many guardians read the newest version, of how many who ever came in. Two queries. */
export async function countReaders(
	db: Reader,
	{ schoolId }: StaffActor,
	cardId: string,
): Promise<{ read: number; entered: number }> {
	const { acknowledgement, guardian } = db.t;
	const [read, entered] = await Promise.all([
		db.$count(
			acknowledgement,
			and(eq(acknowledgement.schoolId, schoolId), eq(acknowledgement.cardId, cardId)),
		),
		db.$count(guardian, and(eq(guardian.schoolId, schoolId), isNotNull(guardian.enteredAt))),
	]);
	return { read, entered };
}

export function isDraft(tx: Tx, schoolId: string, yearId: string) {
	const { infoCard } = tx.t;
	return and(
		eq(infoCard.schoolId, schoolId),
		eq(infoCard.schoolYearId, yearId),
		isNull(infoCard.publishedAt),
	);
}

export async function isYear(tx: Tx, schoolId: string, yearId: string): Promise<boolean> {
	const { schoolYear } = tx.t;
	const found = await tx
		.select({ id: schoolYear.id })
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), eq(schoolYear.id, yearId)));
	return found.length > 0;
}

export async function sectionsOf(db: Reader, schoolId: string, cardId: string): Promise<Section[]> {
	const { infoCard } = db.t;
	const [row] = await db
		.select({ sections: infoCard.sections })
		.from(infoCard)
		.where(and(eq(infoCard.schoolId, schoolId), eq(infoCard.id, cardId)));
	return row ? withTemplate(row.sections) : [];
}
