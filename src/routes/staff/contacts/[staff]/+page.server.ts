import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { portraitHref } from '#lib/contacts/contact-view.ts';
import { offeredFirst } from '#lib/contacts/profile-languages.ts';
import { profileProblem, profileSchema } from '#lib/contacts/schemas.ts';
import { findPeople } from '#lib/contacts/server/people.ts';
import { mayEditProfile, mayNameContacts } from '#lib/contacts/server/policy.ts';
import { readProfile, savePortrait, saveProfile, type ProfileRefusal } from '#lib/contacts/server/profile.ts';
import { saveSpokenName, spokenNames } from '#lib/contacts/server/spoken-name.ts';
import { topicText, viewPerson } from '#lib/contacts/server/view.ts';
import { usualTopics } from '#lib/contacts/topics.ts';
import { dropUpload, readUploaded } from '#lib/files/server/uploads.ts';
import type { PictureRefusal } from '#lib/platform/server/files.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { calendarDay, weekdayName } from '#lib/translation/dates.ts';
import { languageName, languagesByName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';

/** The staff member who asks, when they may change this profile. */
function editorOf(event: RequestEvent<{ staff: string }>): StaffActor {
	const staff = requireStaff(event);
	if (!mayEditProfile(staff, event.params.staff)) error(403);
	return staff;
}

export const load: PageServerLoad = async (event) => {
	const staff = editorOf(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const today = calendarDay(clock.now(), staff.school.timeZone);
	const [profile, people, school, spoken] = await Promise.all([
		readProfile(store.read, staff, event.params.staff),
		findPeople(store.read, staff.schoolId, { ids: [event.params.staff], today }),
		readSchool(store.read, staff.schoolId),
		spokenNames(store.read, staff.schoolId, [event.params.staff]),
	]);
	if (!profile) error(404);
	const person = people.get(event.params.staff);
	return {
		isMe: staff.staffId === event.params.staff,
		spoken: spoken.get(event.params.staff) ?? null,
		mayName: mayNameContacts(staff),
		profile: { ...profile, photo: profile.photo && portraitHref(profile.photo, 512) },
		languages: languageChoices([...profile.languages, ...profile.languagesALittle], locale),
		days: [1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekdayName(day, locale) })),
		office: { name: school.name, phone: school.phone, email: school.email },
		preview: person && {
			forWhom: '',
			person: viewPerson(person, locale, spoken),
			substitute: null,
			topics: usualTopics.group.map((topic) => ({ topic, text: topicText(topic, locale) })),
			standsIn: false,
			away: null,
			forTopics: [],
		},
	};
};

function languageChoices(chosen: string[], locale: Locale) {
	const asChoice = (tag: string) => ({ value: tag, label: languageName(tag, locale) });
	const first = [...new Set([...offeredFirst, ...chosen])];
	return {
		first: first.map(asChoice),
		more: languagesByName(locale)
			.filter(({ tag }) => !first.includes(tag))
			.map(({ tag }) => asChoice(tag)),
	};
}

function refuse(refusal: ProfileRefusal | PictureRefusal) {
	if (refusal === 'not_allowed') error(403);
	if (refusal === 'unknown_person') error(404);
	return fail(422, { photo: refusal });
}

const nameSchema = v.object({
	upload: v.optional(v.pipe(v.string(), v.maxLength(60, 'too_long')), ''),
	file: v.optional(v.instance(File)),
});

export const actions: Actions = {
	name: async (event) => {
		const staff = editorOf(event);
		const { store, clock, settings } = app();
		const { dataDir } = settings;
		const form = await readForm(event.request, nameSchema);
		const { upload = '', file } = form.ok ? form.value : {};
		const place = { dataDir, actor: staff };
		const given = await readUploaded(store.read, place, { uploadId: upload, file });
		if (!given) return fail(422, { recording: 'required' as const });
		const about = { staffId: event.params.staff, dataDir, now: clock.now() };
		const result = await saveSpokenName(store, staff, { ...about, recording: given.bytes });
		if (upload) await dropUpload(store, place, upload);
		if (result.ok) return { saved: true };
		if (result.refusal === 'not_allowed') error(403);
		if (result.refusal === 'unknown_person') error(404);
		return fail(422, { recording: result.refusal });
	},
	removeName: async (event) => {
		const staff = editorOf(event);
		const { store, clock, settings } = app();
		const about = { staffId: event.params.staff, dataDir: settings.dataDir, now: clock.now() };
		const result = await saveSpokenName(store, staff, { ...about, recording: null });
		if (!result.ok) error(result.refusal === 'unknown_person' ? 404 : 403);
		return { saved: true };
	},
	save: async (event) => {
		const staff = editorOf(event);
		const { store, clock } = app();
		const form = await readForm(event.request, profileSchema);
		if (!form.ok) return fail(422, form.problems);
		const wrong = profileProblem(form.value);
		if (wrong) {
			const { callFrom, callTill, gateFrom, gateTill } = form.value;
			return fail(422, formProblem({ callFrom, callTill, gateFrom, gateTill }, wrong.field, wrong.problem));
		}
		const result = await saveProfile(store, staff, {
			staffId: event.params.staff,
			profile: form.value,
			now: clock.now(),
		});
		return result.ok ? { saved: true } : refuse(result.refusal);
	},
	photo: async (event) => {
		const staff = editorOf(event);
		const { store, clock, settings } = app();
		const file = (await event.request.formData()).get('photo');
		if (!(file instanceof File) || file.size === 0) return fail(422, { photo: 'required' as const });
		const result = await savePortrait(store, staff, {
			staffId: event.params.staff,
			upload: new Uint8Array(await file.arrayBuffer()),
			dataDir: settings.dataDir,
			now: clock.now(),
		});
		return result.ok ? { saved: true } : refuse(result.refusal);
	},
	removePhoto: async (event) => {
		const staff = editorOf(event);
		const { store, clock, settings } = app();
		const result = await savePortrait(store, staff, {
			staffId: event.params.staff,
			upload: null,
			dataDir: settings.dataDir,
			now: clock.now(),
		});
		return result.ok ? { saved: true } : refuse(result.refusal);
	},
};
