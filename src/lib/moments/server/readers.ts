// Who would read an invitation: in which language, and whom no message reaches.
import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { notUnderstood, type NotUnderstood } from '#lib/families/understanding.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { baseLocale, locales } from '#lib/translation/locale.ts';
import { familiesOf } from '#lib/families/family.ts';
import { onlyOf, type ForWhom } from './audience.ts';

export interface Readers {
	/** Families with a guardian who may sign up: they are invited. */
	families: number;
	/** Guardians by the language that they read, most first. Of whom it is not known: Dutch. */
	languages: { tag: string; guardians: number }[];
	/** Families that will not understand an invitation, by language. */
	notUnderstood: NotUnderstood[];
	/** Guardians to whom no e-mail and no push goes: paper, a call or a word at the gate. By child. */
	unreached: Unreached[];
	/** Children without any guardian who may sign up. */
	withoutGuardian: { childId: string; givenName: string }[];
}

export interface Unreached {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	childId: string;
	childName: string;
	phone: string | null;
	/** Has been in the app: sees it there, without being told. */
	hasApp: boolean;
}

/** Of these groups, or of the whole school when none is given; `heard`: languages in which the moment is said aloud. Two queries. */
export async function findReaders(
	db: Reader,
	schoolId: string,
	{ groupIds, childIds }: ForWhom,
	today: string,
	heard: readonly string[] = [],
): Promise<Readers> {
	const rows = onlyOf(await findRows(db, schoolId, groupIds, today), childIds);
	const pairs = rows.flatMap(({ childId, guardianId, level }) =>
		guardianId && level === 'full' ? [{ childId, guardianId }] : [],
	);
	const guardians = new Map(
		rows.flatMap((row) => (row.guardianId && row.level === 'full' ? [[row.guardianId, row]] : [])),
	);
	const pushed = await findPushed(db, schoolId, [...guardians.keys()]);
	const withGuardian = new Set(pairs.map(({ childId }) => childId));
	const children = new Map(rows.map(({ childId, givenName }) => [childId, givenName]));
	return {
		families: familiesOf(pairs).length,
		languages: countLanguages([...guardians.values()]),
		notUnderstood: notUnderstood(
			rows.flatMap(({ guardianId, level, likesListening, ...row }) =>
				guardianId && level === 'full'
					? [{ ...row, guardianId, likesListening: likesListening === true }]
					: [],
			),
			// an invitation is a text of the app
			{ inWriting: locales, heard },
		),
		unreached: unreachedOf(rows, pushed),
		withoutGuardian: [...children].flatMap(([childId, givenName]) =>
			withGuardian.has(childId) ? [] : [{ childId, givenName }],
		),
	};
}

/** The languages that these guardians read, each once; of whom it is not known, that of the app. */
export async function languagesOf(
	db: Reader,
	schoolId: string,
	guardianIds: readonly string[],
): Promise<string[]> {
	const { guardian } = db.t;
	const tags = new Set<string>();
	for (const part of chunks(guardianIds)) {
		const rows = await db
			.selectDistinct({ locale: guardian.locale, written: guardian.writtenLanguage })
			.from(guardian)
			.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, part)));
		for (const { locale, written } of rows) tags.add(written ?? locale ?? baseLocale);
	}
	return [...tags];
}

type Row = Awaited<ReturnType<typeof findRows>>[number];

function findRows(db: Reader, schoolId: string, groupIds: readonly string[], today: string) {
	const { child, groupChild, guardianship, guardian, preference } = db.t;
	return db
		.selectDistinct({
			childId: child.id,
			givenName: child.givenName,
			sortKey: child.sortKey,
			guardianId: guardian.id,
			name: guardian.name,
			level: guardianship.level,
			position: guardianship.position,
			locale: guardian.locale,
			written: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
			listed: guardian.listedLanguage,
			likesListening: guardian.likesListening,
			email: guardian.email,
			phone: guardian.phone,
			enteredAt: guardian.enteredAt,
			byEmail: preference.email,
			byPush: preference.push,
		})
		.from(child)
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			guardianship,
			and(eq(guardianship.schoolId, child.schoolId), eq(guardianship.childId, child.id)),
		)
		.leftJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.leftJoin(
			preference,
			and(eq(preference.schoolId, guardian.schoolId), eq(preference.guardianId, guardian.id)),
		)
		.where(
			and(
				eq(child.schoolId, schoolId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				groupIds.length > 0 ? inArray(groupChild.groupId, [...groupIds]) : undefined,
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
}

async function findPushed(db: Reader, schoolId: string, guardianIds: string[]): Promise<Set<string>> {
	if (guardianIds.length === 0) return new Set();
	const { pushSubscription } = db.t;
	const rows = await db
		.selectDistinct({ guardianId: pushSubscription.guardianId })
		.from(pushSubscription)
		.where(and(eq(pushSubscription.schoolId, schoolId), inArray(pushSubscription.guardianId, guardianIds)));
	return new Set(rows.flatMap(({ guardianId }) => guardianId ?? []));
}

function countLanguages(guardians: Row[]): Readers['languages'] {
	const tags = guardians.map(({ written, locale }) => languageOf(written ?? locale)?.tag ?? baseLocale);
	return [...Map.groupBy(tags, (tag) => tag)]
		.map(([tag, same]) => ({ tag, guardians: same.length }))
		.sort((a, b) => b.guardians - a.guardians || a.tag.localeCompare(b.tag));
}

function unreachedOf(rows: Row[], pushed: Set<string>): Unreached[] {
	const found = new Map<string, Unreached & { position: number }>();
	for (const row of rows) {
		const { guardianId, childId, givenName, name, phone } = row;
		if (!guardianId || row.level !== 'full' || found.has(guardianId)) continue;
		const mailed = row.email !== null && row.byEmail !== false;
		if (mailed || (pushed.has(guardianId) && row.byPush !== false)) continue;
		const hasApp = row.enteredAt !== null;
		const position = row.position ?? 0;
		found.set(guardianId, { guardianId, name, childId, childName: givenName, phone, hasApp, position });
	}
	return [...found.values()].map(({ position: _, ...one }) => one);
}
