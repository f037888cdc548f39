/**
 * Writes digits of any script as 0–9: a parent with an Arabic or Persian keyboard types ٣ or ۳, and a number field, a
 * date or a code must take them. Everything else stays as it is.
 */
export function latinDigits(text: string): string {
	return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** Unicode keeps the ten digits of a script side by side, beginning with its zero. */
function valueOf(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	for (let value = 0; value < 10; value++)
		if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return value;
	return 0;
}
