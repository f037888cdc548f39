import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, noticesSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today, type GuardianName } from '../../../../tests/support/people.ts';
import { calendarFile } from '#lib/notifications/server/calendar.ts';
import { ownCalendarFile } from './calendar-file.ts';
import { cancelSlot, moveSlot } from './change.ts';
import { signUp } from './sign-ups.ts';

/** What a calendar reads from the file. */
function read(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
	const event = calendar.getFirstSubcomponent('vevent') as ICAL.Component;
	const value = (name: string) => event.getFirstPropertyValue(name);
	const instant = (name: string) => (value(name) as ICAL.Time).toJSDate().toISOString();
	return {
		method: calendar.getFirstPropertyValue('method'),
		uid: value('uid'),
		sequence: value('sequence'),
		status: value('status'),
		summary: value('summary'),
		location: value('location'),
		description: value('description'),
		url: value('url'),
		from: instant('dtstart'),
		till: instant('dtend'),
	};
}

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { slots: { monday: ['2026-10-12', '08:30'], winter: ['2026-10-26', '08:30'] } });
	return store;
}
async function take(
	store: TestStore,
	who: GuardianName,
	childId: string,
	slotId = 'monday',
): Promise<string> {
	const wish = { slotId, childId, adults: 1, interpreter: null, note: null, wait: false, now: today };
	const result = await signUp(store, await asParent(store, who), wish);
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}
const lastFile = async (store: TestStore, kind: string) => {
	const notice = (await noticesSoFar(store)).findLast((one) => one.kind === `moments.${kind}`);
	if (!notice?.content.calendar) throw new Error(`no calendar entry with ${kind}`);
	return read(calendarFile(notice.content.calendar));
};

describe('the calendar file', () => {
	it('of a confirmation is in the language of who comes', async () => {
		const store = await school();
		const signUpId = await take(store, 'fatima', 'ilyas');
		expect(await lastFile(store, 'confirmed')).toEqual({
			method: 'PUBLISH',
			uid: `${signUpId}@schoolbrug`,
			sequence: 0,
			status: 'CONFIRMED',
			summary: 'زيارة الصف · \u2068Ilyas\u2069',
			location: 'Groep 1/2 Zonnebloem, OBS De Vuurvogel, Kastanjelaan 12, Brugstad',
			description: 'المكان: \u2068Groep 1/2 Zonnebloem\u2069',
			url: null,
			from: '2026-10-12T06:30:00.000Z',
			till: '2026-10-12T07:00:00.000Z',
		});
	});

	it('after the change of the clock is at the same time by the school’s clock', async () => {
		const store = await school();
		await take(store, 'fatima', 'ilyas', 'winter');
		expect(await lastFile(store, 'confirmed')).toMatchObject({ from: '2026-10-26T07:30:00.000Z' });
	});

	it('keeps its name over every change, with a higher number each time', async () => {
		const store = await school();
		const signUpId = await take(store, 'fatima', 'ilyas');
		const marieke = await asStaff(store, 'marieke');
		const move = { slotId: 'monday', day: '2026-10-13', from: '09:00', till: '09:30', now: today };
		await moveSlot(store, marieke, move);
		expect(await lastFile(store, 'moved')).toMatchObject({
			method: 'PUBLISH',
			uid: `${signUpId}@schoolbrug`,
			sequence: 1,
			from: '2026-10-13T07:00:00.000Z',
		});
		await cancelSlot(store, marieke, { slotId: 'monday', now: today });
		expect(await lastFile(store, 'cancelled')).toMatchObject({
			method: 'CANCEL',
			uid: `${signUpId}@schoolbrug`,
			sequence: 2,
			status: 'CANCELLED',
		});
	});

	it('holds text with every sign that could break it', () => {
		const text = calendarFile({
			method: 'PUBLISH',
			appointments: [
				{
					signUpId: 'a',
					revision: 0,
					startsAt: today.getTime(),
					endsAt: today.getTime() + 60_000,
					summary: 'Ouders; kinderen, en “wij”\nsamen BEGIN:VEVENT',
					location: 'a\\b',
					description: 'ё'.repeat(200),
				},
			],
			stamp: today.getTime(),
		});
		expect(read(text)).toMatchObject({
			summary: 'Ouders; kinderen, en “wij”\nsamen BEGIN:VEVENT',
			location: 'a\\b',
			description: 'ё'.repeat(200),
		});
		expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
	});
});

describe('the button “put it in my calendar”', () => {
	const ask = { locale: 'pl' as const, origin: 'https://school.example', now: today };

	it('gives the same entry, in the language of the page, with the way back', async () => {
		const store = await school();
		const signUpId = await take(store, 'fatima', 'ilyas');
		const text = await ownCalendarFile(store, await asParent(store, 'fatima'), { ...ask, signUpId });
		expect(read(text ?? '')).toMatchObject({
			uid: `${signUpId}@schoolbrug`,
			summary: 'Wizyta w klasie · Ilyas',
			url: 'https://school.example/join/look?child=ilyas',
		});
	});

	it.each<[GuardianName, boolean]>([
		['ayse', true],
		['mehmet', false],
		['fatima', false],
		['ahmet', false],
		['kerem', false],
		['nora', false],
	])('of Ayşe’s sign-up for %s: %s', async (who, gets) => {
		const store = await school();
		const signUpId = await take(store, 'ayse', 'elif');
		const text = await ownCalendarFile(store, await asParent(store, who), { ...ask, signUpId });
		expect(text !== undefined).toBe(gets);
	});

	it('gives nothing for what was called off', async () => {
		const store = await school();
		const signUpId = await take(store, 'fatima', 'ilyas');
		await cancelSlot(store, await asStaff(store, 'marieke'), { slotId: 'monday', now: today });
		const text = await ownCalendarFile(store, await asParent(store, 'fatima'), { ...ask, signUpId });
		expect(text).toBeUndefined();
	});
});
