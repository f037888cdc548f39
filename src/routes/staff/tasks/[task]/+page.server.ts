import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { Store } from '#lib/database/store.ts';
import { addMonths, dayOf } from '#lib/platform/server/local-time.ts';
import { findReaders } from '#lib/moments/server/readers.ts';
import { hasOwnTexts } from '#lib/moments/server/translations.ts';
import { isolated } from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { detailsIn, detailsOf, detailsSchema } from '#lib/tasks/details-form.ts';
import { markIcons } from '#lib/tasks/marks.ts';
import { staffTaskPath } from '#lib/tasks/paths.ts';
import { askAgain } from '#lib/tasks/server/ask-again.ts';
import { callOff, closeTask, moveShift, removeClaim, setPlaces } from '#lib/tasks/server/change.ts';
import {
	forgetCertificate,
	letIn,
	seeCertificate,
	type SeenCertificate,
} from '#lib/tasks/server/certificates.ts';
import { changeTask } from '#lib/tasks/server/details.ts';
import { contactsToName, staffTask, type StaffTaskPage } from '#lib/tasks/server/for-staff.ts';
import { markHelped, thankHelpers } from '#lib/tasks/server/helped.ts';
import { picturesOf } from '#lib/tasks/server/thanks-pictures.ts';
import { aboutKey } from '#lib/tasks/thanks-picture.ts';
import { thanksNames } from '#lib/tasks/thanks-names.ts';
import { thanksText } from '#lib/tasks/thanks.ts';
import { markText, templateTexts } from '#lib/tasks/template-texts.ts';
import { isRole, templates } from '#lib/tasks/templates.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const found = await staffTask(store.read, staff, event.params.task, clock.now());
	if (!found) error(404);
	const { locale } = event.locals;
	const { task } = found;
	const query = event.url.searchParams;
	const { icon, tint } = templates[task.template];
	const published = query.get('published');
	const asks = task.marks.includes('certificate');
	const today = dayOf(clock.now(), staff.school.timeZone);
	const over = found.shifts.filter(({ state }) => state === 'over');
	const pictures = await picturesOf(
		store.read,
		staff.schoolId,
		over.map(({ shiftId }) => ({ kind: 'shift', id: shiftId })),
	);
	const shifts = found.shifts.map((shift) => ({
		...shift,
		hasPicture: pictures.has(aboutKey({ kind: 'shift', id: shift.shiftId })),
		claims: shift.claims.map(({ certificate, ...claim }) => ({
			...claim,
			/** In words; null: no certificate of conduct is noted that counts, or none is asked for. */
			seen: certificate && seenText(certificate, locale, staff.school.timeZone),
		})),
	}));
	return {
		task: {
			...{ taskId: task.taskId, groups: task.groups, flexible: task.flexible, icon, tint },
			title: task.title ?? templateTexts[task.template].name({ locale }),
			hasTexts: hasOwnTexts(task),
			note: task.note,
			about: aboutLines(found, locale),
			closed: task.closedAt !== null,
			cancelled: task.cancelledAt !== null,
		},
		coming: shifts.filter(({ state }) => ['open', 'full', 'closed', 'started'].includes(state)),
		past: shifts.filter(({ state }) => state === 'over' || state === 'cancelled').reverse(),
		interested: isRole(task.template) ? found.interested : null,
		toAsk: found.toAsk,
		askFrom: found.askFrom && formatDayAndTime(found.askFrom, locale, staff.school.timeZone),
		certificate: asks ? { today, until: addMonths(today, CERTIFICATE_MONTHS) } : null,
		thanks: thanksNames.map((name) => ({ name, text: thanksText(name, locale) })),
		published: published === null ? null : Number(published) || 0,
		asked: Number(query.get('asked') ?? '0') || 0,
		thanked: Number(query.get('thanked') ?? '0') || 0,
		moved: query.has('moved'),
		changed: query.has('changed') ? Number(query.get('changed')) || 0 : null,
		details: task.cancelledAt ? null : await detailsToChange(staff, found, today),
	};
};

/** What the form to change the task holds, and what there is to choose from. */
async function detailsToChange(staff: StaffActor, { task, contact }: StaffTaskPage, today: string) {
	const { store } = app();
	const all = { groupIds: [], childIds: null };
	const { languages } = await findReaders(store.read, staff.schoolId, all, today);
	const contacts = await contactsToName(store.read, staff.schoolId);
	const read = languages.map(({ tag }) => tag).filter((tag) => tag !== baseLocale);
	return {
		now: detailsOf(task),
		ownName: task.template === 'other',
		role: isRole(task.template),
		languages: [...new Set([...read, ...task.languages])],
		contacts: contacts.map(({ staffId, name }) => ({ value: staffId, label: name })),
		/** Null: whoever it was does not work here any more. */
		contact,
	};
}

/** What parents read of it beside its name, as one chose it. */
function aboutLines({ task, contact }: StaffTaskPage, locale: Locale): { icon: IconName; text: string }[] {
	const into = { locale };
	const languages = formatList(
		task.languages.map((tag) => languageName(tag, locale)),
		locale,
	);
	return [
		...(task.place ? [{ icon: 'pin' as const, text: isolated(task.place, locale) }] : []),
		...task.marks.map((mark) => ({ icon: markIcons[mark], text: markText(mark, task.seats, into) })),
		...(languages ? [{ icon: 'globe' as const, text: m.tasknotices_welcome({ languages }, into) }] : []),
		...(contact
			? [{ icon: 'talk' as const, text: m.tasknotices_contact({ name: isolated(contact, locale) }, into) }]
			: []),
	];
}

/** A new note lasts so long, unless staff say otherwise: schools commonly go by three years. */
const CERTIFICATE_MONTHS = 36;

function seenText({ seenOn, until, by }: SeenCertificate, locale: Locale, timeZone: string): string {
	const dated = (day: string) => formatDay(day, locale, timeZone, { year: true, weekday: false });
	const name = isolated(by ?? '', locale);
	return m.taskstaff_certificate_seen({ day: dated(seenOn), name, until: dated(until) }, { locale });
}

const id = v.pipe(v.string('required'), v.maxLength(64, 'too_long'));
type Result = { ok: true } | { ok: false; refusal: 'not_found' };

/** An action whose only refusal is that there is no such thing for this member of staff. */
function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
	schema: S,
	work: (
		store: Store,
		staff: StaffActor,
		form: v.InferOutput<S> & { taskId: string; now: Date },
	) => Promise<Result>,
) {
	return async (event: RequestEvent) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await work(store, staff, { ...form.value, taskId, now: clock.now() });
		if (!result.ok) error(404);
		redirect(303, staffTaskPath(taskId));
	};
}

const places = v.pipe(
	v.string('not_a_number'),
	v.regex(/^\d{1,2}$/, 'not_a_number'),
	v.transform(Number),
	v.minValue(1, 'too_few'),
);
const time = v.pipe(v.string('required'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'));
const moveSchema = v.object({
	shiftId: id,
	day: v.pipe(v.string('required'), v.isoDate('not_a_date')),
	...{ from: time, till: time },
});
const answers = { yes: true, no: false, unsaid: null } as const;

export const actions: Actions = {
	close: act(v.object({ closed: v.picklist(['yes', 'no']) }), (store, staff, form) =>
		closeTask(store, staff, { ...form, closed: form.closed === 'yes' }),
	),
	callOff: act(v.object({ shiftId: v.optional(id, '') }), (store, staff, form) =>
		callOff(store, staff, { ...form, shiftId: form.shiftId || undefined }),
	),
	places: act(v.object({ shiftId: id, places }), setPlaces),
	details: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, detailsSchema);
		if (!form.ok) return fail(422, { details: form.problems });
		const { store, clock } = app();
		const taskId = event.params.task;
		const { typed, read } = detailsIn(form.value);
		const result = await changeTask(store, staff, { taskId, typed, read, now: clock.now() });
		if (result.ok) redirect(303, `${staffTaskPath(taskId)}?changed=${result.told}`);
		if (result.refusal === 'not_found') error(404);
		if (result.refusal === 'changed')
			return fail(409, { details: { problems: {}, values: { ...result.values }, changed: true } });
		const field = result.refusal === 'no_title' ? 'title' : 'contactId';
		return fail(422, { details: formProblem({ ...typed }, field, 'required') });
	},
	move: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, moveSchema);
		if (!form.ok) return fail(422, { ...form.problems, moving: String(form.problems.values.shiftId ?? '') });
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await moveShift(store, staff, { ...form.value, taskId, now: clock.now() });
		if (result.ok) redirect(303, `${staffTaskPath(taskId)}?moved`);
		if (result.refusal === 'not_found') error(404);
		const { shiftId: moving, ...values } = form.value;
		return fail(409, { moving, values, moveRefusal: result.refusal });
	},
	remove: act(v.object({ claimId: id }), removeClaim),
	helped: act(v.object({ claimId: id, helped: v.picklist(['yes', 'no', 'unsaid']) }), (store, staff, form) =>
		markHelped(store, staff, { ...form, helped: answers[form.helped] }),
	),
	certificate: async (event) => {
		const staff = requireStaff(event);
		const schema = v.object({ claimId: id, until: v.pipe(v.string('required'), v.isoDate('not_a_date')) });
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await seeCertificate(store, staff, { ...form.value, taskId, now: clock.now() });
		if (result.ok) redirect(303, staffTaskPath(taskId));
		if (result.refusal === 'not_found') error(404);
		return fail(409, { past: true });
	},
	certificateWrong: act(v.object({ claimId: id }), forgetCertificate),
	letIn: act(v.object({ claimId: id }), letIn),
	thank: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ shiftId: id, thanks: v.picklist(thanksNames) }));
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await thankHelpers(store, staff, { ...form.value, taskId, now: clock.now() });
		if (!result.ok) error(404);
		redirect(303, `${staffTaskPath(taskId)}?thanked=${result.thanked}`);
	},
	ask: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const taskId = event.params.task;
		const result = await askAgain(store, staff, { taskId, now: clock.now() });
		if (result.ok) redirect(303, `${staffTaskPath(taskId)}?asked=${result.asked}`);
		if (result.refusal === 'not_found') error(404);
		redirect(303, staffTaskPath(taskId));
	},
};
