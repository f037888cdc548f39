import { and, asc, eq, lte } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { fromInserted } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { log } from '#lib/platform/server/log.ts';
import type { Breaker } from './breaker.ts';
import type { Answer, TranslationProvider } from './provider.ts';
import { outsideKindOf } from '../outside.ts';
import { kindsOutside } from './outside.ts';
import { hasWords, protect, restore, type Protected } from './protect.ts';

export interface Translating {
	store: Store;
	provider: TranslationProvider;
	breaker: Breaker;
	/** Names that may not leave, of one school. */
	namesOf: (schoolId: string) => Promise<readonly string[]>;
	/** The calendar day at the school, `YYYY-MM-DD`. */
	dayOf: (now: Date) => string;
}

/** So many wishes are looked at in one turn: a page of texts for a school, not all of September at once. */
const AT_ONCE = 200;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * 60_000;
/** Then nobody waits for it any more: about three days. */
const TRIES = 16;

type Wish = Awaited<ReturnType<typeof dueWishes>>[number];

/**
 * Translates what is due. A text whose answer lost a name or a number is tried once more with every number taken out, and
 * then left as it is: no translation is better than a wrong one. Gives how many were translated. May run twice at once:
 * both then write the same.
 */
export async function translateDue(translating: Translating, now: Date): Promise<number> {
	const { store, breaker } = translating;
	if (breaker.waits(now) > 0) return 0;
	const wishes = await allowed(translating, await dueWishes(store, now));
	let done = 0;
	for (const same of Map.groupBy(wishes, (one) => `${one.schoolId} ${one.from} ${one.language}`).values()) {
		if (breaker.waits(now) > 0) break;
		done += await translateSame(translating, same, now);
	}
	return done;
}

function dueWishes({ read }: Store, now: Date) {
	const { translationWish: wish } = read.t;
	return acrossSchools('one service translates for all schools', () =>
		read
			.select()
			.from(wish)
			.where(lte(wish.dueAt, now))
			.orderBy(asc(wish.dueAt), asc(wish.id))
			.limit(AT_ONCE),
	);
}

/** Without those that a service outside may not have; they are forgotten, so that nobody waits for them. */
async function allowed({ store, provider }: Translating, wishes: Wish[]): Promise<Wish[]> {
	if (!provider.outside || !wishes.some(({ aboutKind }) => outsideKindOf(aboutKind))) return wishes;
	const may: Wish[] = [];
	const barred: Wish[] = [];
	for (const [schoolId, ofSchool] of Map.groupBy(wishes, ({ schoolId }) => schoolId)) {
		const kinds = await kindsOutside(store.read, schoolId);
		for (const wish of ofSchool) {
			const kind = outsideKindOf(wish.aboutKind);
			(!kind || kinds.has(kind) ? may : barred).push(wish);
		}
	}
	await forget(store, barred);
	return may;
}

/** Of one school, from one language into one other. */
async function translateSame(translating: Translating, wishes: Wish[], now: Date): Promise<number> {
	const { store, provider, namesOf, dayOf } = translating;
	const [{ schoolId, from, language: to } = { schoolId: '', from: '', language: '' }] = wishes;
	const serves = await provider.serves(from, to);
	if (serves === 'later') return later(translating, wishes, { did: 'later', failure: 'no_languages' }, now);
	if (!serves) return forget(store, wishes);
	const names = await namesOf(schoolId);
	const options = { from, to, names, today: dayOf(now) };
	const known = await madeBefore(store, wishes, provider.name);
	const fresh = wishes.filter(({ text }) => !known.has(text));
	const made: Made[] = wishes.flatMap((wish) => {
		const text = known.get(wish.text);
		return text === undefined ? [] : [{ wish, text }];
	});
	for (const everyNumber of [false, true]) {
		const left = fresh.filter((wish) => !made.some((one) => one.wish === wish));
		const lined = left.map((wish) => inLines(wish, (line) => protect(line, { ...options, everyNumber })));
		const answer = await translateLines(
			provider,
			lined.flatMap(({ lines }) => lines),
			from,
			to,
		);
		if (answer.did === 'later') {
			await keep(store, made, provider.name, now);
			return made.length + (await later(translating, left, answer, now));
		}
		if (answer.did === 'refused') {
			log.warn({ failure: answer.failure, provider: provider.name }, 'translation refused');
			await keep(store, made, provider.name, now);
			return made.length + (await later(translating, left, { did: 'later', failure: answer.failure }, now));
		}
		translating.breaker.worked();
		made.push(...putTogether(lined, answer.texts));
	}
	await keep(store, made, provider.name, now);
	await forget(
		store,
		fresh.filter((wish) => !made.some((one) => one.wish === wish)),
	);
	return made.length;
}

interface Lined {
	wish: Wish;
	lines: Protected[];
}
interface Made {
	wish: Wish;
	text: string;
}

/** Each line for itself: services join lines, and a list would become a paragraph. */
function inLines(wish: Wish, protectLine: (line: string) => Protected): Lined {
	return { wish, lines: wish.text.split('\n').map(protectLine) };
}

type LinesAnswer = { did: 'translated'; texts: (string | null)[] } | Exclude<Answer, { did: 'translated' }>;

/** In requests as large as the service takes. Lines without words are not sent. */
async function translateLines(
	provider: TranslationProvider,
	lines: readonly Protected[],
	from: string,
	to: string,
): Promise<LinesAnswer> {
	const texts: (string | null)[] = lines.map((line) => (hasWords(line) ? null : restore(line.marked, line)));
	const worded = lines.flatMap((line, at) => (hasWords(line) ? [{ line, at }] : []));
	for (let next = 0; next < worded.length;) {
		const some = worded.slice(next, next + fitting(worded.slice(next), provider.most));
		next += some.length;
		const answer = await provider.translate(
			some.map(({ line }) => line.marked),
			from,
			to,
		);
		if (answer.did !== 'translated') return answer;
		for (const [nth, { line, at }] of some.entries()) {
			const text = answer.texts[nth];
			texts[at] = text ? restore(text, line) : null;
		}
	}
	return { did: 'translated', texts };
}

/** How many of these go into one request; at least one. */
function fitting(worded: readonly { line: Protected }[], most: TranslationProvider['most']): number {
	let characters = 0;
	const end = worded.findIndex(({ line }, at) => {
		// a mark is at most some thirty characters in the request
		characters += line.marked.reduce<number>(
			(sum, piece) => sum + (typeof piece === 'number' ? 32 : piece.length),
			0,
		);
		return at === most.texts || (at > 0 && characters > most.characters);
	});
	return end < 0 ? worded.length : end;
}

/** Texts of which every line came back whole. */
function putTogether(lined: readonly Lined[], texts: readonly (string | null)[]): Made[] {
	let next = 0;
	return lined.flatMap(({ wish, lines }) => {
		const own = texts.slice(next, (next += lines.length));
		return own.every((line) => line !== null) ? [{ wish, text: own.join('\n') }] : [];
	});
}

/** What this service already made of the same text, in this school. */
async function madeBefore(
	{ read }: Store,
	wishes: readonly Wish[],
	provider: string,
): Promise<Map<string, string>> {
	const [first] = wishes;
	if (!first) return new Map();
	const { translation: t } = read.t;
	const rows = await read
		.select({ of: t.of, text: t.text })
		.from(t)
		.where(
			and(
				eq(t.schoolId, first.schoolId),
				eq(t.language, first.language),
				eq(t.from, first.from),
				eq(t.state, 'machine'),
				eq(t.provider, provider),
			),
		);
	const wanted = new Set(wishes.map(({ text }) => text));
	return new Map(rows.filter(({ of }) => wanted.has(of)).map(({ of, text }) => [of, text]));
}

/** Writes what was made, unless the text was changed or a person was first meanwhile: then its wish is gone. */
async function keep(store: Store, made: readonly Made[], provider: string, now: Date): Promise<void> {
	if (made.length === 0) return;
	await store.transact(async (tx) => {
		const { translation: t, translationWish: wish } = tx.t;
		for (const { wish: one, text } of made) {
			const taken = await tx
				.delete(wish)
				.where(and(eq(wish.schoolId, one.schoolId), eq(wish.id, one.id)))
				.returning({ id: wish.id });
			if (taken.length === 0) continue;
			const { schoolId, aboutKind, aboutId, field, language, from, text: of } = one;
			await tx
				.insert(t)
				.values({
					...{ schoolId, aboutKind, aboutId, field, language, from, of, text, provider },
					id: newId(),
					state: 'machine',
					byStaffId: null,
					at: now,
				})
				.onConflictDoUpdate({
					target: [t.schoolId, t.aboutKind, t.aboutId, t.field, t.language, t.state],
					set: fromInserted('text', 'of', 'from', 'provider', 'at'),
				});
		}
	});
}

async function later(
	{ store, provider, breaker }: Translating,
	wishes: readonly Wish[],
	{ failure, afterMs }: Extract<Answer, { did: 'later' }>,
	now: Date,
): Promise<0> {
	breaker.failed(now, afterMs);
	log.warn({ failure, provider: provider.name, texts: wishes.length }, 'translation comes later');
	await store.transact(async (tx) => {
		const { translationWish: wish } = tx.t;
		for (const { schoolId, id, tries } of wishes) {
			const its = and(eq(wish.schoolId, schoolId), eq(wish.id, id));
			if (tries + 1 >= TRIES) await tx.delete(wish).where(its);
			else {
				const pause = Math.max(afterMs ?? 0, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries));
				await tx
					.update(wish)
					.set({ tries: tries + 1, dueAt: new Date(now.getTime() + pause) })
					.where(its);
			}
		}
	});
	return 0;
}

/** Texts that this service will never translate. */
async function forget(store: Store, wishes: readonly Wish[]): Promise<0> {
	if (wishes.length === 0) return 0;
	await store.transact(async (tx) => {
		const { translationWish: wish } = tx.t;
		for (const { schoolId, id } of wishes)
			await tx.delete(wish).where(and(eq(wish.schoolId, schoolId), eq(wish.id, id)));
	});
	return 0;
}
