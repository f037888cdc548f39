import { and, asc, desc, eq } from 'drizzle-orm';
import type { Role } from '#lib/accounts/server/actors.ts';
import { startSession } from '#lib/accounts/server/sessions.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';

/** Someone of the demo school who can be signed in with one tap. */
export interface DemoPerson {
	/** `<school>.<guardian or staff>.<id>` */
	id: string;
	name: string;
	role: 'parent' | Role;
	locale: Locale;
	school: string;
	/** Children of a parent, with what the school lets them see. */
	children: { givenName: string; level: string }[];
}

/** Everybody of the demo's schools. Only ever called in demo mode, on a database that the demo made. */
export async function demoPeople(store: Store): Promise<DemoPerson[]> {
	const { school } = store.t;
	const schools = await store.read
		.select({ id: school.id, name: school.name })
		.from(school)
		.orderBy(asc(school.createdAt), desc(school.name), asc(school.id)); // made in the same millisecond: De Vuurvogel first
	const people = await Promise.all(
		schools.map(async ({ id, name }) => [
			...(await staffOf(store, id, name)),
			...(await parentsOf(store, id, name)),
		]),
	);
	return people.flat();
}

async function staffOf(store: Store, schoolId: string, school: string): Promise<DemoPerson[]> {
	const { staffMember, staffRole } = store.t;
	const rows = await store.read
		.select({ id: staffMember.id, name: staffMember.name, role: staffRole.role })
		.from(staffRole)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, staffRole.schoolId), eq(staffMember.id, staffRole.staffId)),
		)
		.where(and(eq(staffRole.schoolId, schoolId), eq(staffMember.status, 'active')))
		.orderBy(asc(staffMember.name), asc(staffRole.role));
	const byPerson = new Map(rows.map((row) => [row.id, row]));
	return [...byPerson.values()].map(({ id, name, role }) => ({
		id: `${schoolId}.staff.${id}`,
		name,
		role,
		locale: baseLocale,
		school,
		children: [],
	}));
}

async function parentsOf(store: Store, schoolId: string, school: string): Promise<DemoPerson[]> {
	const { guardianship, child } = store.t;
	const rows = await store.read
		.select({ guardianId: guardianship.guardianId, givenName: child.givenName, level: guardianship.level })
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.where(eq(guardianship.schoolId, schoolId))
		.orderBy(asc(child.sortKey), asc(guardianship.position));
	const byGuardian = Map.groupBy(rows, ({ guardianId }) => guardianId);
	const recipients = await findRecipients(store.read, schoolId, [...byGuardian.keys()]);
	return [...byGuardian].map(([guardianId, children]) => ({
		id: `${schoolId}.guardian.${guardianId}`,
		name: recipients.get(guardianId)?.name ?? `ouder/verzorger van ${children[0]?.givenName ?? ''}`,
		role: 'parent' as const,
		locale: recipients.get(guardianId)?.locale ?? baseLocale,
		school,
		children: children.map(({ givenName, level }) => ({ givenName, level })),
	}));
}

async function addressOf(
	tx: Tx,
	{ schoolId, kind, personId }: { schoolId: string; kind: string | undefined; personId: string },
): Promise<string | null> {
	const table = kind === 'staff' ? tx.t.staffMember : tx.t.guardian;
	const [row] = await tx
		.select({ emailKey: table.emailKey })
		.from(table)
		.where(and(eq(table.schoolId, schoolId), eq(table.id, personId)));
	return row?.emailKey ?? null;
}

/** Signs one of `demoPeople` in; the cookie and the language to set, or undefined for an unknown id. */
export async function signInDemoPerson(
	store: Store,
	id: string,
	device: string,
	now: Date,
): Promise<{ cookie: string; person: DemoPerson } | undefined> {
	const person = (await demoPeople(store)).find((one) => one.id === id);
	// what comes after the kind is the person's own id, which may have dots too
	const [schoolId, kind, ...rest] = id.split('.');
	if (!person || !schoolId) return undefined;
	const personId = rest.join('.');
	const { cookie } = await store.transact(async (tx) =>
		startSession(tx, {
			schoolId,
			person: kind === 'staff' ? { staffId: personId } : { guardianId: personId },
			strength: 'confirmed',
			// as if a code to it had been typed: who is at two schools can switch
			emailKey: await addressOf(tx, { schoolId, kind, personId }),
			passkey: kind === 'staff',
			device,
			now,
		}),
	);
	return { cookie, person };
}
