import { isDeepStrictEqual } from 'node:util';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Section } from '../sections.ts';
import {
	asRead,
	isDraft,
	isYear,
	keepReadings,
	readDraft,
	sectionsOf,
	withVersions,
	type PublishRefusal,
} from './draft.ts';
import { wantCardWords } from './card-words.ts';
import { mayEditSection, mayWriteOnCard } from './policy.ts';

/** The card as parents read it, with one writer's part as the draft has it: in its place, new sections at the end. */
export function withPart(
	published: readonly Section[],
	draft: readonly Section[],
	isMine: (section: Section) => boolean,
): Section[] {
	const mine = draft.filter(isMine);
	const inPlace = published.flatMap((section) =>
		isMine(section) ? mine.filter(({ id }) => id === section.id) : [section],
	);
	return [...inPlace, ...mine.filter(({ id }) => !published.some((section) => section.id === id))];
}

/** Whether the writer's part of the draft is another than what parents read. */
export function isPartChanged(
	published: readonly Section[],
	draft: readonly Section[],
	isMine: (section: Section) => boolean,
): boolean {
	const merged = withPart(published, draft, isMine);
	return !isDeepStrictEqual(published.map(asRead), merged.map(asRead));
}

/**
 * Publishes what a teacher wrote for the own groups, as the next version. What others have in the draft stays there, unseen
 * by parents. `nothing_published`: the school's own card comes first.
 */
export async function publishPart(
	store: Store,
	actor: StaffActor,
	{ yearId, now }: { yearId: string; now: Date },
): Promise<{ ok: true; version: number } | { ok: false; refusal: PublishRefusal }> {
	if (!mayWriteOnCard(actor)) return { ok: false, refusal: 'not_allowed' };
	const refuse = (refusal: PublishRefusal) => ({ ok: false as const, refusal });
	return store.transact(async (tx) => {
		const { infoCard } = tx.t;
		const { schoolId, staffId } = actor;
		if (!(await isYear(tx, schoolId, yearId))) return refuse('unknown_year');
		const draft = await readDraft(tx, schoolId, yearId);
		if (!draft.published) return refuse('nothing_published');
		const before = await sectionsOf(tx, schoolId, draft.published.cardId);
		const isMine = (section: Section) => mayEditSection(actor, section);
		if (!isPartChanged(before, draft.sections, isMine)) return refuse('nothing_changed');
		const version = draft.published.version + 1;
		const sections = withVersions(withPart(before, draft.sections, isMine), before, version);
		const isAll = isDeepStrictEqual(sections.map(asRead), draft.sections.map(asRead));
		// the draft makes room for this version; with nothing else in it, it is done
		if (isAll) await tx.delete(infoCard).where(isDraft(tx, schoolId, yearId));
		else
			await tx
				.update(infoCard)
				.set({ version: version + 1 })
				.where(isDraft(tx, schoolId, yearId));
		const id = newId();
		const at = { createdAt: now, changedAt: now, publishedAt: now };
		await tx.insert(infoCard).values({
			schoolId,
			id,
			schoolYearId: yearId,
			version,
			sections,
			...at,
			changedBy: staffId,
			publishedBy: staffId,
		});
		await keepReadings(tx, schoolId, { from: draft.published.cardId, to: id, sections, before, version });
		await wantCardWords(tx, schoolId, sections, now);
		await audit(tx, actor, 'card.published', { card: id, version }, now);
		return { ok: true as const, version };
	});
}
