import { m } from '#lib/paraglide/messages.js';
import { isolate } from '#lib/translation/isolate.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { MOST_BYTES, type EdexRefusal } from './edexml.ts';
import type { Finding, FindingCode, SensitiveKind, Severity } from './findings.ts';

/** On the server a recipient's language; without it that of the page. */
export interface In {
	locale?: Locale;
}

type Words = { about: string; value: string };
type Say = (words: Words, language: In) => string;

const sensitive: Record<SensitiveKind, (_: object, language: In) => string> = {
	national_number: m.import_finding_national_number,
	ethnicity: m.import_finding_ethnicity,
	country: m.import_finding_country,
	weight: m.import_finding_weight,
	postcode: m.import_finding_postcode,
	photo: m.import_finding_photo,
	eckid: m.import_finding_eckid,
	pupil_account: m.import_finding_pupil_account,
};

const texts: Record<FindingCode, Say> = {
	byte_order_mark: m.import_finding_byte_order_mark,
	encoding_wrong: m.import_finding_encoding_wrong,
	school_year_form: m.import_finding_school_year_form,
	school_year_missing: m.import_finding_school_year_missing,
	brin_form: m.import_finding_brin_form,
	brin_missing: m.import_finding_brin_missing,
	location_code_empty: m.import_finding_location_code_empty,
	made_on_form: m.import_finding_made_on_form,
	other_version: m.import_finding_other_version,
	group_split: m.import_finding_group_split,
	group_key_unstable: m.import_finding_group_key_unstable,
	group_empty: m.import_finding_group_empty,
	group_twice: m.import_finding_group_twice,
	group_no_key: m.import_finding_group_no_key,
	group_no_name: m.import_finding_group_no_name,
	only_given_name: m.import_finding_only_given_name,
	no_given_name: m.import_finding_no_given_name,
	child_no_name: m.import_finding_child_no_name,
	child_no_key: m.import_finding_child_no_key,
	child_twice: m.import_finding_child_twice,
	key_twice: m.import_finding_key_twice,
	key_unstable: m.import_finding_key_unstable,
	key_spaces: m.import_finding_key_spaces,
	group_unknown: m.import_finding_group_unknown,
	no_group: m.import_finding_no_group,
	year_group_unknown: m.import_finding_year_group_unknown,
	year_group_form: m.import_finding_year_group_form,
	date_form: m.import_finding_date_form,
	date_zone: m.import_finding_date_zone,
	date_impossible: m.import_finding_date_impossible,
	birth_date_missing: m.import_finding_birth_date_missing,
	sex_form: m.import_finding_sex_form,
	stray_spaces: m.import_finding_stray_spaces,
	prefix_in_surname: m.import_finding_prefix_in_surname,
	prefix_short: m.import_finding_prefix_short,
	prefix_element: m.import_finding_prefix_element,
	escaped_twice: m.import_finding_escaped_twice,
	accents_apart: m.import_finding_accents_apart,
	bad_characters: m.import_finding_bad_characters,
	left_school: m.import_finding_left_school,
	sensitive_dropped: (words, language) => sensitive[words.value as SensitiveKind](words, language),
	postcode_form: m.import_finding_postcode_form,
	vendor_block: m.import_finding_vendor_block,
	staff_not_a_person: m.import_finding_staff_not_a_person,
	staff_is_parent: m.import_finding_staff_is_parent,
	staff_no_name: m.import_finding_staff_no_name,
	staff_all_groups: m.import_finding_staff_all_groups,
	staff_twice: m.import_finding_staff_twice,
	staff_role_unknown: m.import_finding_staff_role_unknown,
	staff_no_email: m.import_finding_staff_no_email,
};

/** What a finding means, for who works in the office. The line stands beside it. */
export function findingText({ code, about = '', value = '' }: Finding, language: In = {}): string {
	// which kind was left out is a code of ours, no word of the file
	const quoted = code === 'sensitive_dropped' ? value : isolate(value, language.locale);
	return texts[code]({ about: isolate(about, language.locale), value: quoted }, language);
}

const weights: Record<Severity, (_: object, language: In) => string> = {
	note: m.import_weight_note,
	question: m.import_weight_question,
	left_out: m.import_weight_left_out,
};

export function severityText(severity: Severity, language: In = {}): string {
	return weights[severity]({}, language);
}

type Plain = Exclude<EdexRefusal['code'], 'broken' | 'too_large'>;
const refusals: Record<Plain, (_: object, language: In) => string> = {
	empty: m.import_refusal_empty,
	zip: m.import_refusal_zip,
	not_xml: m.import_refusal_not_xml,
	doctype: m.import_refusal_doctype,
	unknown_encoding: m.import_refusal_unknown_encoding,
	not_edexml: m.import_refusal_not_edexml,
	no_children: m.import_refusal_no_children,
};

/** Why a file can't be read, and what to do. */
export function edexRefusalText(refusal: EdexRefusal, language: In = {}): string {
	if (refusal.code === 'broken') return m.import_refusal_broken({ line: refusal.line }, language);
	if (refusal.code === 'too_large')
		return m.import_refusal_too_large({ size: MOST_BYTES / 1024 / 1024 }, language);
	return refusals[refusal.code]({}, language);
}
