import type { Locale } from '#lib/translation/locale.ts';

declare const made: unique symbol;
/** Only the guards make actors: a function that takes one can't be called with an unchecked id. */
type Made<T, Name extends string> = T & { readonly [made]: Name };
/** An actor's fields before sessions.ts, the one place that makes them, says that they are checked. */
export type Unmade<A> = Omit<A, typeof made>;

export const roles = ['teacher', 'coordinator', 'care', 'office', 'head'] as const;
export type Role = (typeof roles)[number];

/** A child as far as this guardian may know of it. A child at level "nothing", or that left, is not there at all. */
export interface ChildAccess {
	childId: string;
	givenName: string;
	level: 'full' | 'information';
	groupIds: readonly string[];
	/** Names of the groups, the class before groups across classes. */
	groupNames: readonly string[];
}

/** What every page needs of the school. */
export interface ActorSchool {
	name: string;
	/** IANA name; days and times of the school are in it. */
	timeZone: string;
}

export type ParentActor = Made<
	{
		readonly kind: 'guardian';
		readonly schoolId: string;
		readonly school: ActorSchool;
		readonly guardianId: string;
		readonly sessionId: string;
		/** `code`: letter and birth date; `confirmed`: opens what is personal too. */
		readonly strength: 'code' | 'confirmed';
		readonly name: string | null;
		readonly locale: Locale | null;
		/** Would rather listen than read. */
		readonly likesListening: boolean;
		/** Wants the app as pictures with words, one thing a screen. */
		readonly easyView: boolean;
		/** There is another school, or staff, to switch to. */
		readonly canSwitch: boolean;
		/** By child id. */
		readonly children: ReadonlyMap<string, ChildAccess>;
	},
	'ParentActor'
>;

export type StaffActor = Made<
	{
		readonly kind: 'staff';
		readonly schoolId: string;
		readonly school: ActorSchool;
		readonly staffId: string;
		readonly sessionId: string;
		readonly name: string;
		readonly roles: ReadonlySet<Role>;
		/** Groups that they teach this school year. */
		readonly groupIds: ReadonlySet<string>;
		/** Groups whose lists they have today, because the teacher is ill: the door list and who comes, nothing else. */
		readonly substituteFor: ReadonlySet<string>;
		/** There is another school, or their own children, to switch to. */
		readonly canSwitch: boolean;
		/** A passkey was used in this session; without it no family data is shown. */
		readonly passkey: boolean;
	},
	'StaffActor'
>;

export type Actor = ParentActor | StaffActor;

/** Roles that may see every family of the school. */
const SEES_ALL: readonly Role[] = ['coordinator', 'care', 'office', 'head'];

/** True for who may see all families; a teacher sees own groups only. */
export function seesAllFamilies(actor: StaffActor): boolean {
	return SEES_ALL.some((role) => actor.roles.has(role));
}

/** True when this person may see and plan for the group. */
export function worksWithGroup(actor: StaffActor, groupId: string): boolean {
	return seesAllFamilies(actor) || actor.groupIds.has(groupId);
}

/** True for who keeps families, letters, the card and contacts: office and head. */
export function runsOffice(actor: StaffActor): boolean {
	return actor.roles.has('office') || actor.roles.has('head');
}
