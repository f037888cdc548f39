import { describe, expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment, at, type TestMoment } from '../../../../tests/support/moments.ts';
import { addPeople, today } from '../../../../tests/support/people.ts';
import { sharedMoment } from './share.ts';

async function shared(moment: TestMoment, now = today, token = 'share-look') {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { title: 'Voor Elif', place: 'lokaal 3', ...moment });
	return sharedMoment(store.read, token, now);
}

describe('a shared link', () => {
	it('shows kind, dates, times and school, and nothing more', async () => {
		expect(await shared({})).toEqual({
			kind: 'look',
			schoolName: 'OBS De Vuurvogel',
			timeZone: 'Europe/Amsterdam',
			slots: [
				{ startsAt: at('2026-10-12', '08:30'), endsAt: at('2026-10-12', '09:00') },
				{ startsAt: at('2026-10-13', '08:30'), endsAt: at('2026-10-13', '09:00') },
			],
		});
	});
	it('shows what is still to come, and is gone after the last', async () => {
		expect((await shared({}, at('2026-10-12', '09:00')))?.slots).toHaveLength(1);
		expect(await shared({}, at('2026-10-13', '09:00'))).toBeUndefined();
	});
	it.each<[string, TestMoment, string]>([
		['a wrong link', {}, 'share-other'],
		['the id instead of the link', {}, 'look'],
		['a draft', { published: false }, 'share-look'],
		['what was called off', { cancelled: true }, 'share-look'],
	])('is nothing for %s', async (_, moment, token) => {
		expect(await shared(moment, today, token)).toBeUndefined();
	});
});
