// Turning off e-mail of one sort from the mail itself (RFC 8058): no cookie, no sign-in. Who holds the mail holds the right.
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { hmac, sameDigest } from '#lib/platform/server/ids.ts';
import { appLocaleFor } from '#lib/translation/languages.ts';
import { isLocale, type Locale } from '#lib/translation/locale.ts';
import { sorts, type Sort, type Unwanted } from '../kinds.ts';
import type { Parcel } from './parcels.ts';
import { readPreferences, savePreferences } from './preferences.ts';

/** 132 bits. */
const MAC_LENGTH = 22;

/**
 * What the address in a mail turns off: the sorts that this mail tells of. None for what is urgent, for the safety of the
 * account, and for who is no guardian.
 */
export function sortsToStop(parcel: Parcel): Sort[] {
	if (!parcel.guardianId) return [];
	const told = [parcel, ...(parcel.others ?? []).filter(({ hindrance }) => !hindrance)];
	const found = new Set(told.map(({ sort }) => sort));
	return sorts.filter((sort) => sort !== 'urgent' && found.has(sort));
}

/** The path that a mail names; undefined where it has nothing to turn off. It holds a notice's id, and no person's. */
export function unsubscribePath(key: Buffer, parcel: Parcel): string | undefined {
	const stops = sortsToStop(parcel);
	if (stops.length === 0 || !parcel.noticeId) return undefined;
	const said = `${parcel.schoolId}.${parcel.noticeId}.${stops.join('~')}`;
	return `/api/mail/${said}.${macOf(key, said)}`;
}

export interface Unsubscribing {
	schoolId: string;
	guardianId: string;
	schoolName: string;
	/** What the address is about. */
	sorts: Sort[];
	/** Whether e-mail of all of these is off now. */
	off: boolean;
	/** The language of the guardian. */
	locale: Locale;
}

/** What an address is about; undefined for one that was not made here, or whose notice is forgotten (after a year). */
export async function lookAtUnsubscribe(
	db: Reader,
	key: Buffer,
	token: string,
): Promise<Unsubscribing | undefined> {
	const read = readToken(key, token);
	if (!read) return undefined;
	const { notice, guardian, school } = db.t;
	const [row] = await db
		.select({
			guardianId: guardian.id,
			schoolName: school.name,
			locale: guardian.locale,
			written: guardian.writtenLanguage,
		})
		.from(notice)
		.innerJoin(guardian, and(eq(guardian.schoolId, notice.schoolId), eq(guardian.id, notice.guardianId)))
		.innerJoin(school, eq(school.id, notice.schoolId))
		.where(and(eq(notice.schoolId, read.schoolId), eq(notice.id, read.noticeId)));
	if (!row) return undefined;
	const whose = { schoolId: read.schoolId, guardianId: row.guardianId };
	const { unwanted } = await readPreferences(db, whose);
	return {
		...whose,
		schoolName: row.schoolName,
		sorts: read.sorts,
		off: read.sorts.every((sort) => unwanted.includes(`${sort}.email`)),
		locale: row.locale && isLocale(row.locale) ? row.locale : appLocaleFor(row.written),
	};
}

/** Turns e-mail of these sorts off, or on again; everything else that was chosen stays. False when it was so already. */
export async function switchMails(
	tx: Tx,
	{ schoolId, guardianId, sorts: these }: Pick<Unsubscribing, 'schoolId' | 'guardianId' | 'sorts'>,
	on: boolean,
	now: Date,
): Promise<boolean> {
	const whose = { schoolId, guardianId };
	const { address: _, ...before } = await readPreferences(tx, whose);
	const ways = these.map((sort): Unwanted => `${sort}.email`);
	const others = before.unwanted.filter((one) => !ways.includes(one));
	const unwanted = on ? others : [...others, ...ways];
	if (unwanted.length === before.unwanted.length) return false;
	await savePreferences(tx, whose, { ...before, unwanted }, now);
	return true;
}

function readToken(key: Buffer, token: string) {
	const [schoolId, noticeId, listed, mac, more] = token.split('.');
	if (!schoolId || !noticeId || !listed || !mac || more !== undefined) return undefined;
	if (!sameDigest(mac, macOf(key, `${schoolId}.${noticeId}.${listed}`))) return undefined;
	return { schoolId, noticeId, sorts: sorts.filter((sort) => listed.split('~').includes(sort)) };
}

function macOf(key: Buffer, said: string): string {
	return hmac(key, `mail ${said}`).slice(0, MAC_LENGTH);
}
