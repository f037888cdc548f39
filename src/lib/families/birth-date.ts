import { latinDigits } from '#lib/platform/digits.ts';

/** A birth date in three fields, as they were typed. */
export interface TypedDate {
	day: string;
	month: string;
	year: string;
}

/**
 * The day that was typed, `YYYY-MM-DD`. Undefined when it can be no child's birth date: not in the calendar, still to come,
 * or of more than 30 years ago; such a slip costs no try. A year of two digits is in this century.
 */
export function readBirthDate({ day, month, year }: TypedDate, today: string): string | undefined {
	const parts = [year, month, day].map((part) => latinDigits(part).trim());
	if (!parts.every((part) => /^\d{1,4}$/.test(part))) return undefined;
	const [typedYear = 0, typedMonth = 0, typedDay = 0] = parts.map(Number);
	const fullYear = parts[0]?.length === 2 ? 2000 + typedYear : typedYear;
	const date = new Date(Date.UTC(fullYear, typedMonth - 1, typedDay));
	if (date.getUTCMonth() !== typedMonth - 1 || date.getUTCDate() !== typedDay) return undefined;
	const read = date.toISOString().slice(0, 10);
	const oldest = `${Number(today.slice(0, 4)) - 30}-01-01`;
	return read >= oldest && read <= today ? read : undefined;
}
