// Every file that staff download leaves a line in the audit trail: found by looking for files, so that a new one is seen.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asReplier } from '#lib/talks/server/replier.ts';
import { drawDue } from '#lib/talks/server/run-draw.ts';
import { giveWishes } from '#lib/talks/server/wishes.ts';
import { freshStore } from './support/database.ts';
import { addMoment, at } from './support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from './support/people.ts';
import { addRound, details, roundId } from './support/talks.ts';
import { addTask, taskId } from './support/tasks.ts';
import { eventOf, runAppOn, type TestEvent } from './support/route-event.ts';

const root = 'src/routes/staff';
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('+server.ts'))
	.filter((file) => readFileSync(path.join(root, file), 'utf8').includes('csvResponse('));

test('there are files to look at', () => {
	expect(files.length).toBeGreaterThanOrEqual(5);
});

test.each(files)('%s', async (file) => {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	await addTask(store);
	await addRound(store);
	runAppOn(store);
	const joke = await asStaff(store, 'joke');
	const { GET } = (await import(path.resolve(root, file))) as {
		GET: (event: TestEvent) => Promise<Response>;
	};
	const response = await GET(
		eventOf(`/staff/${path.dirname(file)}`, joke, {
			moment: 'look',
			kind: 'moment',
			id: 'look',
			task: taskId,
			round: roundId,
		}),
	);
	expect(response.headers.get('content-disposition')).toContain('attachment');
	const { auditLine } = store.t;
	const lines = await store.read
		.select({ about: auditLine.about })
		.from(auditLine)
		.where(and(eq(auditLine.schoolId, schoolId), eq(auditLine.action, 'accounts.exported')));
	const rows = (await response.text()).trim().split('\r\n').length - 1;
	// how many rows went out is in the line; its own line is not in the file of the trail
	expect(lines.map(({ about }) => about.rows)).toEqual([rows]);
});

test('the file of a draw leaves a line too, and there is none before the draw', async () => {
	const store = freshStore();
	await addPeople(store);
	await addRound(store, { way: 'lots', drawsOn: '2026-10-14' });
	const ayse = asReplier(await asParent(store, 'ayse'));
	const picks = [{ childId: 'elif', startsAt: at('2026-10-27', '15:00'), staffIds: ['marieke'] }];
	await giveWishes(store, ayse, { roundId, wishes: [picks], details, now: today });
	runAppOn(store);
	const joke = await asStaff(store, 'joke');
	const file = 'talks/[round]/draw.txt/+server.ts';
	const { GET } = (await import(path.resolve(root, file))) as {
		GET: (event: TestEvent) => Promise<Response>;
	};
	const get = async () => GET(eventOf(`/staff/${path.dirname(file)}`, joke, { round: roundId }));
	const { auditLine } = store.t;
	const lines = async () =>
		store.read
			.select({ about: auditLine.about })
			.from(auditLine)
			.where(and(eq(auditLine.schoolId, schoolId), eq(auditLine.action, 'accounts.exported')));
	await expect(get()).rejects.toMatchObject({ status: 404 });
	expect(await lines()).toEqual([]);
	await drawDue(store, at('2026-10-14', '20:00'));
	expect(await (await get()).text()).toContain('2026-10-27 15:00');
	expect(await lines()).toEqual([{ about: { what: 'talks.draw', rows: 1, roundId } }]);
});
