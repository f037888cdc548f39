// What people are at school in the school's own words, in the languages of those who read it.
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
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
import { startTranslationService } from '../../../../tests/support/translator.ts';
import { breaker } from '#lib/translation/server/breaker.ts';
import { libreTranslate } from '#lib/translation/server/libretranslate.ts';
import { translateDue } from '#lib/translation/server/translate-due.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { Profile } from '../schemas.ts';
import { contactsForParent } from './for-parent.ts';
import { keepJobTitle, renewJobTitles, withOwnTitles, withTitles, withTitlesFor } from './job-titles.ts';
import { findPeople } from './people.ts';
import { saveProfile } from './profile.ts';
import { nameContact } from './set.ts';
import { contactsAloud, viewContact } from './view.ts';

const TODAY = '2026-10-06';
const dutch = 'juf van de leeskring';
const turkish = 'okuma grubunun öğretmeni';
const role = 'öğretmen';

const profile: Profile = {
	...{ calledName: '', saidAs: '', jobTitle: '', emailShown: false, phone: '', phoneShown: false },
	...{ languages: ['nl'], languagesALittle: [], days: [1, 2] },
	...{ callFrom: '', callTill: '', gateFrom: '', gateTill: '', bestWay: '' },
};

async function withContact() {
	const store = freshStore();
	await addPeople(store);
	const joke = await asStaff(store, 'joke');
	const named = await nameContact(store, joke, {
		...{
			place: { kind: 'school' as const },
			staffId: 'marieke',
			substituteId: null,
			topics: null,
			now: today,
		},
	});
	expect(named).toEqual({ ok: true });
	const write = async (jobTitle: string, staffId: StaffName = 'marieke') =>
		expect(
			await saveProfile(store, joke, { staffId, profile: { ...profile, jobTitle }, now: today }),
		).toEqual({ ok: true });
	const mend = async (
		text = turkish,
		{ of = dutch, who = 'joke', language = 'tr' }: { of?: string; who?: StaffName; language?: string } = {},
	) => keepJobTitle(store, await asStaff(store, who), { staffId: 'marieke', language, text, of, now: today });
	/** What a guardian reads of Marieke on the page of contacts, and what goes with it. */
	const view = async (locale: Locale = 'tr', guardian: GuardianName = 'ayse') => {
		const parent = await asParent(store, guardian);
		const { contacts } = await contactsForParent(store.read, parent, TODAY);
		const own = await withTitlesFor(store.read, parent, contacts, locale);
		return own.contacts.map((contact) => viewContact(contact, locale, undefined, own.reads));
	};
	const read = async (locale: Locale = 'tr', guardian: GuardianName = 'ayse') => {
		const [contact] = await view(locale, guardian);
		const { role = '', roleIn = null, roleHow = null } = contact?.person ?? {};
		return [role, roleIn?.lang ?? null, roleHow?.dutch ?? null];
	};
	await write(dutch);
	return { store, joke, write, mend, view, read };
}

async function serviceTurn(store: TestStore): Promise<number> {
	const service = await startTranslationService('libretranslate');
	const provider = libreTranslate({ url: service.url, key: '', outside: true, now: () => today });
	const rest = { namesOf: () => Promise.resolve([]), dayOf: () => TODAY };
	const done = await translateDue({ store, provider, breaker: breaker(), ...rest }, today);
	await service.close();
	return done;
}

const wishes = async (store: TestStore) => {
	const { translationWish: wish } = store.t;
	const rows = await store.read
		.select({ id: wish.aboutId, language: wish.language, text: wish.text })
		.from(wish)
		.where(and(eq(wish.schoolId, schoolId), eq(wish.aboutKind, 'job_title')));
	return rows.filter(({ language }) => language === 'tr').map(({ id, text }) => [id, text]);
};
const kept = async (store: TestStore) => {
	const { translation: t } = store.t;
	const rows = await store.read
		.select({ id: t.aboutId })
		.from(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, 'job_title'), eq(t.language, 'tr')));
	return rows.map(({ id }) => id).sort();
};

test('the role until there is a translation; by machine, by a person, with the Dutch beside it', async () => {
	const { store, write, mend, view, read } = await withContact();
	expect(await read()).toEqual([role, null, null]);
	expect(await wishes(store)).toEqual([['marieke', dutch]]);
	expect(await serviceTurn(store)).toBeGreaterThan(0);
	expect(await read()).toEqual([`[tr] ${dutch}`, null, dutch]);
	const [drafted] = await view();
	expect(await mend()).toEqual({ ok: true });
	expect(await read()).toEqual([turkish, null, dutch]);
	const [mended] = await view();
	const hows = [drafted, mended].map((contact) => contact?.person?.roleHow?.words);
	expect(new Set(hows).size).toBe(2);
	expect(hows).not.toContain(null);
	// who reads Dutch reads what the school wrote
	expect(await read('nl')).toEqual([dutch, null, null]);
	// the same profile again asks for nothing that there is
	await write(dutch);
	expect(await wishes(store)).toEqual([]);
	expect(await read()).toEqual([turkish, null, dutch]);
	// taken away, the machine's holds again
	await mend('');
	expect(await read()).toEqual([`[tr] ${dutch}`, null, dutch]);
});

test('another title: the earlier translation counts no more, and who mends it sees of what it was', async () => {
	const { store, write, mend, read } = await withContact();
	await mend();
	await write('juf van de toneelclub');
	expect(await read()).toEqual([role, null, null]);
	expect(await wishes(store)).toEqual([['marieke', 'juf van de toneelclub']]);
	const people = await findPeople(store.read, schoolId, { ids: ['marieke'], today: TODAY });
	const [marieke] = await withTitles(store.read, schoolId, [...people.values()]);
	expect(marieke?.titles?.map(({ state, text, of }) => [state, text, of])).toEqual([
		['person', turkish, dutch],
	]);
	await write(dutch);
	expect(await read()).toEqual([turkish, null, dutch]);
	// a title that is taken away takes its translations along
	await write('');
	expect([await kept(store), await wishes(store)]).toEqual([[], []]);
	expect(await read('nl')).toEqual(['leerkracht', null, null]);
});

test('colleagues with the same title: mended once for all, and for who gets it later', async () => {
	const { store, write, mend } = await withContact();
	await write(dutch, 'selin');
	await mend();
	expect(await kept(store)).toEqual(['marieke', 'selin']);
	// also over what a person made of an earlier title of theirs
	await write('conciërge', 'petra');
	await keepJobTitle(store, await asStaff(store, 'joke'), {
		...{ staffId: 'petra', language: 'tr', text: 'hademe', of: 'conciërge', now: today },
	});
	await write(dutch, 'petra');
	const parent = await asParent(store, 'ayse');
	const people = await findPeople(store.read, schoolId, { today: TODAY });
	const own = await withOwnTitles(store.read, parent, [...people.values()], 'tr');
	const titled = own.people.filter(({ jobTitle }) => jobTitle === dutch);
	expect(titled.map(({ staffId, titles }) => [staffId, titles?.map(({ text }) => text)])).toEqual(
		expect.arrayContaining([
			['marieke', [turkish]],
			['petra', [turkish]],
			['selin', [turkish]],
		]),
	);
});

test('who names contacts mends titles; of another title than was seen nothing is kept', async () => {
	const { store, mend, read } = await withContact();
	for (const who of ['marieke', 'selin'] as const)
		expect(await mend(turkish, { who })).toEqual({ ok: false, refusal: 'not_allowed' });
	expect((await asStaff(store, 'henk')).schoolId).toBe(otherSchoolId);
	expect(await mend(turkish, { who: 'henk' })).toEqual({ ok: false, refusal: 'gone' });
	expect(await mend(turkish, { of: 'juf' })).toEqual({ ok: false, refusal: 'changed' });
	expect(await read()).toEqual([role, null, null]);
	for (const who of ['naima', 'petra'] as const) expect(await mend(turkish, { who })).toEqual({ ok: true });
	expect(await read()).toEqual([turkish, null, dutch]);
});

test('who has no role: Dutch and marked, not read by a voice of another language; the night forgets who left', async () => {
	const { store, mend, view, read } = await withContact();
	const { staffRole, groupTeacher, staffMember } = store.t;
	await store.transact(async (tx) => {
		for (const t of [staffRole, groupTeacher])
			await tx.delete(t).where(and(eq(t.schoolId, schoolId), eq(t.staffId, 'marieke')));
	});
	expect(await read()).toEqual([dutch, 'nl', null]);
	expect(contactsAloud(await view(), 'School', 'tr')).not.toContain(dutch);
	// who reads a language that the app has no texts in gets a person's in it
	const { guardian } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ writtenLanguage: 'ti' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse'))),
	);
	await mend('መምህር', { language: 'ti' });
	expect(await read('nl')).toEqual(['መምህር', 'ti', dutch]);
	await mend();
	const night = () => store.transact((tx) => renewJobTitles(tx, schoolId, today));
	await night();
	expect(await kept(store)).toEqual(['marieke']);
	await store.transact((tx) =>
		tx
			.update(staffMember)
			.set({ status: 'gone' })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'marieke'))),
	);
	await night();
	expect(await kept(store)).toEqual([]);
});

test('costs a parent two queries where somebody has a title of their own, else none', async () => {
	const { store, write } = await withContact();
	const parent = await asParent(store, 'ayse');
	const cost = async () => {
		const { contacts } = await contactsForParent(store.read, parent, TODAY);
		store.statements.length = 0;
		await withTitlesFor(store.read, parent, contacts, 'tr');
		return store.statements.length;
	};
	expect(await cost()).toBe(2);
	await write('');
	expect(await cost()).toBe(0);
});
