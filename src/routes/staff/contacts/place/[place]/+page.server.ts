import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { placeId, placeOf, type Place } from '#lib/contacts/choose.ts';
import { contactSchema } from '#lib/contacts/schemas.ts';
import { contactBoard, topicContacts } from '#lib/contacts/server/board.ts';
import { childName } from '#lib/contacts/server/find-child.ts';
import { mayNameContacts } from '#lib/contacts/server/policy.ts';
import { nameContact, nameForTopic, removeContact } from '#lib/contacts/server/set.ts';
import { contactTopicText, topicText } from '#lib/contacts/server/view.ts';
import { contactTopics, topics, usualTopics } from '#lib/contacts/topics.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

/** The place of the address, for who names contacts. */
function placeAsked(event: RequestEvent<{ place: string }>): { staff: StaffActor; place: Place } {
	const staff = requireStaff(event);
	if (!mayNameContacts(staff)) error(403);
	const place = placeOf(event.params.place);
	if (!place) error(404);
	return { staff, place };
}

export const load: PageServerLoad = async (event) => {
	const { staff, place } = placeAsked(event);
	const { store, clock } = app();
	const board = await contactBoard(store.read, staff, calendarDay(clock.now(), staff.school.timeZone));
	const named = board.contacts.get(placeId(place));
	const name =
		place.kind === 'school'
			? staff.school.name
			: place.kind === 'group'
				? board.groups.find(({ groupId }) => groupId === place.groupId)?.name
				: await childName(store.read, staff, place.childId);
	if (name === undefined) error(404);
	const { locale } = event.locals;
	const forTopics = await topicContacts(store.read, staff.schoolId, place);
	return {
		forTopics: contactTopics.map((topic) => ({
			topic,
			label: contactTopicText(topic, locale),
			staffId: forTopics.get(topic) ?? '',
		})),
		name,
		people: [...board.staff.values()]
			.filter(({ gone }) => !gone)
			.map(({ staffId, name, jobTitle }) => ({ staffId, name, jobTitle })),
		topics: topics.map((topic) => ({ value: topic, label: topicText(topic, locale) })),
		contact: {
			isNamed: named !== undefined,
			staffId: named && board.staff.get(named.staffId)?.gone === false ? named.staffId : '',
			substituteId: named?.substituteId ?? '',
			topics: [...(named?.topics ?? usualTopics[place.kind])],
		},
	};
};

const person = v.optional(v.pipe(v.string(), v.maxLength(60, 'too_long')), '');
const topicsSchema = v.object({
	learning: person,
	behaviour: person,
	absence: person,
	money: person,
	language: person,
});

export const actions: Actions = {
	save: async (event) => {
		const { staff, place } = placeAsked(event);
		const { store, clock } = app();
		const form = await readForm(event.request, contactSchema);
		if (!form.ok) return fail(422, form.problems);
		const { staffId, substituteId, topics } = form.value;
		const usual = usualTopics[place.kind];
		const isUsual = topics.length === usual.length && topics.every((topic) => usual.includes(topic));
		const result = await nameContact(store, staff, {
			place,
			staffId,
			substituteId: substituteId || null,
			topics: isUsual ? null : topics,
			now: clock.now(),
		});
		if (result.ok) redirect(303, '/staff/contacts');
		if (result.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: result.refusal, values: form.value });
	},
	topics: async (event) => {
		const { staff, place } = placeAsked(event);
		const { store, clock } = app();
		const form = await readForm(event.request, topicsSchema);
		if (!form.ok) return fail(422, form.problems);
		const before = await topicContacts(store.read, staff.schoolId, place);
		for (const topic of contactTopics) {
			const staffId = form.value[topic] || null;
			if ((before.get(topic) ?? null) === staffId) continue;
			const result = await nameForTopic(store, staff, { place, topic, staffId, now: clock.now() });
			if (result.ok) continue;
			if (result.refusal === 'not_allowed') error(403);
			return fail(409, { refusal: result.refusal });
		}
		redirect(303, '/staff/contacts');
	},
	remove: async (event) => {
		const { staff, place } = placeAsked(event);
		const { store, clock } = app();
		const result = await removeContact(store, staff, { place, now: clock.now() });
		if (!result.ok) error(403);
		redirect(303, '/staff/contacts');
	},
};
