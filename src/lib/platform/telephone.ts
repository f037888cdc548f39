/**
 * The address that a phone dials for a Dutch number as people write it: `010 555 01 00` is `tel:+31105550100`, so that it
 * also works with a foreign SIM. Short and service numbers (112, 0800, 0900, 14 010) only work as they are.
 */
export function telephoneHref(phone: string): string {
	const digits = phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
	if (/^00\d/.test(digits)) return `tel:+${digits.slice(2)}`;
	const isOrdinary = /^0[1-7]\d{8}$/.test(digits) || /^08[58]\d{7}$/.test(digits);
	return isOrdinary ? `tel:+31${digits.slice(1)}` : `tel:${digits}`;
}

/** The number as a text shows it: never broken over two lines, and from left to right in every language. */
export function telephoneWords(phone: string): string {
	return `\u2066${phone.trim().replace(/\s+/g, '\u00a0')}\u2069`;
}
