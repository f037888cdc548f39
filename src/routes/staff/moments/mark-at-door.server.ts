import { error, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { markAttendance } from '#lib/moments/server/attendance.ts';
import { readForm } from '#lib/platform/server/forms.ts';

const schema = v.object({
	signUpId: v.pipe(v.string('required'), v.maxLength(64, 'too_long')),
	came: v.picklist(['yes', 'no', 'clear']),
});

/** The form action of both door lists: someone came, did not come, or the mark is taken away. */
export async function markAtDoor(event: RequestEvent): Promise<{ marked: string } | { tooEarly: true }> {
	const staff = requireStaff(event);
	const form = await readForm(event.request, schema);
	if (!form.ok) error(422);
	const { store, clock } = app();
	const { signUpId, came } = form.value;
	const result = await markAttendance(store, staff, {
		signUpId,
		came: came === 'clear' ? null : came === 'yes',
		now: clock.now(),
	});
	if (result.ok) return { marked: signUpId };
	if (result.refusal === 'too_early') return { tooEarly: true };
	error(404);
}
