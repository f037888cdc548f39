import type { Finding } from '#lib/school/findings.ts';

/** What the school has now, as far as a file can change it. Read in one go, so that planning needs no database. */
export interface SchoolNow {
	brin: string | null;
	/** In the school's time zone. */
	today: string;
	/** Name of the school year of today. */
	currentYear: string;
	/** The school has the file's school year already. */
	yearIsOpen: boolean;
	/** Groups of the file's school year. */
	groups: GroupNow[];
	/** All children, also those who left. */
	children: ChildNow[];
	/** Of the file's school year. */
	members: { groupId: string; childId: string }[];
	staff: StaffNow[];
	/** Of the file's school year. */
	taught: { groupId: string; staffId: string }[];
}

export interface GroupNow {
	id: string;
	/** Keys in EDEXML files, one a line: a combination group that is exported as one group for each year has several. */
	edexKey: string | null;
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
}

export interface ChildNow extends ChildFields {
	id: string;
	edexKey: string | null;
	leftOn: string | null;
}

/** What a file says about a child. */
export interface ChildFields {
	givenName: string;
	prefix: string | null;
	surname: string | null;
	initials: string | null;
	birthDate: string | null;
	yearGroup: string | null;
	startsOn: string | null;
}

export interface StaffNow {
	id: string;
	edexKey: string | null;
	name: string;
	email: string | null;
	status: 'proposed' | 'active' | 'gone';
}

/** A row: its id, or `new:` and the reference of one that is about to be made. */
export type Handle = string;

export const questionKinds = [
	'other_school',
	'other_year',
	'group_split',
	'group_same',
	'key_twice',
	'key_unstable',
	'no_key',
	'same_person',
	'other_person',
	'group_unknown',
	'no_group',
	'year_group_unknown',
	'staff_groups',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/**
 * Something that only a person knows. Answered by one of the values of its choices; a question without an answer leaves
 * what it is about as it was.
 */
export interface Question {
	/** `child:2006` */
	key: string;
	/** The first is what is asked; others are further reasons why this can't go by itself. */
	kinds: QuestionKind[];
	/** Name of who or what it is about. */
	about: string;
	/** Line in the file; null for a question about the whole file. */
	line: number | null;
	detail: QuestionDetail;
	choices: Choice[];
	answer: string | null;
	/** Nothing is applied before this one is answered. */
	blocking: boolean;
}

export interface QuestionDetail {
	birthDate?: string;
	/** What the file has: a key, a BRIN code, a school year. */
	given?: string;
	/** What stands against it: another child, our BRIN code, this school year. */
	other?: string;
	groups?: string[];
}

export const choiceKinds = [
	'go_on',
	'stop',
	'merge',
	'apart',
	'new',
	'new_in_group',
	'new_no_group',
	'same',
	'repeat',
	'in_group',
	'no_group',
	'in_year',
	'year_later',
	'same_group',
	'new_group',
	'give',
	'not_now',
	'skip',
] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

export interface Choice {
	value: string;
	kind: ChoiceKind;
	/** Name of the child, group or year that it means. */
	name?: string;
	birthDate?: string;
	/** What most schools would choose. */
	suggested: boolean;
}

export type Answers = Readonly<Record<string, string>>;

export type ChildField = keyof ChildFields | 'edexKey' | 'leftOn' | 'groups';

export interface PlannedChild {
	/** Id of a child that the school has, or reference of one in the file. */
	id: string;
	name: string;
	birthDate: string | null;
	/** Names of the groups in the file. */
	groups: string[];
	line: number | null;
}
export interface ChangedChild extends PlannedChild {
	/** Field by field, as people would read it; `groups` holds names. */
	changes: { field: ChildField; from: string | null; to: string | null }[];
}
export interface GoneChild extends PlannedChild {
	/** Confirmed: the child left the school. */
	confirmed: boolean;
}
export interface LeavingChild extends PlannedChild {
	leftOn: string;
}
export interface PlannedGroup {
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
	/** Undefined for a new one. */
	was?: string;
}
export interface PlannedStaff {
	name: string;
	email: string | null;
	groups: string[];
}

/** What a file would do to the school: to look at, to ask about, and to write. */
export interface ImportPlan {
	schoolYear: string;
	questions: Question[];
	children: {
		new: PlannedChild[];
		changed: ChangedChild[];
		leaving: LeavingChild[];
		/** In the school but not in the file. They stay, unless a person confirms that they left. */
		gone: GoneChild[];
		/** Come in after their question. */
		waiting: PlannedChild[];
		unchanged: number;
		/** Left before they were ever in this school's list. */
		leftBefore: number;
	};
	groups: { new: PlannedGroup[]; changed: PlannedGroup[]; unchanged: number };
	/** Proposals: a person gives them rights, or not. */
	staff: { new: PlannedStaff[]; changed: PlannedStaff[]; unchanged: number };
	findings: Finding[];
	writes: ImportWrites;
	/** Nothing would be written. */
	empty: boolean;
	/** A blocking question is open, or was answered with "stop". */
	blocked: boolean;
}

export interface ImportWrites {
	brin: string | null;
	openYear: string | null;
	newGroups: { handle: Handle; row: Omit<GroupNow, 'id'> }[];
	changedGroups: { id: string; set: Partial<Omit<GroupNow, 'id'>> }[];
	newChildren: { handle: Handle; row: Omit<ChildNow, 'id'> }[];
	changedChildren: { id: string; set: Partial<Omit<ChildNow, 'id'>> }[];
	join: { group: Handle; child: Handle }[];
	leave: { groupId: string; childId: string }[];
	newStaff: { handle: Handle; row: Omit<StaffNow, 'id' | 'status'> }[];
	changedStaff: { id: string; set: Partial<Omit<StaffNow, 'id' | 'status'>> }[];
	teach: { group: Handle; staff: Handle }[];
	stopTeaching: { groupId: string; staffId: string }[];
}

/** A question with the answer that was given, when it is one of the choices. */
export function asked(
	question: Omit<Question, 'answer' | 'blocking'>,
	answers: Answers,
	blocking = false,
): Question {
	const given = answers[question.key];
	const answer = question.choices.some(({ value }) => value === given) ? (given ?? null) : null;
	return { ...question, answer, blocking };
}

/** The part behind the @ of a choice's value: `same@<id>`. */
export function argumentOf(value: string): string {
	return value.slice(value.indexOf('@') + 1);
}
