import { and, eq, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { keepPicture, makePicture, removePicture, type PictureRefusal } from '#lib/platform/server/files.ts';
import type { Profile } from '../schemas.ts';
import { wantJobTitles } from './job-titles.ts';
import { mayEditProfile } from './policy.ts';

export type ProfileRefusal = 'not_allowed' | 'unknown_person';
export type Saved = { ok: true } | { ok: false; refusal: ProfileRefusal };

export interface StaffProfile extends Profile {
	staffId: string;
	name: string;
	/** The address that they sign in with; parents see it when it is shown. Changed with the account, not here. */
	email: string | null;
	photo: string | null;
	gone: boolean;
}

/** The profile of a staff member as the form has it; undefined when the school has no such person. */
export async function readProfile(
	db: Reader,
	{ schoolId }: StaffActor,
	staffId: string,
): Promise<StaffProfile | undefined> {
	const { staffMember } = db.t;
	const [row] = await db
		.select()
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId)));
	return (
		row && {
			staffId: row.id,
			name: row.name,
			photo: row.photo,
			gone: row.status === 'gone',
			calledName: row.calledName ?? '',
			saidAs: row.saidAs ?? '',
			jobTitle: row.jobTitle ?? '',
			email: row.email,
			emailShown: row.emailShown,
			phone: row.phone ?? '',
			phoneShown: row.phoneShown,
			languages: row.languages,
			languagesALittle: row.languagesALittle ?? [],
			days: row.days,
			callFrom: row.callFrom ?? '',
			callTill: row.callTill ?? '',
			gateFrom: row.gateFrom ?? '',
			gateTill: row.gateTill ?? '',
			bestWay: row.bestWay ?? '',
		}
	);
}

/** Saves what parents read about a person. */
export async function saveProfile(
	store: Store,
	actor: StaffActor,
	{ staffId, profile, now }: { staffId: string; profile: Profile; now: Date },
): Promise<Saved> {
	if (!mayEditProfile(actor, staffId)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<Saved> => {
		const { staffMember } = tx.t;
		const saved = await tx
			.update(staffMember)
			.set(asColumns(profile))
			.where(and(eq(staffMember.schoolId, actor.schoolId), eq(staffMember.id, staffId)))
			.returning({ staffId: staffMember.id, jobTitle: staffMember.jobTitle });
		if (saved.length === 0) return { ok: false, refusal: 'unknown_person' };
		await wantJobTitles(tx, actor.schoolId, saved, now);
		await audit(tx, actor, 'contacts.profile_changed', { staff: staffId }, now);
		return { ok: true };
	});
}

function asColumns(profile: Profile) {
	const { calledName, saidAs, jobTitle, phone, callFrom, callTill, gateFrom, gateTill, bestWay, ...rest } =
		profile;
	return {
		...rest,
		calledName: calledName || null,
		saidAs: saidAs || null,
		jobTitle: jobTitle || null,
		phone: phone || null,
		callFrom: callFrom || null,
		callTill: callTill || null,
		gateFrom: gateFrom || null,
		gateTill: gateTill || null,
		bestWay: bestWay || null,
		days: [...new Set(profile.days)].sort(),
		languages: [...new Set(profile.languages)],
		languagesALittle: [...new Set(profile.languagesALittle)].filter(
			(tag) => !profile.languages.includes(tag),
		),
	};
}

/**
 * Gives a person a portrait, made anew from the upload, or takes it away (`upload: null`). The old one is removed from
 * the disk when nobody else of the school has the same picture.
 */
export async function savePortrait(
	store: Store,
	actor: StaffActor,
	{
		staffId,
		upload,
		dataDir,
		now,
	}: { staffId: string; upload: Uint8Array | null; dataDir: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: ProfileRefusal | PictureRefusal }> {
	if (!mayEditProfile(actor, staffId)) return { ok: false, refusal: 'not_allowed' };
	if (!(await readProfile(store.read, actor, staffId))) return { ok: false, refusal: 'unknown_person' };
	const made = upload ? await makePicture(upload) : undefined;
	if (made?.ok === false) return made;
	const picture = made?.picture;
	if (picture) await keepPicture(dataDir, actor.schoolId, picture);
	const changed = await store.transact((tx) => setPhoto(tx, actor, staffId, picture?.address ?? null, now));
	for (const address of changed?.orphans ?? []) await removePicture(dataDir, actor.schoolId, address);
	return changed ? { ok: true } : { ok: false, refusal: 'unknown_person' };
}

/** Undefined for an unknown person; else the addresses that nobody has any more. */
async function setPhoto(
	tx: Tx,
	actor: StaffActor,
	staffId: string,
	photo: string | null,
	now: Date,
): Promise<{ orphans: string[] } | undefined> {
	const { staffMember } = tx.t;
	const isPerson = and(eq(staffMember.schoolId, actor.schoolId), eq(staffMember.id, staffId));
	const [before] = await tx.select({ photo: staffMember.photo }).from(staffMember).where(isPerson);
	if (!before) return undefined;
	await tx.update(staffMember).set({ photo }).where(isPerson);
	await audit(
		tx,
		actor,
		photo ? 'contacts.portrait_set' : 'contacts.portrait_removed',
		{ staff: staffId },
		now,
	);
	if (before.photo === null) return { orphans: [] };
	const others = await tx
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, actor.schoolId), eq(staffMember.photo, before.photo)));
	return { orphans: others.length > 0 ? [] : [before.photo] };
}

/** Whether a portrait belongs to someone who works at this school: only then it is served. */
export async function isPortrait(db: Reader, schoolId: string, address: string): Promise<boolean> {
	const { staffMember } = db.t;
	const found = await db
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(
			and(eq(staffMember.schoolId, schoolId), eq(staffMember.photo, address), ne(staffMember.status, 'gone')),
		)
		.limit(1);
	return found.length > 0;
}
