import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { takeJob } from './job-lease.ts';
import { runMinuteJobs, runNightlyJobs, type Job } from './jobs.ts';

const at = (time: string) => new Date(`2026-10-06T${time}Z`);

function counted(): { jobs: Job[]; runs: Date[] } {
	const runs: Date[] = [];
	return { runs, jobs: [{ name: 'counted', run: async (_store, now) => runs.push(now) }] };
}

const DAY = 24 * 60 * 60 * 1000;

test('a job is taken by one process at a time, and by the next when the lease is over', async () => {
	const store = freshStore();
	const take = (owner: string, now: string, until: string) =>
		takeJob(store, 'night', { owner, now: at(now), until: at(until), longestMs: DAY });
	expect(await take('a', '01:00', '01:10')).toBe(true);
	expect(await take('b', '01:09', '01:19')).toBe(false);
	expect(await take('a', '01:09', '01:30')).toBe(true);
	expect(await take('b', '01:29', '01:40')).toBe(false);
	expect(await take('b', '01:30', '01:40')).toBe(true);
	const minute = { owner: 'c', now: at('01:00'), until: at('01:01'), longestMs: 60_000 };
	expect(await takeJob(store, 'minute', minute)).toBe(true);
});

test("the minute's jobs run once a minute, however many processes there are", async () => {
	const store = freshStore();
	const { jobs, runs } = counted();
	for (const time of ['08:00:00', '08:00:20', '08:00:40', '08:01:00', '08:01:20'])
		await Promise.all(['a', 'b', 'c'].map((owner) => runMinuteJobs(store, owner, at(time), jobs)));
	expect(runs).toEqual([at('08:00:00'), at('08:01:00')]);
});

test("the night's jobs run once a night, and in the morning when the night was missed", async () => {
	const store = freshStore();
	const { jobs, runs } = counted();
	for (const time of [
		'2026-10-06T08:00Z',
		'2026-10-06T20:00Z',
		'2026-10-07T01:25Z',
		'2026-10-07T01:30Z',
		'2026-10-07T06:00Z',
		'2026-10-09T06:00Z',
	])
		await Promise.all(['a', 'b'].map((owner) => runNightlyJobs(store, owner, new Date(time), jobs)));
	expect(runs.map((run) => run.toISOString().slice(0, 16))).toEqual([
		'2026-10-06T08:00',
		'2026-10-07T01:30',
		'2026-10-09T06:00',
	]);
});

test('a night that a process did not finish is finished by another', async () => {
	const store = freshStore();
	const { jobs, runs } = counted();
	// what a process that was killed half-way leaves behind
	const killed = { owner: 'killed', now: at('01:30'), until: at('01:40'), longestMs: DAY };
	await takeJob(store, 'night', killed);
	await runNightlyJobs(store, 'b', at('01:35'), jobs);
	expect(runs).toEqual([]);
	await runNightlyJobs(store, 'b', at('01:40'), jobs);
	expect(runs).toEqual([at('01:40')]);
});

test('a job that fails does not keep the next one from its work', async () => {
	const store = freshStore();
	const { jobs, runs } = counted();
	const broken: Job = { name: 'broken', run: () => Promise.reject(new Error('as the test wants it')) };
	await runMinuteJobs(store, 'a', at('08:00'), [broken, ...jobs]);
	expect(runs).toHaveLength(1);
});

test.each([
	['an hour back', '08:00:00', '07:00:00'],
	['a few seconds back', '08:00:00', '07:59:50'],
	['an hour ahead', '08:00:00', '09:00:00'],
])('the clock goes %s: the minute’s jobs go on', async (_, before, after) => {
	const store = freshStore();
	const { jobs, runs } = counted();
	await runMinuteJobs(store, 'a', at(before), jobs);
	await runMinuteJobs(store, 'b', at(after), jobs);
	expect(runs).toEqual([at(before), at(after)]);
});

test('the clock was a year ahead and is put back: the next night is not a year away', async () => {
	const store = freshStore();
	const { jobs, runs } = counted();
	for (const time of ['2027-10-06T08:00Z', '2026-10-06T08:00Z', '2026-10-06T20:00Z', '2026-10-07T01:30Z'])
		await runNightlyJobs(store, 'a', new Date(time), jobs);
	expect(runs).toHaveLength(3);
});
