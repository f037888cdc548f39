// What a school wrote, put into every language by a person, and a guardian for each language who reads it.
import { and, eq } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { keepJobTitle } from '#lib/contacts/server/job-titles.ts';
import { nameContact } from '#lib/contacts/server/set.ts';
import { addOwnSection, setNote, setValues } from '#lib/info-card/edit.ts';
import { editDraft, publishCard } from '#lib/info-card/server/draft.ts';
import { keepCardWords } from '#lib/info-card/server/keep-words.ts';
import { ownTexts } from '#lib/moments/own-texts.ts';
import { keepMomentTranslations } from '#lib/moments/server/translations.ts';
import { usualDaysOff } from '#lib/school/days-off.ts';
import { daysOffOf, setDaysOff } from '#lib/school/server/calendar.ts';
import { keepDayOffName } from '#lib/school/server/day-off-names.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { baseLocale, locales, type Locale } from '#lib/translation/locale.ts';
import { asStaff, schoolId, today } from './people.ts';

/** Who reads what; those whom the named families lack are added, as carers of Ilyas. */
export const readers: Record<Locale, { id: string; childId: string; email: string }> = {
	nl: { id: 'jan', childId: 'ilyas', email: 'jan@ouders.example' },
	en: { id: 'john', childId: 'ilyas', email: 'john@ouders.example' },
	tr: { id: 'ayse', childId: 'elif', email: 'ayse.yildirim.tr@ouders.example' },
	ar: { id: 'fatima', childId: 'ilyas', email: 'fatima.bakkali@ouders.example' },
	pl: { id: 'agnieszka', childId: 'zuzia', email: 'agnieszka.kowalczyk@ouders.example' },
	uk: { id: 'olena', childId: 'ilyas', email: 'olena@ouders.example' },
};
const added = ['nl', 'en', 'uk'] as const;

/** Title, place and line of a moment; title and text of an own section of the card; names of a day off, an own number and a group that has gym; a job title. */
export const writtenIn = {
	nl: {
		title: 'Kom kijken bij het voorlezen',
		place: 'het lokaal naast de gymzaal',
		note: 'Neem een boek van thuis mee.',
		cardTitle: 'Met de fiets',
		cardText: 'Zet de fiets in het rek bij de poort.',
		dayOff: 'Kletsmiddag met soep',
		number: 'Huiswerkhulp in de buurt',
		gymGroup: 'De jongste kinderen',
		jobTitle: 'juf van de leeskring',
	},
	en: {
		title: 'Come and see us read',
		place: 'the room next to the gym',
		note: 'Bring a book from home.',
		cardTitle: 'By bike',
		cardText: 'Put the bike in the rack at the gate.',
		dayOff: 'Soup and chat afternoon',
		number: 'Homework help nearby',
		gymGroup: 'The youngest children',
		jobTitle: 'teacher of the reading circle',
	},
	tr: {
		title: 'Okuma saatimizi görün',
		place: 'spor salonunun yanındaki oda',
		note: 'Evden bir kitap getirin.',
		cardTitle: 'Bisikletle',
		cardText: 'Bisikleti kapıdaki yere koyun.',
		dayOff: 'Çorbalı sohbet günü',
		number: 'Mahallede ödev yardımı',
		gymGroup: 'En küçük çocuklar',
		jobTitle: 'okuma grubunun öğretmeni',
	},
	ar: {
		title: 'تعالوا لمشاهدة القراءة',
		place: 'القاعة بجانب الصالة',
		note: 'أحضروا كتابًا من البيت.',
		cardTitle: 'بالدراجة',
		cardText: 'ضعوا الدراجة في مكانها عند البوابة.',
		dayOff: 'أمسية الحساء والحديث',
		number: 'مساعدة في الواجبات بالحي',
		gymGroup: 'أصغر الأطفال سنًا',
		jobTitle: 'معلمة حلقة القراءة',
	},
	pl: {
		title: 'Zobacz, jak czytamy',
		place: 'sala obok sali gimnastycznej',
		note: 'Proszę przynieść książkę.',
		cardTitle: 'Rowerem',
		cardText: 'Rower stoi w stojaku przy bramie.',
		dayOff: 'Popołudnie przy zupie',
		number: 'Pomoc w lekcjach w okolicy',
		gymGroup: 'Najmłodsze dzieci',
		jobTitle: 'pani od kółka czytelniczego',
	},
	uk: {
		title: 'Побачте, як ми читаємо',
		place: 'кімната біля спортзалу',
		note: 'Візьміть книжку з дому.',
		cardTitle: 'На велосипеді',
		cardText: 'Поставте велосипед біля воріт.',
		dayOff: 'Розмови за супом',
		number: 'Допомога з уроками поруч',
		gymGroup: 'Наймолодші діти',
		jobTitle: 'учителька гуртка читання',
	},
} satisfies Record<Locale, unknown>;

export const translated = locales.filter((locale): locale is Exclude<Locale, 'nl'> => locale !== baseLocale);

/** The guardians of `readers` that are not among the named people. `entered`: they have been in the app before. */
export async function addReaders(store: Store, { entered }: { entered: boolean }): Promise<void> {
	await store.transact(async (tx) => {
		const { guardian, guardianship } = tx.t;
		for (const locale of added) {
			const { id, childId, email } = readers[locale];
			await tx.insert(guardian).values({
				...{ schoolId, id, name: `${id} Bakkali`, email, emailKey: email, locale },
				...{ writtenLanguage: locale, spokenLanguage: locale },
				...{ enteredAt: entered ? today : null, createdAt: today },
			});
			await tx.insert(guardianship).values({
				...{ schoolId, guardianId: id, childId, level: 'full', position: 3 },
			});
		}
	});
}

/** Gives every moment the teacher's line, in Dutch. */
export async function writeNotes(store: Store): Promise<void> {
	const { moment } = store.t;
	await store.transact((tx) =>
		tx.update(moment).set({ note: writtenIn.nl.note }).where(eq(moment.schoolId, schoolId)),
	);
}

/** A person puts all of a moment into every language. */
export async function translateMoment(store: Store, momentId: string): Promise<void> {
	const marieke = await asStaff(store, 'marieke');
	for (const language of translated)
		await keepMomentTranslations(store, marieke, {
			momentId,
			language,
			texts: ownTexts.map((field) => ({
				field,
				text: writtenIn[language][field],
				of: writtenIn.nl[field],
			})),
			now: today,
		});
}

/** Publishes a card with a section, a note, a number and a group for gym of the school's own, in every language. */
export async function writeCard(store: Store): Promise<void> {
	const joke = await asStaff(store, 'joke');
	const at = { yearId: '2026', now: today };
	const { cardTitle: title, cardText: text, number: label, gymGroup: group } = writtenIn.nl;
	await editDraft(store, joke, at, (sections) => {
		const rows = [{ what: 'own' as const, label, phone: '010 555 01 40' }];
		const numbered = setValues(sections, 'numbers', 'numbers', { rows });
		const lessons = setValues(numbered, 'gym', 'gym', { lessons: [{ group, days: [2] }] });
		return addOwnSection(setNote(lessons, 'food', text), {
			...{ id: 'bike', icon: 'bike', words: { title, text } },
		});
	});
	for (const [sectionId, field] of [
		['numbers', 'number'],
		['gym', 'gymGroup'],
	] as const) {
		const kept = await keepCardWords(store, joke, {
			...{ ...at, sectionId, name: 'row', of: { title: writtenIn.nl[field], text: '' } },
			translations: Object.fromEntries(
				translated.map((tag) => [tag, { title: writtenIn[tag][field], text: '' }]),
			),
		});
		if (!kept.ok) throw new Error(kept.refusal);
	}
	for (const [sectionId, name, of] of [
		['bike', 'own', { title, text }],
		['food', 'note', { title: '', text }],
	] as const)
		await keepCardWords(store, joke, {
			...{ ...at, sectionId, name, of },
			translations: Object.fromEntries(
				translated.map((tag) => [
					tag,
					{ title: of.title && writtenIn[tag].cardTitle, text: writtenIn[tag].cardText },
				]),
			),
		});
	const published = await publishCard(store, joke, at);
	if (!published.ok) throw new Error(published.refusal);
}

/** Puts a day off with a name of the school's own into the calendar, in every language. */
export async function writeDayOff(store: Store): Promise<void> {
	const joke = await asStaff(store, 'joke');
	const year = await findSchoolYear(store.read, schoolId, '2026-10-06');
	if (!year) throw new Error('no school year');
	const day = {
		kind: 'other',
		name: writtenIn.nl.dayOff,
		firstDay: '2026-10-08',
		lastDay: '2026-10-08',
	} as const;
	const days = [...usualDaysOff(year.name, 'midden'), day];
	const written = await setDaysOff(store, joke, { year, days, now: today });
	if (!written.ok) throw new Error(written.refusal);
	const kept = await daysOffOf(store.read, { schoolId, region: 'midden' }, year);
	const dayOffId = kept.find(({ name }) => name === day.name)?.id ?? '';
	for (const language of translated) {
		const one = { dayOffId, language, text: writtenIn[language].dayOff, of: day.name, now: today };
		const result = await keepDayOffName(store, joke, one);
		if (!result.ok) throw new Error(result.refusal);
	}
}

/** Names Marieke as the contact of the school, with a job title in every language. */
export async function writeJobTitle(store: Store): Promise<void> {
	const joke = await asStaff(store, 'joke');
	const staffId = 'marieke';
	const place = { kind: 'school' } as const;
	const named = await nameContact(store, joke, {
		...{ place, staffId, substituteId: null, topics: null, now: today },
	});
	if (!named.ok) throw new Error(named.refusal);
	const { staffMember } = store.t;
	const { jobTitle } = writtenIn.nl;
	await store.transact((tx) =>
		tx
			.update(staffMember)
			.set({ jobTitle })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId))),
	);
	for (const language of translated) {
		const one = { staffId, language, text: writtenIn[language].jobTitle, of: jobTitle, now: today };
		const result = await keepJobTitle(store, joke, one);
		if (!result.ok) throw new Error(result.refusal);
	}
}
