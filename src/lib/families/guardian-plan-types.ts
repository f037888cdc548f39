import type { ListFinding } from './guardian-list.ts';
import type { Handle } from './import-types.ts';

/** What the school has, as far as a list of guardians can change it. */
export interface FamiliesNow {
	children: KnownChild[];
	guardians: KnownGuardian[];
	guardianships: { guardianId: string; childId: string; level: Level; position: number }[];
	today: string;
}

export type Level = 'full' | 'information' | 'nothing';

export interface KnownChild {
	id: Handle;
	edexKey: string | null;
	givenName: string;
	prefix: string | null;
	surname: string | null;
	birthDate: string | null;
	leftOn: string | null;
}

export interface GuardianFields {
	name: string | null;
	email: string | null;
	phone: string | null;
	listedLanguage: string | null;
	writtenLanguage: string | null;
	spokenLanguage: string | null;
}

export interface KnownGuardian extends GuardianFields {
	id: string;
	/** They proved the address, or gave it themselves: a list does not change it without a person saying so. */
	emailIsTheirs: boolean;
	/** They chose their languages themselves. */
	languageChosen: boolean;
}

export const guardianQuestionKinds = [
	'lost_zeros',
	'child_by_name',
	'child_other_name',
	'same_guardian',
	'near_limit',
	'limited_elsewhere',
	'own_email',
	'own_language',
] as const;
export type GuardianQuestionKind = (typeof guardianQuestionKinds)[number];

export const guardianChoiceKinds = [
	'yes_zeros',
	'no_zeros',
	'that_child',
	'no_child',
	'same_guardian',
	'new_guardian',
	'give_full',
	'keep_email',
	'take_email',
	'keep_language',
	'take_language',
	'skip_guardian',
] as const;
export type GuardianChoiceKind = (typeof guardianChoiceKinds)[number];

export interface GuardianChoice {
	value: string;
	kind: GuardianChoiceKind;
	/** Name of the child or guardian, an address, a language tag. */
	name?: string;
	birthDate?: string;
	suggested: boolean;
}

/** As in an import of children: without an answer, what it is about stays as it was. */
export interface GuardianQuestion {
	/** `guardian:12.1`: the first guardian of line 12. */
	key: string;
	kind: GuardianQuestionKind;
	/** The guardian's name; null for one without. */
	about: string | null;
	/** The child, or the children, that it is about. */
	children: string[];
	line: number;
	detail: {
		/** What the list has. */
		given?: string;
		/** What the school has. */
		other?: string;
		/** How many more rows the same answer is for. */
		count?: number;
	};
	choices: GuardianChoice[];
	answer: string | null;
}

export interface PlannedGuardian {
	/** Id of a guardian that the school has, or the reference of one in the list. */
	id: string;
	/** Null: without a name. */
	name: string | null;
	children: string[];
	email: string | null;
	phone: string | null;
	/** Tag that is proposed. */
	language: string | null;
	line: number;
}

export interface ChangedGuardian extends PlannedGuardian {
	changes: { field: keyof GuardianFields | 'children'; from: string | null; to: string | null }[];
}

/** What a list would do: to look at, to ask about, and to write. */
export interface GuardianPlan {
	questions: GuardianQuestion[];
	new: PlannedGuardian[];
	changed: ChangedGuardian[];
	unchanged: number;
	/** Come in after their question. */
	waiting: PlannedGuardian[];
	/** Guardians of the listed children who are not in the list. They stay; the family's page is the place to change that. */
	notListed: { id: string; name: string | null; children: string[] }[];
	findings: ListFinding[];
	writes: GuardianWrites;
	empty: boolean;
}

export interface GuardianWrites {
	newGuardians: { handle: Handle; row: GuardianFields }[];
	changedGuardians: { id: string; set: Partial<GuardianFields>; newEmail: boolean }[];
	/** Always at level "full"; a limit is set by a person, with its paper. */
	guardianships: { guardian: Handle; child: Handle; position: number }[];
}
