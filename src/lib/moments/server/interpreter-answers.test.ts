import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { giveSubstitute, onListsOfToday } from '#lib/accounts/server/substitutes.ts';
import type { Store } from '#lib/database/store.ts';
import { ask, askOf, asksSoFar, offers, wishedInTurkish } from '../../../../tests/support/interpreting.ts';
import { addMoment, at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { findAppointments } from './appointments.ts';
import { doorList } from './door-list.ts';
import { staffMoment } from './for-staff.ts';
import {
	answerAsk,
	findOwnAsk,
	findOwnAsks,
	giveBackAsk,
	interpretingFile,
	type AskView,
} from './interpreter-answers.ts';
import { interpretedAtSchool, interpretedWith } from './interpreted.ts';
import { wordsFor } from './interpreter-notices.ts';
import { endInterpreterOffer } from './interpreter-offers.ts';
import { interpreterWishes } from './interpreter-wishes.ts';
import { askInterpreters, markInterpreter } from './interpreters.ts';
import { ownFeedText, renewOwnFeed } from './own-feed.ts';
import { signUp } from './sign-ups.ts';

const later = new Date(today.getTime() + 60_000);

async function answer(store: Store, who: GuardianName, said: 'yes' | 'no', now = later) {
	const askId = await askOf(store, who);
	return answerAsk(store, await asParent(store, who), { askId, answer: said, now });
}

async function viewOf(store: Store, who: GuardianName, now = later): Promise<AskView | undefined> {
	const askId = await askOf(store, who);
	const parent = await asParent(store, who, { now: today });
	return (await findOwnAsk(store.read, parent, { askId, locale: 'nl', now }))?.view;
}

async function wishes(store: Store, who: StaffName = 'marieke', now = later) {
	const staff = await asStaff(store, who);
	const page = await staffMoment(store, staff, 'look', now);
	return page ? interpreterWishes(store.read, schoolId, page.slots, now) : undefined;
}

const told = async (store: Store, kind: string) =>
	(await noticesSoFar(store)).filter((one) => one.kind === `moments.${kind}`);

describe('who can be asked', () => {
	it('is a parent of another family who offers the language; not one who is barred, nor one whose child left', async () => {
		const { store } = await wishedInTurkish();
		for (const who of ['ayse', 'mehmet', 'ahmet', 'kerem', 'wilma', 'nora'] as const)
			await offers(store, who);
		const [wish] = (await wishes(store)) ?? [];
		expect(wish?.candidates.map(({ name }) => name)).toEqual(['Agnieszka Kowalczyk', 'Johan de Wit']);
		expect(wish?.state).toBe('nobody');
	});

	it('is nobody where who wishes did not agree', async () => {
		const { store, signUpId } = await wishedInTurkish({ mayAskParent: false });
		expect((await wishes(store))?.[0]?.candidates).toEqual([]);
		expect(await ask(store, signUpId, ['johan'])).toEqual({ ok: false, refusal: 'not_agreed' });
		expect(await asksSoFar(store)).toEqual([]);
	});

	it('has it in the own year once it is over, where they said yes, and never for whom', async () => {
		const { store, signUpId } = await wishedInTurkish();
		for (const who of ['agnieszka', 'johan'] as const) await offers(store, who);
		await ask(store, signUpId, ['agnieszka', 'johan']);
		await answer(store, 'johan', 'yes');
		const own = (guardianId: GuardianName, now: Date, schoolYearId = '2026') =>
			interpretedWith(store.read, { schoolId, guardianId }, { schoolYearId, now });
		const over = at('2026-12-01', '12:00');
		expect(await own('johan', later)).toEqual([]);
		expect(await own('agnieszka', over)).toEqual([]);
		expect(await own('johan', over, '2025')).toEqual([]);
		const [one, ...others] = await own('johan', over);
		expect(others).toEqual([]);
		expect(one?.language).toBe('tr');
		expect(Object.keys(one ?? {}).sort()).toEqual(['askId', 'endsAt', 'language', 'startsAt']);
		// the school has the sum
		const all = (now: Date, schoolYearId = '2026') =>
			interpretedAtSchool(store.read, schoolId, { schoolYearId, now });
		const minutes = one ? (one.endsAt.getTime() - one.startsAt.getTime()) / 60_000 : 0;
		expect(await all(over)).toEqual({ times: 1, minutes });
		for (const none of [all(later), all(over, '2025')]) expect(await none).toEqual({ times: 0, minutes: 0 });
	});

	it('is not who has an own appointment then', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await signUp(store, await asParent(store, 'agnieszka'), {
			slotId: 'monday',
			childId: 'zuzia',
			adults: 1,
			interpreter: null,
			note: null,
			wait: false,
			now: today,
		});
		expect((await wishes(store))?.[0]?.candidates.map(({ guardianId }) => guardianId)).toEqual(['johan']);
		expect(await ask(store, signUpId, ['agnieszka'])).toEqual({ ok: false, refusal: 'nobody' });
	});

	it('is not who interprets for somebody else then', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await addMoment(store, { id: 'other', slots: { elsewhere: ['2026-10-12', '08:45'] } });
		const fatima = await asParent(store, 'fatima');
		const other = await signUp(store, fatima, {
			slotId: 'elsewhere',
			childId: 'ilyas',
			adults: 1,
			interpreter: 'tr',
			mayAskParent: true,
			note: null,
			wait: false,
			now: today,
		});
		await ask(store, signUpId, ['johan']);
		await answer(store, 'johan', 'yes');
		const now = later;
		const again = { signUpId: other.ok ? other.signUpId : '', guardianIds: ['johan'], now };
		expect(await askInterpreters(store, await asStaff(store, 'marieke'), again)).toEqual({
			ok: false,
			refusal: 'nobody',
		});
	});

	it.each<[StaffName, boolean]>([
		['marieke', true],
		['naima', true],
		['petra', true],
		['joke', true],
		['selin', false],
		['henk', false],
	])('%s may ask: %s', async (who, may) => {
		const { store, signUpId } = await wishedInTurkish();
		const result = await askInterpreters(store, await asStaff(store, who), {
			signUpId,
			guardianIds: ['johan'],
			now: today,
		});
		expect(result).toEqual(may ? { ok: true, asked: 1 } : { ok: false, refusal: 'not_found' });
	});
});

describe('the question', () => {
	it('says what, when, how long and which languages, and nothing of the family, its child or its group', async () => {
		const { store, signUpId } = await wishedInTurkish({
			title: 'Kijken bij juf Marieke',
			place: 'lokaal van Zonnebloem',
		});
		await ask(store, signUpId, ['johan']);
		const [question] = await told(store, 'interpreter_asked');
		expect(question?.to).toBe('johan');
		expect(question?.content.lines).toEqual([
			'Talen: Turks en Nederlands',
			'Kijkmoment',
			'maandag 12 oktober, 8.30 – 9.00 uur',
			'30 minuten',
			'Plaats: OBS De Vuurvogel',
			'U mag ook nee zeggen. Niemand hoort dat u nee zei.',
		]);
		expect(JSON.stringify(question)).not.toMatch(/Elif|Ay.e|Y.ld.r.m|Zonnebloem|Marieke/);
	});

	it('says the title and the room where the moment is for the whole school', async () => {
		const { store, signUpId } = await wishedInTurkish({ groups: [], title: 'Open dag', place: 'aula' });
		const staff = await asStaff(store, 'naima');
		await askInterpreters(store, staff, { signUpId, guardianIds: ['johan'], now: today });
		const [question] = await told(store, 'interpreter_asked');
		expect(question?.content.lines.slice(1, 5)).toEqual([
			'Kijkmoment · Open dag',
			'maandag 12 oktober, 8.30 – 9.00 uur',
			'30 minuten',
			'Plaats: aula',
		]);
	});

	it('goes to each in their own language, once', async () => {
		const { store, signUpId } = await wishedInTurkish();
		expect(await ask(store, signUpId, ['agnieszka', 'johan'])).toEqual({ ok: true, asked: 2 });
		expect(await ask(store, signUpId, ['agnieszka', 'johan'])).toEqual({ ok: false, refusal: 'nobody' });
		const questions = await told(store, 'interpreter_asked');
		expect(questions.map(({ to, content }) => [to, content.locale])).toEqual([
			['agnieszka', 'pl'],
			['johan', 'nl'],
		]);
	});

	it('says that the school calls, to who helps by telephone only', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await offers(store, 'johan', { atSchool: false, byPhone: true });
		await ask(store, signUpId, ['johan']);
		const [question] = await told(store, 'interpreter_asked');
		expect(question?.content.lines).toContain('Via de telefoon. De school belt u op dat moment.');
		expect(question?.content.lines.join()).not.toContain('Plaats');
	});
});

describe('the first yes', () => {
	it('has it; the others and who wished are told', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['agnieszka', 'johan']);
		expect(await answer(store, 'johan', 'yes')).toEqual({ ok: true });
		expect(await answer(store, 'agnieszka', 'yes')).toEqual({ ok: false, refusal: 'gone' });
		expect(await asksSoFar(store)).toEqual(['agnieszka closed', 'johan accepted']);
		expect((await told(store, 'interpreter_not_needed')).map(({ to }) => to)).toEqual(['agnieszka']);
		const [found] = await told(store, 'interpreter_found');
		expect(found?.to).toBe('ayse');
		expect(found?.content.lines[0]).toBe('Tercümanınız: Johan. Dil: Türkçe.');
		expect(JSON.stringify(found)).not.toContain('de Wit');
		const [own] = await told(store, 'interpreter_accepted');
		expect(own?.content.lines).toContain('Plaats: Groep 1/2 Zonnebloem');
		expect(own?.content.calendar?.method).toBe('PUBLISH');
		expect(await auditSoFar(store)).toContain('guardian johan moments.interpreter_accepted');
	});

	it('shows on the list of the teacher and of who looks after all, by first name', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['johan']);
		await answer(store, 'johan', 'yes');
		for (const who of ['marieke', 'petra'] as const) {
			const staff = await asStaff(store, who);
			const { slots } = await doorList(store, staff, { day: '2026-10-12', now: later });
			const [coming] = slots.flatMap((slot) => slot.coming);
			expect(coming).toMatchObject({ interpreter: 'tr', interpreterFound: true, interpreterName: 'Johan' });
		}
		expect((await wishes(store))?.[0]).toMatchObject({ state: 'arranged', by: 'parent', phone: null });
	});

	it('shows on the door list of who steps in that day, who asks nobody; another teacher sees nothing', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['johan']);
		await answer(store, 'johan', 'yes');
		const now = at('2026-10-12', '07:00');
		const seen = async () => {
			const selin = onListsOfToday(await asStaff(store, 'selin', { now }));
			const { slots } = await doorList(store, selin, { day: '2026-10-12', now });
			return slots.flatMap(({ coming }) => coming).map(({ interpreterName }) => interpreterName);
		};
		expect(await seen()).toEqual([]);
		const petra = await asStaff(store, 'petra', { now });
		await giveSubstitute(store, petra, { groupId: 'zonnebloem', staffId: 'selin' }, now);
		expect(await seen()).toEqual(['Johan']);
		const selin = await asStaff(store, 'selin', { now });
		const chosen = { signUpId, guardianIds: ['agnieszka'], now };
		expect(await askInterpreters(store, selin, chosen)).toEqual({ ok: false, refusal: 'not_found' });
	});

	it('shows to who wished, and to no other parent', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['johan']);
		await answer(store, 'johan', 'yes');
		const seen = async (who: GuardianName) =>
			(await findAppointments(store.read, await asParent(store, who), later)).map(
				(one) => one.interpreterName,
			);
		expect(await seen('ayse')).toEqual(['Johan']);
		for (const who of ['mehmet', 'ahmet', 'kerem', 'fatima', 'agnieszka'] as const)
			expect(await seen(who)).toEqual([]);
	});

	it('is refused who has another appointment then, and who became family meanwhile', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['agnieszka', 'johan']);
		await signUp(store, await asParent(store, 'agnieszka'), {
			slotId: 'monday',
			childId: 'zuzia',
			adults: 1,
			interpreter: null,
			note: null,
			wait: false,
			now: today,
		});
		expect(await answer(store, 'agnieszka', 'yes')).toEqual({ ok: false, refusal: 'overlaps' });
		await store.transact((tx) =>
			tx
				.insert(tx.t.guardianship)
				.values({ schoolId, guardianId: 'johan', childId: 'elif', level: 'nothing', position: 9 }),
		);
		expect(await answer(store, 'johan', 'yes')).toEqual({ ok: false, refusal: 'gone' });
	});
});

describe('a no', () => {
	it('is told to nobody, and can become a yes', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['johan']);
		const before = await wishes(store);
		const notices = await noticesSoFar(store);
		expect(await answer(store, 'johan', 'no')).toEqual({ ok: true });
		expect(await wishes(store)).toEqual(before);
		expect(await noticesSoFar(store)).toEqual(notices);
		expect(await auditSoFar(store)).not.toContainEqual(
			expect.stringContaining('guardian johan moments.interpreter_d'),
		);
		expect(await viewOf(store, 'johan')).toBe('declined');
		expect(await ask(store, signUpId, ['johan'])).toEqual({ ok: false, refusal: 'nobody' });
		expect(await answer(store, 'johan', 'yes')).toEqual({ ok: true });
		expect(await asksSoFar(store)).toEqual(['johan accepted']);
	});
});

describe('giving back', () => {
	it('tells who asked and who wished, and others can be asked', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['agnieszka', 'johan']);
		await answer(store, 'johan', 'yes');
		const askId = await askOf(store, 'johan');
		const johan = await asParent(store, 'johan');
		expect(await giveBackAsk(store, johan, { askId, now: later })).toEqual({ ok: true });
		expect(await giveBackAsk(store, johan, { askId, now: later })).toEqual({ ok: true });
		const [staffTold] = await told(store, 'interpreter_gave_back');
		expect(staffTold?.content.lines[0]).toContain('Johan de Wit kan toch niet tolken');
		const [lost] = await told(store, 'interpreter_lost');
		expect(lost?.to).toBe('ayse');
		expect(JSON.stringify(lost)).not.toContain('Johan');
		const [wish] = (await wishes(store)) ?? [];
		expect(wish).toMatchObject({ state: 'nobody', by: null });
		expect(wish?.candidates.map(({ guardianId }) => guardianId)).toEqual(['agnieszka']);
		expect(await ask(store, signUpId, ['agnieszka'], later)).toEqual({ ok: true, asked: 1 });
		expect(await answer(store, 'agnieszka', 'yes')).toEqual({ ok: true });
	});

	it('is too late when it began', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['johan']);
		await answer(store, 'johan', 'yes');
		const askId = await askOf(store, 'johan');
		const now = at('2026-10-12', '08:30');
		expect(await giveBackAsk(store, await asParent(store, 'johan'), { askId, now })).toEqual({
			ok: false,
			refusal: 'gone',
		});
	});
});

describe('who sees an ask', () => {
	it.each<GuardianName>(['ayse', 'mehmet', 'ahmet', 'kerem', 'fatima', 'agnieszka', 'nora'])(
		'%s sees nothing of what Johan was asked, and can answer nothing',
		async (who) => {
			const { store, signUpId } = await wishedInTurkish();
			await ask(store, signUpId, ['johan']);
			const askId = await askOf(store, 'johan');
			const parent = await asParent(store, who);
			expect(await findOwnAsk(store.read, parent, { askId, locale: 'nl', now: later })).toBeUndefined();
			const own = { locale: 'nl' as const, now: later };
			expect(await findOwnAsks(store.read, parent, own)).toEqual([]);
			expect(await answerAsk(store, parent, { askId, answer: 'yes', now: later })).toEqual({
				ok: false,
				refusal: 'gone',
			});
			const file = { askId, locale: 'nl' as const, origin: 'https://school.example', now: later };
			expect(await interpretingFile(store, parent, file)).toBeUndefined();
			expect(await asksSoFar(store)).toEqual(['johan asked']);
		},
	);

	it('knows the name and the room only after the yes, and no more after giving it back', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['johan']);
		const askId = await askOf(store, 'johan');
		const johan = await asParent(store, 'johan');
		const seen = async () => {
			const found = await findOwnAsk(store.read, johan, { askId, locale: 'nl', now: later });
			const { place } = found ? wordsFor({ moment: found.moment, to: found.ask, now: later }) : {};
			return [found?.for, place];
		};
		expect(await seen()).toEqual([null, 'OBS De Vuurvogel']);
		await answer(store, 'johan', 'yes');
		expect(await seen()).toEqual(['Ayşe', 'Groep 1/2 Zonnebloem']);
		const file = { askId, locale: 'nl' as const, origin: 'https://school.example', now: later };
		expect(await interpretingFile(store, johan, file)).toContain('Tolken');
		const token = await renewOwnFeed(store, johan, later);
		const feed = () => ownFeedText(store.read, { token, origin: 'https://school.example', now: later });
		expect(await feed()).toContain('Tolken');
		await giveBackAsk(store, johan, { askId, now: later });
		expect(await seen()).toEqual([null, 'OBS De Vuurvogel']);
		expect(await interpretingFile(store, johan, file)).toBeUndefined();
		expect(await feed()).not.toContain('Tolken');
	});

	it('is no longer needed as soon as the school bars who wished, or the offer is ended', async () => {
		const { store, signUpId } = await wishedInTurkish();
		await ask(store, signUpId, ['agnieszka', 'johan']);
		await endInterpreterOffer(store, await asParent(store, 'agnieszka'), later);
		expect(await asksSoFar(store)).toEqual(['agnieszka declined', 'johan asked']);
		expect((await wishes(store))?.[0]?.asked).toHaveLength(2);
		await store.transact((tx) => {
			const { guardianship } = tx.t;
			return tx
				.update(guardianship)
				.set({ level: 'nothing' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'ayse')));
		});
		expect(await viewOf(store, 'johan')).toBe('closed');
		expect(await answer(store, 'johan', 'yes')).toEqual({ ok: false, refusal: 'gone' });
		expect(await wishes(store)).toEqual([]);
	});
});

it('staff arrange it otherwise: who was asked hears that it is no longer needed', async () => {
	const { store, signUpId } = await wishedInTurkish();
	await ask(store, signUpId, ['johan']);
	const marieke = await asStaff(store, 'marieke');
	await markInterpreter(store, marieke, { signUpId, found: true, by: 'phone', now: later });
	expect(await asksSoFar(store)).toEqual(['johan closed']);
	expect((await wishes(store))?.[0]).toMatchObject({ state: 'arranged', by: 'phone', candidates: [] });
	expect(await ask(store, signUpId, ['agnieszka'], later)).toEqual({ ok: false, refusal: 'arranged' });
	await markInterpreter(store, marieke, { signUpId, found: false, now: later });
	expect((await wishes(store))?.[0]).toMatchObject({ state: 'nobody', by: null });
	// a telephone that is not there any more is no news to who wished
	expect(await told(store, 'interpreter_lost')).toEqual([]);
});

it('staff call a parent off: both are told', async () => {
	const { store, signUpId } = await wishedInTurkish();
	await ask(store, signUpId, ['johan']);
	await answer(store, 'johan', 'yes');
	const marieke = await asStaff(store, 'marieke');
	await markInterpreter(store, marieke, { signUpId, found: false, now: later });
	expect((await told(store, 'interpreter_not_needed')).map(({ to }) => to)).toEqual(['johan']);
	expect((await told(store, 'interpreter_lost')).map(({ to }) => to)).toEqual(['ayse']);
});
