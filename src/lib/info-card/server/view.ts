import type { ContactPerson } from '#lib/contacts/server/people.ts';
import { groupsBeside, roleText } from '#lib/contacts/role-text.ts';
import { filePath } from '#lib/files/server/stored.ts';
import { m } from '#lib/paraglide/messages.js';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { dayOffWords, type NamedDayOff } from '#lib/school/day-off-words.ts';
import type { ShownText } from '#lib/translation/content.ts';
import { formatClock, formatClockRange, shortClockRange } from '#lib/translation/clock.ts';
import { formatBytes, formatDay, formatList, formatWeekdays, weekdayName } from '#lib/translation/dates.ts';
import { directionOf } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { Tint } from '#lib/ui/tints.ts';
import type { Block, CardView, NameView, SectionView, TextIn } from '../card-view.ts';
import type { Section, SectionFile, SectionKind, SectionOf, Wording } from '../sections.ts';
import { rowWording, wordingsOf } from '../own-words.ts';
import { wordsFor, type Worded } from '../wording.ts';
import { absenceBlocks } from './view-absence.ts';

/** What the sections take from elsewhere. */
export interface CardAround {
	locale: Locale;
	/** What the reader reads of the school's own texts, best first; left out: the language of the card. */
	reads?: readonly string[];
	/** The school's number; empty when it has none. */
	schoolPhone: string;
	daysOff: readonly NamedDayOff[];
	people: readonly ContactPerson[];
	/** The first two weeks after the summer, to know when no leave is given. */
	firstWeeks?: { firstDay: string; lastDay: string };
	/** The day at school, `YYYY-MM-DD`: days off before it are past. */
	today: string;
	/** Groups of the reader's children: sections for other groups are left out. Undefined: all are shown, marked. */
	readerGroups?: ReadonlySet<string>;
	/** Names of groups by id, to say whom a section is for. */
	groupNames?: ReadonlyMap<string, string>;
	/** What parents can do in the app itself. */
	here?: { sickReports: boolean; leaveRequests: boolean };
	/** The version that the reader read before; sections that changed since are new. Null: never read one. */
	readVersion: number | null;
}

type Say = (inputs: object, options: { locale: Locale }) => string;
interface Look {
	icon: IconName;
	tint: Tint;
	title: Say;
}

const looks: Record<Exclude<SectionKind, 'own'>, Look> = {
	absence: { icon: 'sick', tint: 'visit', title: m.card_absence_title },
	times: { icon: 'clock', tint: 'talk', title: m.card_times_title },
	leave: { icon: 'leave', tint: 'meet', title: m.card_leave_title },
	food: { icon: 'food', tint: 'feast', title: m.card_food_title },
	gym: { icon: 'gym', tint: 'look', title: m.card_gym_title },
	holidays: { icon: 'sun', tint: 'meet', title: m.card_holidays_title },
	people: { icon: 'people', tint: 'talk', title: m.card_people_title },
	birthdays: { icon: 'cake', tint: 'feast', title: m.card_birthdays_title },
	lost: { icon: 'backpack', tint: 'look', title: m.card_lost_title },
	numbers: { icon: 'phone', tint: 'visit', title: m.card_numbers_title },
	welcome: { icon: 'hand', tint: 'meet', title: m.card_welcome_title },
	expect: { icon: 'circle-of-people', tint: 'talk', title: m.card_expect_title },
	safety: { icon: 'shield', tint: 'look', title: m.card_safety_title },
	money: { icon: 'euro', tint: 'feast', title: m.card_money_title },
	separated: { icon: 'family', tint: 'meet', title: m.card_separated_title },
};

/** The card in one language, without the sections that the school switched off. */
export function viewCard(sections: readonly Section[], around: CardAround): CardView {
	return {
		sections: sections
			.filter((section) => section.shown && isFor(section, around.readerGroups))
			.map((section) => viewSection(section, around)),
	};
}

/** True for a section for the whole school, and for one of the reader's groups. */
export function isFor({ groupIds }: Section, readerGroups: ReadonlySet<string> | undefined): boolean {
	return !groupIds || !readerGroups || groupIds.some((id) => readerGroups.has(id));
}

/** One section in one language. */
export function viewSection(section: Section, around: CardAround): SectionView {
	const { locale, readVersion } = around;
	const isNew = readVersion !== null && section.since > readVersion;
	const names = (section.groupIds ?? []).flatMap((id) => around.groupNames?.get(id) ?? []);
	const about = {
		id: section.id,
		kind: section.kind,
		...(isNew ? { isNew } : {}),
		...(names.length > 0
			? { forGroups: m.card_for_group({ groups: formatList(names, locale) }, { locale }) }
			: {}),
	};
	if (section.kind === 'own') {
		const { icon, wording } = section.values;
		const worded = wordsFor(wording, readsOf(around));
		const titleIn = textIn(worded.language, locale);
		return {
			...about,
			icon,
			tint: 'brand',
			title: worded.title,
			how: worded.how,
			...(titleIn && { titleIn }),
			...originalOf(section, around),
			blocks: [...ownBlocks(section, worded, locale), ...filesOf(section, around)],
		};
	}
	const { icon, tint, title } = looks[section.kind];
	return {
		...about,
		icon,
		tint,
		title: title({}, { locale }),
		...originalOf(section, around),
		blocks: [...blocksOf(section, around), ...noteOf(section, around), ...filesOf(section, around)],
	};
}

function noteOf({ note }: Section, around: CardAround): Block[] {
	if (!note) return [];
	const worded = wordsFor(note, readsOf(around));
	return paragraphs(worded.text).map((text) => ({ is: 'text', text, ...cameBy(worded, around.locale) }));
}

/** What the reader reads of the school's own texts. */
export function readsOf({ reads, locale }: Pick<CardAround, 'reads' | 'locale'>): readonly string[] {
	return reads ?? [locale];
}

/** Undefined where it is in the language of the card. */
export function textIn(language: string, locale: Locale): TextIn | undefined {
	return language === locale ? undefined : { lang: language, dir: directionOf(language) };
}

/** What a row is called, where the school gave it that name. */
function rowName(name: string, row: { others?: Wording['others'] }, around: CardAround): NameView {
	const worded = wordsFor(rowWording(name, row), readsOf(around));
	return { name: worded.title, ...cameBy(worded, around.locale) };
}

/** How a text came about, and in which language it is where that is another. */
export function cameBy({ how, language }: Pick<Worded, 'how' | 'language'>, locale: Locale) {
	const its = textIn(language, locale);
	return { how, ...(its && { in: its }) };
}

/** The same of a name of the school's own that is not the card's; nothing of what every school has. */
function ownBy(own: ShownText | null, locale: Locale) {
	return own && cameBy({ how: own.state === 'none' ? 'not_yet' : own.state, language: own.language }, locale);
}

/** The Dutch of the texts that somebody or something translated. */
function originalOf(section: Section, around: CardAround): { original?: string[] } {
	const lines = wordingsOf(section).flatMap(({ name, wording }) => {
		if (name.startsWith('file.')) return [];
		const { how } = wordsFor(wording, readsOf(around));
		const { title, text } = wording.nl;
		return how === 'person' || how === 'machine' ? [title, ...paragraphs(text)] : [];
	});
	const names = namesOf(section, around).flatMap((own) => own?.original?.text ?? []);
	const original = [...new Set([...names, ...lines])].filter(Boolean);
	return original.length > 0 ? { original } : {};
}

/** Names of the school's own that stand in a section and are not the card's. */
function namesOf(section: Section, around: CardAround): (ShownText | null)[] {
	const [locale, reads] = [around.locale, readsOf(around)];
	if (section.kind === 'holidays') return around.daysOff.map((day) => dayOffWords(day, locale, reads).own);
	if (section.kind !== 'people') return [];
	return listedOf(section, around).map((person) => roleText(person, locale, reads).own);
}

const fileAbout: Record<
	SectionFile['kind'],
	(inputs: { size: string }, options: { locale: Locale }) => string
> = { picture: m.card_file_picture, audio: m.card_file_audio, pdf: m.card_file_pdf };

function filesOf({ files = [] }: Section, around: CardAround): Block[] {
	if (files.length === 0) return [];
	const { locale } = around;
	return [
		{
			is: 'files',
			files: files.map(({ fileId, kind, title, titles = {}, bytes, width, height }) => {
				const language = readsOf(around).find((tag) => tag === baseLocale || titles[tag]) ?? baseLocale;
				const its = textIn(language, locale);
				return {
					kind,
					href: filePath(fileId),
					title: titles[language] ?? title,
					...(its && { in: its }),
					about: fileAbout[kind]({ size: formatBytes(bytes, locale) }, { locale }),
					ratio: width && height ? Math.round((100 * width) / height) / 100 : 1,
				};
			}),
		},
	];
}

function paragraphs(text: string): string[] {
	return text
		.split(/\n+/)
		.map((line) => line.trim())
		.filter(Boolean);
}

function blocksOf(section: Exclude<Section, SectionOf<'own'>>, around: CardAround): Block[] {
	switch (section.kind) {
		case 'absence':
			return absenceBlocks(section.values, around);
		case 'times':
			return timesBlocks(section, around.locale);
		case 'leave':
			return leaveBlocks(section, around);
		case 'food':
			return foodBlocks(section, around.locale);
		case 'gym':
			return gymBlocks(section, around);
		case 'holidays':
			return holidayBlocks(around);
		case 'people':
			return peopleBlocks(section, around);
		case 'birthdays':
			return birthdayBlocks(section, around.locale);
		case 'lost':
			return lostBlocks(section, around.locale);
		case 'numbers':
			return numberBlocks(section, around);
		case 'welcome':
			return welcomeBlocks(section, around.locale);
		case 'expect':
			return expectBlocks(section, around.locale);
		case 'safety':
			return safetyBlocks(section, around.locale);
		case 'money':
			return moneyBlocks(section, around.locale);
		case 'separated':
			return separatedBlocks(section, around.locale);
	}
}

const facts = (...items: [icon: IconName, text: string | false][]): Block => ({
	is: 'facts',
	facts: items.flatMap(([icon, text]) => (text === false ? [] : [{ icon, text }])),
});

function timesBlocks({ values: { days, doorOpens } }: SectionOf<'times'>, locale: Locale): Block[] {
	const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	const lengths = days.map((day) => (day ? minutes(day.till) - minutes(day.from) : 0));
	const longest = Math.max(1, ...lengths);
	const week: Block = {
		is: 'times',
		days: days.map((day, index) => ({
			short: weekdayName(index + 1, locale, 'short'),
			long: weekdayName(index + 1, locale),
			times: day ? timesOf(day, locale) : m.card_times_none({}, { locale }),
			share: Math.round(((lengths[index] ?? 0) / longest) * 100) / 100,
		})),
	};
	if (doorOpens === '') return [week];
	return [
		week,
		{ is: 'text', text: m.card_times_door({ time: formatClock(doorOpens, locale) }, { locale }) },
	];
}

/** Arabic says "from … to …", which is longer than a bar. */
function timesOf({ from, till }: { from: string; till: string }, locale: Locale): string {
	return locale === 'ar' ? shortClockRange(from, till, locale) : formatClockRange(from, till, locale);
}

function leaveBlocks({ values }: SectionOf<'leave'>, { locale, here, firstWeeks }: CardAround): Block[] {
	const askHere = here?.leaveRequests ?? false;
	const days = firstWeeks && formatDayRange(firstWeeks.firstDay, firstWeeks.lastDay, locale, 'UTC');
	const { weeksBefore: weeks, religiousDaysBefore, headDays } = values;
	const link = askHere ? '/school/absence/leave' : values.link;
	const label = askHere ? m.absence_leave_ask : m.card_leave_link;
	return [
		{ is: 'text', text: m.card_leave_text({}, { locale }) },
		facts(
			['calendar', m.card_leave_weeks({ weeks }, { locale })],
			['moon', m.card_leave_feast({ days: religiousDaysBefore }, { locale })],
			['school', m.card_leave_head({ days: headDays }, { locale })],
			['sun', m.card_leave_holiday({}, { locale })],
			['calendar-off', days !== undefined && m.card_leave_first_weeks({ days }, { locale })],
			['file', link === '' && m.card_leave_office({}, { locale })],
		),
		...(link === '' ? [] : [{ is: 'link' as const, label: label({}, { locale }), href: link }]),
	];
}

function foodBlocks({ values }: SectionOf<'food'>, locale: Locale): Block[] {
	const { snackAt, fruitDays, lunch, lunchAt, waterOnly, noNuts } = values;
	const time = formatClock(lunchAt, locale);
	return [
		facts(
			['food', snackAt !== '' && m.card_food_snack({ time: formatClock(snackAt, locale) }, { locale })],
			[
				'heart',
				fruitDays.length > 0 && m.card_food_fruit({ days: formatWeekdays(fruitDays, locale) }, { locale }),
			],
			[
				lunch === 'school' ? 'backpack' : 'home',
				lunch === 'school'
					? m.card_food_lunch_school({ time }, { locale })
					: m.card_food_lunch_home({ time }, { locale }),
			],
			['coffee', waterOnly && m.card_food_water({}, { locale })],
			['alert', noNuts && m.card_food_nuts({}, { locale })],
			['talk', m.card_food_tell({}, { locale })],
		),
	];
}

function gymBlocks(
	{ values: { lessons, shoes, bagGoesHome } }: SectionOf<'gym'>,
	around: CardAround,
): Block[] {
	const { locale } = around;
	const bag = { each_time: m.card_gym_bag_each_time, before_holidays: m.card_gym_bag_before_holidays };
	const rows = lessons.map((lesson) => ({
		...rowName(lesson.group, lesson, around),
		text: formatWeekdays(lesson.days, locale),
	}));
	return [
		...(rows.length > 0 ? [{ is: 'rows' as const, rows }] : []),
		facts(
			['gym', m.card_gym_clothes({}, { locale })],
			['check', shoes && m.card_gym_shoes({}, { locale })],
			['backpack', bag[bagGoesHome]({}, { locale })],
			['write', m.card_gym_name({}, { locale })],
		),
	];
}

function holidayBlocks(around: CardAround): Block[] {
	const { daysOff, locale, today } = around;
	if (daysOff.length === 0) return [{ is: 'text', text: m.card_holidays_none({}, { locale }) }];
	const rows = daysOff.map((day) => {
		const { text, own } = dayOffWords(day, locale, readsOf(around));
		return {
			name: text,
			...ownBy(own, locale),
			text: formatDayRange(day.firstDay, day.lastDay, locale, 'UTC'),
			...(day.lastDay < today ? { past: true } : {}),
		};
	});
	return [{ is: 'rows', rows }];
}

function listedOf({ values: { hidden } }: SectionOf<'people'>, { people }: CardAround): ContactPerson[] {
	return people.filter(({ staffId }) => !hidden.includes(staffId));
}

function peopleBlocks(section: SectionOf<'people'>, around: CardAround): Block[] {
	const { locale } = around;
	const reads = readsOf(around);
	const listed = listedOf(section, around);
	if (listed.length === 0) return [{ is: 'text', text: m.card_people_none({}, { locale }) }];
	return [
		{
			is: 'people',
			people: listed.map((person) => {
				const { text, own } = roleText(person, locale, reads);
				const { name, calledName, photo } = person;
				return {
					name,
					calledName,
					photo,
					role: text,
					...ownBy(own, locale),
					groups: groupsBeside(person, reads),
				};
			}),
		},
	];
}

function birthdayBlocks(
	{ values: { treat, daysBefore: days } }: SectionOf<'birthdays'>,
	locale: Locale,
): Block[] {
	const treats = {
		healthy: m.card_birthdays_healthy,
		small: m.card_birthdays_small,
		none: m.card_birthdays_none,
	};
	return [
		facts(
			['cake', m.card_birthdays_text({}, { locale })],
			['food', treats[treat]({}, { locale })],
			['calendar', treat !== 'none' && m.card_birthdays_before({ days }, { locale })],
		),
	];
}

function lostBlocks({ values: { place, cleared } }: SectionOf<'lost'>, locale: Locale): Block[] {
	const places = { entrance: m.card_lost_entrance, office: m.card_lost_office, hall: m.card_lost_hall };
	const clearing = {
		weekly: m.card_lost_weekly,
		monthly: m.card_lost_monthly,
		before_holidays: m.card_lost_before_holidays,
	};
	return [
		facts(
			['search', places[place]({}, { locale })],
			['heart', clearing[cleared]({}, { locale })],
			['write', m.card_lost_name({}, { locale })],
		),
	];
}

const numberNames: Record<Exclude<SectionOf<'numbers'>['values']['rows'][number]['what'], 'own'>, Say> = {
	school: m.card_numbers_school,
	after_school: m.card_numbers_after_school,
	youth_nurse: m.card_numbers_youth_nurse,
	attendance_officer: m.card_numbers_attendance_officer,
	emergency: m.card_numbers_emergency,
	safe_home: m.card_numbers_safe_home,
	child_line: m.card_numbers_child_line,
};

function numberBlocks({ values: { rows } }: SectionOf<'numbers'>, around: CardAround): Block[] {
	const { locale, schoolPhone } = around;
	const numbers = rows.flatMap((row) => {
		const { what, label } = row;
		const phone = row.phone || (what === 'school' ? schoolPhone : '');
		if (phone === '') return [];
		const named = what === 'own' ? rowName(label, row, around) : { name: numberNames[what]({}, { locale }) };
		return [{ ...named, phone, href: telephoneHref(phone) }];
	});
	return [{ is: 'numbers', numbers }];
}

function welcomeBlocks({ values: { walkIn, interpreter } }: SectionOf<'welcome'>, locale: Locale): Block[] {
	const walk = {
		before: m.card_welcome_before,
		after: m.card_welcome_after,
		appointment: m.card_welcome_appointment,
	};
	return [
		{ is: 'text', text: m.card_welcome_text({}, { locale }) },
		facts(
			['door', walk[walkIn]({}, { locale })],
			['talk', m.card_welcome_ask({}, { locale })],
			['interpreter', interpreter && m.card_welcome_interpreter({}, { locale })],
		),
	];
}

function expectBlocks({ values }: SectionOf<'expect'>, locale: Locale): Block[] {
	const we: Record<SectionOf<'expect'>['values']['we'][number], [IconName, string]> = {
		answer: ['talk', m.card_expect_answer({ days: values.answerDays }, { locale })],
		talks: ['people', m.card_expect_talks({ times: values.talkTimes }, { locale })],
		good: ['heart', m.card_expect_good({}, { locale })],
		listen: ['listen', m.card_expect_listen({}, { locale })],
	};
	const you: Record<SectionOf<'expect'>['values']['you'][number], [IconName, string]> = {
		time: ['clock', m.card_expect_time({}, { locale })],
		rest: ['moon', m.card_expect_rest({}, { locale })],
		home: ['home', m.card_expect_home({}, { locale })],
		come: ['calendar-check', m.card_expect_come({}, { locale })],
		tell: ['talk', m.card_expect_tell({}, { locale })],
	};
	const part = (text: string, lines: [IconName, string][]): Block[] =>
		lines.length > 0 ? [{ is: 'heading', text, under: '' }, facts(...lines)] : [];
	return [
		...part(
			m.card_expect_we({}, { locale }),
			values.we.map((line) => we[line]),
		),
		...part(
			m.card_expect_you({}, { locale }),
			values.you.map((line) => you[line]),
		),
	];
}

function safetyBlocks({ values: { person, lines } }: SectionOf<'safety'>, locale: Locale): Block[] {
	return [
		facts(
			['alert', m.card_safety_bullying({}, { locale })],
			['shield', person !== '' && m.card_safety_person({ name: person }, { locale })],
			['door', lines.includes('doors') && m.card_safety_doors({}, { locale })],
			['device-phone', lines.includes('phones') && m.card_safety_phones({}, { locale })],
			['camera', lines.includes('photos') && m.card_safety_photos({}, { locale })],
		),
	];
}

/** The contribution is voluntary by law, and a child whose parents don't pay takes part (WPO, article 40). */
function moneyBlocks({ values: { euros, inParts } }: SectionOf<'money'>, locale: Locale): Block[] {
	return [
		facts(
			['euro', euros > 0 ? m.card_money_amount({ euros }, { locale }) : m.card_money_none({}, { locale })],
			['heart', euros > 0 && m.card_money_voluntary({}, { locale })],
			['calendar', euros > 0 && inParts && m.card_money_parts({}, { locale })],
			['hand', m.card_money_help({}, { locale })],
		),
	];
}

/** Who has no authority may ask for what matters about the child (Dutch civil code 1:377c). */
function separatedBlocks({ values: { talksApart } }: SectionOf<'separated'>, locale: Locale): Block[] {
	return [
		facts(
			['people', m.card_separated_both({}, { locale })],
			['info', m.card_separated_without({}, { locale })],
			['letter', m.card_separated_own({}, { locale })],
			['talk', talksApart && m.card_separated_talks({}, { locale })],
			['file', m.card_separated_papers({}, { locale })],
		),
	];
}

/** The school's own words: paragraphs, lines that begin with a dash as steps, days, and where to read on. */
function ownBlocks({ values: { link, dates } }: SectionOf<'own'>, worded: Worded, locale: Locale): Block[] {
	const came = cameBy(worded, locale);
	const blocks: Block[] = [];
	for (const line of paragraphs(worded.text)) {
		const step = /^[-–—•]\s*(.+)$/.exec(line)?.[1];
		const last = blocks.at(-1);
		if (!step) blocks.push({ is: 'text', text: line, ...came });
		else if (last?.is === 'steps') last.steps.push({ title: step, text: '', ...came });
		else blocks.push({ is: 'steps', steps: [{ title: step, text: '', ...came }] });
	}
	if (dates.length > 0)
		blocks.push(
			facts(...dates.map((day): [IconName, string] => ['calendar', formatDay(day, locale, 'UTC')])),
		);
	if (link !== '') {
		const site = new URL(link).hostname.replace(/^www\./, '');
		blocks.push({ is: 'link', label: m.card_own_link({ site }, { locale }), href: link });
	}
	return blocks;
}
