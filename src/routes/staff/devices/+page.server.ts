import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceRows } from '#lib/accounts/device-words.ts';
import { passkeySchema } from '#lib/accounts/forms.ts';
import { listDevices, signOutDevice, signOutOthers } from '#lib/accounts/server/devices.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { enrolPasskey, listPasskeys, removePasskey } from '#lib/accounts/server/passkeys.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser } from '#lib/app/server/browser-session.ts';
import { passkeySite } from '#lib/app/server/passkey-site.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const idSchema = v.object({ id: v.pipe(v.string('required'), v.maxLength(100, 'too_long')) });

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const [devices, passkeys] = await Promise.all([
		listDevices(store.read, staff),
		listPasskeys(store.read, staff),
	]);
	const words = { locale: event.locals.locale, timeZone: staff.school.timeZone };
	return {
		...deviceRows({ devices, passkeys }, words, clock.now()),
	};
};

export const actions: Actions = {
	one: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, idSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		if (form.value.id === staff.sessionId) redirect(303, '/sign-out');
		await signOutDevice(store, staff, form.value.id, clock.now());
		return { done: 'signed_out' as const };
	},
	others: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		await signOutOthers(store, staff, clock.now());
		return { done: 'signed_out' as const };
	},
	passkey: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, passkeySchema);
		if (!form.ok) return fail(422, { refusal: 'not_verified' as const });
		const { store, clock } = app();
		const given = { ...form.value, ...fromBrowser(event) };
		const enrolled = await enrolPasskey(store, passkeySite(), staff, given, clock.now());
		return enrolled.ok ? { done: 'passkey_added' as const } : fail(409, { refusal: enrolled.refusal });
	},
	removePasskey: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, idSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		// without any, whoever reads the mailbox could make the next one
		if ((await listPasskeys(store.read, staff)).length < 2) error(409);
		await removePasskey(store, staff, form.value.id, clock.now());
		return { done: 'passkey_removed' as const };
	},
};
