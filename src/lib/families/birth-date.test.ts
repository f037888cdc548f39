import { expect, test } from 'vitest';
import { readBirthDate } from './birth-date.ts';

test.each([
	['3', '11', '2021', '2021-11-03'],
	['03', '11', '2021', '2021-11-03'],
	[' 3 ', '11', '21', '2021-11-03'],
	['٣', '١١', '٢٠٢١', '2021-11-03'],
	['29', '2', '2016', '2016-02-29'],
	['30', '2', '2016', undefined],
	['3', '13', '2021', undefined],
	['0', '1', '2021', undefined],
	['7', '10', '2026', undefined],
	['6', '10', '2026', '2026-10-06'],
	['1', '1', '1985', undefined],
	['', '11', '2021', undefined],
	['3', 'november', '2021', undefined],
	['3', '11', '12345', undefined],
	['-3', '11', '2021', undefined],
])('%s %s %s is %s', (day, month, year, read) => {
	expect(readBirthDate({ day, month, year }, '2026-10-06')).toBe(read);
});
