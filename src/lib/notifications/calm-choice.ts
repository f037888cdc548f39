/** When a guardian wants to be left alone. Times are `HH:MM` on the school's clock. */
export interface Calm {
	quiet: boolean;
	quietFrom: string;
	quietUntil: string;
	/** Nothing on a Sunday but what can't wait for Monday. */
	quietSundays: boolean;
	/** What can wait comes together at this time; null: each by itself. */
	digestAt: string | null;
}

/** Until the guardian chooses: no message wakes anybody, Sundays are free, and nothing is held back by day. */
export const defaultCalm: Calm = {
	quiet: true,
	quietFrom: '21:00',
	quietUntil: '07:00',
	quietSundays: true,
	digestAt: null,
};

/** The evening hours from which, and the morning hours until which, nothing needs to come. */
export const quietFroms = ['19:00', '20:00', '21:00', '22:00'] as const;
export const quietUntils = ['06:00', '07:00', '08:00', '09:00'] as const;
/** When what can wait may come together. */
export const digestTimes = ['12:00', '15:00', '17:00', '19:00'] as const;
