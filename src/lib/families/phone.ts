/** A phone number as the school typed it, made clean, or undefined when it is none. */
export function tidyPhone(text: string): { phone: string; zeroRestored: boolean } | undefined {
	const typed = text
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/[^\d+()./\s-]/g, '')
		.replace(/\s+/g, ' ')
		.replace(/^[-./\s]+|[-./\s]+$/g, '');
	const digits = typed.replace(/\D/g, '');
	// more than E.164 allows, or less than the shortest number with its area
	if (digits.length < 9 || digits.length > 15) return undefined;
	// a spreadsheet took it for a number: 612345678
	const zeroRestored = digits.length === 9 && /^[1-9]/.test(digits) && !typed.startsWith('+');
	return { phone: zeroRestored ? `0${typed}` : typed, zeroRestored };
}

/** The same for all ways to write one number: `+31610137513` for 06-10137513, 0031 6 10137513 and +31 (0)6 1013 7513. */
export function phoneKey(phone: string): string {
	const plain = phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
	if (plain.startsWith('+')) return plain;
	if (plain.startsWith('00')) return `+${plain.slice(2)}`;
	return plain.startsWith('0') ? `+31${plain.slice(1)}` : `+${plain}`;
}
