/** What a school sets for itself; kept as JSON on the school, so every field has a default here. */
export interface SchoolSettings {
	/** Local time of the reminder on the day before, `HH:MM`. */
	remindDayBeforeAt: string;
	/** Minutes before the start of the second reminder. */
	remindBeforeMinutes: number;
	/** Days that a printed invitation stays valid. */
	invitationDays: number;
}

export const defaultSettings: SchoolSettings = {
	remindDayBeforeAt: '17:00',
	remindBeforeMinutes: 60,
	invitationDays: 60,
};
