/** What clocks in the school's time zone show at an instant, `HH:MM`: the value of a time field. */
export function clockTime(at: Date, timeZone: string): string {
	return new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(at);
}
