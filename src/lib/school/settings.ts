/** What a school sets for itself; kept as JSON on the school, so every field has a default here. */
export interface SchoolSettings {
	/** Local time of the reminder on the day before, `HH:MM`. */
	remindDayBeforeAt: string;
	/** Minutes before the start of the second reminder. */
	remindBeforeMinutes: number;
	/** Days that a printed invitation stays valid. */
	invitationDays: number;
	/** Days after a child's last day until everything about it is deleted; missing in rows that are older. */
	leaverDays?: number;
	/** Where the school gets an interpreter by telephone. */
	interpreterPhone?: InterpreterPhone;
	/** Parents can find a buddy here; missing is no. */
	buddies?: boolean;
}

export interface InterpreterPhone {
	/** Of the service, as the school calls it. */
	name: string;
	phone: string;
}

export const defaultSettings = {
	remindDayBeforeAt: '17:00',
	remindBeforeMinutes: 60,
	invitationDays: 60,
	leaverDays: 30,
} satisfies SchoolSettings;
