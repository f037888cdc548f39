import { error } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { groupsWithoutContact, proposeContacts, type Board, type BoardContact } from '#lib/contacts/board.ts';
import { portraitHref } from '#lib/contacts/contact-view.ts';
import { awayOn } from '#lib/contacts/server/away.ts';
import { childrenWithContact, contactBoard } from '#lib/contacts/server/board.ts';
import { findChildren } from '#lib/contacts/server/find-child.ts';
import { contactsOfAll, withoutAnybody } from '#lib/contacts/server/hand-over.ts';
import { mayNameContacts } from '#lib/contacts/server/policy.ts';
import { nameTeachers } from '#lib/contacts/server/set.ts';
import { calendarDay, formatDay } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

const todayOf = (staff: StaffActor) => calendarDay(app().clock.now(), staff.school.timeZone);

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store } = app();
	const today = todayOf(staff);
	const words = event.url.searchParams.get('child') ?? '';
	const board = await contactBoard(store.read, staff, today);
	const away = await awayOn(store.read, staff.schoolId, today);
	const nobody = mayNameContacts(staff)
		? withoutAnybody(await contactsOfAll(store.read, staff.schoolId, today))
		: [];
	const single = [...board.contacts.values()].flatMap(({ childId }) => (childId === null ? [] : [childId]));
	const [children, found] = await Promise.all([
		childrenWithContact(store.read, staff, single),
		words ? findChildren(store.read, staff, { words, today }) : null,
	]);
	const school = board.contacts.get('school');
	return {
		mayName: mayNameContacts(staff),
		me: staff.staffId,
		schoolContact: rowOf(board, school),
		hasSchoolContact: school !== undefined,
		groups: board.groups.map(({ groupId, name }) => ({
			groupId,
			name,
			...rowOf(board, board.contacts.get(`group-${groupId}`)),
		})),
		missing: groupsWithoutContact(board).length,
		canFill: proposeContacts(board).length > 0,
		children: children.map(({ childId, name }) => ({
			childId,
			name,
			...rowOf(board, board.contacts.get(`child-${childId}`)),
		})),
		words,
		found,
		nobody: {
			count: nobody.length,
			first: nobody.slice(0, MOST_SHOWN).map(({ childId, name }) => ({ childId, name })),
		},
		people: [...board.staff.values()]
			.filter(({ gone }) => !gone)
			.map(({ staffId, name, jobTitle, photo, lacks }) => ({
				staffId,
				name,
				jobTitle,
				photo: photo && portraitHref(photo),
				lacks,
				awayUntil: away.has(staffId)
					? formatDay(away.get(staffId)?.lastDay ?? today, event.locals.locale, 'UTC', { weekday: false })
					: null,
			})),
	};
};

/** Children without anybody that are named; the rest is counted. */
const MOST_SHOWN = 12;

interface Row {
	person: { name: string; photo: string | null; gone: boolean } | null;
	substitute: { name: string; gone: boolean } | null;
}

function rowOf(board: Board, contact: BoardContact | undefined): Row {
	const person = contact && board.staff.get(contact.staffId);
	const substitute = contact?.substituteId ? board.staff.get(contact.substituteId) : undefined;
	return {
		person: person
			? { name: person.name, photo: person.photo && portraitHref(person.photo), gone: person.gone }
			: null,
		substitute: substitute ? { name: substitute.name, gone: substitute.gone } : null,
	};
}

export const actions: Actions = {
	fill: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const result = await nameTeachers(store, staff, { today: todayOf(staff), now: clock.now() });
		if (!result.ok) error(403);
		return { filled: result.named };
	},
};
