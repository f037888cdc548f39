import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { arrive } from '#lib/accounts/server/arrival.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { cookieOfRunning, repeatableToken } from '#lib/accounts/server/sessions.ts';
import type { FromBrowser } from '#lib/accounts/server/sign-in.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { newId, newToken, sha256 } from '#lib/platform/server/ids.ts';
import { appLocaleFor } from '#lib/translation/languages.ts';
import { isLocale, type Locale } from '#lib/translation/locale.ts';
import { findAddressees, type Addressee } from './addressees.ts';

/** Minutes that a door code works. */
export const DOOR_MINUTES = 10;

/** The guardian whom this staff member may let in at the door; undefined when they may not. */
export async function guardianAtDoor(
	db: Reader,
	staff: StaffActor,
	guardianId: string,
	now: Date,
): Promise<Addressee | undefined> {
	const [found] = await findAddressees(db, staff, { guardianId }, now.toISOString().slice(0, 10));
	return found;
}

/**
 * Staff know the person who stands there: a token for one sign-in within ten minutes, which opens what is personal. Earlier
 * ones for the same guardian stop working. `easyView`: how the app is to show itself to them. Undefined when this staff
 * member may not.
 */
export async function makeDoorCode(
	store: Store,
	staff: StaffActor,
	guardianId: string,
	now: Date,
	{ easyView }: { easyView?: boolean } = {},
): Promise<{ token: string; expiresAt: Date } | undefined> {
	const token = newToken();
	const expiresAt = new Date(now.getTime() + DOOR_MINUTES * 60 * 1000);
	return store.transact(async (tx) => {
		if (!(await guardianAtDoor(tx, staff, guardianId, now))) return undefined;
		const { schoolId, staffId } = staff;
		const { handOver, guardian } = tx.t;
		if (easyView !== undefined)
			await tx
				.update(guardian)
				.set({ easyView })
				.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
		await tx
			.delete(handOver)
			.where(
				and(
					eq(handOver.schoolId, schoolId),
					eq(handOver.guardianId, guardianId),
					eq(handOver.kind, 'door'),
					isNull(handOver.usedAt),
				),
			);
		await tx.insert(handOver).values({
			schoolId,
			id: newId(),
			kind: 'door',
			tokenHash: sha256(token),
			guardianId,
			staffId,
			strength: 'confirmed',
			createdAt: now,
			expiresAt,
		});
		await audit(tx, staff, 'families.door_code_shown', { guardianId }, now);
		return { token, expiresAt };
	});
}

/** Whether a door code that this staff member showed for the guardian was used within its ten minutes. */
export async function doorCodeUsedSince(
	db: Reader,
	{ schoolId, staffId }: StaffActor,
	guardianId: string,
	now: Date,
): Promise<boolean> {
	const { handOver } = db.t;
	const [newest] = await db
		.select({ usedAt: handOver.usedAt })
		.from(handOver)
		.where(
			and(
				eq(handOver.schoolId, schoolId),
				eq(handOver.guardianId, guardianId),
				eq(handOver.staffId, staffId),
				eq(handOver.kind, 'door'),
				gt(handOver.expiresAt, now),
			),
		)
		.orderBy(desc(handOver.createdAt))
		.limit(1);
	return newest !== undefined && newest.usedAt !== null;
}

export interface AtDoor {
	/** Null when the school gave no name. */
	name: string | null;
	locale: Locale;
	school: { name: string };
}

/** Who may go on with this door code; undefined when it is used, too old or unknown. Changes nothing. */
export async function lookAtDoorCode(db: Reader, token: string, now: Date): Promise<AtDoor | undefined> {
	const found = await findDoorCode(db, token);
	if (!found || found.usedAt || found.expiresAt <= now) return undefined;
	const locale = found.locale && isLocale(found.locale) ? found.locale : appLocaleFor(found.writtenLanguage);
	return { name: found.name, locale, school: { name: found.schoolName } };
}

/** Signs the guardian in on this device. A browser that sends the same again gets the same session. */
export async function enterWithDoorCode(
	store: Store,
	key: Buffer,
	{ token, browser, device }: FromBrowser & { token: string },
	now: Date,
): Promise<{ cookie: string } | undefined> {
	return store.transact(async (tx) => {
		const found = await findDoorCode(tx, token);
		if (!found) return undefined;
		const { schoolId, id, guardianId } = found;
		const sessionToken = repeatableToken(key, `door:${id}`, browser);
		const { handOver } = tx.t;
		const used = await tx
			.update(handOver)
			.set({ usedAt: now })
			.where(
				and(
					eq(handOver.schoolId, schoolId),
					eq(handOver.id, id),
					isNull(handOver.usedAt),
					gt(handOver.expiresAt, now),
				),
			)
			.returning({ id: handOver.id });
		if (used.length === 0) {
			const cookie = await cookieOfRunning(tx, schoolId, sessionToken);
			return cookie === undefined ? undefined : { cookie };
		}
		return arrive(tx, {
			schoolId,
			person: { guardianId },
			strength: 'confirmed',
			device,
			token: sessionToken,
			way: 'door',
			now,
		});
	});
}

async function findDoorCode(db: Reader, token: string) {
	const { handOver, guardian, school } = db.t;
	const [found] = await acrossSchools('a door code says which school it is', () =>
		db
			.select({
				schoolId: handOver.schoolId,
				id: handOver.id,
				guardianId: handOver.guardianId,
				expiresAt: handOver.expiresAt,
				usedAt: handOver.usedAt,
				name: guardian.name,
				locale: guardian.locale,
				writtenLanguage: guardian.writtenLanguage,
				schoolName: school.name,
			})
			.from(handOver)
			.innerJoin(
				guardian,
				and(eq(guardian.schoolId, handOver.schoolId), eq(guardian.id, handOver.guardianId)),
			)
			.innerJoin(school, eq(school.id, handOver.schoolId))
			.where(and(eq(handOver.tokenHash, sha256(token)), eq(handOver.kind, 'door'))),
	);
	return found;
}
