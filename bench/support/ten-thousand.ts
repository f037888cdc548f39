// A very large school in the demo's database: ten thousand guardians who read six languages, with fifteen thousand phones.
import path from 'node:path';
import { and, eq } from 'drizzle-orm';
import { startSession } from '#lib/accounts/server/sessions.ts';
import { openStore, type Store, type Tx } from '#lib/database/store.ts';
import { newId, sha256 } from '#lib/platform/server/ids.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { locales } from '#lib/translation/locale.ts';
import { newBrowserKeys } from './browser-keys.ts';

const GUARDIANS = 10_000;
/** Every second guardian has two. */
export const DEVICES = 15_000;

const PART = 500;

interface Room {
	schoolId: string;
	groupId: string;
	/** Of their phones' push service. */
	host: string;
	now: Date;
}

/**
 * Two guardians for each of five thousand children in a class of the demo, each with a phone that gets push messages at
 * `host`, every second with two. None has an address, so that nothing but pushes goes out.
 */
export async function addTenThousand(dataDir: string, host: string, now: Date): Promise<void> {
	const store = await openStore({ engine: 'sqlite', file: path.join(dataDir, 'schoolbrug.db') });
	const room = { ...(await classOf(store)), host, now };
	const keys = Array.from({ length: PART }, newBrowserKeys);
	for (let from = 0; from < GUARDIANS; from += PART)
		await store.transact(async (tx) => {
			const nths = Array.from({ length: PART }, (_, at) => from + at);
			await addFamilies(tx, room, nths);
			const phones = [];
			for (const nth of nths)
				phones.push(...(await phonesOf(tx, room, nth, keys[nth % PART] ?? newBrowserKeys())));
			await tx.insert(tx.t.pushSubscription).values(phones);
		});
	await store.close();
}

/** A class of this year, of the school whose head signs in. */
async function classOf(store: Store): Promise<{ schoolId: string; groupId: string }> {
	const { group, staffRole } = store.t;
	const [room] = await acrossSchools('the demo is whole', () =>
		store.read
			.select({ schoolId: group.schoolId, groupId: group.id })
			.from(group)
			.innerJoin(staffRole, and(eq(staffRole.schoolId, group.schoolId), eq(staffRole.role, 'head')))
			.where(eq(group.kind, 'class'))
			.limit(1),
	);
	if (!room) throw new Error('the demo has no class');
	return room;
}

async function addFamilies(tx: Tx, { schoolId, groupId, now }: Room, nths: number[]): Promise<void> {
	const { child, groupChild, guardian, guardianship } = tx.t;
	const children = [...new Set(nths.map(childOf))];
	const createdAt = now;
	await tx
		.insert(child)
		.values(children.map((id) => ({ schoolId, id, givenName: id, sortKey: id, createdAt })));
	await tx.insert(groupChild).values(children.map((childId) => ({ schoolId, groupId, childId })));
	await tx.insert(guardian).values(
		nths.map((nth) => {
			const locale = locales[nth % locales.length] ?? 'nl';
			return { schoolId, id: guardianOf(nth), locale, writtenLanguage: locale, createdAt };
		}),
	);
	await tx.insert(guardianship).values(
		nths.map((nth) => ({
			...{ schoolId, guardianId: guardianOf(nth), childId: childOf(nth) },
			...{ level: 'full' as const, position: (nth % 2) + 1 },
		})),
	);
}

async function phonesOf(
	tx: Tx,
	{ schoolId, host, now }: Room,
	nth: number,
	{ p256dh, auth }: { p256dh: string; auth: string },
) {
	const guardianId = guardianOf(nth);
	const session = { schoolId, person: { guardianId }, strength: 'confirmed', device: 'bench', now } as const;
	const { id: sessionId } = await startSession(tx, session);
	return Array.from({ length: 1 + (nth % 2) }, (_, phone) => {
		const endpoint = `https://${host}/${nth}-${phone}`;
		const endpointHash = sha256(endpoint);
		return {
			...{ schoolId, id: newId(), guardianId, sessionId },
			...{ endpoint, endpointHash, p256dh, auth, createdAt: now },
		};
	});
}

const guardianOf = (nth: number) => `many-${nth}`;
const childOf = (nth: number) => `kind-${nth >> 1}`;
