// What the school writes of a moment, in lists, messages and calendars: in the language of who reads it, as it is when it is sent.
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { startTranslationService } from '../../../../tests/support/translator.ts';
import { calendarFile } from '#lib/notifications/server/calendar.ts';
import { latestNotices } from '#lib/notifications/server/inbox.ts';
import { mailText } from '#lib/notifications/server/mail-text.ts';
import { claimDue, type Parcel } from '#lib/notifications/server/parcels.ts';
import { pushPayload } from '#lib/notifications/server/push-payload.ts';
import { sendTranslated } from '#lib/notifications/server/waiting.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { breaker } from '#lib/translation/server/breaker.ts';
import { libreTranslate } from '#lib/translation/server/libretranslate.ts';
import { translateDue } from '#lib/translation/server/translate-due.ts';
import { appointmentCard, invitationCard } from '../words.ts';
import { ownCalendarFile } from './calendar-file.ts';
import { joinPage } from './for-parent.ts';
import { sendMessage } from './send-message.ts';
import { signUp } from './sign-ups.ts';
import { keepMomentTranslations } from './translations.ts';

const title = 'Kom kijken bij het voorlezen';
const place = 'het lokaal naast de grote gymzaal, boven aan de trap; bij de kapstokken';
const ofMoment = { momentId: 'look', now: today };

/** A moment with a title and a place; Ayşe and Fatima come. */
async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { place });
	const { moment } = store.t;
	await store.transact((tx) =>
		tx
			.update(moment)
			.set({ title })
			.where(and(eq(moment.schoolId, schoolId), eq(moment.id, 'look'))),
	);
	return { store, signUpId: await take(store, 'fatima', 'ilyas'), staff: await asStaff(store, 'marieke') };
}

async function take(store: TestStore, who: GuardianName, childId: string): Promise<string> {
	const wish = { slotId: 'monday', childId, adults: 1, interpreter: null, note: null, wait: true };
	const result = await signUp(store, await asParent(store, who), { ...wish, now: today });
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}

const inArabic = {
	title: 'تعالوا لمشاهدة القراءة',
	place: 'القاعة بجانب الصالة الرياضية، في أعلى الدرج؛ عند علّاقات المعاطف',
};

async function translate(store: TestStore): Promise<void> {
	const kept = await keepMomentTranslations(store, await asStaff(store, 'marieke'), {
		...ofMoment,
		language: 'ar',
		texts: [
			{ field: 'title', text: inArabic.title, of: title },
			{ field: 'place', text: inArabic.place, of: place },
		],
	});
	expect(kept).toEqual({ ok: true });
}

async function serviceTurn(store: TestStore): Promise<void> {
	const service = await startTranslationService('libretranslate');
	const provider = libreTranslate({ url: service.url, key: '', outside: false, now: () => today });
	const rest = { namesOf: () => Promise.resolve([]), dayOf: () => '2026-10-06' };
	await translateDue({ store, provider, breaker: breaker(), ...rest }, today);
	await service.close();
}

const outgoing = (store: TestStore, now = today): Promise<Parcel[]> =>
	claimDue(store, 'mails', { owner: `me ${now.getTime()}`, now, leaseMs: 1, most: 50 });
const mailOf = (parcel: Parcel | undefined) =>
	parcel &&
	mailText(parcel.content, { origin: 'https://brug.example', schoolName: 'De Vuurvogel', canChoose: true });
const after = (minutes: number) => new Date(today.getTime() + minutes * 60_000);

test('lists name it in the language of the reader, and say which language where it is Dutch, to voices too', async () => {
	const { store } = await school();
	const seen = async (who: GuardianName, locale: Locale) => {
		const { appointments, invitations } = await joinPage(store, await asParent(store, who), today);
		const words = { locale, timeZone: 'Europe/Amsterdam' };
		return [
			...appointments.map((one) => appointmentCard(one, words)),
			...invitations.map((one) => invitationCard(one, words)),
		].map((card) => ({
			title: card.title,
			lang: card.titleIn?.lang,
			where: card.where,
			heard: card.aloud.find(({ text }) => text.includes(card.title))?.lang,
		}));
	};
	const dutch = { title, lang: 'nl', where: place };
	expect(await seen('fatima', 'ar')).toEqual(Array(2).fill({ ...dutch, heard: 'nl' }));
	await translate(store);
	expect(await seen('fatima', 'ar')).toEqual(
		Array(2).fill({ title: inArabic.title, lang: 'ar', where: inArabic.place, heard: 'ar' }),
	);
	expect(await seen('fatima', 'nl')).toEqual(Array(2).fill({ ...dutch, heard: 'nl' }));
});

describe('a message that was queued before its translation came', () => {
	test('goes out with what there is: Dutch, and says so', async () => {
		const { store } = await school();
		const [parcel] = await outgoing(store);
		const mail = mailOf(parcel);
		expect(mail?.text).toContain(`\u2068${title}\u2069`);
		expect(mail?.text).toContain('كتبت المدرسة هذا بالهولندية، ولم يُترجم بعد.');
		expect(JSON.stringify(parcel)).not.toMatch(/[\uE000\uE001]/);
	});

	test('goes out in the language of the reader, with how it came about and what the school wrote', async () => {
		const { store } = await school();
		await translate(store);
		const [parcel] = await outgoing(store);
		const mail = mailOf(parcel);
		expect(mail?.text).toContain(`\u2068${inArabic.title}\u2069`);
		expect(mail?.text).toContain(`ترجمه شخص من المدرسة\nما كتبته المدرسة:\n${title}\n${place}`);
		expect(mail?.html).toContain(`lang="nl" dir="ltr"`);
		expect(mail?.text.split('ما كتبته المدرسة')[0]).not.toContain('voorlezen');
		if (!parcel) throw new Error('nothing went out');
		const push = pushPayload(parcel.content, {
			origin: 'https://brug.example',
			tag: 'x',
			discreet: false,
			unread: 1,
		});
		expect(push.payload).toContain(inArabic.title);
		expect(push.payload).not.toContain('voorlezen');
		// and its calendar file, whose lines are folded
		const calendar = parcel?.content.calendar ? calendarFile(parcel.content.calendar) : '';
		expect(calendar.replaceAll('\r\n ', '')).toContain(
			`LOCATION:${inArabic.place.replaceAll(',', '\\,').replaceAll(';', '\\;')}`,
		);
		expect(calendar).not.toMatch(/[\uE000\uE001]|voorlezen|gymzaal/);
		expect(Math.max(...calendar.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(
			75,
		);
	});

	test('who reads Dutch gets what the school wrote, and nothing is said about it', async () => {
		const { store } = await school();
		const { guardian } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardian)
				.set({ locale: 'nl' })
				.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'fatima'))),
		);
		await take(store, 'fatima', 'ilyas').catch(() => undefined);
		await sendMessage(store, await asStaff(store, 'marieke'), {
			...ofMoment,
			what: 'remind',
			line: 'Tot dan',
		});
		const mails = (await outgoing(store)).filter(({ content }) => content.locale === 'nl');
		expect(mails.length).toBeGreaterThan(0);
		for (const mail of mails) expect(mailOf(mail)?.text).not.toContain('De school schreef');
	});
});

test('the file of the button is in the language of the page', async () => {
	const { store, signUpId } = await school();
	await translate(store);
	const fatima = await asParent(store, 'fatima');
	const file = (locale: Locale) =>
		ownCalendarFile(store, fatima, { signUpId, locale, origin: 'https://brug.example', now: today });
	const arabic = (await file('ar'))?.replaceAll('\r\n ', '');
	expect(arabic).toContain(inArabic.title);
	expect(arabic).not.toMatch(/[\uE000\uE001]|voorlezen/);
	expect((await file('nl'))?.replaceAll('\r\n ', '')).toContain(title);
});

describe('a line that staff write waits for its translations', () => {
	const line = 'Neem een boek mee dat u thuis voorleest.';
	const send = async (waitMinutes: number) => {
		const { store, staff } = await school();
		await outgoing(store); // the confirmation
		await store.transact((tx) => tx.delete(tx.t.delivery).where(eq(tx.t.delivery.schoolId, schoolId)));
		expect(await sendMessage(store, staff, { ...ofMoment, what: 'remind', line, waitMinutes })).toEqual({
			ok: true,
			told: 1,
		});
		return store;
	};
	const linesOf = (parcels: Parcel[]) => parcels.map(({ content }) => content.lines.at(-1));

	test('not where the sender did not choose so', async () => {
		expect(linesOf(await outgoing(await send(0)))).toEqual([`\u2068${line}\u2069`]);
	});

	test('until they are there', async () => {
		const store = await send(10);
		const inbox = async () => {
			const notices = await latestNotices(store, await asParent(store, 'fatima'), { now: today });
			return notices.flatMap(({ own }) => own);
		};
		expect(await sendTranslated(store, today)).toBe(0);
		expect(await outgoing(store)).toEqual([]);
		expect(await inbox()).toEqual([]);
		await serviceTurn(store);
		expect(await sendTranslated(store, today)).toBe(1);
		expect(await sendTranslated(store, today)).toBe(0);
		expect(linesOf(await outgoing(store))).toEqual([`\u2068[ar] ${line}\u2069`]);
		expect(await inbox()).toMatchObject([
			{ text: `[ar] ${line}`, how: 'ترجمة آلية', original: { text: line, lang: 'nl' } },
		]);
	});

	test('and no longer than the sender chose', async () => {
		const store = await send(10);
		expect(await outgoing(store, after(9))).toEqual([]);
		const late = await outgoing(store, after(10));
		expect(linesOf(late)).toEqual([`\u2068${line}\u2069`]);
		expect(mailOf(late[0])?.text).toContain('ولم يُترجم بعد');
	});
});
