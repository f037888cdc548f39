import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { mayWelcome } from '#lib/families/server/policy.ts';
import { childrenToWelcome, sendWelcome, welcomePreviews } from '#lib/families/server/welcome.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { directionOf, localeNames } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!mayWelcome(staff)) error(403);
	const { store, clock } = app();
	const now = clock.now();
	const children = await childrenToWelcome(store.read, staff, now);
	const open = children.filter(({ sentAt }) => sentAt === null);
	const told = Number(event.url.searchParams.get('told'));
	const shown = ({ childId, name, startsOn, group, guardians }: (typeof children)[number]) => {
		return { childId, name, startsOn, group, parents: guardians.length };
	};
	return {
		open: open.map(shown),
		had: children.filter(({ sentAt }) => sentAt !== null).map(shown),
		previews: welcomePreviews(open, staff.school, event.locals.locale).map(
			({ locale, title, lines, action }) => ({
				locale,
				dir: directionOf(locale),
				language: localeNames[locale],
				title,
				lines,
				label: action.label,
			}),
		),
		told: Number.isInteger(told) && told > 0 ? told : 0,
	};
};

const schema = v.object({ child: v.array(v.pipe(v.string(), v.maxLength(100, 'too_long'))) });

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		if (!mayWelcome(staff)) error(403);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, { refusal: 'nobody' as const });
		const { store, clock } = app();
		const result = await sendWelcome(store, staff, { childIds: form.value.child, now: clock.now() });
		if (!result.ok) return fail(409, { refusal: result.refusal });
		redirect(303, `/staff/welcome?told=${result.told}`);
	},
};
