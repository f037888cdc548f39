import { and, asc, desc, eq, gte, isNotNull, isNull } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { SchoolYear } from '#lib/school/server/school-year.ts';
import type { Section } from '../sections.ts';
import { templateSections, withTemplate } from '../template.ts';
import { mayEditCard } from './policy.ts';

/** The card of a school year as the school works on it. */
export interface CardDraft {
	sections: Section[];
	/** True when there are changes that parents do not see yet. */
	isChanged: boolean;
	/** When a section was last changed; null: the template, untouched. */
	changedAt: Date | null;
	/** The newest version that parents see; null: none of this year. */
	published: { cardId: string; version: number; publishedAt: Date } | null;
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
			startsOn: schoolYear.startsOn,
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
	return {
		sections: from ? await sectionsOf(db, schoolId, from.cardId) : templateSections(),
		isChanged: draft !== undefined,
		changedAt: (draft ?? newest)?.changedAt ?? null,
		published: newest
			? { cardId: newest.cardId, version: newest.version, publishedAt: newest.publishedAt as Date }
			: null,
	};
}

export type EditRefusal = 'not_allowed' | 'unknown_year' | 'too_many';
export type Edited = { ok: true } | { ok: false; refusal: EditRefusal };

/**
 * Changes the draft of a school year; the first change makes it. `change` gives the sections anew, undefined when there
 * would be too many. Parents see nothing of it before it is published.
 */
export async function editDraft(
	store: Store,
	actor: StaffActor,
	{ yearId, now }: { yearId: string; now: Date },
	change: (sections: Section[]) => Section[] | undefined,
): Promise<Edited> {
	if (!mayEditCard(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<Edited> => {
		const { infoCard } = tx.t;
		if (!(await isYear(tx, actor.schoolId, yearId))) return { ok: false, refusal: 'unknown_year' };
		const draft = await readDraft(tx, actor.schoolId, yearId);
		const sections = change(draft.sections);
		if (!sections) return { ok: false, refusal: 'too_many' };
		const written = draft.isChanged
			? await tx
					.update(infoCard)
					.set({ sections, changedAt: now })
					.where(isDraft(tx, actor.schoolId, yearId))
					.returning({ id: infoCard.id })
			: await insertDraft(tx, actor, yearId, (draft.published?.version ?? 0) + 1, sections, now);
		if (written.length !== 1) throw new Error('the draft changed meanwhile');
		return { ok: true };
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

export type PublishRefusal = 'not_allowed' | 'unknown_year' | 'nothing_changed' | 'nothing_shown';

/**
 * Publishes the draft as the next version. A card that nobody touched yet is published as the template has it. Each
 * section notes the version in which it last changed, so that who read the earlier one sees what is new.
 */
export async function publishCard(
	store: Store,
	actor: StaffActor,
	{ yearId, now }: { yearId: string; now: Date },
): Promise<{ ok: true; version: number } | { ok: false; refusal: PublishRefusal }> {
	if (!mayEditCard(actor)) return { ok: false, refusal: 'not_allowed' };
	const refuse = (refusal: PublishRefusal) => ({ ok: false as const, refusal });
	return store.transact(async (tx) => {
		const { infoCard } = tx.t;
		if (!(await isYear(tx, actor.schoolId, yearId))) return refuse('unknown_year');
		const draft = await readDraft(tx, actor.schoolId, yearId);
		if (draft.published && !draft.isChanged) return refuse('nothing_changed');
		if (!draft.sections.some(({ shown }) => shown)) return refuse('nothing_shown');
		const version = (draft.published?.version ?? 0) + 1;
		const before = draft.published ? await sectionsOf(tx, actor.schoolId, draft.published.cardId) : [];
		const sections = withVersions(draft.sections, before, version);
		if (!draft.isChanged) await insertDraft(tx, actor, yearId, version, sections, now);
		const [published] = await tx
			.update(infoCard)
			.set({ sections, publishedAt: now })
			.where(isDraft(tx, actor.schoolId, yearId))
			.returning({ id: infoCard.id });
		if (!published) throw new Error('the draft changed meanwhile');
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
		const isSame =
			earlier !== undefined && isDeepStrictEqual({ ...earlier, since: 0 }, { ...section, since: 0 });
		return { ...section, since: isSame ? earlier.since : version };
	});
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

function isDraft(tx: Tx, schoolId: string, yearId: string) {
	const { infoCard } = tx.t;
	return and(
		eq(infoCard.schoolId, schoolId),
		eq(infoCard.schoolYearId, yearId),
		isNull(infoCard.publishedAt),
	);
}

async function isYear(tx: Tx, schoolId: string, yearId: string): Promise<boolean> {
	const { schoolYear } = tx.t;
	const found = await tx
		.select({ id: schoolYear.id })
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), eq(schoolYear.id, yearId)));
	return found.length > 0;
}

async function sectionsOf(db: Reader, schoolId: string, cardId: string): Promise<Section[]> {
	const { infoCard } = db.t;
	const [row] = await db
		.select({ sections: infoCard.sections })
		.from(infoCard)
		.where(and(eq(infoCard.schoolId, schoolId), eq(infoCard.id, cardId)));
	return row ? withTemplate(row.sections) : [];
}
