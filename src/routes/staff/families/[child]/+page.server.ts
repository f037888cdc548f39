import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { auditLook, lookAt } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { newDevicesOf } from '#lib/accounts/server/new-devices.ts';
import { app } from '#lib/app/server/app.ts';
import { mayNameContacts } from '#lib/contacts/server/policy.ts';
import { contactOfChild } from '#lib/contacts/server/of-child.ts';
import { linkGuardian, unlinkGuardian } from '#lib/families/server/guardians.ts';
import { lettersOf, withdrawInvitations } from '#lib/families/server/invitations.ts';
import { groundsOf, levelSchema, setLevel } from '#lib/families/server/level.ts';
import { childForStaff } from '#lib/families/server/overview.ts';
import { mayInviteAll, mayInviteGroup } from '#lib/families/server/policy.ts';
import { signUpsOfChild } from '#lib/moments/server/of-child.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { languageName } from '#lib/translation/languages.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { Actions, PageServerLoad } from './$types';

const guardianSchema = v.object({ guardianId: v.pipe(v.string('required'), v.nonEmpty('required')) });
const linkSchema = v.object({
	...guardianSchema.entries,
	level: v.picklist(['full', 'information', 'nothing'], 'not_a_choice'),
	ground: v.optional(v.pipe(v.string(), v.maxLength(300, 'too_long')), ''),
});

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const child = await findChild(staff, event.params.child);
	const groupIds = child.groups.map(({ id }) => id);
	await auditLook(store, staff, lookAt(child), now);
	const letters = await lettersOf(store.read, staff.schoolId, child.guardians, now);
	const devices = await newDevicesOf(
		store.read,
		staff,
		child.guardians.map(({ guardianId }) => guardianId),
		now,
	);
	const grounds = await groundsOf(store.read, staff, child.childId);
	const today = dayOf(now, staff.school.timeZone);
	const contact = await contactOfChild(store.read, staff, { childId: child.childId, groupIds }, today);
	return {
		child: {
			...child,
			guardians: child.guardians.map((guardian) => ({
				...guardian,
				language: guardian.language && languageName(guardian.language, event.locals.locale),
				letter: letters.get(guardian.guardianId),
				ground: grounds.get(guardian.guardianId) ?? null,
				devices: devices.filter(({ guardianId }) => guardianId === guardian.guardianId),
			})),
		},
		contact: contact && {
			...contact,
			group: child.groups.find(({ id }) => id === contact.groupId)?.name ?? null,
		},
		signUps: await signUpsOfChild(store.read, staff, { childId: child.childId, groupIds }),
		runsOffice: runsOffice(staff),
		namesContacts: mayNameContacts(staff),
		mayInvite: mayInvite(staff, child),
	};
};

export const actions: Actions = {
	level: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, levelSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const change = { ...form.value, childId: event.params.child };
		const result = await setLevel(store, staff, change, clock.now());
		if (result.ok) return { saved: form.value.guardianId };
		if (result.refusal === 'ground_needed') return fail(422, formProblem(form.value, 'ground', 'required'));
		error(result.refusal === 'not_allowed' ? 403 : 404);
	},
	/** The letter is lost: nobody who finds it comes in. */
	withdraw: async (event) => {
		const staff = requireStaff(event);
		const child = await findChild(staff, event.params.child);
		if (!mayInvite(staff, child)) error(403);
		const form = await readForm(event.request, guardianSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const done = await withdrawInvitations(store, staff, form.value.guardianId, clock.now());
		if (!done) error(404);
		return { withdrawn: form.value.guardianId };
	},
	unlink: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		const child = await findChild(staff, event.params.child);
		const form = await readForm(event.request, guardianSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const guardian = child.guardians.find(({ guardianId }) => guardianId === form.value.guardianId);
		const pair = { ...form.value, childId: event.params.child };
		const done = await unlinkGuardian(store, staff, pair, clock.now());
		if (!done.ok) error(404);
		return { unlinked: { ...done.was, name: guardian?.name ?? null } };
	},
	/** Takes an unlinking back. */
	link: async (event) => {
		const staff = requireStaff(event);
		if (!runsOffice(staff)) error(403);
		await findChild(staff, event.params.child);
		const form = await readForm(event.request, linkSchema);
		if (!form.ok) error(400);
		const { guardianId, level, ground } = form.value;
		const { store, clock } = app();
		const link = { guardianId, childId: event.params.child, level, ground: ground || null };
		const done = await linkGuardian(store, staff, link, clock.now());
		if (!done.ok && done.refusal !== 'linked_already') error(404);
		return { linked: guardianId };
	},
};

/** A child whose page this staff member may open. */
async function findChild(staff: StaffActor, childId: string) {
	const { store, clock } = app();
	const child = await childForStaff(store.read, staff, childId, clock.now());
	if (!child) error(404);
	return child;
}

function mayInvite(staff: StaffActor, { groups }: { groups: readonly { id: string }[] }): boolean {
	return mayInviteAll(staff) || groups.some(({ id }) => mayInviteGroup(staff, id));
}
