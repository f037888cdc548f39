import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import type { NoticeContent } from '#lib/notifications/content.ts';
import { inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { appLocaleFor } from '#lib/translation/languages.ts';
import { formatDay, formatTime } from '#lib/translation/dates.ts';
import { baseLocale, isLocale, type Locale } from '#lib/translation/locale.ts';
import { audit } from './audit.ts';
import { startSession, type NewSession } from './sessions.ts';

/**
 * How somebody came in: the letter's code, a code by e-mail, a passkey, staff at the door, an iPhone's home screen, or from
 * another school (or the other side) of which this browser has a session.
 */
export type Way = 'letter' | 'email' | 'passkey' | 'door' | 'home' | 'switch';

/**
 * Lets somebody in on a new device: the session, the first entry, the line in the audit trail, and a notice of the new
 * device to the ways that the person had already.
 */
export async function arrive(
	tx: Tx,
	arrival: NewSession & { way: Way },
): Promise<{ id: string; cookie: string }> {
	const { schoolId, person, way, now } = arrival;
	const started = await startSession(tx, arrival);
	const about = { way, strength: arrival.strength, ...person };
	const who =
		'guardianId' in person
			? { kind: 'guardian' as const, schoolId, ...person }
			: { kind: 'staff' as const, schoolId, ...person };
	await audit(tx, who, 'accounts.signed_in', about, now);
	const known =
		'guardianId' in person
			? await enter(tx, schoolId, person.guardianId, now)
			: await staff(tx, schoolId, person.staffId);
	const path = 'guardianId' in person ? '/me/devices' : '/staff/devices';
	if (await isWorthTelling(tx, arrival, started.id, known.email))
		await queueNotices(
			tx,
			[
				{
					schoolId,
					to: person,
					kind: 'accounts.new_device',
					...inBothLanguages(known.locale, (locale) =>
						newDevice(arrival.device, { ...known, locale }, path, now),
					),
					route: 'both',
					onceKey: `accounts.new_device:${started.id}`,
				},
			],
			now,
		);
	return started;
}

interface Known {
	email: string | null;
	locale: Locale;
	timeZone: string;
}

/** Notes the first entry of a guardian. */
async function enter(tx: Tx, schoolId: string, guardianId: string, now: Date): Promise<Known> {
	const { guardian, school } = tx.t;
	const own = and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId));
	await tx
		.update(guardian)
		.set({ enteredAt: now })
		.where(and(own, isNull(guardian.enteredAt)));
	const [row] = await tx
		.select({
			email: guardian.email,
			locale: guardian.locale,
			written: guardian.writtenLanguage,
			timeZone: school.timeZone,
		})
		.from(guardian)
		.innerJoin(school, eq(school.id, guardian.schoolId))
		.where(own);
	if (!row) throw new Error('who arrives has no row');
	const locale = row.locale && isLocale(row.locale) ? row.locale : appLocaleFor(row.written);
	return { email: row.email, locale, timeZone: row.timeZone };
}

async function staff(tx: Tx, schoolId: string, staffId: string): Promise<Known> {
	const { staffMember, school } = tx.t;
	const [row] = await tx
		.select({ email: staffMember.email, timeZone: school.timeZone })
		.from(staffMember)
		.innerJoin(school, eq(school.id, staffMember.schoolId))
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId)));
	if (!row) throw new Error('who arrives has no row');
	return { email: row.email, locale: baseLocale, timeZone: row.timeZone };
}

/** Not the very first device of somebody who could only hear of it on that same device. */
async function isWorthTelling(
	tx: Tx,
	{ schoolId, person, way }: NewSession & { way: Way },
	sessionId: string,
	email: string | null,
): Promise<boolean> {
	// a code proved the address just now, or in this very browser before
	if (email && way !== 'email' && way !== 'switch') return true;
	const { session } = tx.t;
	const others = await tx
		.select({ id: session.id })
		.from(session)
		.where(
			and(
				eq(session.schoolId, schoolId),
				'guardianId' in person
					? eq(session.guardianId, person.guardianId)
					: eq(session.staffId, person.staffId),
				ne(session.id, sessionId),
			),
		)
		.limit(1);
	return others.length > 0;
}

function newDevice(device: string, { locale, timeZone }: Known, path: string, now: Date): NoticeContent {
	const said = { locale };
	const day = formatDay(now, locale, timeZone);
	const when = m.app_date_day_and_time({ day, time: formatTime(now, locale, timeZone) }, said);
	return {
		locale,
		title: m.accounts_notice_device_title({}, said),
		lines: [
			m.accounts_notice_device_line({ device, when }, said),
			m.accounts_notice_device_you({}, said),
			m.accounts_notice_device_not_you({}, said),
		],
		action: { label: m.accounts_notice_device_action({}, said), path },
	};
}
