import { expect, test } from 'vitest';
import { readDay } from './read-day.ts';

test.each([
	['2016-08-30', '2016-08-30', 'iso'],
	['2017-05-09+02:00', '2017-05-09', 'zone'],
	['2017-05-09Z', '2017-05-09', 'zone'],
	['17-01-2016', '2016-01-17', 'local'],
	['7/1/2016', '2016-01-07', 'local'],
	['7.1.2016', '2016-01-07', 'local'],
	['3-nov-21', '2021-11-03', 'local'],
	['3 maart 2021', '2021-03-03', 'local'],
	['03-11-21', '2021-11-03', 'local'],
	['20160830', '2016-08-30', 'local'],
	['2016-08-30T00:00:00', '2016-08-30', 'local'],
	['29-02-2016', '2016-02-29', 'local'],
])('%s is %s', (text, day, form) => {
	expect(readDay(text)).toEqual({ ok: true, day, form });
});

test.each([
	['', 'missing'],
	['  ', 'missing'],
	['2016-02-30', 'impossible'],
	['29-02-2015', 'impossible'],
	['31-xyz-2016', 'impossible'],
	['0000-00-00', 'impossible'],
	['onbekend', 'unreadable'],
	['2016', 'unreadable'],
])('"%s" is no day: %s', (text, problem) => {
	expect(readDay(text)).toEqual({ ok: false, problem });
});
