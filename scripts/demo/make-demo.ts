// Makes the demo's schools from the same files that a school would bring, through the same functions that the app uses.
import { eq } from 'drizzle-orm';
import { readFile } from 'node:fs/promises';
import { addColleague } from '#lib/accounts/server/staff-invitations.ts';
import type { SystemActor } from '#lib/accounts/server/audit.ts';
import { claimInstallation } from '#lib/app/server/installation.ts';
import { keepJobTitle } from '#lib/contacts/server/job-titles.ts';
import { nameContact } from '#lib/contacts/server/set.ts';
import { saveSpokenName } from '#lib/contacts/server/spoken-name.ts';
import type { Store } from '#lib/database/store.ts';
import { sortKeyOf } from '#lib/families/server/import-writes.ts';
import { applyEdexml } from '#lib/families/server/import-edexml.ts';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { addOwnSection, setValues, showSection } from '#lib/info-card/edit.ts';
import { keepCardWords } from '#lib/info-card/server/keep-words.ts';
import { saveCardVoice } from '#lib/info-card/server/voices.ts';
import { editDraft, publishCard } from '#lib/info-card/server/draft.ts';
import { sectionOf } from '#lib/info-card/template.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { createSchool, TIME_ZONE } from '#lib/school/server/create.ts';
import { parseEdexml } from '#lib/school/server/parse-edexml.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { addAbsence } from './absence.ts';
import { addBuddies } from './buddies.ts';
import { addConsents } from './consents.ts';
import { addCardFiles } from './card-files.ts';
import { addFamilies } from './families.ts';
import { addMessages } from './messages.ts';
import { importGuardianList, showEasily, welcomeNew, welcomeSome } from './guardians.ts';
import { addKeyParents } from './key-parents.ts';
import { addLastYear, classes, planMoments } from './moments.ts';
import { addReach } from './reach.ts';
import { spokenName } from './spoken-name.ts';
import { asStaff, addStaff } from './staff.ts';
import { addTalksToAnswer } from './talks-to-answer.ts';
import { addTalks } from './talks.ts';
import { addTasks } from './tasks.ts';

const INPUT = 'tests/support/input';

/** Fills an empty database, and `dataDir` with its files. `now` is the demo's clock: all dates are relative to it. */
export async function makeDemo(store: Store, dataDir: string, now: Date): Promise<void> {
	await store.transact((tx) => claimInstallation(tx, 'demo', now));
	await makeVuurvogel(store, dataDir, now);
	await makeSecondSchool(store, now);
}

async function makeVuurvogel(store: Store, dataDir: string, now: Date): Promise<void> {
	const schoolId = await makeSchool(store, 'OBS De Vuurvogel', '99ZZ', 'Joke Verbeek', now);
	const system: SystemActor = { kind: 'system', schoolId };
	const read = parseEdexml(await readFile(`${INPUT}/edexml/vuurvogel.xml`), dayOf(now, TIME_ZONE));
	if (!read.ok) throw new Error('the demo’s EDEXML file can’t be read');
	// the file is of one school year; the demo's school has these children in the year of its own clock
	const yearNow = await findSchoolYear(store.read, schoolId, dayOf(now, TIME_ZONE));
	const file = { ...read.file, schoolYear: yearNow?.name ?? null };
	const applied = await applyEdexml(store, system, { file, answers: {}, now });
	if (!applied.ok) throw new Error('the demo’s EDEXML file was refused');
	await importGuardianList(store, system, `${INPUT}/csv/vuurvogel-ouders.csv`, now);
	await addFamilies(store, schoolId, now);
	await welcomeSome(store, schoolId, now);
	await showEasily(store, schoolId, now);

	const staff = await addStaff(store, schoolId, now);
	const head = staff.get('Joke Verbeek');
	if (!head) throw new Error('the demo has no head');
	await asStaff(store, schoolId, head, now, async (joke) => {
		const groups = await classes(store, schoolId);
		const id = (name: string) => staff.get(name) ?? '';
		const contacts = [
			{ place: { kind: 'school' as const }, staffId: id('Naima Azzouzi'), substituteId: head },
			...groups.map(({ groupId, teacherId }) => ({
				place: { kind: 'group' as const, groupId },
				staffId: teacherId,
				substituteId: id('Jeroen van der Veen'),
			})),
		];
		for (const contact of contacts) {
			const named = await nameContact(store, joke, { ...contact, topics: null, now });
			if (!named.ok) throw new Error(`the demo can’t name a contact: ${named.refusal}`);
		}
		// somebody new, whose invitation lies in the outbox
		const bram = { name: 'Bram Willemsen', email: 'b.willemsen@obsdevuurvogel.example' };
		await addColleague(store, joke, { ...bram, roles: ['teacher'] }, now);
		const year = await findSchoolYear(store.read, schoolId, dayOf(now, TIME_ZONE));
		const ofCard = { yearId: year?.id, groupId: groups[1]?.groupId, dataDir, now };
		await publishDemoCard(store, joke, ofCard);
		await translateTitle(store, joke, id('Marieke Koster'), now);
		const recording = { staffId: id('Marieke Koster'), recording: spokenName(), dataDir, now };
		const said = await saveSpokenName(store, joke, recording);
		if (!said.ok) throw new Error(`the demo can’t keep a spoken name: ${said.refusal}`);
		await addConsents(store, joke, now);
		await welcomeNew(store, joke, now);
	});
	await planMoments(store, { schoolId, staff, dataDir, now });
	await addTasks(store, schoolId, head, now);
	await addBuddies(store, schoolId, staff.get('Naima Azzouzi') ?? '', now);
	await addKeyParents(store, schoolId, staff.get('Naima Azzouzi') ?? '', now);
	await addTalksToAnswer(store, schoolId, head, now);
	await addTalks(store, schoolId, head, now);
	await addAbsence(store, schoolId, head, now);
	await addMessages(store, { schoolId, marieke: staff.get('Marieke Koster') ?? '', dataDir, now });
	await addLastYear(store, schoolId, head, now);
	await asStaff(store, schoolId, head, now, (joke) => addReach(store, joke, now));
}

/** At the second school: somebody of that school only, a parent of both, and a teacher of the first one who is a parent here. */
const AT_SECOND = [
	{
		guardian: 'nora',
		name: 'Nora van der Aa',
		email: 'nora.vanderaa@ouders.example',
		locale: 'nl',
		child: 'noor',
		givenName: 'Noor',
		prefix: 'van der',
		surname: 'Aa',
		birthDate: '2019-08-30',
	},
	{
		guardian: 'grace',
		name: 'Grace Bennett',
		email: 'grace.bennett@ouders.example',
		locale: 'en',
		child: 'ivy',
		givenName: 'Ivy',
		prefix: null,
		surname: 'Bennett',
		birthDate: '2019-03-14',
	},
	{
		guardian: 'ingrid',
		name: 'Ingrid de Boer',
		email: 'i.deboer@obsdevuurvogel.example',
		locale: 'nl',
		child: 'fenna',
		givenName: 'Fenna',
		prefix: 'de',
		surname: 'Boer',
		birthDate: '2018-12-02',
	},
];

const BIKE = {
	title: 'Op de fiets naar gym',
	text: 'Op donderdag fietsen wij naar de gymzaal.\n- Geef uw kind de gymtas en een fiets mee.\n- Geef een helm mee als u die hebt.',
};

/** Somebody at school put it into two languages; into the others nobody did yet. */
async function translateBike(store: Store, joke: StaffActor, yearId: string, now: Date): Promise<void> {
	const kept = await keepCardWords(store, joke, {
		...{ yearId, sectionId: 'zwemmen', name: 'own', of: BIKE, now },
		translations: {
			tr: {
				title: 'Beden dersine bisikletle',
				text: 'Perşembe günleri spor salonuna bisikletle gidiyoruz.\n- Çocuğunuza spor çantasını ve bisikletini verin.\n- Varsa kaskını da verin.',
			},
			ar: {
				title: 'بالدراجة إلى حصة الرياضة',
				text: 'نذهب يوم الخميس إلى صالة الرياضة بالدراجة.\n- أعطوا طفلكم حقيبة الرياضة ودراجة.\n- أعطوه خوذة إن كانت لديكم.',
			},
		},
	});
	if (!kept.ok) throw new Error(`the demo can’t translate its card: ${kept.refusal}`);
}

/** An own number and the groups that have gym, in two languages as well. */
const ROWS = [
	{
		...{ sectionId: 'numbers', name: 'Overblijf', tr: 'Öğle arası bakımı' },
		ar: 'الإشراف على الأطفال في استراحة الغداء',
	},
	{ sectionId: 'gym', name: 'De kleuters', tr: 'Grup 1 ve 2', ar: 'المجموعتان 1 و2' },
];

async function translateRows(store: Store, joke: StaffActor, yearId: string, now: Date): Promise<void> {
	for (const { sectionId, name, tr, ar } of ROWS) {
		const kept = await keepCardWords(store, joke, {
			...{ yearId, sectionId, name: 'row', of: { title: name, text: '' }, now },
			translations: { tr: { title: tr, text: '' }, ar: { title: ar, text: '' } },
		});
		if (!kept.ok) throw new Error(`the demo can’t translate its card: ${kept.refusal}`);
	}
}

/** What Marieke is at school, in two languages. */
async function translateTitle(store: Store, joke: StaffActor, staffId: string, now: Date): Promise<void> {
	const of = 'juf van groep 1/2 Zonnebloem';
	for (const [language, text] of [
		['tr', 'grup 1/2 Zonnebloem’un öğretmeni'],
		['ar', 'معلمة المجموعة 1/2 Zonnebloem'],
	] as const) {
		const kept = await keepJobTitle(store, joke, { staffId, language, text, of, now });
		if (!kept.ok) throw new Error(`the demo can’t translate a job title: ${kept.refusal}`);
	}
}

/** The card of the template, with what this school expects and asks, and a part for one group. */
async function publishDemoCard(
	store: Store,
	joke: StaffActor,
	{
		yearId,
		groupId,
		dataDir,
		now,
	}: { yearId: string | undefined; groupId: string | undefined; dataDir: string; now: Date },
): Promise<void> {
	if (!yearId) return;
	const edited = await editDraft(store, joke, { yearId, now }, (sections) => {
		const shown = showSection(showSection(sections, 'expect', true), 'money', true);
		const numbers = sectionOf(shown, 'numbers')?.values.rows ?? [];
		const own = { what: 'own' as const, label: 'Overblijf', phone: '010 555 01 40' };
		const numbered = setValues(shown, 'numbers', 'numbers', { rows: [...numbers, own] });
		const lessons = [{ group: 'De kleuters', days: [2, 4] }];
		const sporty = setValues(numbered, 'gym', 'gym', { lessons });
		const priced = setValues(sporty, 'money', 'money', { euros: 45 });
		if (!groupId) return priced;
		return addOwnSection(priced, {
			id: 'zwemmen',
			icon: 'bike',
			words: BIKE,
			groupIds: [groupId],
		});
	});
	if (!edited.ok) throw new Error(`the demo can’t write a card: ${edited.refusal}`);
	await addCardFiles(store, joke, { yearId, dataDir, now });
	await translateRows(store, joke, yearId, now);
	if (groupId) await translateBike(store, joke, yearId, now);
	await publishCard(store, joke, { yearId, now });
	// what to do when a child is ill, for who speaks Tigrinya
	const said = { sectionId: 'absence', language: 'ti', recording: spokenName() };
	const heard = await saveCardVoice(store, joke, { ...said, yearId, dataDir, now });
	if (!heard.ok) throw new Error(`the demo can’t keep what was said: ${heard.refusal}`);
}

/** A school apart: nothing of it may ever show at the first one. */
async function makeSecondSchool(store: Store, now: Date): Promise<void> {
	const schoolId = await makeSchool(store, 'Basisschool De Regenboog', '99YY', 'Henk Vos', now);
	const year = await findSchoolYear(store.read, schoolId, dayOf(now, TIME_ZONE));
	if (!year) throw new Error('the second school has no school year');
	await store.transact(async (tx) => {
		const { t } = tx;
		const sortKey = 'groep 003';
		await tx.insert(t.group).values({
			schoolId,
			id: 'regenboog-3',
			schoolYearId: year.id,
			name: 'Groep 3',
			kind: 'class',
			yearGroups: ['3'],
			sortKey,
			createdAt: now,
		});
		for (const { guardian, email, name, locale, child, givenName, prefix, surname, birthDate } of AT_SECOND) {
			const guardianId = `regenboog-${guardian}`;
			const childId = `regenboog-${child}`;
			await tx.insert(t.child).values({
				schoolId,
				id: childId,
				givenName,
				prefix,
				surname,
				birthDate,
				sortKey: sortKeyOf({ givenName, prefix, surname }),
				createdAt: now,
			});
			await tx.insert(t.groupChild).values({ schoolId, groupId: 'regenboog-3', childId });
			await tx.insert(t.guardian).values({
				schoolId,
				id: guardianId,
				name,
				email,
				emailKey: email,
				locale,
				writtenLanguage: locale,
				spokenLanguage: locale,
				createdAt: now,
			});
			await tx.insert(t.guardianship).values({ schoolId, guardianId, childId, level: 'full', position: 1 });
		}
		const [head] = await tx
			.select({ id: t.staffMember.id })
			.from(t.staffMember)
			.where(eq(t.staffMember.schoolId, schoolId));
		if (head) {
			await tx.insert(t.staffRole).values({ schoolId, staffId: head.id, role: 'teacher', givenAt: now });
			await tx.insert(t.groupTeacher).values({ schoolId, groupId: 'regenboog-3', staffId: head.id });
		}
	});
}

async function makeSchool(
	store: Store,
	name: string,
	brin: string,
	headName: string,
	now: Date,
): Promise<string> {
	const host = name
		.toLowerCase()
		.replace(/^(obs|basisschool) /, '')
		.replaceAll(' ', '');
	return store.transact(async (tx) => {
		const made = await createSchool(tx, {
			name,
			brin,
			region: 'midden',
			headEmail: `directie@${host}.example`,
			headName,
			now,
		});
		if (!made.ok) throw new Error(`the demo can’t make ${name}`);
		const { school } = tx.t;
		await tx
			.update(school)
			.set({
				street: 'Kastanjelaan 12',
				postcode: '3000 AA',
				city: 'Brugstad',
				phone: '010 555 01 00',
				email: `info@${host}.example`,
			})
			.where(eq(school.id, made.schoolId));
		return made.schoolId;
	});
}
