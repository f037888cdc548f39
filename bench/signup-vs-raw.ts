// signup-vs-raw: a whole sign-up (lock, rules, audit line, confirmation with its calendar file in the outbox) with 32
// under way at a time, against the same statements prepared by hand, one durable commit each, without any rules.
// Group commit is what makes ours faster: several sign-ups share one fsync.
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { atLeast, median, type BenchResult } from './support/result.ts';
import { now, schoolId, schoolWithFamilies, type BenchSchool } from './support/school-with-families.ts';

const FAMILIES = 320;
const ROUNDS = 7;
const IN_FLIGHT = 32;
const BUDGET = 1.5;

export async function run(): Promise<BenchResult> {
	const slots = ROUNDS + 1;
	const ours = await schoolWithFamilies({ families: FAMILIES, slots, places: 2 * FAMILIES });
	const raw = await schoolWithFamilies({ families: FAMILIES, slots, places: 2 * FAMILIES });
	try {
		await signUpAll(ours, 0);
		const byHand = openByHand(raw, await noticeOf(ours));
		signUpAllByHand(raw, byHand, 0);
		const rates = { ours: [] as number[], raw: [] as number[] };
		// in turns, so that a busy machine slows both; the first round warmed up
		for (let round = 1; round <= ROUNDS; round++) {
			rates.ours.push(await signUpAll(ours, round));
			rates.raw.push(signUpAllByHand(raw, byHand, round));
		}
		byHand.close();
		const note = `median of ${ROUNDS} rounds of ${FAMILIES}, ${IN_FLIGHT} in flight`;
		return atLeast('signup-vs-raw', median(rates.ours), median(rates.raw), BUDGET, 'sign-ups/s', note);
	} finally {
		await ours.close();
		await raw.close();
	}
}

/** Every family signs up for one slot; gives sign-ups a second. */
async function signUpAll(school: BenchSchool, round: number): Promise<number> {
	const slotId = school.slotIds[round] ?? '';
	const waiting = [...school.parents];
	const started = performance.now();
	await Promise.all(
		Array.from({ length: IN_FLIGHT }, async () => {
			for (let parent = waiting.shift(); parent; parent = waiting.shift()) {
				const wish = { slotId, childId: school.childOf(parent), adults: 1, interpreter: null, note: null };
				const result = await signUp(school.store, parent, { ...wish, wait: false, now });
				if (!result.ok || result.status !== 'confirmed') throw new Error('not every sign-up had a place');
			}
		}),
	);
	return FAMILIES / ((performance.now() - started) / 1000);
}

/** What ours writes as a confirmation: the raw way writes as much. */
async function noticeOf({ store }: BenchSchool): Promise<string> {
	const { notice } = store.t;
	const [row] = await store.read
		.select({ content: notice.content })
		.from(notice)
		.where(eq(notice.schoolId, schoolId))
		.limit(1);
	return JSON.stringify(row?.content);
}

function signUpAllByHand(school: BenchSchool, byHand: ReturnType<typeof openByHand>, round: number): number {
	const slotId = school.slotIds[round] ?? '';
	const started = performance.now();
	for (const parent of school.parents) byHand.signUp(slotId, parent.guardianId, school.childOf(parent));
	return FAMILIES / ((performance.now() - started) / 1000);
}

/** The statements of one sign-up, as ours sends them, each prepared once. */
function openByHand({ file }: BenchSchool, content: string) {
	const db = new Database(file);
	for (const setting of [
		'journal_mode = WAL',
		'synchronous = FULL',
		'foreign_keys = ON',
		'cache_size = -65536',
	])
		db.pragma(setting);
	const id = () => randomBytes(15).toString('base64url');
	const at = now.getTime();
	const lock = db.prepare(
		'update slot set ticket = ticket + 1 where school_id = ? and id = ? returning id, moment_id, starts_at, ends_at, capacity, taken, waiting, ticket, revision, cancelled_at',
	);
	const moment = db.prepare(
		`select m.*, mg.group_id, g.name, s.name, s.time_zone, s.settings, s.street, s.city from moment m
		join school s on s.id = m.school_id
		left join moment_group mg on mg.school_id = m.school_id and mg.moment_id = m.id
		left join school_group g on g.school_id = mg.school_id and g.id = mg.group_id
		where m.school_id = ? and m.id = ? order by g.sort_key`,
	);
	const own = db.prepare(
		`select u.id, u.slot_id, u.moment_id, u.child_id, u.status, u.adults, u.places, t.starts_at, t.ends_at, m.kind from sign_up u
		join slot t on t.school_id = u.school_id and t.id = u.slot_id
		join moment m on m.school_id = u.school_id and m.id = u.moment_id
		where u.school_id = ? and u.guardian_id = ? and (t.ends_at > ? or u.moment_id = ?)
		and t.cancelled_at is null and m.cancelled_at is null`,
	);
	const insert = db.prepare(
		`insert into sign_up (school_id, id, slot_id, moment_id, child_id, guardian_id, status, ticket, adults, places, interpreter, note, by_staff_id, created_at)
		values (?, ?, ?, ?, ?, ?, 'confirmed', ?, 1, 1, null, null, null, ?)`,
	);
	const count = db.prepare('update slot set taken = ?, waiting = ? where school_id = ? and id = ?');
	const decline = db.prepare(
		'delete from decline where school_id = ? and moment_id = ? and guardian_id = ? and child_id = ?',
	);
	const audit = db.prepare(
		`insert into audit_line (school_id, id, at, actor_kind, actor_id, action, about) values (?, ?, ?, 'guardian', ?, 'moments.signed_up', ?)`,
	);
	const notice = db.prepare(
		`insert into notice (school_id, id, guardian_id, staff_id, child_id, kind, content, route, once_key, created_at, read_at)
		values (?, ?, ?, null, ?, 'moments.confirmed', ?, 'email', ?, ?, null) on conflict (school_id, once_key) do nothing returning id`,
	);
	const reach = db.prepare(
		`select g.id, g.email, p.push, p.email from guardian g
		left join preference p on p.school_id = g.school_id and p.guardian_id = g.id where g.school_id = ? and g.id = ?`,
	);
	const pushes = db.prepare(
		'select id, guardian_id from push_subscription where school_id = ? and guardian_id = ?',
	);
	const delivery = db.prepare(
		`insert into delivery (school_id, id, notice_id, channel, target, state, due_at, attempts, created_at) values (?, ?, ?, 'email', ?, 'due', ?, 0, ?)`,
	);
	const begin = db.prepare('begin immediate');
	const commit = db.prepare('commit');
	return {
		close: () => db.close(),
		signUp(slotId: string, guardianId: string, childId: string): void {
			begin.run();
			const slot = lock.get(schoolId, slotId) as { taken: number; waiting: number; ticket: number };
			moment.all(schoolId, 'm');
			own.all(schoolId, guardianId, at, 'm');
			const signUpId = id();
			insert.run(schoolId, signUpId, slotId, 'm', childId, guardianId, slot.ticket, at);
			count.run(slot.taken + 1, slot.waiting, schoolId, slotId);
			decline.run(schoolId, 'm', guardianId, childId);
			audit.run(
				schoolId,
				id(),
				at,
				guardianId,
				JSON.stringify({ signUpId, slotId, childId, status: 'confirmed' }),
			);
			const noticeId = id();
			notice.get(schoolId, noticeId, guardianId, childId, content, `moments.confirmed:${signUpId}`, at);
			const { email } = reach.get(schoolId, guardianId) as { email: string };
			pushes.all(schoolId, guardianId);
			delivery.run(schoolId, id(), noticeId, email ?? `${guardianId}@ouders.example`, at, at);
			commit.run();
		},
	};
}
