import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { findPeople } from '#lib/contacts/server/people.ts';
import type { Section } from '#lib/info-card/sections.ts';
import { editDraft, yearsToEdit, type Edited, type Seen } from '#lib/info-card/server/draft.ts';
import { groupsOfYear } from '#lib/info-card/server/groups.ts';
import { mayEditCard, mayWriteOnCard } from '#lib/info-card/server/policy.ts';
import { findSchoolYear, type SchoolYear } from '#lib/school/server/school-year.ts';
import { calendarDay } from '#lib/translation/dates.ts';

/** The day it is at the school. */
export const todayOf = (staff: StaffActor) => calendarDay(app().clock.now(), staff.school.timeZone);

/** Who changes the card of which school year. */
export interface Editing {
	staff: StaffActor;
	year: SchoolYear;
}

/** The school year of the address, else the one of today. */
export async function yearAsked(
	{ url }: { url: URL },
	staff: StaffActor,
): Promise<{ year: SchoolYear; years: SchoolYear[] } | undefined> {
	const { store } = app();
	const current = await findSchoolYear(store.read, staff.schoolId, todayOf(staff));
	if (!current) return undefined;
	const years = await yearsToEdit(store.read, staff.schoolId, current);
	const year = years.find(({ id }) => id === url.searchParams.get('year')) ?? current;
	return { year, years };
}

/** The staff member and the school year of a change to the whole card: of office and head. */
export async function changing(event: RequestEvent): Promise<Editing> {
	if (!mayEditCard(requireStaff(event))) error(403);
	return writing(event);
}

/** The same of a change to some section, also by who writes the part of the own groups; 403 for who only reads along. */
export async function writing(event: RequestEvent): Promise<Editing> {
	const staff = requireStaff(event);
	if (!mayWriteOnCard(staff)) error(403);
	const asked = await yearAsked(event, staff);
	if (!asked) error(404);
	return { staff, year: asked.year };
}

/** Changes the draft; `too_many` is told, everything else is a wrong address. */
export async function change(
	{ staff, year }: Editing,
	how: (sections: Section[]) => Section[] | undefined,
	seen?: Seen,
) {
	const { store, clock } = app();
	return answer(staff, await editDraft(store, staff, { yearId: year.id, now: clock.now(), seen }, how));
}

/** The form's answer to an edit of the draft: 403 and 404 for what is no answer. */
export async function answer(staff: StaffActor, result: Edited) {
	if (result.ok) return { saved: true };
	if (result.refusal === 'too_many' || result.refusal === 'gone')
		return fail(409, { refusal: result.refusal });
	if (result.refusal === 'changed')
		return fail(409, { changedBy: await nameOf(staff, result.by), changedAt: result.at });
	error(result.refusal === 'not_allowed' ? 403 : 404);
}

/** Who works or worked here, by name; empty when that is not known. */
export async function nameOf(staff: StaffActor, staffId: string): Promise<string> {
	const people = await findPeople(app().store.read, staff.schoolId, {
		ids: [staffId],
		today: todayOf(staff),
	});
	return people.get(staffId)?.name ?? '';
}

/** The chosen groups that there are; a teacher's section is for own groups: for all of them when none was chosen. */
export async function groupsFor({ staff, year }: Editing, chosen: readonly string[]): Promise<string[]> {
	const known = await groupsOfYear(app().store.read, staff.schoolId, year.id);
	const offered = known.map(({ id }) => id).filter((id) => mayEditCard(staff) || staff.groupIds.has(id));
	const those = offered.filter((id) => chosen.includes(id));
	return mayEditCard(staff) || those.length > 0 ? those : offered;
}
