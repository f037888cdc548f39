import { and, eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { daysOffOf, setDaysOff } from '#lib/school/server/calendar.ts';
import { keepDayOffName } from '#lib/school/server/day-off-names.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { endOwnFeed, ownFeedSince, ownFeedText, renewOwnFeed } from './own-feed.ts';
import { signUp } from './sign-ups.ts';

async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	const wish = { slotId: 'monday', childId: 'ilyas', adults: 1, interpreter: null, note: null, wait: false };
	await signUp(store, await asParent(store, 'fatima'), { ...wish, now: today });
	const read = (token: string, now = today) =>
		ownFeedText(store.read, { token, origin: 'https://school.example', now });
	const address = async (guardian: 'fatima' | 'ahmet' = 'fatima') =>
		renewOwnFeed(store, await asParent(store, guardian), today);
	const change = (table: 'slot' | 'guardian' | 'guardianship', set: object, id: object) =>
		store.transact(async (tx) => {
			const t = tx.t[table] as typeof tx.t.slot;
			const where = Object.entries(id).map(([name, value]) => eq(t[name as 'id'], value as string));
			await tx
				.update(t)
				.set(set)
				.where(and(eq(t.schoolId, schoolId), ...where));
		});
	return { store, read, address, change };
}

/** Read by another program than the one that wrote it. */
function eventsOf(text: string | undefined) {
	const calendar = new ICAL.Component(ICAL.parse(text ?? '') as unknown[]);
	const said = (one: ICAL.Component, name: string) => String(one.getFirstPropertyValue(name) ?? '');
	return calendar.getAllSubcomponents('vevent').map((one) => ({
		uid: said(one, 'uid'),
		summary: said(one, 'summary'),
		location: said(one, 'location'),
		status: said(one, 'status'),
		sequence: Number(one.getFirstPropertyValue('sequence')),
		url: said(one, 'url'),
		starts: said(one, 'dtstart'),
		alarms: one.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
	}));
}

test('own appointments with an alarm, and the school’s days off, in the language of now', async () => {
	const { address, read, change } = await school();
	const token = await address();
	await change('guardian', { locale: 'tr' }, { id: 'fatima' });
	const events = eventsOf(await read(token));
	const [own] = events.filter(({ alarms }) => alarms.length > 0);
	expect(own).toMatchObject({
		summary: 'Sınıf ziyareti · Ilyas',
		status: 'CONFIRMED',
		starts: '2026-10-12T06:30:00Z',
		alarms: ['-PT1H'],
		url: 'https://school.example/join/look?child=ilyas',
	});
	expect(own?.location).toContain('Zonnebloem');
	expect(events.map(({ summary }) => summary)).toContain('Sonbahar tatili');
	expect(events.filter(({ starts }) => starts.length === 10).length).toBe(events.length - 1);
});

test('a day off that the school named itself, in the reader’s language where there is a translation', async () => {
	const { store, address, read, change } = await school();
	const joke = await asStaff(store, 'joke');
	const year = await findSchoolYear(store.read, schoolId, '2026-10-06');
	if (!year) throw new Error('no school year');
	const day = { kind: 'other', name: 'Kletsmiddag', firstDay: '2026-11-04', lastDay: '2026-11-04' } as const;
	await setDaysOff(store, joke, { year, days: [day], now: today });
	const token = await address();
	await change('guardian', { locale: 'tr' }, { id: 'fatima' });
	const names = async () =>
		eventsOf(await read(token))
			.filter(({ starts }) => starts.length === 10)
			.map(({ summary }) => summary);
	expect(await names()).toEqual(['Kletsmiddag']);
	const [kept] = await daysOffOf(store.read, { schoolId, region: 'midden' }, year);
	const its = { dayOffId: kept?.id ?? '', of: day.name, now: today };
	await keepDayOffName(store, joke, { ...its, language: 'tr', text: 'Sohbet günü' });
	expect(await names()).toEqual(['Sohbet günü']);
	await change('guardian', { locale: 'pl' }, { id: 'fatima' });
	expect(await names()).toEqual(['Kletsmiddag']);
});

test('a changed time comes with a higher number, what the school called off as cancelled, under the same name', async () => {
	const { address, read, change } = await school();
	const token = await address();
	const own = async () => eventsOf(await read(token)).find(({ starts }) => starts.length > 10);
	const before = await own();
	await change('slot', { revision: 3, startsAt: new Date('2026-10-12T09:00:00+02:00') }, { id: 'monday' });
	expect(await own()).toMatchObject({ uid: before?.uid, sequence: 3, starts: '2026-10-12T07:00:00Z' });
	await change('slot', { cancelledAt: today }, { id: 'monday' });
	expect(await own()).toMatchObject({ uid: before?.uid, sequence: 4, status: 'CANCELLED', alarms: [] });
});

test('what is over stays a month', async () => {
	const { address, read } = await school();
	const token = await address();
	const count = async (day: string) =>
		eventsOf(await read(token, new Date(`${day}T12:00:00+01:00`))).filter(({ starts }) => starts.length > 10)
			.length;
	expect(await count('2026-11-11')).toBe(1);
	expect(await count('2026-11-14')).toBe(0);
});

test.each<[string, 'fatima' | 'ahmet', object | null, string]>([
	['the guardian who signed up', 'fatima', null, 'appointment'],
	['another guardian of the school', 'ahmet', null, 'days off'],
	['the guardian, who may only be informed by now', 'fatima', { level: 'information' }, 'appointment'],
	['the guardian, who may know nothing any more', 'fatima', { level: 'nothing' }, 'nothing'],
])('%s sees: %s', async (_, who, set, sees) => {
	const { address, read, change } = await school();
	const token = await address(who);
	if (set) await change('guardianship', set, { guardianId: 'fatima' });
	const text = await read(token);
	const found = text === undefined ? 'nothing' : text.includes('Ilyas') ? 'appointment' : 'days off';
	expect(found).toBe(sees);
});

test('a new address ends the old one, and so does stopping it', async () => {
	const { store, address, read } = await school();
	const fatima = await asParent(store, 'fatima');
	expect(await ownFeedSince(store.read, fatima)).toBeUndefined();
	const old = await address();
	const renewed = await address();
	expect(await read(old)).toBeUndefined();
	expect(await read(renewed)).toContain('BEGIN:VCALENDAR');
	expect(await read('')).toBeUndefined();
	expect(await ownFeedSince(store.read, fatima)).toEqual(today);
	await endOwnFeed(store, fatima, today);
	expect(await read(renewed)).toBeUndefined();
	expect(await ownFeedSince(store.read, fatima)).toBeUndefined();
});
