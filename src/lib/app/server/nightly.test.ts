import { and, eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit } from '#lib/accounts/server/audit.ts';
import { setValues } from '#lib/info-card/edit.ts';
import { editDraft, publishCard } from '#lib/info-card/server/draft.ts';
import { latestNotices } from '#lib/notifications/server/inbox.ts';
import { queueMail, queueNotices } from '#lib/notifications/server/queue.ts';
import { addAgreement } from '#lib/talks/server/agreements.ts';
import { questionsOf, saveAnswers } from '#lib/talks/server/answers.ts';
import { pickTalks } from '#lib/talks/server/pick.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asParent,
	asStaff,
	otherSchoolId,
	schoolId,
	today,
} from '../../../../tests/support/people.ts';
import { at } from '../../../../tests/support/moments.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { defaultSettings } from '#lib/school/settings.ts';
import { nightlyJobs } from './nightly.ts';

const DAY = 24 * 60 * 60 * 1000;
const days = (count: number) => new Date(today.getTime() + count * DAY);
const content = {
	locale: 'nl',
	title: 'Titel',
	lines: [],
	action: { label: 'Open', path: '/' },
};

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function runNight(store: TestStore, now: Date) {
	for (const job of nightlyJobs) await job.run(store, now);
}

const count = (
	store: TestStore,
	table:
		| 'notice'
		| 'delivery'
		| 'session'
		| 'auditLine'
		| 'importDraft'
		| 'handOver'
		| 'signUp'
		| 'decline'
		| 'sickReport'
		| 'leaveRequest'
		| 'keyParent'
		| 'keyParentNote'
		| 'keyParentCame',
	school = schoolId,
) => store.read.$count(store.t[table], eq(store.t[table].schoolId, school));

test('words and addresses of notices are kept to the end of the school year, in each school on its own; that one was told, a year', async () => {
	const store = await withPeople();
	const queue = (school: string, guardianId: string, onceKey: string, now: Date) =>
		store.transact((tx) =>
			queueNotices(
				tx,
				[{ schoolId: school, to: { guardianId }, kind: 'messages.many', content, route: 'email', onceKey }],
				now,
			),
		);
	await queue(schoolId, 'ayse', 'in the year', today);
	await queue(schoolId, 'ayse', 'on the last day', new Date('2027-07-16T23:30:00+02:00'));
	await queue(schoolId, 'ayse', 'in the summer', new Date('2027-07-17T00:00:00+02:00'));
	await queue(otherSchoolId, 'nora', 'in the year', today);
	await store.transact(async (tx) => {
		const { schoolYear } = tx.t;
		await tx.update(schoolYear).set({ endsOn: '2027-08-01' }).where(eq(schoolYear.schoolId, otherSchoolId));
	});
	await store.transact((tx) =>
		queueNotices(
			tx,
			[
				{
					schoolId,
					to: { staffId: 'petra' },
					kind: 'accounts.substitute',
					content,
					route: 'email',
					onceKey: 'staff',
				},
			],
			today,
		),
	);
	const words = async () => {
		const { notice, delivery } = store.t;
		const rows = await store.read
			.select({
				title: notice.content,
				key: notice.searchKey,
				target: delivery.target,
				state: delivery.state,
			})
			.from(notice)
			.innerJoin(delivery, and(eq(delivery.schoolId, notice.schoolId), eq(delivery.noticeId, notice.id)))
			.where(eq(notice.schoolId, schoolId))
			.orderBy(notice.createdAt, notice.id);
		return rows.map(({ title, key, target, state }) => [title.title, key, target, state].join('|'));
	};
	const whole = 'Titel|titel|ayse.yildirim.tr@ouders.example|due';
	await runNight(store, new Date('2027-07-16T23:45:00+02:00'));
	expect(await count(store, 'notice')).toBe(4);
	expect((await words()).filter((one) => one === whole)).toHaveLength(3);
	await runNight(store, new Date('2027-07-17T03:00:00+02:00'));
	expect(await count(store, 'notice', otherSchoolId)).toBe(1);
	expect(await words()).toEqual(['|||failed', '|||failed', whole]);
	const ayse = await asParent(store, 'ayse', { now: new Date('2027-07-17T04:00:00+02:00') });
	const left = await latestNotices(store, ayse, { now: new Date('2027-07-17T04:00:00+02:00') });
	expect(left).toHaveLength(1);
	await runNight(store, new Date('2027-10-05T03:00:00+02:00'));
	expect(await count(store, 'notice')).toBe(3);
	await runNight(store, new Date('2027-10-07T03:00:00+02:00'));
	expect(await count(store, 'notice')).toBe(2);
});

test('who signed up is forgotten when the school year is over; how many places were taken stays', async () => {
	const store = await withPeople();
	await store.transact(async (tx) => {
		const moment = {
			schoolId,
			schoolYearId: '2026',
			kind: 'look',
			adultsPerChild: 2,
			slotsPerChild: 1,
		} as const;
		const rest = { interpreterOffered: false, closesHoursBefore: 1, createdAt: today };
		await tx.insert(tx.t.moment).values({ ...moment, ...rest, id: 'moment', shareToken: 'shared' });
		await tx.insert(tx.t.slot).values({
			schoolId,
			id: 'slot',
			momentId: 'moment',
			startsAt: today,
			endsAt: today,
			capacity: 4,
			taken: 1,
		});
		const who = { schoolId, momentId: 'moment', childId: 'elif', guardianId: 'ayse' };
		await tx.insert(tx.t.signUp).values({
			...who,
			id: 'one',
			slotId: 'slot',
			status: 'confirmed',
			ticket: 1,
			adults: 1,
			places: 1,
			createdAt: today,
		});
		await tx.insert(tx.t.decline).values({ ...who, guardianId: 'mehmet', at: today });
	});
	await runNight(store, new Date('2027-07-16T12:00:00+02:00'));
	expect([await count(store, 'signUp'), await count(store, 'decline')]).toEqual([1, 1]);
	await runNight(store, new Date('2027-07-17T12:00:00+02:00'));
	expect([await count(store, 'signUp'), await count(store, 'decline')]).toEqual([0, 0]);
	const { slot } = store.t;
	const [left] = await store.read.select({ taken: slot.taken }).from(slot).where(eq(slot.schoolId, schoolId));
	expect(left?.taken).toBe(1);
});

test('key parents are forgotten with the school year they agreed for, with notes and counts', async () => {
	const store = await withPeople();
	const who = { schoolId, guardianId: 'fatima' };
	await store.transact(async (tx) => {
		await tx.insert(tx.t.keyParent).values({
			...who,
			schoolYearId: '2026',
			state: 'on',
			askedByStaffId: 'naima',
			askedAt: today,
			answeredAt: today,
			relation: 'mother',
			languages: ['ar'],
			phone: '+31612345678',
			code: 'abcdefghijkl',
		});
		await tx
			.insert(tx.t.keyParentNote)
			.values({ ...who, id: 'note', byStaffId: 'naima', note: 'thanks', at: today });
		await tx.insert(tx.t.keyParentCame).values({ ...who, momentId: 'moment', came: 5 });
	});
	const left = async () => [
		await count(store, 'keyParent'),
		await count(store, 'keyParentNote'),
		await count(store, 'keyParentCame'),
	];
	await runNight(store, new Date('2027-07-16T12:00:00+02:00'));
	expect(await left()).toEqual([1, 1, 1]);
	await runNight(store, new Date('2027-07-17T12:00:00+02:00'));
	expect(await left()).toEqual([0, 0, 0]);
});

test('sessions are kept for 90 days unused, audit lines for two years, import files for a day', async () => {
	const store = await withPeople();
	const parent = await asParent(store, 'ayse');
	await store.transact(async (tx) => {
		await audit(tx, parent, 'moments.signed_up', {}, today);
		const draft = { schoolId, kind: 'edexml', fileName: 'a.xml', content: {}, createdAt: today } as const;
		await tx.insert(tx.t.importDraft).values({ ...draft, id: 'draft' });
	});
	const kept = async (now: Date) => {
		await runNight(store, now);
		return {
			session: await count(store, 'session'),
			audit: await count(store, 'auditLine'),
			draft: await count(store, 'importDraft'),
		};
	};
	expect(await kept(days(0.9))).toEqual({ session: 1, audit: 1, draft: 1 });
	expect(await kept(days(1.1))).toEqual({ session: 1, audit: 1, draft: 0 });
	expect(await kept(days(89))).toMatchObject({ session: 1, audit: 1 });
	expect(await kept(days(91))).toMatchObject({ session: 0, audit: 1 });
	expect(await kept(days(729))).toMatchObject({ audit: 1 });
	expect(await kept(days(731))).toMatchObject({ audit: 0 });
});

test('codes, challenges and hand-overs go when they have lapsed; the mail with a code after a week', async () => {
	const store = await withPeople();
	const expiresAt = days(0.01);
	await store.transact(async (tx) => {
		await tx.insert(tx.t.emailCode).values({
			id: 'code',
			browserHash: 'b',
			purpose: 'sign_in',
			emailKey: 'a@b',
			codeHash: 'c',
			createdAt: today,
			expiresAt,
		});
		await tx.insert(tx.t.passkeyChallenge).values({ id: 'p', browserHash: 'b', challenge: 'c', expiresAt });
		await tx.insert(tx.t.handOver).values({
			schoolId,
			id: 'h',
			kind: 'door',
			tokenHash: 't',
			guardianId: 'ayse',
			strength: 'confirmed',
			createdAt: today,
			expiresAt,
		});
		await queueMail(tx, { schoolId, email: 'a@b.example', content }, today);
	});
	const left = async (now: Date) => {
		await runNight(store, now);
		return [
			await store.read.$count(store.t.emailCode),
			await store.read.$count(store.t.passkeyChallenge),
			await count(store, 'handOver'),
			await count(store, 'delivery'),
		];
	};
	expect(await left(days(0))).toEqual([1, 1, 1, 1]);
	expect(await left(days(1))).toEqual([0, 0, 0, 1]);
	expect(await left(days(8))).toEqual([0, 0, 0, 0]);
});

test('sick reports are kept for four weeks, requests for leave until the school year is over', async () => {
	const store = await withPeople();
	await store.transact(async (tx) => {
		const of = { schoolId, childId: 'elif', guardianId: 'ayse', createdAt: today };
		await tx.insert(tx.t.sickReport).values({ ...of, id: 'ill', day: '2026-10-06' });
		await tx
			.insert(tx.t.leaveRequest)
			.values({ ...of, id: 'leave', ground: 'important', firstDay: '2026-11-02', lastDay: '2026-11-02' });
	});
	const left = async (now: Date) => {
		await runNight(store, now);
		return [await count(store, 'sickReport'), await count(store, 'leaveRequest')];
	};
	expect(await left(days(28))).toEqual([1, 1]);
	expect(await left(days(29))).toEqual([0, 1]);
	await store.transact((tx) =>
		tx.insert(tx.t.schoolYear).values({
			schoolId,
			id: 'next',
			name: '2027-2028',
			startsOn: '2027-08-01',
			endsOn: '2028-07-31',
		}),
	);
	expect(await left(days(360))).toEqual([0, 0]);
});

test('everything about a leaver goes thirty days after the last day, and guardians who have no other child here', async () => {
	const store = await withPeople();
	const { child, guardian } = store.t;
	const names = async (table: typeof child | typeof guardian) =>
		(await store.read.select({ id: table.id }).from(table).where(eq(table.schoolId, schoolId))).map(
			({ id }) => id,
		);
	await store.transact((tx) =>
		tx
			.update(child)
			.set({ leftOn: '2026-09-11' })
			.where(and(eq(child.schoolId, schoolId), eq(child.id, 'emre'))),
	);
	const lastNight = new Date('2026-10-11T03:30:00+02:00');
	await runNight(store, lastNight);
	expect(await names(child)).toContain('mees');
	await runNight(store, new Date('2026-10-12T03:30:00+02:00'));
	const left = await names(child);
	expect(left).not.toContain('mees');
	expect(left).not.toContain('emre');
	expect(left).toContain('elif');
	const carers = await names(guardian);
	expect(carers).not.toContain('wilma');
	expect(carers).toContain('ayse'); // Elif is still here
});

test('a guardian who lost the last child is kept as long as a leaver, unless linked again; then everything goes', async () => {
	const store = await withPeople();
	const { guardian, session } = store.t;
	const of = (table: TestStore['t']['guardianship'] | typeof session, id: string) =>
		and(eq(table.schoolId, schoolId), eq(table.guardianId, id));
	const known = async () =>
		(await store.read.select({ id: guardian.id }).from(guardian).where(eq(guardian.schoolId, schoolId)))
			.map(({ id }) => id)
			.filter((id) => ['mehmet', 'fatima', 'agnieszka'].includes(id))
			.sort();
	await asParent(store, 'mehmet');
	await runNight(store, days(0));
	for (const id of ['mehmet', 'fatima'])
		await store.transact((tx) => tx.delete(tx.t.guardianship).where(of(tx.t.guardianship, id)));
	const keptDays = defaultSettings.leaverDays;
	await runNight(store, days(1));
	await runNight(store, days(1 + keptDays));
	expect(await known()).toEqual(['agnieszka', 'fatima', 'mehmet']);
	// a link that was put back ends the count
	await store.transact((tx) =>
		tx.insert(tx.t.guardianship).values({
			schoolId,
			guardianId: 'fatima',
			childId: 'ilyas',
			level: 'full',
			position: 1,
		}),
	);
	await runNight(store, days(2 + keptDays));
	expect(await known()).toEqual(['agnieszka', 'fatima']);
	expect(await store.read.$count(session, of(session, 'mehmet'))).toBe(0);
	// taken away again: counted anew
	await store.transact((tx) => tx.delete(tx.t.guardianship).where(of(tx.t.guardianship, 'fatima')));
	await runNight(store, days(3 + keptDays));
	await runNight(store, days(3 + 2 * keptDays));
	expect(await known()).toEqual(['agnieszka', 'fatima']);
	await runNight(store, days(4 + 2 * keptDays));
	expect(await known()).toEqual(['agnieszka']);
});

test('the night asks for what the school wrote before somebody read a language, or before it was asked for at all', async () => {
	const store = await withPeople();
	const { translationWish: wish, guardian, staffMember, dayOff } = store.t;
	const joke = await asStaff(store, 'joke');
	const rows = [{ what: 'own' as const, label: 'Overblijf', phone: '010 555 01 40' }];
	await editDraft(store, joke, { yearId: '2026', now: today }, (sections) =>
		setValues(sections, 'numbers', 'numbers', { rows }),
	);
	await publishCard(store, joke, { yearId: '2026', now: today });
	// of an earlier release: kept, and never asked for
	await store.transact(async (tx) => {
		const day = (id: string, day: string) => ({
			...{ schoolId, id, schoolYearId: '2026', kind: 'other' as const, name: `Kletsmiddag ${id}` },
			...{ firstDay: day, lastDay: day },
		});
		await tx.insert(dayOff).values([day('over', '2026-10-01'), day('comes', '2026-11-04')]);
		await tx
			.update(staffMember)
			.set({ jobTitle: 'conciërge' })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'petra')));
	});
	const wished = async (language: string) => {
		const found = await store.read
			.select({ text: wish.text })
			.from(wish)
			.where(and(eq(wish.schoolId, schoolId), eq(wish.language, language)));
		return found.map(({ text }) => text).sort();
	};
	expect(await wished('tr')).toEqual(['Overblijf']);
	const all = ['Kletsmiddag comes', 'Overblijf', 'conciërge'];
	await runNight(store, today);
	expect(await wished('tr')).toEqual(all);
	// nobody reads Tigrinya yet
	expect(await wished('ti')).toEqual([]);
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ writtenLanguage: 'ti' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'mehmet'))),
	);
	await runNight(store, today);
	expect(await wished('ti')).toEqual(all);
	expect(await wished('tr')).toEqual(all);
});

test('what was said and agreed in talks is gone in every language with its child or guardian, also what waits for a service', async () => {
	for (const gone of ['child', 'guardian'] as const) {
		const store = await withPeople();
		await addRound(store);
		const ayse = await asParent(store, 'ayse');
		const picks = [{ childId: 'elif', startsAt: at('2026-10-27', '15:00'), staffIds: ['marieke'] }];
		const picked = await pickTalks(store, asReplier(ayse), { roundId, picks, details, now: today });
		const [question] = await questionsOf(store.read, schoolId, roundId);
		const answers = [{ questionId: question?.questionId ?? '', text: 'Şarkı söyler', choice: null }];
		await saveAnswers(store, ayse, { roundId, childId: 'elif', answers, language: 'tr', now: today });
		const during = at('2026-10-27', '15:05');
		const talkId = picked.ok ? (picked.talkIds[0] ?? '') : '';
		const agreed = { talkId, text: 'Elke avond lezen', language: 'nl', doneBy: 'both' as const, now: during };
		expect((await addAgreement(store, await asStaff(store, 'marieke'), agreed)).ok).toBe(true);
		const { translationWish: wish, translation, child, guardian } = store.t;
		const kinds = ['talk_answer', 'talk_agreement'];
		const left = async () => {
			const of = (t: typeof wish | typeof translation) =>
				store.read.$count(t, and(eq(t.schoolId, schoolId), inArray(t.aboutKind, kinds)));
			return [await of(wish), await of(translation)];
		};
		await store.transact(async (tx) => {
			const rows = await tx.select().from(wish).where(eq(wish.schoolId, schoolId));
			for (const { aboutKind, aboutId, field, language, from, text } of rows)
				await tx.insert(translation).values({
					...{ schoolId, id: `of-${aboutKind}-${language}`, aboutKind, aboutId, field, language, from },
					...{ of: text, text: 'vertaald', state: 'machine', byStaffId: null, provider: null, at: today },
				});
		});
		expect(await left()).toEqual([2, 2]);
		await runNight(store, during);
		expect(await left()).toEqual([2, 2]);
		await store.transact(async (tx) => {
			if (gone === 'child')
				await tx.delete(child).where(and(eq(child.schoolId, schoolId), eq(child.id, 'elif')));
			else await tx.delete(guardian).where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse')));
		});
		await runNight(store, during);
		// the agreement stays with the talk, which is the child's
		expect(await left()).toEqual(gone === 'child' ? [0, 0] : [1, 1]);
	}
});
