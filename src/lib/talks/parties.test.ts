import { expect, test } from 'vitest';
import { commonTimes, partiesOf, type ReplyOfGuardian } from './parties.ts';

const guardians = [
	{ guardianId: 'ayse', childIds: ['elif', 'emre'] },
	{ guardianId: 'mehmet', childIds: ['elif'] },
	{ guardianId: 'fatima', childIds: ['ilyas'] },
];
const at = (from: number, to: number, preferred = false) => ({ from, to, preferred });
const reply = (guardianId: string, part: Partial<ReplyOfGuardian> = {}): ReplyOfGuardian => ({
	guardianId,
	answer: 'times',
	together: false,
	apart: false,
	interpreter: null,
	times: [at(0, 60)],
	...part,
});
const ids = (replies: ReplyOfGuardian[]) => partiesOf(guardians, replies).map(({ id }) => id);

test('who did not answer, wants no talk or asks to be called is in no party', () => {
	expect(ids([])).toEqual([]);
	expect(ids([reply('ayse', { answer: 'none' }), reply('fatima', { answer: 'call' })])).toEqual([]);
});

test('two who both come together are one party, with the times that both can', () => {
	const both = partiesOf(guardians, [
		reply('ayse', { together: true, times: [at(0, 40, true)] }),
		reply('mehmet', { together: true, times: [at(20, 90)], interpreter: 'tr' }),
	]);
	expect(both).toEqual([
		{
			id: 'ayse+mehmet',
			guardianIds: ['ayse', 'mehmet'],
			childIds: ['elif', 'emre'],
			times: [at(20, 40, true)],
			interpreter: 'tr',
			apartFrom: null,
		},
	]);
});

test('one who comes together brings a carer along who said nothing, and not one who said otherwise', () => {
	expect(ids([reply('ayse', { together: true })])).toEqual(['ayse+mehmet']);
	expect(ids([reply('ayse', { together: true }), reply('mehmet', { answer: 'none' })])).toEqual(['ayse']);
	expect(ids([reply('ayse', { together: true }), reply('mehmet')])).toEqual(['ayse', 'mehmet']);
});

test('a carer who is brought along adds no children of their own', () => {
	const [party] = partiesOf(guardians, [reply('mehmet', { together: true })]);
	expect(party).toMatchObject({ id: 'ayse+mehmet', childIds: ['elif'] });
});

test('one who asks to come apart makes two parties that stay apart', () => {
	const parties = partiesOf(guardians, [reply('ayse', { together: true }), reply('mehmet', { apart: true })]);
	expect(parties.map(({ id, apartFrom }) => [id, apartFrom])).toEqual([
		['ayse', 'mehmet'],
		['mehmet', 'ayse'],
	]);
});

test('without a common time each one’s times count', () => {
	expect(commonTimes([[at(0, 10)], [at(20, 30)]])).toEqual([at(0, 10), at(20, 30)]);
});
