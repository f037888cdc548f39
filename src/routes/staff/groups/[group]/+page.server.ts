import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { mergeGroups } from '#lib/app/server/merge-groups.ts';
import { findChildren } from '#lib/contacts/server/find-child.ts';
import { groupOf, groupSchema } from '#lib/families/group-form.ts';
import {
	childrenOfGroup,
	joinGroup,
	leaveGroup,
	listGroups,
	listTeachers,
	saveGroup,
} from '#lib/families/server/groups.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { calendarDay, weekdayName } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

/** The address of the page that makes one. */
const NEW = 'new';

const childSchema = v.object({ childId: v.pipe(v.string('required'), v.nonEmpty('required')) });
const mergeSchema = v.object({
	other: v.pipe(v.string('required'), v.nonEmpty('required')),
	name: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long')),
	sure: v.pipe(v.string('required'), v.nonEmpty('required')),
});

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { groups, group } = await find(staff, event.params.group);
	const { store, clock } = app();
	const words = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
	const today = calendarDay(clock.now(), staff.school.timeZone);
	const children = group ? await childrenOfGroup(store.read, staff, group.groupId, clock.now()) : [];
	const found = group ? await findChildren(store.read, staff, { words, today }) : [];
	return {
		group,
		children,
		words,
		found: found.filter((child) => !children.some(({ childId }) => childId === child.childId)),
		others: groups
			.filter(({ groupId, kind }) => group && groupId !== group.groupId && kind === group.kind)
			.map(({ groupId, name }) => ({ value: groupId, label: name })),
		teachers: (await listTeachers(store.read, staff)).map(({ staffId, name }) => ({
			value: staffId,
			label: name,
		})),
		days: [1, 2, 3, 4, 5].map((day) => ({
			value: String(day),
			label: weekdayName(day, event.locals.locale, 'short'),
		})),
	};
};

export const actions: Actions = {
	save: async (event) => {
		const staff = requireStaff(event);
		const { group } = await find(staff, event.params.group);
		const form = await readForm(event.request, groupSchema);
		if (!form.ok) return fail(422, { ...form.problems, done: null });
		const { store, clock } = app();
		const input = { ...groupOf(form.value), groupId: group?.groupId };
		const done = await saveGroup(store, staff, input, clock.now());
		if (!done.ok) error(404);
		if (!group) redirect(303, `/staff/groups/${done.groupId}`);
		return { done: 'saved' as const };
	},
	join: (event) => member(event, joinGroup, 'joined'),
	leave: (event) => member(event, leaveGroup, 'left'),
	merge: async (event) => {
		const staff = requireStaff(event);
		const { group } = await find(staff, event.params.group);
		if (!group) error(404);
		const form = await readForm(event.request, mergeSchema);
		if (!form.ok) return fail(422, { ...form.problems, done: null, merge: true });
		const { store, clock } = app();
		const pair = { keep: group.groupId, drop: form.value.other, name: form.value.name };
		const done = await mergeGroups(store, staff, pair, clock.now());
		if (done.ok) return { done: 'merged' as const };
		if (done.refusal === 'not_alike') return fail(409, { done: null, merge: true, refusal: done.refusal });
		error(404);
	},
};

async function member(
	event: Parameters<NonNullable<Actions['join']>>[0],
	change: typeof joinGroup,
	done: 'joined' | 'left',
) {
	const staff = requireStaff(event);
	const { group } = await find(staff, event.params.group);
	const form = await readForm(event.request, childSchema);
	if (!group || !form.ok) error(400);
	const { store, clock } = app();
	const result = await change(store, staff, { ...form.value, groupId: group.groupId }, clock.now());
	if (!result.ok) error(404);
	return { done, childId: form.value.childId };
}

/** A group of this school year, or none yet for the page that makes one; for the office only. */
async function find(staff: StaffActor, groupId: string) {
	if (!runsOffice(staff)) error(403);
	const { store, clock } = app();
	const groups = await listGroups(store.read, staff, clock.now());
	const group = groups.find((one) => one.groupId === groupId);
	if (!group && groupId !== NEW) error(404);
	return { groups, group };
}
