import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { app } from '#lib/app/server/app.ts';
import { findPeople } from '#lib/contacts/server/people.ts';
import { linesOf } from '#lib/info-card/card-view.ts';
import {
	addOwnSection,
	markLooked,
	moveSection,
	removeOwnSection,
	setGroups,
	showSection,
} from '#lib/info-card/edit.ts';
import { applyForm, schemas, type FormValues } from '#lib/info-card/section-forms.ts';
import type { Section } from '#lib/info-card/sections.ts';
import { readDraft } from '#lib/info-card/server/draft.ts';
import { groupsOfYear } from '#lib/info-card/server/groups.ts';
import { isListed } from '#lib/info-card/server/published.ts';
import { viewSection, type CardAround } from '#lib/info-card/server/view.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { firstWeeks } from '#lib/school/holidays.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { todayOf, type Editing, changing, writing, change, groupsFor } from './editing.server.ts';
import { seenAt, idSchema, groupIds, moveSchema, showSchema, addSchema } from './schemas.ts';

export async function save(event: RequestEvent) {
	const who = await writing(event);
	const { staff, year } = who;
	const { store } = app();
	const id = event.url.searchParams.get('section');
	const { sections } = await readDraft(store.read, staff.schoolId, year.id);
	const section = sections.find((one) => one.id === id);
	if (!section) return fail(409, { refusal: 'gone' as const });
	const form = await readForm(
		event.request,
		v.object({ ...schemas[section.kind].entries, seen: seenAt, groups: groupIds }),
	);
	if (!form.ok) return fail(422, { section: id, ...form.problems });
	const people =
		section.kind === 'people'
			? await findPeople(store.read, staff.schoolId, { today: todayOf(staff) })
			: null;
	const filled = { today: todayOf(staff), staffIds: people ? [...people.keys()] : [] };
	const { seen, groups, ...values }: FormValues & { seen: number; groups: string[] } = form.value;
	const forGroups = await groupsFor(who, groups);
	const tried = applyForm(sections, section, values, filled);
	if (!tried.ok)
		return fail(422, { section: id, ...formProblem(asTyped(values), tried.field, tried.problem) });
	// once more on what is stored at that moment: others may have saved another section meanwhile
	const apply = (now: Section[]) => {
		const same = now.find((one) => one.id === id);
		const applied = same && applyForm(now, same, values, filled);
		return applied?.ok ? setGroups(applied.sections, section.id, forGroups) : now;
	};
	const result = await change(who, apply, { sectionId: section.id, at: seen });
	if (!('data' in result) || !('changedBy' in result.data)) return result;
	const differ = await differences(event, who, section.id, apply);
	return fail(409, { section: id, conflict: { ...result.data, ...differ }, values: asTyped(values) });
}

export async function move(event: RequestEvent) {
	const who = await changing(event);
	const form = await readForm(event.request, moveSchema);
	if (!form.ok) return fail(422, form.problems);
	const { section, by } = form.value;
	return change(who, (sections) => moveSection(sections, section, by === 'up' ? -1 : 1));
}

export async function show(event: RequestEvent) {
	const who = await changing(event);
	const form = await readForm(event.request, showSchema);
	if (!form.ok) return fail(422, form.problems);
	const { section, shown } = form.value;
	return change(who, (sections) => showSection(sections, section, shown !== ''));
}

export async function add(event: RequestEvent) {
	const who = await writing(event);
	const form = await readForm(event.request, addSchema);
	if (!form.ok) return fail(422, { section: 'new', ...form.problems });
	const { icon, title, text } = form.value;
	const groupIds = await groupsFor(who, form.value.groups);
	return change(who, (sections) =>
		addOwnSection(sections, { id: newId(), icon, words: { title, text }, groupIds }),
	);
}

export async function remove(event: RequestEvent) {
	const who = await writing(event);
	const form = await readForm(event.request, idSchema);
	if (!form.ok) return fail(422, form.problems);
	const { section, seen } = form.value;
	return change(who, (sections) => removeOwnSection(sections, section), { sectionId: section, at: seen });
}

export async function looked(event: RequestEvent) {
	const who = await changing(event);
	const form = await readForm(event.request, idSchema);
	if (!form.ok) return fail(422, form.problems);
	return change(who, (sections) => markLooked(sections, form.value.section));
}

/** What the stored section says and the form does not, and the other way round, in the editor's language. */
async function differences(
	event: RequestEvent,
	{ staff, year }: Editing,
	sectionId: string,
	apply: (sections: Section[]) => Section[],
): Promise<{ theirs: string[]; mine: string[] }> {
	const { store } = app();
	const [{ sections }, groups, school, people] = await Promise.all([
		readDraft(store.read, staff.schoolId, year.id),
		groupsOfYear(store.read, staff.schoolId, year.id),
		readSchool(store.read, staff.schoolId),
		findPeople(store.read, staff.schoolId, { today: todayOf(staff) }),
	]);
	const around: CardAround = {
		locale: event.locals.locale,
		schoolPhone: school.phone ?? '',
		daysOff: [],
		people: [...people.values()].filter(isListed),
		firstWeeks: firstWeeks(year.name, school.region, todayOf(staff)),
		today: todayOf(staff),
		groupNames: new Map(groups.map(({ id, name }) => [id, name])),
		readVersion: null,
	};
	const lines = (of: Section[]) => {
		const section = of.find(({ id }) => id === sectionId);
		if (!section) return [];
		const view = viewSection(section, around);
		const files = section.files?.map(({ title }) => title) ?? [];
		return [...linesOf(view), ...(view.forGroups ? [view.forGroups] : []), ...files];
	};
	const [theirs, mine] = [lines(sections), lines(apply(sections))];
	return {
		theirs: theirs.filter((line) => !mine.includes(line)),
		mine: mine.filter((line) => !theirs.includes(line)),
	};
}

/** Texts of a form as they were typed, to show them again. */
function asTyped(values: FormValues): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
	);
}
