// A section of the card, said by somebody at school: for who reads little, and for languages that are only spoken.
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Actor, ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { keepFile, removeUnusedOfKind } from '#lib/files/server/stored.ts';
import {
	asOfNow,
	prepareVoice,
	putVoice,
	removeVoice,
	voicesOf,
	type VoiceNow,
	type VoiceRefusal,
} from '#lib/files/server/voices.ts';
import { understoodBy } from '#lib/files/voice-view.ts';
import { readLanguageProfile } from '#lib/families/server/language-profile.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { languageOf } from '#lib/translation/languages.ts';
import type { Section } from '../sections.ts';
import { asRead, readDraft } from './draft.ts';
import { mayEditSection, mayReadCard } from './policy.ts';
import { newestCard } from './published.ts';
import { isFor } from './view.ts';

/** The kind of owner of what was said of a section; the owner's id is the section's. */
export const CARD_VOICES = 'card_voice';

/** What a section says, so that a recording of it is known to be old when the section was changed. */
export function saysOfSection(section: Section): string {
	const { files: _, groupIds: _groups, shown: _shown, ...words } = asRead(section);
	return createHash('sha256').update(JSON.stringify(words)).digest('base64url');
}

/** What was said of each of these sections. One query. */
export async function voicesOfSections(
	db: Reader,
	schoolId: string,
	sections: readonly Section[],
): Promise<ReadonlyMap<string, VoiceNow[]>> {
	const found = await voicesOf(
		db,
		schoolId,
		CARD_VOICES,
		sections.map(({ id }) => id),
		{ kept: true },
	);
	return new Map(
		sections.map((section) => [section.id, asOfNow(found.get(section.id), saysOfSection(section))]),
	);
}

/**
 * What a guardian can hear on the card: in the language of the page, and in those that they read or speak. What is older
 * than the text is not among it. Two queries.
 */
export async function voicesForParent(
	db: Reader,
	parent: ParentActor,
	sections: readonly Section[],
	locale: string,
): Promise<ReadonlyMap<string, VoiceNow[]>> {
	const [all, profile] = await Promise.all([
		voicesOfSections(db, parent.schoolId, sections),
		readLanguageProfile(db, parent),
	]);
	return new Map([...all].map(([id, voices]) => [id, understoodBy(voices, { ...profile, locale })]));
}

export type CardVoiceRefusal = VoiceRefusal | 'not_allowed' | 'unknown_section';

/** Keeps what was said of a section of the draft in a language; `recording: null` takes it away. */
export async function saveCardVoice(
	store: Store,
	actor: StaffActor,
	given: {
		yearId: string;
		sectionId: string;
		language: string;
		recording: Uint8Array | null;
		dataDir: string;
		now: Date;
	},
): Promise<{ ok: true } | { ok: false; refusal: CardVoiceRefusal }> {
	const { yearId, sectionId, language, recording, dataDir, now } = given;
	const { sections } = await readDraft(store.read, actor.schoolId, yearId);
	const section = sections.find(({ id }) => id === sectionId);
	if (!section) return { ok: false, refusal: 'unknown_section' };
	if (!mayEditSection(actor, section)) return { ok: false, refusal: 'not_allowed' };
	if (!languageOf(language)) return { ok: false, refusal: 'unknown_language' };
	const prepared = recording ? await prepareVoice(recording, language) : undefined;
	if (prepared?.ok === false) return prepared;
	const file = prepared?.file;
	if (file) await keepFile(dataDir, actor.schoolId, file, now);
	const owner = { kind: CARD_VOICES, id: sectionId };
	await store.transact(async (tx) => {
		const saysOf = saysOfSection(section);
		if (file) await putVoice(tx, actor, { owner, language, saysOf, file, name: language, now });
		else await removeVoice(tx, actor.schoolId, owner, language);
		const action = file ? 'card.voice_recorded' : 'card.voice_removed';
		await audit(tx, actor, action, { section: sectionId, language }, now);
	});
	return { ok: true };
}

/** Staff hear all; a guardian what belongs to a section that stands on the card which they read today. */
export async function maySeeCardVoice(
	db: Reader,
	actor: Actor,
	sectionId: string,
	now: Date,
): Promise<boolean> {
	if (actor.kind === 'staff') return true;
	if (!mayReadCard(actor)) return false;
	const card = await newestCard(db, actor.schoolId, dayOf(now, actor.school.timeZone));
	const groups = new Set([...actor.children.values()].flatMap(({ groupIds }) => groupIds));
	return (card?.sections ?? []).some(
		(section) => section.id === sectionId && section.shown && isFor(section, groups),
	);
}

/** The night: what was said of sections that stand on no card any more. */
export async function forgetCardVoices(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { infoCard } = tx.t;
	const cards = await tx
		.select({ sections: infoCard.sections })
		.from(infoCard)
		.where(eq(infoCard.schoolId, schoolId));
	const used = new Set(cards.flatMap(({ sections }) => sections.map(({ id }) => id)));
	await removeUnusedOfKind(tx, schoolId, {
		kind: CARD_VOICES,
		isUsed: ({ ownerId }) => used.has(ownerId),
		now,
	});
}
