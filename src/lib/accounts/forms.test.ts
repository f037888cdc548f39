import * as v from 'valibot';
import { expect, test } from 'vitest';
import { codeSchema, emailSchema } from './forms.ts';

test.each([
	['123456', '123456'],
	['123 456', '123456'],
	['012-345', '012345'],
	['١٢٣٤٥٦', '123456'],
	['۱۲۳۴۵۶', '123456'],
	['12345', 'not_a_code'],
	['1234567', 'not_a_code'],
	['abcdef', 'not_a_code'],
	['', 'required'],
])('the code %j is read as %s', (code, expected) => {
	const read = v.safeParse(codeSchema, { code });
	expect(read.success ? read.output.code : read.issues[0].message).toBe(expected);
});

test.each([
	['ayse@ouders.example', true],
	['ayse+school@mail.ouders.example', true],
	['ayse', false],
	['ayse@', false],
	['a b@ouders.example', false],
	['a@b.example\nbcc: x@y.example', false],
])('%j is an address: %s', (email, is) => {
	expect(v.safeParse(emailSchema, { email }).success).toBe(is);
});
