// The built app on a database with the named school and families of the unit tests: every actor of the access matrix.
import { and, eq, isNotNull } from 'drizzle-orm';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSession } from '#lib/accounts/server/sessions.ts';
import { openStore, type Store } from '#lib/database/store.ts';
import { startBuilt, type BuiltServer } from './built-server.ts';
import { addPeople, otherSchoolId, schoolId, today } from './people.ts';

/** Who asks, in the words of the rights: one column of the access matrix each. */
export const actors = {
	'signed out': undefined,
	'parent of the child': { guardianId: 'ayse', schoolId },
	'parent of another group': { guardianId: 'johan', schoolId },
	'former parent': { guardianId: 'wilma', schoolId },
	'information only': { guardianId: 'ahmet', schoolId },
	barred: { guardianId: 'kerem', schoolId },
	'teacher of the group': { staffId: 'marieke', schoolId },
	'teacher of another group': { staffId: 'selin', schoolId },
	care: { staffId: 'ines', schoolId },
	coordinator: { staffId: 'naima', schoolId },
	office: { staffId: 'petra', schoolId },
	head: { staffId: 'joke', schoolId },
	'parent of another school': { guardianId: 'nora', schoolId: otherSchoolId },
	'head of another school': { staffId: 'henk', schoolId: otherSchoolId },
} as const;
export type ActorName = keyof typeof actors;
export const actorNames = Object.keys(actors) as ActorName[];

export interface NamedSchoolServer extends BuiltServer {
	/** Cookie header by actor; empty for who is signed out. */
	cookies: Record<ActorName, string>;
}

/** Starts it on a free port; `prepare` adds what the test needs (a moment, a card) before the server opens the database. */
export async function startNamedSchool(
	prepare: (store: Store, dataDir: string) => Promise<void>,
	// the discard port: nothing leaves, where the test looks at no mail
	smtpUrl = 'smtp://localhost:9',
	env: Record<string, string> = {},
): Promise<NamedSchoolServer> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'schoolbrug-matrix-'));
	const now = today;
	const store = await openStore({ engine: 'sqlite', file: path.join(dataDir, 'schoolbrug.db') });
	await addPeople(store);
	await addCare(store, now);
	await leftYesterday(store, now);
	await prepare(store, dataDir);
	const cookies = {} as Record<ActorName, string>;
	for (const name of actorNames) cookies[name] = await signIn(store, name, now);
	await store.close();

	return { ...(await startBuilt(dataDir, smtpUrl, env)), cookies };
}

/** Who has the care (IB) and no group: the one role that the named people of the unit tests lack. */
async function addCare(store: Store, createdAt: Date): Promise<void> {
	const id = 'ines';
	const email = `${id}@school.example`;
	await store.transact(async (tx) => {
		const { staffMember, staffRole } = tx.t;
		await tx.insert(staffMember).values({
			schoolId,
			id,
			name: 'Ines Pereira',
			email,
			emailKey: email,
			languages: ['nl', 'pt'],
			days: [1, 2],
			status: 'active',
			createdAt,
		});
		await tx.insert(staffRole).values({ schoolId, staffId: id, role: 'care', givenAt: createdAt });
	});
}

async function signIn(store: Store, name: ActorName, now: Date): Promise<string> {
	const actor = actors[name];
	if (!actor) return '';
	const { schoolId, ...person } = actor;
	const { cookie } = await store.transact((tx) =>
		startSession(tx, { schoolId, person, strength: 'confirmed', passkey: true, device: 'test', now }),
	);
	return `session=${cookie}`;
}

/** Who left long ago is deleted in the first night; of these it is about what they may still do. */
async function leftYesterday(store: Store, now: Date): Promise<void> {
	await store.transact(async (tx) => {
		const { child } = tx.t;
		const yesterday = new Date(now.getTime() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
		await tx
			.update(child)
			.set({ leftOn: yesterday })
			.where(and(eq(child.schoolId, schoolId), isNotNull(child.leftOn)));
	});
}
