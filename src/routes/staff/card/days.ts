import * as v from 'valibot';
import { dayOffKinds, type DayOff, type DayOffKind } from '#lib/school/days-off.ts';

/** Rows of the calendar's form. */
export const DAY_ROWS = 40;

const rows = Array.from({ length: DAY_ROWS }, (_, index) => index + 1);
const day = v.optional(v.pipe(v.string(), v.regex(/^(?:|\d{4}-\d{2}-\d{2})$/, 'not_a_date')), '');
const entries = Object.fromEntries(
	rows.flatMap((row) => [
		[`kind_${row}`, v.optional(v.picklist(['', ...dayOffKinds], 'not_a_choice'), '')],
		[`name_${row}`, v.optional(v.pipe(v.string(), v.maxLength(60, 'too_long')), '')],
		[`first_${row}`, day],
		[`last_${row}`, day],
	]),
) as Record<string, v.GenericSchema<string | undefined, string>>;

/** With the list as the page showed it, so that nothing of somebody else is overwritten. */
export const daysSchema = v.object({
	...entries,
	seen: v.optional(v.pipe(v.string(), v.maxLength(20, 'too_long')), ''),
});

/** The days of the form's rows; rows without a kind or a first day are left out. `rowOf`: the row of each day. */
export function readDays(form: Record<string, string>): { days: DayOff[]; rowOf: number[] } {
	const used = rows.filter((row) => form[`kind_${row}`] && form[`first_${row}`]);
	return {
		rowOf: used,
		days: used.map((row) => {
			const firstDay = form[`first_${row}`] ?? '';
			return {
				kind: form[`kind_${row}`] as DayOffKind,
				name: form[`name_${row}`] || null,
				firstDay,
				lastDay: form[`last_${row}`] || firstDay,
			};
		}),
	};
}
