import { describe, expect, test } from 'vitest';
import { acrossSchools, schoolFirst } from './school-first.ts';

const check = schoolFirst(new Set(['slot', 'sign_up']));

describe('statements that say which school', () => {
	test.each([
		'select "id" from "slot" where "slot"."school_id" = ? and "slot"."id" = ?',
		'select 1 from "slot" "s" where "s"."school_id" = ?',
		'update "slot" set "ticket" = "ticket" + 1 where ("slot"."school_id" = ? and "slot"."id" = ?) returning "ticket"',
		'delete from "sign_up" where "sign_up"."school_id" = ?',
		'insert into "slot" ("school_id", "id") values (?, ?)',
		'select 1 from "slot" inner join "sign_up" on ("sign_up"."school_id" = "slot"."school_id") where "slot"."school_id" = ?',
		'select 1 from "email_code" where "email_code"."id" = ?',
	])('%s', (statement) => {
		expect(() => check(statement)).not.toThrow();
	});
});

describe('statements that do not', () => {
	test.each([
		['slot', 'select "id" from "slot"'],
		['slot', 'select "slot"."school_id" from "slot" where "slot"."id" = ?'],
		['slot', 'update "slot" set "school_id" = ? where "slot"."id" = ?'],
		['sign_up', 'delete from "sign_up" where "sign_up"."id" = ?'],
		[
			'sign_up',
			'select 1 from "slot" inner join "sign_up" on "sign_up"."slot_id" = "slot"."id" where "slot"."school_id" = ?',
		],
		['slot', 'select 1 from "slot" "s" where "slot"."school_id" = ?'],
	])('%s: %s', (table, statement) => {
		expect(() => check(statement)).toThrow(`touches "${table}" without its school_id`);
		// the answer is remembered, and stays the same
		expect(() => check(statement)).toThrow(`touches "${table}"`);
	});
});

test('a question that spans schools says why, for as long as it takes', async () => {
	const question = 'select "id" from "slot"';
	await acrossSchools('the nightly job of all schools', async () => {
		expect(() => check(question)).not.toThrow();
		await Promise.resolve();
		expect(() => check(question)).not.toThrow();
	});
	expect(() => check(question)).toThrow(/without its school_id/);
});
