// school-hall: 300 parents with their letters in one hall, all behind one address, come in within five minutes. Each opens
// the letter's page, gives the birth date (every fifth wrong at first), passes the first step and opens the start.
import { openKeys } from '#lib/platform/server/keys.ts';
import type { Store } from '#lib/database/store.ts';
import { makeInvitations } from '#lib/families/server/invitations.ts';
import { startNamedSchool } from '../tests/support/named-school-server.ts';
import { asStaff, schoolId } from '../tests/support/people.ts';
import { atMost, median, type BenchResult } from './support/result.ts';

const PARENTS = 300;
const WITHIN_SECONDS = 300;
const ONE_IN_MISTYPES = 5;
const BIRTH = { birth_day: '5', birth_month: '4', birth_year: '2017' };

export async function run(): Promise<BenchResult> {
	let codes: string[] = [];
	const server = await startNamedSchool(async (store, dataDir) => {
		codes = await addHall(store, openKeys(dataDir).codes);
	});
	try {
		const started = performance.now();
		// all at once: the head of the school says "scan it now"
		const waits = await Promise.all(codes.map((code, at) => comeIn(server.origin, code, at)));
		const seconds = (performance.now() - started) / 1000;
		const inside = waits.filter((wait) => wait !== undefined);
		const note = `${inside.length} of ${PARENTS} in, half of them within ${median(inside).toFixed(1)} s`;
		const result = atMost('school-hall', seconds, WITHIN_SECONDS, 's', note);
		return { ...result, ok: result.ok && inside.length === PARENTS };
	} finally {
		await server.stop();
	}
}

/** A guardian with one child each, and their printed codes. */
async function addHall(store: Store, key: Buffer): Promise<string[]> {
	const createdAt = new Date();
	const ids = Array.from({ length: PARENTS }, (_, at) => `hall-${at}`);
	await store.transact(async (tx) => {
		const { t } = tx;
		await tx.insert(t.child).values(
			ids.map((id) => ({
				schoolId,
				id,
				givenName: id,
				birthDate: '2017-04-05',
				sortKey: id,
				createdAt,
			})),
		);
		await tx.insert(t.groupChild).values(ids.map((id) => ({ schoolId, groupId: 'groep4', childId: id })));
		await tx
			.insert(t.guardian)
			.values(ids.map((id) => ({ schoolId, id, name: id, writtenLanguage: 'tr', createdAt })));
		await tx
			.insert(t.guardianship)
			.values(
				ids.map((id) => ({ schoolId, guardianId: id, childId: id, level: 'full' as const, position: 1 })),
			);
	});
	const office = await asStaff(store, 'petra', { now: createdAt });
	const invited = await makeInvitations(store, key, office, { who: 'without_letter' }, createdAt);
	if (!invited.ok) throw new Error(invited.refusal);
	return invited.made
		.filter(({ addressee }) => addressee.guardianId.startsWith('hall-'))
		.map(({ code }) => code);
}

/** Seconds until the start page stood there; undefined when this parent did not get in. */
async function comeIn(origin: string, code: string, at: number): Promise<number | undefined> {
	const started = performance.now();
	const cookies = new Map<string, string>();
	const ask = async (path: string, form?: Record<string, string>) => {
		const response = await fetch(`${origin}${path}`, {
			method: form ? 'POST' : 'GET',
			redirect: 'manual',
			headers: {
				origin,
				accept: 'text/html',
				cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
			},
			body: form && new URLSearchParams(form),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(name, value);
		}
		await response.arrayBuffer();
		return { status: response.status, to: response.headers.get('location') };
	};
	if ((await ask(`/i/${code}`)).status !== 200) return undefined;
	if (at % ONE_IN_MISTYPES === 0) await ask(`/i/${code}`, { ...BIRTH, birth_day: '6' });
	const entered = await ask(`/i/${code}`, BIRTH);
	if (entered.to !== '/coming-in/language') return undefined;
	if ((await ask('/coming-in/language')).status !== 200) return undefined;
	if ((await ask('/start')).status !== 200) return undefined;
	return (performance.now() - started) / 1000;
}
