import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { placeOf } from '../choose.ts';
import { awayPeriodsOf, removeAway, setAway } from './away.ts';
import { contactsForParent } from './for-parent.ts';
import { contactsOfAll, handOver, withoutAnybody } from './hand-over.ts';
import { nameContact, nameForTopic } from './set.ts';
import { viewContact } from './view.ts';

const TODAY = '2026-10-06';

async function school() {
	const store = freshStore();
	await addPeople(store);
	const petra = await asStaff(store, 'petra');
	const name = async (place: string, staffId: string, substituteId: string | null = null) =>
		expect(
			await nameContact(store, petra, {
				place: placeOf(place) ?? { kind: 'school' },
				staffId,
				substituteId,
				topics: null,
				now: today,
			}),
		).toEqual({ ok: true });
	await name('group-zonnebloem', 'marieke', 'selin');
	await name('group-groep4', 'selin', 'marieke');
	return { store, petra, name };
}
const away = {
	staffId: 'marieke',
	substituteId: null,
	firstDay: TODAY,
	lastDay: '2026-10-16',
	today: TODAY,
	now: today,
};

async function cards(store: TestStore, guardian: GuardianName, day = TODAY) {
	const { contacts } = await contactsForParent(store.read, await asParent(store, guardian), day);
	return contacts.map((contact) => viewContact(contact, 'nl'));
}

test('who is away from and until a day: the substitute helps their families, and the page says until when', async () => {
	const { store, petra } = await school();
	expect(await setAway(store, petra, { ...away, substituteId: 'naima' })).toEqual({ ok: true });
	const [card] = await cards(store, 'fatima');
	expect(card?.person?.name).toBe('Naima Azzouzi');
	expect(card?.away).toBe(
		'Marieke Koster is er niet tot en met vrijdag 16 oktober. Naima Azzouzi helpt u nu.',
	);
	expect((await cards(store, 'fatima', '2026-10-17'))[0]?.person?.name).toBe('Marieke Koster');
	const [period] = await awayPeriodsOf(store.read, schoolId, 'marieke', TODAY);
	expect(await removeAway(store, petra, { id: period?.id ?? '', now: today })).toEqual({ ok: true });
	expect((await cards(store, 'fatima'))[0]).toMatchObject({ away: null, person: { name: 'Marieke Koster' } });
});

test('both away: the family sees that nobody is there, and the school that these children have nobody', async () => {
	const { store, petra } = await school();
	await setAway(store, petra, away);
	expect(
		withoutAnybody(await contactsOfAll(store.read, schoolId, TODAY)).map(({ childId }) => childId),
	).not.toContain('ilyas');
	await setAway(store, petra, { ...away, staffId: 'selin' });
	const nobody = withoutAnybody(await contactsOfAll(store.read, schoolId, TODAY)).map(
		({ childId }) => childId,
	);
	expect(nobody).toEqual(expect.arrayContaining(['ilyas', 'zuzia', 'elif', 'emre']));
	expect((await cards(store, 'fatima'))[0]?.away).toBe(
		'Marieke Koster is er niet tot en met vrijdag 16 oktober.',
	);
});

test('days that are over, the wrong way round, twice, for oneself, or by who may not', async () => {
	const { store, petra } = await school();
	const refusal = async (change: Partial<typeof away>, who = petra) => {
		const result = await setAway(store, who, { ...away, ...change });
		return result.ok ? 'ok' : result.refusal;
	};
	expect(await refusal({ firstDay: '2026-09-01', lastDay: '2026-09-02' })).toBe('past');
	expect(await refusal({ lastDay: '2026-10-05' })).toBe('backwards');
	expect(await refusal({ substituteId: 'marieke' as never })).toBe('same_person');
	expect(await refusal({ substituteId: 'henk' as never })).toBe('unknown_person');
	for (const who of ['marieke', 'henk'] as const)
		expect(await refusal({}, await asStaff(store, who))).toBe(
			who === 'henk' ? 'unknown_person' : 'not_allowed',
		);
	expect(await refusal({})).toBe('ok');
	expect(await refusal({ firstDay: '2026-10-16', lastDay: '2026-10-20' })).toBe('overlaps');
	expect(await refusal({ firstDay: '2026-10-17', lastDay: '2026-10-20' })).toBe('ok');
});

test('leaving: everything is handed over in one step, and the families are told once who it is', async () => {
	const { store, petra, name } = await school();
	await name('child-ilyas', 'naima', 'marieke');
	const over = async (who: StaffName) =>
		handOver(store, await asStaff(store, who), { from: 'marieke', to: 'naima', today: TODAY, now: today });
	expect(await over('selin')).toEqual({ ok: false, refusal: 'not_allowed' });
	const result = await over('petra');
	// Zonnebloem as contact, group 4 as substitute; Ilyas turned to Naima already
	expect(result).toMatchObject({ ok: true, places: 2 });
	expect((await cards(store, 'agnieszka'))[0]).toMatchObject({
		person: { name: 'Naima Azzouzi' },
		substitute: { name: 'Selin Aydın' },
	});
	expect((await cards(store, 'fatima'))[0]).toMatchObject({
		person: { name: 'Naima Azzouzi' },
		substitute: null,
	});
	const { notice } = store.t;
	const told = await store.read
		.select({ to: notice.guardianId, content: notice.content })
		.from(notice)
		.where(eq(notice.schoolId, schoolId));
	const names = told.map(({ to }) => to);
	expect(names).toEqual(expect.arrayContaining(['ayse', 'mehmet', 'ahmet', 'agnieszka']));
	expect(names).not.toContain('fatima');
	expect(names).not.toContain('kerem');
	expect(told.find(({ to }) => to === 'agnieszka')?.content.title).toBe(
		'Osoba do kontaktu to teraz Naima Azzouzi',
	);
	expect(await over('petra')).toEqual({ ok: false, refusal: 'nothing' });
	expect(await handOver(store, petra, { from: 'selin', to: 'henk', today: TODAY, now: today })).toEqual({
		ok: false,
		refusal: 'unknown_person',
	});
});

test('somebody else for money: beside the fixed person, and gone when taken away', async () => {
	const { store, petra } = await school();
	const money = async (staffId: string | null) =>
		nameForTopic(store, petra, { place: { kind: 'school' }, topic: 'money', staffId, now: today });
	expect(await money('henk')).toEqual({ ok: false, refusal: 'unknown_person' });
	expect(await money('petra')).toEqual({ ok: true });
	expect(await cards(store, 'fatima')).toMatchObject([
		{ person: { name: 'Marieke Koster' }, forTopics: [{ topic: 'Over geld', name: 'Petra Smit' }] },
	]);
	expect(await money(null)).toEqual({ ok: true });
	expect((await cards(store, 'fatima'))[0]?.forTopics).toEqual([]);
});
