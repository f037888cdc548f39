import { expect, test } from 'vitest';
import { readDateParts } from './date-parts.ts';

test.each(['12-3-2019', '12/3/2019', '12.3.2019', ' 12 3 2019 ', '2019-3-12', '١٢-٣-٢٠١٩', '۱۲/۳/۲۰۱۹'])(
	'"%s" is the twelfth of March',
	(text) => {
		expect(readDateParts(text)).toEqual({ day: '12', month: '3', year: '2019' });
	},
);

test('eight digits are day, month and year', () => {
	expect(readDateParts('12032019')).toEqual({ day: '12', month: '03', year: '2019' });
});

test.each(['', '12', '12-3', '12 maart 2019', '12-3-19', '123-3-2019'])(
	'"%s" is left to the reader',
	(text) => {
		expect(readDateParts(text)).toBeUndefined();
	},
);
