import { expect, test } from 'vitest';
import { latinDigits } from './digits.ts';

test.each([
	['0123456789', '0123456789'],
	['٠١٢٣٤٥٦٧٨٩', '0123456789'],
	['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
	['०१२३४५६७८९', '0123456789'],
	['１２-３', '12-3'],
	['K7M ٤PQ', 'K7M 4PQ'],
	['بدون أرقام', 'بدون أرقام'],
])('%s is %s', (given, latin) => {
	expect(latinDigits(given)).toBe(latin);
});
