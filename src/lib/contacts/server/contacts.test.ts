import { and, eq } from 'drizzle-orm';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { readPicture } from '#lib/platform/server/files.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asParent,
	asStaff,
	otherSchoolId,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { groupsWithoutContact, incompleteContacts } from '../board.ts';
import { placeOf } from '../choose.ts';
import type { Profile } from '../schemas.ts';
import { childrenWithContact, contactBoard } from './board.ts';
import { childName, findChildren } from './find-child.ts';
import { contactsForParent } from './for-parent.ts';
import { isPortrait, readProfile, savePortrait, saveProfile } from './profile.ts';
import { nameContact, nameTeachers, removeContact } from './set.ts';

const TODAY = '2026-10-06';

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function name(store: TestStore, place: string, staffId: string, substituteId: string | null = null) {
	const result = await nameContact(store, await asStaff(store, 'petra'), {
		place: placeOf(place) ?? { kind: 'school' },
		staffId,
		substituteId,
		topics: null,
		now: today,
	});
	expect(result).toEqual({ ok: true });
}

async function seenBy(store: TestStore, guardian: GuardianName) {
	const { contacts } = await contactsForParent(store.read, await asParent(store, guardian), TODAY);
	return contacts.map(({ children, person, substitute }) => ({
		for: children.map(({ givenName }) => givenName).join(', '),
		who: person?.name ?? null,
		substitute: substitute?.name ?? null,
	}));
}

async function leaves(store: TestStore, staffId: string) {
	await store.transact(async (tx) => {
		const { staffMember } = tx.t;
		await tx
			.update(staffMember)
			.set({ status: 'gone' })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId)));
	});
}

async function auditLines(store: TestStore) {
	const { auditLine } = store.t;
	const rows = await store.read.select().from(auditLine).where(eq(auditLine.schoolId, schoolId));
	return rows.map(({ action, actorId }) => `${action} ${actorId}`);
}

test('each child has the person of its group, siblings of another group another one', async () => {
	const store = await withPeople();
	await name(store, 'group-zonnebloem', 'marieke', 'joke');
	await name(store, 'group-groep4', 'selin');
	await name(store, 'school', 'naima');
	expect(await seenBy(store, 'ayse')).toEqual([
		{ for: 'Elif', who: 'Marieke Koster', substitute: 'Joke van Dam' },
		{ for: 'Emre', who: 'Selin Aydın', substitute: null },
	]);
	expect(await seenBy(store, 'johan')).toEqual([{ for: 'Sem', who: 'Naima Azzouzi', substitute: null }]);
});

test('the person of a single child goes first, and is another family’s business not at all', async () => {
	const store = await withPeople();
	await name(store, 'group-zonnebloem', 'marieke');
	await name(store, 'child-elif', 'naima');
	expect(await seenBy(store, 'mehmet')).toEqual([{ for: 'Elif', who: 'Naima Azzouzi', substitute: null }]);
	expect(await seenBy(store, 'fatima')).toEqual([{ for: 'Ilyas', who: 'Marieke Koster', substitute: null }]);
});

test('who left: the substitute, then the next in line, then the office', async () => {
	const store = await withPeople();
	await name(store, 'group-zonnebloem', 'marieke', 'selin');
	await name(store, 'school', 'naima');
	await leaves(store, 'marieke');
	expect(await seenBy(store, 'mehmet')).toEqual([{ for: 'Elif', who: 'Selin Aydın', substitute: null }]);
	await leaves(store, 'selin');
	expect(await seenBy(store, 'mehmet')).toEqual([{ for: 'Elif', who: 'Naima Azzouzi', substitute: null }]);
	await leaves(store, 'naima');
	expect(await seenBy(store, 'mehmet')).toEqual([{ for: 'Elif', who: null, substitute: null }]);
});

test('the group of last year, or of next year, does not count', async () => {
	const store = await withPeople();
	await store.transact(async (tx) => {
		for (const [id, startsOn] of [
			['2025', '2025-09-01'],
			['2027', '2027-08-30'],
		] as const) {
			await tx.insert(tx.t.schoolYear).values({ schoolId, id, name: id, startsOn, endsOn: startsOn });
			await tx.insert(tx.t.group).values({
				schoolId,
				id: `group${id}`,
				schoolYearId: id,
				name: 'Groep 1',
				kind: 'class',
				yearGroups: ['1'],
				sortKey: 'groep 000001',
				createdAt: today,
			});
			await tx.insert(tx.t.groupChild).values({ schoolId, groupId: `group${id}`, childId: 'elif' });
		}
	});
	await name(store, 'group-group2025', 'selin');
	await name(store, 'group-group2027', 'joke');
	await name(store, 'school', 'naima');
	expect(await seenBy(store, 'mehmet')).toEqual([{ for: 'Elif', who: 'Naima Azzouzi', substitute: null }]);
});

test('what a parent reads: role and group, and only the address and number that the school shows', async () => {
	const store = await withPeople();
	await name(store, 'group-zonnebloem', 'marieke');
	const office = await asStaff(store, 'petra');
	const person = async () => {
		const { contacts } = await contactsForParent(store.read, await asParent(store, 'mehmet'), TODAY);
		return contacts[0]?.person;
	};
	expect(await person()).toMatchObject({
		role: 'teacher',
		teaches: [{ groupId: 'zonnebloem', name: 'Groep 1/2 Zonnebloem', sortKey: 'groep 1/2 zonnebloem' }],
		email: null,
		phone: null,
	});
	const changed = { ...profile, phone: '010 555 01 23', phoneShown: true, emailShown: true };
	await saveProfile(store, office, { staffId: 'marieke', profile: changed, now: today });
	expect(await person()).toMatchObject({ email: 'marieke@school.example', phone: '010 555 01 23' });
});

test('who sees nothing of a child reads the school’s own number only', async () => {
	const store = await withPeople();
	await name(store, 'school', 'naima');
	await name(store, 'child-elif', 'naima');
	for (const guardian of ['kerem', 'wilma'] as const) {
		const seen = await contactsForParent(store.read, await asParent(store, guardian), TODAY);
		expect(seen).toEqual({
			school: { name: 'OBS De Vuurvogel', phone: '010 555 01 00', email: 'info@school.example' },
			contacts: [],
		});
	}
	expect(await seenBy(store, 'ahmet')).toEqual([{ for: 'Elif', who: 'Naima Azzouzi', substitute: null }]);
});

test('a parent’s contacts cost two queries, whatever the number of children', async () => {
	const store = await withPeople();
	await name(store, 'group-zonnebloem', 'marieke', 'joke');
	await name(store, 'group-groep4', 'selin', 'naima');
	const parent = await asParent(store, 'ayse');
	store.statements.length = 0;
	await contactsForParent(store.read, parent, TODAY);
	expect(store.statements).toHaveLength(2);
});

const allowed: Record<StaffName, boolean> = {
	marieke: false,
	selin: false,
	naima: true,
	petra: true,
	joke: true,
	henk: true, // but only at his own school: see below
};

test.each(Object.entries(allowed) as [StaffName, boolean][])('naming contacts: %s %s', async (who, may) => {
	const store = await withPeople();
	const actor = await asStaff(store, who);
	const own = actor.schoolId === schoolId ? 'selin' : 'henk';
	const answer = may ? true : 'not_allowed';
	const named = await nameContact(store, actor, {
		place: { kind: 'school' },
		staffId: own,
		substituteId: null,
		topics: null,
		now: today,
	});
	expect(named.ok || named.refusal).toBe(answer);
	const teachers = await nameTeachers(store, actor, { today: TODAY, now: today });
	expect(teachers.ok || teachers.refusal).toBe(answer);
	const removed = await removeContact(store, actor, { place: { kind: 'school' }, now: today });
	expect(removed.ok || removed.refusal).toBe(answer);
	const saved = await saveProfile(store, actor, { staffId: own, profile, now: today });
	// everybody keeps their own profile
	expect(saved.ok || saved.refusal).toBe(may || who === own ? true : 'not_allowed');
	const mine = await saveProfile(store, actor, { staffId: who, profile, now: today });
	expect(mine.ok).toBe(true);
});

test('nothing of another school can be named, and nobody of it', async () => {
	const store = await withPeople();
	const henk = await asStaff(store, 'henk');
	const attempt = async (place: string, staffId: string, substituteId: string | null = null) => {
		const result = await nameContact(store, henk, {
			place: placeOf(place) ?? { kind: 'school' },
			staffId,
			substituteId,
			topics: null,
			now: today,
		});
		return result.ok || result.refusal;
	};
	expect(await attempt('group-zonnebloem', 'henk')).toBe('unknown_place');
	expect(await attempt('child-elif', 'henk')).toBe('unknown_place');
	expect(await attempt('school', 'marieke')).toBe('unknown_person');
	expect(await attempt('school', 'henk', 'marieke')).toBe('unknown_person');
	expect(await saveProfile(store, henk, { staffId: 'marieke', profile, now: today })).toEqual({
		ok: false,
		refusal: 'unknown_person',
	});
	expect(await readProfile(store.read, henk, 'marieke')).toBeUndefined();
	expect(await childrenWithContact(store.read, henk, ['elif'])).toEqual([]);
});

test('nobody stands in for themselves, and who left is not named', async () => {
	const store = await withPeople();
	await leaves(store, 'selin');
	const petra = await asStaff(store, 'petra');
	const place = { kind: 'school' } as const;
	const base = { place, topics: null, now: today };
	expect(await nameContact(store, petra, { ...base, staffId: 'joke', substituteId: 'joke' })).toEqual({
		ok: false,
		refusal: 'same_person',
	});
	expect(await nameContact(store, petra, { ...base, staffId: 'selin', substituteId: null })).toEqual({
		ok: false,
		refusal: 'unknown_person',
	});
});

test('naming again replaces, removing is for once; each leaves an audit line', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	await name(store, 'group-zonnebloem', 'marieke');
	await name(store, 'group-zonnebloem', 'selin');
	expect(await seenBy(store, 'mehmet')).toEqual([{ for: 'Elif', who: 'Selin Aydın', substitute: null }]);
	const place = { kind: 'group', groupId: 'zonnebloem' } as const;
	expect(await removeContact(store, petra, { place, now: today })).toEqual({ ok: true, removed: true });
	expect(await removeContact(store, petra, { place, now: today })).toEqual({ ok: true, removed: false });
	expect(await auditLines(store)).toEqual([
		'contacts.named petra',
		'contacts.named petra',
		'contacts.removed petra',
	]);
});

test('teachers become contact of their class where nobody was named, in one step', async () => {
	const store = await withPeople();
	await store.transact(async (tx) => {
		await tx.insert(tx.t.groupTeacher).values({ schoolId, groupId: 'zonnebloem', staffId: 'joke' });
	});
	await name(store, 'group-groep4', 'naima');
	const petra = await asStaff(store, 'petra');
	expect(groupsWithoutContact(await contactBoard(store.read, petra, TODAY)).map(({ name }) => name)).toEqual([
		'Groep 1/2 Zonnebloem',
		'Groep 7',
	]);
	expect(await nameTeachers(store, petra, { today: TODAY, now: today })).toEqual({ ok: true, named: 1 });
	const board = await contactBoard(store.read, petra, TODAY);
	expect(board.contacts.get('group-zonnebloem')).toMatchObject({ staffId: 'joke', substituteId: 'marieke' });
	expect(board.contacts.get('group-groep4')).toMatchObject({ staffId: 'naima' });
	expect(groupsWithoutContact(board).map(({ name }) => name)).toEqual(['Groep 7']);
	expect(await nameTeachers(store, petra, { today: TODAY, now: today })).toEqual({ ok: true, named: 0 });
});

test('the board says what parents would look for in vain', async () => {
	const store = await withPeople();
	await name(store, 'group-zonnebloem', 'marieke');
	const petra = await asStaff(store, 'petra');
	const lacking = async () =>
		incompleteContacts(await contactBoard(store.read, petra, TODAY)).map(({ staffId, lacks }) => [
			staffId,
			lacks,
		]);
	expect(await lacking()).toEqual([['marieke', ['said_as', 'photo', 'reach']]]);
	await saveProfile(store, petra, {
		staffId: 'marieke',
		profile: { ...profile, saidAs: 'ma-RIE-ke', emailShown: true },
		now: today,
	});
	expect(await lacking()).toEqual([['marieke', ['photo']]]);
});

test('the board of 3 groups and 5 people costs three queries', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	store.statements.length = 0;
	await contactBoard(store.read, petra, TODAY);
	expect(store.statements).toHaveLength(3);
});

test('a teacher sees who is there for school and groups, not for a single child', async () => {
	const store = await withPeople();
	await name(store, 'child-elif', 'naima');
	await name(store, 'group-zonnebloem', 'marieke');
	const seen = async (who: StaffName) => {
		const actor = await asStaff(store, who);
		const places = [...(await contactBoard(store.read, actor, TODAY)).contacts.keys()];
		return [
			...places.sort(),
			...(await childrenWithContact(store.read, actor, ['elif'])).map(({ name }) => name),
		];
	};
	expect(await seen('marieke')).toEqual(['group-zonnebloem']);
	expect(await seen('naima')).toEqual(['child-elif', 'group-zonnebloem', 'Elif Yıldırım']);
});

test('children are found by every word of their name, by who names contacts', async () => {
	const store = await withPeople();
	const search = async (who: StaffName, words: string) =>
		(await findChildren(store.read, await asStaff(store, who), { words, today: TODAY })).map(
			({ name, groups }) => `${name} ${groups.join()}`,
		);
	expect(await search('naima', 'Bakkali ILYAS')).toEqual(['Ilyas el Bakkali Groep 1/2 Zonnebloem']);
	expect(await search('naima', 'em')).toEqual(['Sem de Wit Groep 7', 'Emre Yıldırım Groep 4']);
	expect(await search('naima', 'mees')).toEqual([]); // left the school
	expect(await search('naima', '%')).toEqual([]);
	expect(await search('marieke', 'elif')).toEqual([]);
	expect(await search('henk', 'elif')).toEqual([]);
	expect(await childName(store.read, await asStaff(store, 'petra'), 'elif')).toBe('Elif Yıldırım');
	expect(await childName(store.read, await asStaff(store, 'henk'), 'elif')).toBeUndefined();
	expect(await childName(store.read, await asStaff(store, 'marieke'), 'elif')).toBeUndefined();
});

test('a profile comes back as it was saved, tidied', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	await saveProfile(store, petra, {
		staffId: 'marieke',
		profile: {
			...profile,
			days: [5, 1, 1],
			languages: ['nl', 'en'],
			languagesALittle: ['tr', 'en'],
			gateFrom: '08:20',
			gateTill: '08:30',
			bestWay: 'email',
		},
		now: today,
	});
	expect(await readProfile(store.read, petra, 'marieke')).toMatchObject({
		name: 'Marieke Koster',
		days: [1, 5],
		languages: ['nl', 'en'],
		languagesALittle: ['tr'],
		gateFrom: '08:20',
		gateTill: '08:30',
		bestWay: 'email',
		callFrom: '',
	});
	expect(await auditLines(store)).toEqual(['contacts.profile_changed petra']);
});

test('a portrait: kept, served for this school only, replaced, taken away', async () => {
	const store = await withPeople();
	const dataDir = mkdtempSync(path.join(tmpdir(), 'schoolbrug-portraits-'));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const marieke = await asStaff(store, 'marieke');
	const photo = (background: string) =>
		sharp({ create: { width: 90, height: 60, channels: 3, background } })
			.jpeg()
			.toBuffer();
	const save = async (staffId: string, upload: Uint8Array | null) =>
		savePortrait(store, marieke, { staffId, upload, dataDir, now: today });
	const address = async () => (await readProfile(store.read, marieke, 'marieke'))?.photo ?? '';

	expect(await save('marieke', Buffer.from('no picture'))).toEqual({ ok: false, refusal: 'not_a_picture' });
	expect(await save('selin', await photo('red'))).toEqual({ ok: false, refusal: 'not_allowed' });
	expect(await save('marieke', await photo('red'))).toEqual({ ok: true });
	const first = await address();
	expect(await isPortrait(store.read, schoolId, first)).toBe(true);
	expect(await isPortrait(store.read, otherSchoolId, first)).toBe(false);
	expect(await readPicture(dataDir, schoolId, first, 512)).toBeDefined();

	expect(await save('marieke', await photo('blue'))).toEqual({ ok: true });
	expect(await readPicture(dataDir, schoolId, first, 512)).toBeUndefined();
	const second = await address();
	expect(await readPicture(dataDir, schoolId, second, 256)).toBeDefined();

	expect(await save('marieke', null)).toEqual({ ok: true });
	expect(await address()).toBe('');
	expect(await readPicture(dataDir, schoolId, second, 256)).toBeUndefined();
});

const profile: Profile = {
	calledName: 'juf Marieke',
	saidAs: '',
	jobTitle: '',
	emailShown: false,
	phone: '',
	phoneShown: false,
	languages: ['nl'],
	languagesALittle: [],
	days: [1, 2, 4],
	callFrom: '',
	callTill: '',
	gateFrom: '',
	gateTill: '',
	bestWay: '',
};
