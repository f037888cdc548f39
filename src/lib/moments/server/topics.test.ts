import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { dropTopic, hideTopic, secondTopic, sendTopic, topicsOf } from './topics.ts';

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { id: 'evening', kind: 'evening', slots: { night: ['2026-10-13', '19:30'] } });
	return store;
}
async function send(store: TestStore, who: GuardianName, text: string, now = today) {
	const parent = await asParent(store, who);
	return sendTopic(store, parent, { momentId: 'evening', text, locale: 'tr', now });
}
const seen = async (store: TestStore, who: GuardianName | null) =>
	(await topicsOf(store.read, schoolId, 'evening', who)).map(
		({ text, seconds, mine }) => `${text} ${seconds}${mine ? ' mine' : ''}`,
	);

describe('topics for an evening', () => {
	it('are read by all, most seconded first, without a name', async () => {
		const store = await school();
		await send(store, 'ayse', 'Ödev');
		await send(store, 'fatima', 'Lezen', new Date(today.getTime() + 1000));
		expect(await send(store, 'ayse', 'Ödev')).toEqual({ ok: true });
		const [, lezen] = await topicsOf(store.read, schoolId, 'evening', 'agnieszka');
		const agnieszka = await asParent(store, 'agnieszka');
		const which = { momentId: 'evening', topicId: lezen?.topicId ?? '', now: today };
		expect(await secondTopic(store, agnieszka, which)).toEqual({ ok: true });
		expect(await seen(store, 'ayse')).toEqual(['Lezen 1', 'Ödev 0 mine']);
		expect(JSON.stringify(await topicsOf(store.read, schoolId, 'evening', 'agnieszka'))).not.toContain(
			'ayse',
		);
		// not any more
		await secondTopic(store, agnieszka, which);
		expect(await seen(store, 'agnieszka')).toEqual(['Ödev 0', 'Lezen 0']);
	});

	it('one takes back one’s own, and nobody else’s', async () => {
		const store = await school();
		await send(store, 'ayse', 'Ödev');
		const [topic] = await topicsOf(store.read, schoolId, 'evening', 'ayse');
		const which = { topicId: topic?.topicId ?? '', now: today };
		await dropTopic(store, await asParent(store, 'fatima'), which);
		expect(await seen(store, 'ayse')).toEqual(['Ödev 0 mine']);
		await dropTopic(store, await asParent(store, 'ayse'), which);
		expect(await seen(store, 'ayse')).toEqual([]);
	});

	it.each([
		['not_found', 'johan', 'of another group'],
		['not_found', 'kerem', 'barred'],
		['information_only', 'ahmet', 'who may only read'],
	] as const)('%s: %s, %s', async (refusal, who, why) => {
		const store = await school();
		expect(await send(store, who, 'Huiswerk'), why).toEqual({ ok: false, refusal });
	});

	it('three each, until it begins; a kijkmoment takes none', async () => {
		const store = await school();
		for (const text of ['Een', 'Twee', 'Drie']) expect(await send(store, 'ayse', text)).toEqual({ ok: true });
		expect(await send(store, 'ayse', 'Vier')).toEqual({ ok: false, refusal: 'too_many_topics' });
		const begun = at('2026-10-13', '19:30');
		expect(await send(store, 'fatima', 'Te laat', begun)).toEqual({ ok: false, refusal: 'too_late' });
		await addMoment(store);
		const ayse = await asParent(store, 'ayse');
		const look = { momentId: 'look', text: 'Huiswerk', locale: 'nl' as const, now: today };
		expect(await sendTopic(store, ayse, look)).toEqual({ ok: false, refusal: 'not_found' });
	});

	it('what should not stand there is taken off the parents’ page by who runs the evening', async () => {
		const store = await school();
		await send(store, 'ayse', 'Ödev');
		const [topic] = await topicsOf(store.read, schoolId, 'evening', null);
		const which = { momentId: 'evening', topicId: topic?.topicId ?? '', hidden: true, now: today };
		expect(await hideTopic(store, await asStaff(store, 'selin'), which)).toBe(false);
		expect(await hideTopic(store, await asStaff(store, 'marieke'), which)).toBe(true);
		expect(await seen(store, 'ayse')).toEqual([]);
		expect(await seen(store, null)).toEqual(['Ödev 0']);
		await hideTopic(store, await asStaff(store, 'marieke'), { ...which, hidden: false });
		expect(await seen(store, 'fatima')).toEqual(['Ödev 0']);
	});
});
