import { error, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { onListsOfToday } from '#lib/accounts/server/substitutes.ts';
import { app } from '#lib/app/server/app.ts';
import type { Store } from '#lib/database/store.ts';
import { doorList } from '#lib/moments/server/door-list.ts';
import { markAttendance } from '#lib/moments/server/attendance.ts';
import { readForm } from '#lib/platform/server/forms.ts';

const schema = v.object({
	signUpId: v.pipe(v.string('required'), v.maxLength(64, 'too_long')),
	came: v.picklist(['yes', 'no', 'clear']),
	/** When it was tapped: it may have waited for the network. */
	at: v.optional(v.pipe(v.string(), v.regex(/^\d{0,15}$/, 'not_a_number'), v.transform(Number))),
});

/** Who steps in for a teacher marks what is on the list of today. */
async function whoMarks(store: Store, staff: StaffActor, signUpId: string, now: Date): Promise<StaffActor> {
	if (staff.substituteFor.size === 0) return staff;
	const { slots } = await doorList(store, onListsOfToday(staff), { now });
	const listed = slots.some(({ coming }) => coming.some((one) => one.signUpId === signUpId));
	return listed ? onListsOfToday(staff) : staff;
}

/** The form action of both door lists: someone came, did not come, or the mark is taken away. */
export async function markAtDoor(event: RequestEvent): Promise<{ marked: string } | { tooEarly: true }> {
	const staff = requireStaff(event);
	const form = await readForm(event.request, schema);
	if (!form.ok) error(422);
	const { store, clock } = app();
	const { signUpId, came, at } = form.value;
	const result = await markAttendance(store, await whoMarks(store, staff, signUpId, clock.now()), {
		signUpId,
		came: came === 'clear' ? null : came === 'yes',
		at: at ? new Date(at) : undefined,
		now: clock.now(),
	});
	if (result.ok) return { marked: signUpId };
	if (result.refusal === 'too_early') return { tooEarly: true };
	error(404);
}
