import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/server/actors.ts';
import { arrive } from '#lib/accounts/server/arrival.ts';
import { cookieOfRunning, repeatableToken } from '#lib/accounts/server/sessions.ts';
import type { FromBrowser } from '#lib/accounts/server/sign-in.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { hmac } from '#lib/platform/server/ids.ts';
import { appLocaleFor } from '#lib/translation/languages.ts';
import { isLocale, type Locale } from '#lib/translation/locale.ts';

/** A birth date is no secret: after this many wrong ones the code closes. */
const TRIES = 5;

/** Why a code does not open. */
export type CodeRefusal =
	| 'unknown'
	/** Somebody came in with it. */
	| 'used'
	| 'expired'
	/** Five wrong birth dates. */
	| 'tries'
	/** Newer letters were printed. */
	| 'replaced'
	/** The school took this one back, or shows this guardian nothing any more. */
	| 'withdrawn'
	/** The school has no birth date of any of the children: staff let them in at the door. */
	| 'no_birth_date';

export interface SeenCode {
	/** Undefined: it waits for a birth date. */
	refusal?: CodeRefusal;
	/** Undefined for an unknown code. Nothing here is about guardian or child. */
	school?: { name: string; phone: string | null };
	triesLeft: number;
	/** Whoever looks is signed in as this very guardian. */
	isMine: boolean;
}

/** What may be shown of a code before a birth date was given. Changes nothing. */
export async function lookAtCode(
	db: Reader,
	key: Buffer,
	code: string,
	now: Date,
	actor?: Actor,
): Promise<SeenCode> {
	const found = await findInvitation(db, key, code);
	if (!found) return { refusal: 'unknown', triesLeft: 0, isMine: false };
	const dates = await birthDates(db, found.schoolId, found.guardianId, now);
	const { schoolName: name, schoolPhone: phone, wrongTries } = found;
	return {
		refusal: refusalOf(found, dates, now),
		school: { name, phone },
		triesLeft: Math.max(0, TRIES - wrongTries),
		isMine:
			actor?.kind === 'guardian' &&
			actor.schoolId === found.schoolId &&
			actor.guardianId === found.guardianId,
	};
}

/** The language in which a code's page opens: chosen, else what the school's list says that they read. */
export async function localeOfCode(db: Reader, key: Buffer, code: string): Promise<Locale | undefined> {
	const found = await findInvitation(db, key, code);
	if (found?.locale && isLocale(found.locale)) return found.locale;
	const written = found?.writtenLanguage ?? found?.spokenLanguage;
	return written ? appLocaleFor(written) : undefined;
}

export type EnterResult =
	| { ok: true; cookie: string }
	| { ok: false; refusal: 'wrong_birth_date'; triesLeft: number }
	| { ok: false; refusal: CodeRefusal };

/**
 * Lets a guardian in with the code of the letter and the birth date of any of their children, `YYYY-MM-DD`. All codes of
 * the guardian close. The session's strength is `code`. A browser that sends the same again gets the same session: the
 * first answer may have got lost. `locale`: the language that was chosen on the page; `easyView`: that they want the app with
 * pictures and sound.
 */
export async function enterWithCode(
	store: Store,
	key: Buffer,
	given: FromBrowser & { code: string; birthDate: string; locale?: Locale; easyView?: boolean },
	now: Date,
): Promise<EnterResult> {
	return store.transact(async (tx): Promise<EnterResult> => {
		const found = await findInvitation(tx, key, given.code);
		if (!found) return { ok: false, refusal: 'unknown' };
		const { schoolId, guardianId } = found;
		const dates = await birthDates(tx, schoolId, guardianId, now);
		const refusal = refusalOf(found, dates, now);
		const token = repeatableToken(key, `letter:${found.id}`, given.browser);
		if (refusal === 'used' && dates.includes(given.birthDate)) {
			const cookie = await cookieOfRunning(tx, schoolId, token);
			if (cookie !== undefined) return { ok: true, cookie };
		}
		if (refusal) return { ok: false, refusal };
		if (!dates.includes(given.birthDate)) return countWrongTry(tx, found, now);
		await closeAll(tx, schoolId, guardianId, now);
		if (given.locale) await choose(tx, found, { locale: given.locale, languageChosenAt: now });
		if (given.easyView) await choose(tx, found, { easyView: true });
		const { cookie } = await arrive(tx, {
			schoolId,
			person: { guardianId },
			strength: 'code',
			device: given.device,
			token,
			way: 'letter',
			now,
		});
		return { ok: true, cookie };
	});
}

type Found = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

async function findInvitation(db: Reader, key: Buffer, code: string) {
	const { invitation, guardian, school } = db.t;
	const [found] = await acrossSchools('a printed code says which school it is', () =>
		db
			.select({
				schoolId: invitation.schoolId,
				id: invitation.id,
				guardianId: invitation.guardianId,
				expiresAt: invitation.expiresAt,
				wrongTries: invitation.wrongTries,
				closedAt: invitation.closedAt,
				closedBecause: invitation.closedBecause,
				locale: guardian.locale,
				writtenLanguage: guardian.writtenLanguage,
				spokenLanguage: guardian.spokenLanguage,
				schoolName: school.name,
				schoolPhone: school.phone,
			})
			.from(invitation)
			.innerJoin(
				guardian,
				and(eq(guardian.schoolId, invitation.schoolId), eq(guardian.id, invitation.guardianId)),
			)
			.innerJoin(school, eq(school.id, invitation.schoolId))
			.where(eq(invitation.codeHash, hmac(key, code))),
	);
	return found;
}

/** Of the children that the guardian may know of; null where the school has none. */
async function birthDates(
	db: Reader,
	schoolId: string,
	guardianId: string,
	now: Date,
): Promise<(string | null)[]> {
	const { guardianship, child } = db.t;
	const rows = await db
		.select({ birthDate: child.birthDate })
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				eq(guardianship.guardianId, guardianId),
				inArray(guardianship.level, ['full', 'information']),
				or(isNull(child.leftOn), gte(child.leftOn, now.toISOString().slice(0, 10))),
			),
		);
	return rows.map(({ birthDate }) => birthDate);
}

function refusalOf(found: Found, dates: (string | null)[], now: Date): CodeRefusal | undefined {
	if (dates.length === 0) return 'withdrawn';
	if (found.closedBecause) return found.closedBecause;
	if (found.expiresAt <= now) return 'expired';
	return dates.every((date) => date === null) ? 'no_birth_date' : undefined;
}

async function countWrongTry(tx: Tx, { schoolId, id, wrongTries }: Found, now: Date): Promise<EnterResult> {
	const { invitation } = tx.t;
	const tries = wrongTries + 1;
	const closed = tries >= TRIES ? ({ closedAt: now, closedBecause: 'tries' } as const) : {};
	await tx
		.update(invitation)
		.set({ wrongTries: tries, ...closed })
		.where(and(eq(invitation.schoolId, schoolId), eq(invitation.id, id)));
	return tries >= TRIES
		? { ok: false, refusal: 'tries' }
		: { ok: false, refusal: 'wrong_birth_date', triesLeft: TRIES - tries };
}

/** One code was used: no other letter of this guardian opens any more. */
async function closeAll(tx: Tx, schoolId: string, guardianId: string, now: Date): Promise<void> {
	const { invitation } = tx.t;
	await tx
		.update(invitation)
		.set({ closedAt: now, closedBecause: 'used' })
		.where(
			and(
				eq(invitation.schoolId, schoolId),
				eq(invitation.guardianId, guardianId),
				isNull(invitation.closedAt),
			),
		);
}

/** What was chosen on the letter's page. */
async function choose(
	tx: Tx,
	{ schoolId, guardianId }: Found,
	chosen: { locale: Locale; languageChosenAt: Date } | { easyView: true },
): Promise<void> {
	const { guardian } = tx.t;
	await tx
		.update(guardian)
		.set(chosen)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
}
