import * as v from 'valibot';
import { expect, test } from 'vitest';
import { applyForm, counts, schemas } from './section-forms.ts';
import type { Section, SectionKind } from './sections.ts';
import { addOwnSection } from './edit.ts';
import { sectionOf, templateKinds, templateSections } from './template.ts';

const filled = { today: '2026-10-06', staffIds: ['marieke', 'selin'] };

/** What the form of a template's section sends when nothing was changed. */
const untouched: Record<Exclude<SectionKind, 'own'>, Record<string, unknown>> = {
	absence: {
		callBefore: '08:30',
		schoolCallsAt: '09:00',
		asksAfterDays: '3',
		talkAfterTimes: '4',
		doctorAfterDays: '10',
		doctorAfterTimes: '5',
		lateTimes: '3',
		reportHours: '16',
		reportWeeks: '4',
		steps: [
			'call',
			'school_calls',
			'school_asks',
			'better',
			'doctor',
			'talk',
			'youth_doctor',
			'attendance_officer',
		],
	},
	times: {
		from_1: '08:30',
		till_1: '14:00',
		from_2: '08:30',
		till_2: '14:00',
		from_3: '08:30',
		till_3: '12:15',
		from_4: '08:30',
		till_4: '14:00',
		from_5: '08:30',
		till_5: '14:00',
		doorOpens: '08:20',
	},
	leave: { weeksBefore: '8', religiousDaysBefore: '2', headDays: '10' },
	food: { snackAt: '10:15', fruitDays: ['3'], lunch: 'school', lunchAt: '12:00' },
	gym: { shoes: 'on', bagGoesHome: 'before_holidays' },
	holidays: {},
	welcome: { walkIn: 'after', interpreter: 'on' },
	expect: {
		answerDays: '2',
		talkTimes: '3',
		we: ['answer', 'talks', 'good', 'listen'],
		you: ['time', 'rest', 'home', 'come', 'tell'],
	},
	safety: { lines: ['doors', 'phones', 'photos'] },
	money: { euros: '0', inParts: 'on' },
	separated: { talksApart: 'on' },
	people: { listed: ['marieke', 'selin'] },
	birthdays: { treat: 'healthy', daysBefore: '3' },
	lost: { place: 'entrance', cleared: 'before_holidays' },
	numbers: { phone_emergency: '112', phone_safe_home: '0800 2000', phone_child_line: '0800 0432' },
};

function send(kind: SectionKind, form: Record<string, unknown>, sections = templateSections()) {
	const parsed = v.safeParse(schemas[kind], form);
	if (!parsed.success)
		return parsed.issues.map(({ path, message }) => `${String(path?.[0]?.key)} ${message}`);
	const section = sectionOf(sections, kind) as Section;
	const result = applyForm(sections, section, parsed.output, filled);
	return result.ok ? result.sections : [`${result.field} ${result.problem}`];
}
function changed<K extends Exclude<SectionKind, 'own'>>(kind: K, form: Record<string, unknown>) {
	return sectionOf(send(kind, { ...untouched[kind], ...form }) as Section[], kind);
}

test.each(templateKinds)('%s: a form that was only opened changes nothing', (kind) => {
	expect(send(kind, untouched[kind])).toEqual(templateSections());
});

test.each(Object.entries(counts))('%s stays within what its text can say', (name, [least, most]) => {
	const kind = templateKinds.find((kind) => name in untouched[kind]);
	if (!kind) throw new Error(name);
	const answer = (value: string) => send(kind, { ...untouched[kind], [name]: value });
	expect(answer(String(least - 1))).toEqual([`${name} too_few`]);
	expect(answer(String(most + 1))).toEqual([`${name} too_many`]);
	expect(answer('drie')).toEqual([`${name} not_a_number`]);
	expect(sectionOf(answer(String(most)) as Section[], kind)?.values).toMatchObject({ [name]: most });
});

test('absence: steps that are not ticked go, own words come', () => {
	const absence = changed('absence', {
		steps: ['call', 'late'],
		title_call: 'App ons',
		text_call: 'Of bel.',
	});
	const shown = Object.entries(absence?.values.steps ?? {}).filter(([, { shown }]) => shown);
	expect(shown.map(([name]) => name)).toEqual(['call', 'late']);
	expect(absence?.values.steps.call.wording?.nl).toEqual({ title: 'App ons', text: 'Of bel.' });
});

test('absence: that the text was read over is kept with its first day', () => {
	const read = changed('absence', { checked: 'on' });
	expect(read?.values.checkedOn).toBe('2026-10-06');
	const sections = templateSections().map((one) => (one.kind === 'absence' && read ? read : one));
	const parsed = v.parse(schemas.absence, { ...untouched.absence, checked: 'on' });
	const later = applyForm(sections, read as Section, parsed, { today: '2026-12-01' });
	expect(later.ok && sectionOf(later.sections, 'absence')?.values.checkedOn).toBe('2026-10-06');
	expect(changed('absence', {})?.values.checkedOn).toBeNull();
});

test('times: a day without times is free; half a day’s times are not enough', () => {
	expect(changed('times', { from_3: '', till_3: '' })?.values.days[2]).toBeNull();
	const answer = (form: Record<string, string>) => send('times', { ...untouched.times, ...form });
	expect(answer({ till_3: '' })).toEqual(['till_3 required']);
	expect(answer({ from_3: '' })).toEqual(['from_3 required']);
	expect(answer({ till_3: '08:00' })).toEqual(['till_3 not_a_time']);
	expect(answer({ from_3: '8 uur' })).toEqual(['from_3 not_a_time']);
});

test('leave: only a safe web address', () => {
	const answer = (link: string) => send('leave', { ...untouched.leave, link });
	expect(changed('leave', { link: 'https://school.example/verlof' })?.values.link).toBe(
		'https://school.example/verlof',
	);
	for (const link of ['javascript:alert(1)', 'http://school.example', 'school.example', 'https://x'])
		expect(answer(link)).toEqual(['link not_a_choice']);
});

test('gym: rows with a name, each with its days in order', () => {
	const gym = changed('gym', {
		group_1: 'Groep 3',
		days_1: ['5', '2'],
		group_2: '',
		days_2: ['1'],
		group_12: 'Groep 8',
	});
	expect(gym?.values.lessons).toEqual([
		{ group: 'Groep 3', days: [2, 5] },
		{ group: 'Groep 8', days: [] },
	]);
});

test('people: who is not ticked is hidden; who came since is listed', () => {
	expect(changed('people', { listed: ['selin'] })?.values.hidden).toEqual(['marieke']);
});

test('numbers: empty ones go, own ones need a name', () => {
	const numbers = changed('numbers', {
		phone_emergency: '',
		phone_youth_nurse: '010 555 02 00',
		ownLabel_1: 'Conciërge',
		ownPhone_1: '010 555 03 00',
		ownPhone_2: '010 555 04 00',
	});
	expect(numbers?.values.rows.map(({ what, label, phone }) => [label || what, phone])).toEqual([
		['school', ''],
		['youth_nurse', '010 555 02 00'],
		['safe_home', '0800 2000'],
		['child_line', '0800 0432'],
		['Conciërge', '010 555 03 00'],
	]);
	expect(send('numbers', { ...untouched.numbers, phone_school: 'bel ons' })).toEqual([
		'phone_school not_a_phone',
	]);
});

test('a note under any section', () => {
	expect(changed('food', { note: 'Op vrijdag eten we samen.' })?.note?.nl.text).toBe(
		'Op vrijdag eten we samen.',
	);
	expect(send('food', { ...untouched.food, note: 'x'.repeat(301) })).toEqual(['note too_long']);
});

test('an own section needs a title, a text and one of the pictures', () => {
	const sections = addOwnSection(templateSections(), {
		id: 'o1',
		icon: 'bike',
		words: { title: 'Fietsen', text: 'In het rek.' },
	}) as Section[];
	const form = { icon: 'star', title: 'Fietsen en steppen', text: 'In het rek.' };
	expect(sectionOf(send('own', form, sections) as Section[], 'own')?.values).toMatchObject({
		icon: 'star',
		wording: { nl: { title: 'Fietsen en steppen' } },
	});
	expect(send('own', { ...form, title: '' }, sections)).toEqual(['title required']);
	expect(send('own', { ...form, icon: 'trash' }, sections)).toEqual(['icon not_a_choice']);
});

test('own sections: a link and days in order, none that is no day or no address', () => {
	const sections = addOwnSection(templateSections(), {
		id: 'o1',
		icon: 'bike',
		words: { title: 'Fietsen', text: 'In het rek.' },
	}) as Section[];
	const own = sections.at(-1) as Section;
	const form = {
		icon: 'map',
		title: 'Fietsen',
		text: 'In het rek.',
		date_1: '2026-12-01',
		date_3: '2026-11-05',
	};
	const parsed = v.parse(schemas.own, { ...form, link: 'https://fiets.example/rek' });
	const result = applyForm(sections, own, parsed, filled);
	expect(result.ok && result.sections.at(-1)?.values).toMatchObject({
		icon: 'map',
		link: 'https://fiets.example/rek',
		dates: ['2026-11-05', '2026-12-01'],
	});
	expect(v.safeParse(schemas.own, { ...form, link: 'javascript:alert(1)' }).success).toBe(false);
	expect(v.safeParse(schemas.own, { ...form, date_2: 'morgen' }).success).toBe(false);
});
