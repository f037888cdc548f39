import { expect, test } from 'vitest';
import { telephoneWords } from '#lib/platform/telephone.ts';
import type { ContactPerson } from '#lib/contacts/server/people.ts';
import { usualDaysOff } from '#lib/school/days-off.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { locales, type Locale } from '#lib/translation/locale.ts';
import { howOf, spokenParts, type Block, type SectionView } from '../card-view.ts';
import {
	addOwnSection,
	addSectionFile,
	nameSectionFile,
	setNote,
	setStep,
	setValues,
	showSection,
} from '../edit.ts';
import { mapWordings } from '../own-words.ts';
import { markForPaper } from '../paper-marks.ts';
import { isTooLongForPaper, printSize } from '../print-size.ts';
import type { Section } from '../sections.ts';
import { sectionOf, templateSections } from '../template.ts';
import { viewCard, viewSection, type CardAround } from './view.ts';

/** All that voices say of a section. */
const textOf = (section: SectionView) =>
	spokenParts(section, 'nl')
		.map(({ text }) => text)
		.join(' ');

const marieke: ContactPerson = {
	staffId: 'marieke',
	name: 'Marieke Koster',
	calledName: 'juf Marieke',
	saidAs: null,
	role: 'teacher',
	teaches: [{ groupId: 'g', name: 'Groep 4', sortKey: 'groep 4' }],
	jobTitle: 'leerkracht en leescoördinator',
	languages: ['nl'],
	languagesALittle: [],
	days: [1],
	callFrom: null,
	callTill: null,
	gateFrom: null,
	gateTill: null,
	bestWay: null,
	email: null,
	phone: null,
	photo: null,
	status: 'active',
};
const around = (locale: Locale, more: Partial<CardAround> = {}): CardAround => ({
	locale,
	schoolPhone: '010 555 01 00',
	daysOff: usualDaysOff('2026-2027', 'midden'),
	people: [marieke],
	today: '2026-11-01',
	readVersion: null,
	...more,
});
const words = { title: 'Fietsen', text: 'Zet de fiets in het rek.\n\nDe step ook.' };

function section(
	kind: Section['kind'],
	locale: Locale,
	sections = templateSections(),
	more = {},
): SectionView {
	const found = sectionOf(sections, kind);
	if (!found) throw new Error(kind);
	return viewSection(found as Section, around(locale, more));
}
const block = <I extends Block['is']>({ blocks }: SectionView, is: I, nth = 0) =>
	blocks.filter((found) => found.is === is)[nth] as Extract<Block, { is: I }>;

test('the absence section says what to do, and who does what when', () => {
	const steps = block(section('absence', 'nl'), 'steps').steps.map(({ who, title }) => [who ?? 'u', title]);
	expect(steps).toEqual([
		['u', 'Bel vóór 8.30 uur'],
		['De school', 'Wij bellen u om 9.00 uur'],
		['De school', 'Wij bellen na 3 dagen'],
		['u', 'Is uw kind beter?'],
	]);
	const more = block(section('absence', 'nl'), 'steps', 1).steps.map(({ who, title }) => [who, title]);
	expect(more).toEqual([
		['De contactpersoon', 'Na 4 keer ziek praten we samen'],
		['De jeugdarts', 'De jeugdarts denkt mee'],
		['De leerplichtambtenaar', 'Iemand van de gemeente kijkt mee'],
	]);
});

test('every number comes from the school', () => {
	const numbers = {
		callBefore: '07:45',
		phone: '010 555 09 99',
		schoolCallsAt: '10:15',
		asksAfterDays: 1,
		talkAfterTimes: 7,
		doctorAfterDays: 12,
		doctorAfterTimes: 6,
		lateTimes: 9,
		reportHours: 20,
		reportWeeks: 5,
	};
	let sections = setValues(templateSections(), 'absence', 'absence', numbers);
	sections = setStep(sections, 'late', { shown: true, words: { title: '', text: '' } });
	const text = textOf(section('absence', 'nl', sections));
	for (const said of [
		'7.45 uur',
		'10.15 uur',
		'na 1 dag',
		'7 keer ziek',
		'12 dagen',
		'6 keer',
		'9 keer te laat',
		'20 uur in 5 weken',
	])
		expect(text).toContain(said);
	expect(block(section('absence', 'nl', sections), 'steps').steps[0]?.call).toEqual({
		label: `Bel ${telephoneWords('010 555 09 99')}`,
		href: 'tel:+31105550999',
	});
});

test('plural forms follow the number', () => {
	const title = (locale: Locale, asksAfterDays: number) =>
		block(
			section('absence', locale, setValues(templateSections(), 'absence', 'absence', { asksAfterDays })),
			'steps',
		).steps[2]?.title;
	expect([1, 2, 3, 11].map((days) => title('ar', days))).toEqual([
		'نتصل بكم بعد يوم واحد',
		'نتصل بكم بعد يومين',
		'نتصل بكم بعد 3 أيام',
		'نتصل بكم بعد 11 يومًا',
	]);
	expect([1, 2, 5, 21].map((days) => title('uk', days))).toEqual([
		'Ми телефонуємо через 1 день',
		'Ми телефонуємо через 2 дні',
		'Ми телефонуємо через 5 днів',
		'Ми телефонуємо через 21 день',
	]);
	expect([1, 3].map((days) => title('pl', days))).toEqual(['Dzwonimy po 1 dniu', 'Dzwonimy po 3 dniach']);
});

test.each(locales)('%s: the whole template is there, in words of its own', (locale) => {
	const card = viewCard(templateSections(), around(locale));
	expect(card.sections).toHaveLength(10);
	const dutch = viewCard(templateSections(), around('nl'));
	for (const [at, view] of card.sections.entries()) {
		const text = textOf(view);
		expect(text).not.toMatch(/card_|school_day|undefined|\{|\}/);
		expect(view.how).toBeUndefined();
		if (locale !== 'nl') expect(text).not.toBe(textOf(dutch.sections[at] as SectionView));
	}
});

test('bars of the school times are as long as the days', () => {
	const { days } = block(section('times', 'nl'), 'times');
	expect(days.map(({ short, share }) => [short, share])).toEqual([
		['ma', 1],
		['di', 1],
		['wo', 0.68],
		['do', 1],
		['vr', 1],
	]);
	const free = setValues(templateSections(), 'times', 'times', {
		days: [{ from: '08:30', till: '14:00' }, null, null, null, null],
	});
	expect(block(section('times', 'nl', free), 'times').days[1]).toMatchObject({
		times: 'geen school',
		share: 0,
	});
});

test('holidays with their days in words; what is past says so', () => {
	const { rows } = block(section('holidays', 'nl'), 'rows');
	expect(rows.slice(0, 2)).toEqual([
		{ name: 'Herfstvakantie', text: 'zaterdag 17 tot en met zondag 25 oktober', past: true },
		{ name: 'Kerstvakantie', text: 'zaterdag 19 december tot en met zondag 3 januari' },
	]);
	expect(textOf(section('holidays', 'nl', templateSections(), { daysOff: [] }))).toContain(
		'De data komen nog.',
	);
});

test('people: the school’s own word for who reads Dutch, the role for others', () => {
	const people = (locale: Locale) => block(section('people', locale), 'people').people;
	expect(people('nl')[0]).toMatchObject({ role: 'leerkracht en leescoördinator', groups: [] });
	expect(people('tr')[0]).toMatchObject({ role: 'öğretmen', groups: ['Groep 4'] });
	expect(people('tr')[0]).not.toHaveProperty('in');
	expect(howOf(section('people', 'tr'))).toBeUndefined();
	const hidden = setValues(templateSections(), 'people', 'people', { hidden: ['marieke'] });
	expect(textOf(section('people', 'nl', hidden))).toContain('Dit vult de school nog in.');
});

test('numbers: the school’s own where a row has none, and none without a number', () => {
	const { numbers } = block(section('numbers', 'nl'), 'numbers');
	expect(numbers[0]).toEqual({ name: 'De school', phone: '010 555 01 00', href: 'tel:+31105550100' });
	expect(numbers.map(({ href }) => href)).toContain('tel:112');
	expect(
		block(section('numbers', 'nl', templateSections(), { schoolPhone: '' }), 'numbers').numbers[0]?.name,
	).toBe('Gevaar: politie, brandweer, ambulance');
});

test('the school’s own section: Dutch, by a person, by machine, or not yet', () => {
	const of = words;
	const tr = { title: 'Bisikletler', text: 'Bisikleti rafa koyun.', of };
	const added = addOwnSection(templateSections(), { id: 'o1', icon: 'bike', words }) as Section[];
	const sections = added.map((one) =>
		mapWordings(one, (wording) => ({ ...wording, others: { tr, pl: { ...tr, state: 'machine' } } })),
	);
	expect(section('own', 'pl', sections)).toMatchObject({
		how: 'machine',
		original: ['Fietsen', expect.any(String), 'De step ook.'],
	});
	expect(section('own', 'nl', sections)).toMatchObject({ title: 'Fietsen', how: 'original', icon: 'bike' });
	expect(section('own', 'nl', sections).blocks).toHaveLength(2);
	expect(section('own', 'tr', sections)).toMatchObject({ title: 'Bisikletler', how: 'person' });
	expect(section('own', 'ar', sections)).toMatchObject({
		title: 'Fietsen',
		how: 'not_yet',
		titleIn: { lang: 'nl', dir: 'ltr' },
	});
});

test('a step in the school’s own words keeps its number to call', () => {
	const own = setStep(templateSections(), 'call', {
		shown: true,
		words: { title: 'Stuur een bericht', text: 'Of bel.' },
	});
	const [first] = block(section('absence', 'pl', own), 'steps').steps;
	expect(first).toMatchObject({
		title: 'Stuur een bericht',
		how: 'not_yet',
		call: { href: 'tel:+31105550100' },
	});
});

test('steps that the school left out are not there; a heading without steps neither', () => {
	let sections = templateSections();
	for (const name of ['talk', 'youth_doctor', 'attendance_officer', 'doctor'] as const)
		sections = setStep(sections, name, { shown: false, words: { title: '', text: '' } });
	expect(section('absence', 'nl', sections).blocks.map(({ is }) => is)).toEqual(['steps']);
});

test('a voice reads the words of its own language: Dutch in a section to who reads another', () => {
	const noted = setNote(templateSections(), 'food', 'Op vrijdag eten we samen.');
	const [own, dutch, ...more] = spokenParts(section('food', 'tr', noted), 'tr');
	expect(own?.lang).toBe('tr');
	expect(dutch).toEqual({ text: 'Op vrijdag eten we samen.', lang: 'nl' });
	expect(more).toEqual([]);
	expect(spokenParts(section('food', 'nl', noted), 'nl').map(({ lang }) => lang)).toEqual(['nl']);
	// the name of a day off that the school gave
	const rows = [{ name: 'Kletsmiddag', in: { lang: 'nl', dir: 'ltr' as const }, text: '3 Kasım Salı' }];
	const days: SectionView = { ...section('food', 'tr'), title: '', blocks: [{ is: 'rows', rows }] };
	expect(spokenParts(days, 'tr')).toEqual([
		{ text: 'Kletsmiddag:', lang: 'nl' },
		{ text: '3 Kasım Salı.', lang: 'tr' },
	]);
});

test('the school’s own name of a day off: in the reader’s language with the Dutch one tap away, else Dutch and marked', () => {
	const day = { kind: 'other', name: 'Kletsmiddag', firstDay: '2026-11-03', lastDay: '2026-11-03' } as const;
	const made = { language: 'ar', state: 'machine', text: 'أمسية الحديث', of: 'Kletsmiddag' } as const;
	const view = (locale: Locale, translations: StoredTranslation[] = [made]) => {
		const days = section('holidays', locale, templateSections(), { daysOff: [{ ...day, translations }] });
		const [row] = block(days, 'rows').rows;
		const { notes } = markForPaper([days], locale);
		return [row?.name, row?.in, howOf(days), days.original, notes.map(({ sign }) => sign)];
	};
	expect(view('ar')).toEqual(['أمسية الحديث', undefined, 'machine', ['Kletsmiddag'], ['**']]);
	const byPerson = { ...made, state: 'person', text: 'لقاء' } as const;
	expect(view('ar', [made, byPerson])).toEqual(['لقاء', undefined, 'person', ['Kletsmiddag'], ['*']]);
	const inDutch = ['Kletsmiddag', { lang: 'nl', dir: 'ltr' }, 'not_yet', undefined, ['***']];
	expect(view('tr')).toEqual(inDutch);
	expect(view('ar', [{ ...byPerson, of: 'Theemiddag' }])).toEqual(inDutch);
	expect(view('nl')).toEqual(['Kletsmiddag', undefined, 'original', undefined, []]);
	// days that every school has need no translation
	expect(howOf(section('holidays', 'ar'))).toBeUndefined();
});

test('the school’s own words for who works there: translated, with the Dutch one tap away; in Dutch only without a role', () => {
	const of = 'leerkracht en leescoördinator';
	const view = (locale: Locale, person: Partial<ContactPerson>) => {
		const here = section('people', locale, templateSections(), { people: [{ ...marieke, ...person }] });
		const { role, in: its, groups } = block(here, 'people').people[0] ?? {};
		return [role, its?.lang, groups, howOf(here), here.original];
	};
	const made = { language: 'ar', state: 'machine', text: 'معلمة القراءة', of } as const;
	expect(view('ar', { titles: [made] })).toEqual(['معلمة القراءة', undefined, [], 'machine', [of]]);
	expect(view('nl', { titles: [made] })).toEqual([of, undefined, [], 'original', undefined]);
	// of an earlier title it does not count: the role stands there
	const older = { titles: [{ ...made, of: 'leerkracht' }] };
	expect(view('ar', older)).toEqual(['معلم/ة الصف', undefined, ['Groep 4'], undefined, undefined]);
	const bare = { role: null, teaches: [] };
	expect(view('ar', bare)).toEqual([of, 'nl', [], 'not_yet', undefined]);
	const dutch = section('people', 'ar', templateSections(), { people: [{ ...marieke, ...bare }] });
	expect(spokenParts(dutch, 'ar')).toContainEqual({ text: `${of}.`, lang: 'nl' });
});

test('own numbers and groups that have gym: as all that the school writes', () => {
	const number = { what: 'own', label: 'Overblijf', phone: '010 555 01 40' } as const;
	const lesson = { group: 'De kleuters', days: [2] };
	const numbered = setValues(templateSections(), 'numbers', 'numbers', { rows: [number] });
	const written = setValues(numbered, 'gym', 'gym', { lessons: [lesson] });
	const tr: Record<string, string> = { Overblijf: 'Öğle arası bakımı', 'De kleuters': 'Anaokulu grupları' };
	const sections = written.map((one) =>
		mapWordings(one, (wording) => ({
			...wording,
			others: { tr: { title: tr[wording.nl.title] ?? '', text: '', of: wording.nl } },
		})),
	);
	const view = (kind: 'numbers' | 'gym', locale: Locale, from: readonly Section[] = sections) => {
		const here = section(kind, locale, [...from]);
		const [first] = kind === 'numbers' ? block(here, 'numbers').numbers : block(here, 'rows').rows;
		return [first?.name, first?.in?.lang, howOf(here), here.original];
	};
	for (const [kind, nl] of [
		['numbers', 'Overblijf'],
		['gym', 'De kleuters'],
	] as const) {
		expect(view(kind, 'tr')).toEqual([tr[nl], undefined, 'person', [nl]]);
		expect(view(kind, 'nl')).toEqual([nl, undefined, 'original', undefined]);
		expect(view(kind, 'ar')).toEqual([nl, 'nl', 'not_yet', undefined]);
	}
	// numbers that every school has need no translation
	expect(howOf(section('numbers', 'ar'))).toBeUndefined();
	// the card itself holds nothing of it
	expect(written.map((one) => mapWordings(one, (wording) => wording))).toEqual(written);
});

test('what changed after the reader’s version is new, and nothing is for who never read one', () => {
	const sections = templateSections().map((one) => ({ ...one, since: one.kind === 'gym' ? 2 : 1 }));
	const fresh = (readVersion: number | null) =>
		viewCard(sections, around('nl', { readVersion }))
			.sections.filter(({ isNew }) => isNew)
			.map(({ kind }) => kind);
	expect(fresh(null)).toEqual([]);
	expect(fresh(1)).toEqual(['gym']);
	expect(fresh(2)).toEqual([]);
});

test('a section that is switched off is not there', () => {
	const sections = templateSections().map((one) => ({ ...one, shown: one.kind === 'gym' }));
	expect(viewCard(sections, around('nl')).sections.map(({ kind }) => kind)).toEqual(['gym']);
});

test('what the school and parents ask of each other; a contribution that is never a condition', () => {
	const asked = setValues(templateSections(), 'expect', 'expect', { we: ['answer'], you: [], answerDays: 1 });
	expect(block(section('expect', 'nl', asked), 'facts').facts.map(({ text }) => text)).toEqual([
		'Wij antwoorden binnen 1 schooldag.',
	]);
	expect(section('expect', 'nl', asked).blocks.filter(({ is }) => is === 'heading')).toHaveLength(1);
	const paid = setValues(templateSections(), 'money', 'money', { euros: 45, inParts: false });
	const money = (sections: Section[]) =>
		block(section('money', 'nl', sections), 'facts').facts.map(({ text }) => text);
	expect(money(paid)).toEqual([
		'De vrijwillige bijdrage is 45 euro per jaar.',
		'Betalen hoeft niet. Uw kind doet altijd mee.',
		'Is betalen lastig? Zeg het ons. Er is hulp voor sport, schoolreis en spullen.',
	]);
	expect(money(templateSections())[0]).toBe('Wij vragen geen vrijwillige bijdrage.');
});

test('own sections: lines with a dash are steps; days and a link stand below', () => {
	const sections = addOwnSection(templateSections(), {
		id: 'o1',
		icon: 'bike',
		words: {
			title: 'Fietsen',
			text: 'Wij fietsen.\n- Neem een helm mee.\n– Zet de fiets op slot.\nTot dan.',
		},
		link: 'https://www.fiets.example/rek',
		dates: ['2026-11-05'],
		groupIds: ['g'],
	}) as Section[];
	const view = section('own', 'nl', sections, { groupNames: new Map([['g', 'Groep 4']]) });
	expect(view.blocks.map(({ is }) => is)).toEqual(['text', 'steps', 'text', 'facts', 'link']);
	expect(block(view, 'steps').steps.map(({ title }) => title)).toEqual([
		'Neem een helm mee.',
		'Zet de fiets op slot.',
	]);
	expect(block(view, 'facts').facts[0]?.text).toBe('donderdag 5 november');
	expect(block(view, 'link')).toMatchObject({ label: 'Verder lezen: fiets.example' });
	expect(view.forGroups).toBe('Voor Groep 4');
});

test('a parent gets the sections of the whole school and of own groups; staff get all', () => {
	const sections = addOwnSection(templateSections(), {
		id: 'o1',
		icon: 'bike',
		words,
		groupIds: ['g'],
	}) as Section[];
	const shows = (readerGroups?: Set<string>) =>
		viewCard(sections, around('nl', { readerGroups })).sections.some(({ id }) => id === 'o1');
	expect([shows(new Set(['g'])), shows(new Set(['h'])), shows()]).toEqual([true, false, true]);
});

test('reporting and asking lead into the app where the school has that, else to its own system', () => {
	const here = { sickReports: true, leaveRequests: true };
	const call = (sections: Section[], more = {}) =>
		block(section('absence', 'nl', sections, more), 'steps').steps[0];
	const linked = setValues(templateSections(), 'absence', 'absence', { link: 'https://ziek.example/meld' });
	expect(call(templateSections())?.link).toBeUndefined();
	expect(call(linked)?.link?.href).toBe('https://ziek.example/meld');
	expect(call(linked, { here })?.link?.href).toBe('/school/absence');
	expect(block(section('leave', 'nl', templateSections(), { here }), 'link').href).toBe(
		'/school/absence/leave',
	);
});

test('a long card takes both sides of the sheet, in letters that can be read', () => {
	const all = templateSections().reduce(
		(sections, { id }) => showSection(sections, id, true),
		templateSections(),
	);
	for (const locale of locales) {
		const { sections } = viewCard(all, around(locale));
		const { zoom, sides } = printSize(sections, locale);
		expect([locale, sides]).toEqual([locale, 2]);
		expect(zoom).toBeGreaterThanOrEqual(0.5);
		expect(isTooLongForPaper(sections, locale)).toBe(false);
	}
});

test('files come at the end, named as the school names them, with what they are in the reader’s language', () => {
	const file = { fileId: 'f1', kind: 'pdf', title: 'Schoolgids', width: null, height: null } as const;
	const photo = {
		fileId: 'f2',
		kind: 'picture',
		title: 'De poort',
		bytes: 900,
		width: 1600,
		height: 800,
	} as const;
	const one = addSectionFile(templateSections(), 'lost', { ...file, bytes: 1_234_567 }) ?? [];
	const sections = addSectionFile(one, 'lost', photo) ?? [];
	expect(section('lost', 'uk', sections).blocks.at(-1)).toEqual({
		is: 'files',
		files: [
			{
				kind: 'pdf',
				href: '/files/f1',
				title: 'Schoolgids',
				in: { lang: 'nl', dir: 'ltr' },
				about: 'Файл PDF, 1,2 МБ',
				ratio: 1,
			},
			{
				kind: 'picture',
				href: '/files/f2',
				title: 'De poort',
				in: { lang: 'nl', dir: 'ltr' },
				about: 'Фото, 1 кБ',
				ratio: 2,
			},
		],
	});
	const named = nameSectionFile(sections, 'lost', 'f1', 'Gids').map((one) =>
		mapWordings(one, (wording, name) =>
			name === 'file.f1'
				? { ...wording, others: { uk: { title: 'Довідник школи', text: '', of: wording.nl } } }
				: wording,
		),
	);
	const first = (locale: Locale) => {
		const block = section('lost', locale, named).blocks.at(-1);
		return block?.is === 'files' ? [block.files[0]?.title, block.files[0]?.in?.lang] : [];
	};
	expect(first('uk')).toEqual(['Довідник школи', undefined]);
	expect(first('ar')).toEqual(['Gids', 'nl']);
	expect(first('nl')).toEqual(['Gids', undefined]);
	// a title that nobody gave leaves the old one
	expect(nameSectionFile(sections, 'lost', 'f1', '')).toEqual(sections);
	// Dutch words on a page in another language: not for its voice
	expect(textOf(section('lost', 'uk', sections))).toBe(textOf(section('lost', 'uk')));
});

test('leave names the weeks after the summer in which none is given for work', () => {
	const firstWeeks = { firstDay: '2027-08-30', lastDay: '2027-09-10' };
	const lines = (more = {}) => block(section('leave', 'nl', templateSections(), more), 'facts').facts;
	expect(lines({ firstWeeks }).at(4)?.text).toBe(
		'Niet in de eerste twee weken na de zomer: maandag 30 augustus tot en met vrijdag 10 september.',
	);
	expect(lines()).toHaveLength(lines({ firstWeeks }).length - 1);
});
