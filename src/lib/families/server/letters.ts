import { m } from '#lib/paraglide/messages.js';
import { qrPath } from '#lib/platform/server/qr.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { proposeLanguage } from '#lib/translation/language-words.ts';
import {
	directionOf,
	hasTexts,
	languageName,
	localesFor,
	ownName,
	writingOf,
} from '#lib/translation/languages.ts';
import { baseLocale, localeNames, type Locale } from '#lib/translation/locale.ts';
import { showCode } from '../code.ts';
import type { Letter, LetterText } from '../letter.ts';
import type { Addressee } from './addressees.ts';
import type { MadeInvitation } from './invitations.ts';

export interface LetterSchool {
	name: string;
	timeZone: string;
	street: string | null;
	postcode: string | null;
	city: string | null;
	phone: string | null;
}

/** The tag of the language in which to write to somebody: what they read, else the app's, else as the school lists it. */
export function letterLanguage(
	guardian: Pick<Addressee, 'writtenLanguage' | 'locale' | 'listedLanguage' | 'spokenLanguage'>,
): string {
	const listed = guardian.listedLanguage ? proposeLanguage(guardian.listedLanguage)?.tag : undefined;
	return guardian.writtenLanguage ?? guardian.locale ?? listed ?? guardian.spokenLanguage ?? baseLocale;
}

/** Makes one letter: every word is put together here, because a page in the browser speaks one language only. */
export function writeLetter(
	{ addressee, code, expiresAt }: MadeInvitation,
	school: LetterSchool,
	origin: string,
	now: Date,
): Letter {
	const tag = letterLanguage(addressee);
	const [main] = localesFor(tag);
	const lacks = !hasTexts(tag);
	const beside = main === baseLocale ? (lacks ? 'en' : null) : baseLocale;
	const names = addressee.children.map(({ givenName }) => givenName);
	const textIn = (locale: Locale) =>
		letterText(locale, {
			tag,
			name: addressee.name,
			children: formatList(names, locale),
			school: school.name,
			address: `${new URL(origin).host}/i`,
			until: formatDay(expiresAt, locale, school.timeZone, { year: true, weekday: false }),
		});
	const text = textIn(main);
	return {
		guardianId: addressee.guardianId,
		school: {
			name: school.name,
			address: [school.street, [school.postcode, school.city].filter(Boolean).join(' ')]
				.filter(Boolean)
				.join(', '),
			phone: school.phone,
		},
		date: formatDay(now, main, school.timeZone, { year: true, weekday: false }),
		to: {
			name: addressee.name ?? m.app_guardian_of({ child: formatList(names, main) }, { locale: main }),
			children: addressee.children.map(({ givenName, group }) =>
				[givenName, group?.name].filter(Boolean).join(', '),
			),
		},
		childNames: names.join(', '),
		main: text,
		beside: beside && textIn(beside),
		missing: lacks
			? { name: ownName(tag), dutchName: languageName(tag, baseLocale), lang: tag, dir: directionOf(tag) }
			: null,
		dense: lacks || lengthOf(text) > DENSE_FROM,
		code: showCode(code),
		qr: qrPath(`${origin}/i/${code}`),
	};
}

/** Characters of a letter that still fit large; the browser test of the printed page holds it. */
const DENSE_FROM = 690;

function lengthOf(text: LetterText): number {
	const { title, salutation, intro, gives, noApp, typeInstead, phoneTitle, door } = text;
	const words = [title, salutation, intro, ...Object.values(gives), noApp, typeInstead, phoneTitle, door];
	return words.join(' ').length * writingOf(text.locale).width;
}

interface Words {
	tag: string;
	name: string | null;
	children: string;
	school: string;
	address: string;
	until: string;
}

function letterText(locale: Locale, { tag, name, children, school, address, until }: Words): LetterText {
	const said = { locale };
	// whoever answers the phone knows the language by its Dutch name
	const word = languageName(tag, baseLocale).replace(/\s*\(.*\)$/, '');
	return {
		locale,
		dir: directionOf(locale),
		languageName: localeNames[locale],
		title: m.letter_title({}, said),
		salutation: name
			? m.letter_salutation_named({ name }, said)
			: m.letter_salutation_unnamed({ children }, said),
		intro: m.letter_intro({ school }, said),
		givesTitle: m.letter_gives_title({}, said),
		gives: {
			contact: m.letter_gives_contact({}, said),
			card: m.letter_gives_card({}, said),
			moments: m.letter_gives_moments({}, said),
			interpreter: m.letter_gives_interpreter({}, said),
		},
		stepsTitle: m.letter_steps_title({}, said),
		steps: [m.letter_step_camera({}, said), m.letter_step_scan({}, said), m.letter_step_birth({}, said)],
		noApp: m.letter_no_app({}, said),
		typeInstead: m.letter_type_instead({ address }, said),
		codeLabel: m.letter_code_label({}, said),
		validUntil: m.letter_valid_until({ day: until }, said),
		phoneTitle: m.letter_phone_title({}, said),
		phoneLanguage: tag === baseLocale ? null : m.letter_phone_language({ word }, said),
		door: m.letter_door({}, said),
		slip: {
			title: m.letter_slip_title({}, said),
			text: m.letter_slip_text({}, said),
			cut: m.letter_slip_cut({}, said),
			child: m.letter_slip_child({}, said),
			guardian: m.letter_slip_guardian({}, said),
			paper: m.letter_slip_paper({}, said),
			call: m.letter_slip_call({}, said),
			interpreter: m.letter_slip_interpreter({}, said),
			language: m.letter_slip_language({}, said),
			signature: m.letter_slip_signature({}, said),
		},
		languageMissing: m.letter_language_missing({}, said),
	};
}
