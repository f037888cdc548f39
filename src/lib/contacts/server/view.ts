import { m } from '#lib/paraglide/messages.js';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { formatClockRange } from '#lib/translation/clock.ts';
import { formatDay, formatList, formatWeekdays, weekdayName } from '#lib/translation/dates.ts';
import { languageName, writingOf } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { shownBeside } from '#lib/translation/shown-words.ts';
import { portraitHref, type ContactView, type PersonView } from '../contact-view.ts';
import { groupsBeside, roleText } from '../role-text.ts';
import type { BestWay } from '../schemas.ts';
import type { ContactTopic, Topic } from '../topics.ts';
import type { ContactOfChildren } from './for-parent.ts';
import type { ContactPerson } from './people.ts';

type Say = (inputs: object, options: { locale: Locale }) => string;

const topicTexts: Record<Topic, Say> = {
	how_my_child_is: m.contacts_topic_how_my_child_is,
	learning: m.contacts_topic_learning,
	worries: m.contacts_topic_worries,
	ill_or_late: m.contacts_topic_ill_or_late,
	extra_help: m.contacts_topic_extra_help,
	letters_and_forms: m.contacts_topic_letters_and_forms,
	language: m.contacts_topic_language,
	costs: m.contacts_topic_costs,
	home: m.contacts_topic_home,
	joining_in: m.contacts_topic_joining_in,
};

const bestTexts: Record<BestWay, Say> = {
	call: m.contacts_best_call,
	email: m.contacts_best_email,
	gate: m.contacts_best_gate,
};

/** What one can come for, in the reader's language. */
export function topicText(topic: Topic, locale: Locale): string {
	return topicTexts[topic]({}, { locale });
}

const forTopicTexts: Record<ContactTopic, Say> = {
	learning: m.contacts_for_learning,
	behaviour: m.contacts_for_behaviour,
	absence: m.contacts_for_absence,
	money: m.contacts_for_money,
	language: m.contacts_for_language,
};

/** A topic for which somebody else can be named, in the reader's language. */
export function contactTopicText(topic: ContactTopic, locale: Locale): string {
	return forTopicTexts[topic]({}, { locale });
}

function awayText(
	{ name, lastDay, isPerson }: NonNullable<ContactOfChildren['away']>,
	person: ContactPerson | null,
	locale: Locale,
): string {
	const day = formatDay(lastDay, locale, 'UTC');
	return isPerson || !person
		? m.contacts_away({ name, day }, { locale })
		: m.contacts_away_instead({ name, day, substitute: person.name }, { locale });
}

/**
 * A card of the contact page in the reader's language. `spoken`: where names can be heard, by person. `reads`: what the reader
 * reads of the school's own words, best first.
 */
export function viewContact(
	contact: ContactOfChildren,
	locale: Locale,
	spoken?: ReadonlyMap<string, string>,
	reads?: readonly string[],
): ContactView {
	const names = contact.children.map(({ givenName }) => givenName);
	return {
		forWhom: m.contacts_for({ count: names.length, names: formatList(names, locale) }, { locale }),
		person: contact.person && viewPerson(contact.person, locale, spoken, reads),
		substitute: contact.substitute && viewPerson(contact.substitute, locale),
		topics: contact.topics.map((topic) => ({ topic, text: topicText(topic, locale) })),
		standsIn: contact.standsIn,
		away: contact.away && awayText(contact.away, contact.person, locale),
		forTopics: contact.forTopics.map(({ topic, person }) => ({
			topic: contactTopicText(topic, locale),
			name: person.name,
			phone: person.phone && telephoneHref(person.phone),
			email: person.email,
			photo: person.photo && portraitHref(person.photo),
		})),
	};
}

/** A person in the reader's language. */
export function viewPerson(
	person: ContactPerson,
	locale: Locale,
	spoken?: ReadonlyMap<string, string>,
	reads: readonly string[] = [locale],
): PersonView {
	const { text, own } = roleText(person, locale, reads);
	const { in: roleIn, how: roleHow } = shownBeside(own, locale);
	return {
		staffId: person.staffId,
		name: person.name,
		firstName: person.name.split(' ')[0] ?? person.name,
		calledName: person.calledName,
		saidAs: person.saidAs,
		spoken: spoken?.get(person.staffId) ?? null,
		role: text,
		roleIn,
		roleHow,
		groups: groupsBeside(person, reads),
		languages: languagesOf(person, locale),
		days: [1, 2, 3, 4, 5].map((day) => ({
			label: weekdayName(day, locale, 'short'),
			in: person.days.includes(day),
		})),
		when: whenOf(person, locale),
		gate:
			person.gateFrom && person.gateTill
				? m.contacts_gate_times(
						{ times: formatClockRange(person.gateFrom, person.gateTill, locale) },
						{ locale },
					)
				: null,
		best: person.bestWay && { way: person.bestWay, text: bestTexts[person.bestWay]({}, { locale }) },
		phone: person.phone ? { words: person.phone, href: telephoneHref(person.phone) } : null,
		email: person.email,
		photo: person.photo && portraitHref(person.photo, 512),
	};
}

function languagesOf({ languages, languagesALittle }: ContactPerson, locale: Locale): string {
	const well = languages.map((tag) => languageName(tag, locale));
	const little = languagesALittle.map((tag) =>
		m.contacts_language_little({ language: languageName(tag, locale) }, { locale }),
	);
	const [first = '', ...rest] = [...well, ...little];
	// a list begins with a capital where the script has one
	const capital = first.charAt(0).toLocaleUpperCase(locale) + first.slice(1);
	return [capital, ...rest].join(writingOf(locale).comma);
}

function whenOf({ days, callFrom, callTill }: ContactPerson, locale: Locale): string[] {
	const there =
		days.length > 0
			? m.contacts_days({ days: formatWeekdays(days, locale) }, { locale })
			: m.contacts_days_unknown({}, { locale });
	if (!callFrom || !callTill) return [there];
	return [there, m.contacts_call_times({ times: formatClockRange(callFrom, callTill, locale) }, { locale })];
}

/** The page of contact persons as it is read aloud, in the language of the reader. */
export function contactsAloud(contacts: readonly ContactView[], school: string, locale: Locale): string {
	return [
		m.contacts_intro({}, { locale }),
		...contacts.flatMap(({ forWhom, person, substitute, away, forTopics }) => [
			`${forWhom}: ${[person?.name ?? school, person && !person.roleIn ? person.role : ''].filter(Boolean).join(', ')}.`,
			person ? `${person.languages}.` : m.contacts_none_text({}, { locale }),
			...(person?.when ?? []),
			person?.gate ?? '',
			person?.best?.text ?? '',
			away ?? '',
			...forTopics.map(({ topic, name }) => `${topic}: ${name}.`),
			person && substitute
				? `${m.contacts_substitute({ name: person.firstName }, { locale })} ${substitute.name}.`
				: '',
		]),
	]
		.filter(Boolean)
		.join(' ');
}
