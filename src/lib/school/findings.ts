/**
 * What can be noticed in an EDEXML file. `note`: read and put right, or of no use here; nothing to do. `question`: a person
 * decides. `left_out`: not taken over, and why.
 */
const severities = {
	byte_order_mark: 'note',
	encoding_wrong: 'note',
	school_year_form: 'note',
	school_year_missing: 'note',
	brin_form: 'note',
	brin_missing: 'note',
	location_code_empty: 'note',
	made_on_form: 'note',
	other_version: 'note',

	group_split: 'question',
	group_key_unstable: 'note',
	group_empty: 'left_out',
	group_twice: 'note',
	group_no_key: 'left_out',
	group_no_name: 'note',

	only_given_name: 'note',
	no_given_name: 'note',
	child_no_name: 'left_out',
	child_no_key: 'question',
	child_twice: 'note',
	key_twice: 'question',
	key_unstable: 'question',
	key_spaces: 'note',
	group_unknown: 'question',
	no_group: 'question',
	year_group_unknown: 'question',
	year_group_form: 'note',
	date_form: 'note',
	date_zone: 'note',
	date_impossible: 'left_out',
	birth_date_missing: 'note',
	sex_form: 'note',
	stray_spaces: 'note',
	prefix_in_surname: 'note',
	prefix_short: 'note',
	prefix_element: 'note',
	escaped_twice: 'note',
	accents_apart: 'note',
	bad_characters: 'note',
	left_school: 'left_out',
	sensitive_dropped: 'left_out',
	postcode_form: 'note',
	vendor_block: 'left_out',

	staff_not_a_person: 'left_out',
	staff_is_parent: 'left_out',
	staff_no_name: 'left_out',
	staff_all_groups: 'left_out',
	staff_twice: 'note',
	staff_role_unknown: 'note',
	staff_no_email: 'note',
} as const;

export type FindingCode = keyof typeof severities;
export type Severity = 'note' | 'question' | 'left_out';
export const findingCodes = Object.keys(severities) as FindingCode[];
export const severityOf: Readonly<Record<FindingCode, Severity>> = severities;

/** Kinds of data that are dropped while parsing. */
export const sensitiveKinds = [
	'national_number',
	'ethnicity',
	'country',
	'weight',
	'postcode',
	'photo',
	'eckid',
	'pupil_account',
] as const;
export type SensitiveKind = (typeof sensitiveKinds)[number];

export interface Finding {
	code: FindingCode;
	/** Line in the file, from 1. */
	line: number;
	/** Line where the person or group that it is about starts. */
	start?: number;
	/** Who or what it is about, in the file's words: "Mila", "Groep 8". Never a dropped value. */
	about?: string;
	/** What was read, or how: a date, a group's key, a kind of sensitive data. */
	value?: string;
	/** How many more of this kind the file has, on the last that is kept. */
	more?: number;
}

/** Notes of one kind that are kept one by one; a file with more has a system's habit, not so many mistakes. */
const MOST_OF_A_KIND = 200;

export interface Findings {
	add(code: FindingCode, line: number, detail?: Omit<Finding, 'code' | 'line'>): void;
	/** In the file's order. */
	list(): Finding[];
}

/** Collects findings. Of one kind, the last that is kept says how many more there were. */
export function collectFindings(): Findings {
	const kept = new Map<FindingCode, Finding[]>();
	return {
		add(code, line, detail = {}) {
			const same = kept.get(code) ?? [];
			kept.set(code, same);
			if (same.length < MOST_OF_A_KIND || severities[code] === 'question')
				same.push({ code, line, ...detail });
			else same[same.length - 1] = { ...(same.at(-1) ?? { code, line }), more: (same.at(-1)?.more ?? 0) + 1 };
		},
		list: () => [...kept.values()].flat().sort((a, b) => a.line - b.line),
	};
}
