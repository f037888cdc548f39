import { latinDigits } from '#lib/platform/digits.ts';

/** A date as typed, in three fields. */
export interface DateParts {
	day: string;
	month: string;
	year: string;
}

/**
 * Takes a whole date out of pasted text: `12-3-2019`, `12/03/2019`, `12.03.2019`, `12 03 2019`, `12032019`, `2019-03-12`,
 * in digits of any script. Day before month, as everywhere in Europe. Undefined when it is no date in digits.
 */
export function readDateParts(text: string): DateParts | undefined {
	const digits = latinDigits(text).trim();
	const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(digits);
	if (yearFirst) return { year: yearFirst[1] ?? '', month: yearFirst[2] ?? '', day: yearFirst[3] ?? '' };
	const dayFirst =
		/^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})$/.exec(digits) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(digits);
	if (dayFirst) return { day: dayFirst[1] ?? '', month: dayFirst[2] ?? '', year: dayFirst[3] ?? '' };
	return undefined;
}
