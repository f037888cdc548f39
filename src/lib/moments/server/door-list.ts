// The list that hangs at the door, or stands on the teacher's phone.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { dayOf, spanOfDay } from '#lib/platform/server/local-time.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { findStaffSlots, type StaffSlot } from './staff-slots.ts';

export interface DoorList {
	/** The day of the list, by the school's calendar; a copy kept offline is gone at its end. */
	day: string;
	slots: StaffSlot[];
}

/** Who comes on a day, slot by slot: published, not called off, in order of time. */
export async function doorList(
	store: Store,
	staff: StaffActor,
	{ day, now }: { day?: string; now: Date },
): Promise<DoorList> {
	const { timeZone } = await readSchool(store.read, staff.schoolId);
	const today = day ?? dayOf(now, timeZone);
	const slots = await findStaffSlots(store.read, staff, spanOfDay(today, timeZone), now);
	return { day: today, slots: slots.filter(({ draft, cancelled }) => !draft && !cancelled) };
}
