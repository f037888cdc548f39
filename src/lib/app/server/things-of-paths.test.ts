import { describe, expect, it } from 'vitest';
import { sendMessage } from '#lib/messages/server/send.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, today, type StaffName } from '../../../../tests/support/people.ts';
import { addRound, roundId } from '../../../../tests/support/talks.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import { thingsOfPaths } from './things-of-paths.ts';

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { id: 'ours', title: 'Lezen' });
	await addMoment(store, { id: 'all', groups: [], slots: { a: ['2026-10-14', '08:30'] } });
	await addTask(store);
	await addRound(store, { groups: ['zonnebloem'] });
	return store;
}

async function messageTo(store: TestStore, childId: string): Promise<string> {
	const sent = await sendMessage(store, await asStaff(store, 'petra'), {
		about: { kind: 'child', id: childId },
		...{
			parts: [],
			text: `Over ${childId}`,
			language: 'nl',
			wait: 'now',
			formKey: `form-${childId}`,
			now: today,
		},
	});
	if (!sent.ok) throw new Error(sent.refusal);
	return `/messages/${sent.messageId}`;
}

describe('what a list of what was sent says of a thing', () => {
	// Selin has groep 4, and sees Emre, whose sister Elif is in Zonnebloem: her mother hears of things of both
	const seen: Record<'marieke' | 'selin', string[]> = { marieke: ['elif'], selin: ['emre'] };

	it('nothing of another group’s to a teacher, all to who sees all families', async () => {
		const store = await school();
		const ofElif = await messageTo(store, 'elif');
		const ofEmre = await messageTo(store, 'emre');
		const ours = ['/join/ours', `/join/tasks/${taskId}`, `/join/talks/${roundId}`, ofElif];
		const forAll = ['/join/all', '/school/card', '/contact', '/join/tasks'];
		const unknown = ['/join/gone', '/messages/gone', '/me/interpreting/gone', '/join/talks/gone'];
		const known = async (who: StaffName, paths: string[]) => {
			const childIds = who === 'selin' || who === 'marieke' ? seen[who] : ['elif', 'emre'];
			const staff = await asStaff(store, who);
			const things = await thingsOfPaths(store.read, staff, { paths, childIds, locale: 'nl' });
			return paths.filter((path) => things.mayKnow(path));
		};
		const all = [...ours, ofEmre, ...forAll, ...unknown];
		expect(await known('marieke', all)).toEqual([...ours, ...forAll]);
		expect(await known('selin', all)).toEqual([ofEmre, ...forAll]);
		for (const who of ['naima', 'petra', 'joke'] as const) expect(await known(who, all)).toEqual(all);
	});

	it('names only what one may know of', async () => {
		const store = await school();
		const name = async (who: 'marieke' | 'selin', path = '/join/ours') => {
			const wish = { paths: [path], childIds: seen[who], locale: 'nl' as const };
			return (await thingsOfPaths(store.read, await asStaff(store, who), wish)).nameOf(path);
		};
		expect(await name('marieke')).toContain('Lezen');
		expect(await name('selin')).toBeNull();
		// a message is told from others by who wrote it; of what it says nothing is here
		const ofElif = await messageTo(store, 'elif');
		expect(await name('marieke', ofElif)).toBe('Petra Smit');
		expect(await name('selin', ofElif)).toBeNull();
		expect(await name('marieke', `/join/talks/${roundId}`)).toBeTruthy();
		expect(await name('selin', `/join/talks/${roundId}`)).toBeNull();
	});
});
