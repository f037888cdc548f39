// What people are at school in the school's own words ("juf van de kleuters"), in the languages of those who read it.
import { and, eq, isNotNull, ne } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import {
	dropTranslations,
	keepTranslation,
	takeOverTranslations,
	translationsOf,
	wantTranslations,
} from '#lib/translation/server/content.ts';
import { languagesOfGuardians, translationsToRead } from '#lib/translation/server/reader-languages.ts';
import type { ContactOfChildren } from './for-parent.ts';
import type { ContactPerson } from './people.ts';
import { mayNameContacts } from './policy.ts';

/** What job titles are kept under in `translation`. */
const KIND = 'job_title';
const FIELD = 'title';

const idsOf = (people: readonly ContactPerson[]) =>
	people.flatMap(({ staffId, jobTitle }) => (jobTitle ? [staffId] : []));

/** People with all that there is of their job titles. One query; none where nobody has one. */
export async function withTitles(
	db: Reader,
	schoolId: string,
	people: readonly ContactPerson[],
): Promise<ContactPerson[]> {
	return put(people, await translationsOf(db, schoolId, KIND, idsOf(people)));
}

/** The same for one guardian, with the languages that they read, best first. Two queries; none where nobody has a title. */
export async function withOwnTitles(
	db: Reader,
	parent: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	people: readonly ContactPerson[],
	locale: Locale,
): Promise<{ people: ContactPerson[]; reads: string[] }> {
	const { found, reads } = await translationsToRead(db, parent, { kind: KIND, ids: idsOf(people), locale });
	return { people: put(people, found), reads };
}

/** The same of the contacts of a guardian's children. */
export async function withTitlesFor(
	db: Reader,
	parent: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	contacts: readonly ContactOfChildren[],
	locale: Locale,
): Promise<{ contacts: ContactOfChildren[]; reads: string[] }> {
	const ids = idsOf(contacts.flatMap(({ person }) => person ?? []));
	const { found, reads } = await translationsToRead(db, parent, { kind: KIND, ids, locale });
	return {
		contacts: contacts.map((contact) => {
			const [person = null] = contact.person ? put([contact.person], found) : [];
			return { ...contact, person };
		}),
		reads,
	};
}

function put(
	people: readonly ContactPerson[],
	found: ReadonlyMap<string, readonly StoredTranslation[]>,
): ContactPerson[] {
	return people.map((person) => {
		const titles = found.get(person.staffId);
		return titles ? { ...person, titles } : person;
	});
}

/**
 * Asks for the job titles of these people, in the transaction that saves them. What a person made of the same title of a
 * colleague holds for them too; a title that was taken away takes its translations along.
 */
export async function wantJobTitles(
	tx: Tx,
	schoolId: string,
	people: readonly { staffId: string; jobTitle: string | null }[],
	now: Date,
): Promise<void> {
	const titled = people.flatMap(({ staffId, jobTitle }) =>
		jobTitle ? [{ id: staffId, text: jobTitle }] : [],
	);
	const bare = people.flatMap(({ staffId, jobTitle }) => (jobTitle ? [] : [staffId]));
	await dropTranslations(tx, schoolId, KIND, bare);
	if (titled.length === 0) return;
	await takeOverTranslations(tx, schoolId, KIND, titled);
	const languages = await languagesOfGuardians(tx, schoolId);
	for (const { id, text } of titled)
		await wantTranslations(tx, schoolId, {
			about: { kind: KIND, id },
			texts: { [FIELD]: { text, language: baseLocale } },
			languages,
			now,
		});
}

/** Asks for what is missing of the job titles of a school; of who left, nothing is kept. */
export async function renewJobTitles(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { staffMember } = tx.t;
	const rows = await tx
		.select({ staffId: staffMember.id, jobTitle: staffMember.jobTitle, status: staffMember.status })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), isNotNull(staffMember.jobTitle)));
	const people = rows.map(({ status, ...row }) => (status === 'gone' ? { ...row, jobTitle: null } : row));
	await wantJobTitles(tx, schoolId, people, now);
}

export interface OwnJobTitle {
	staffId: string;
	/** BCP 47 tag. */
	language: string;
	/** Empty: takes the person's translation away. */
	text: string;
	/** The Dutch that the page showed. */
	of: string;
	now: Date;
}

/** `changed`: the person has another title by now, and nothing is kept. */
export type JobTitleResult = { ok: true } | { ok: false; refusal: 'not_allowed' | 'gone' | 'changed' };

/** Keeps what a person made of a job title, for everybody who has the same; parents read it at once. */
export function keepJobTitle(
	store: Store,
	actor: StaffActor,
	{ staffId, text, of, now, ...one }: OwnJobTitle,
): Promise<JobTitleResult> {
	const { schoolId } = actor;
	return store.transact(async (tx): Promise<JobTitleResult> => {
		if (!mayNameContacts(actor)) return { ok: false, refusal: 'not_allowed' };
		const { staffMember } = tx.t;
		const people = await tx
			.select({ staffId: staffMember.id, jobTitle: staffMember.jobTitle })
			.from(staffMember)
			.where(
				and(
					eq(staffMember.schoolId, schoolId),
					isNotNull(staffMember.jobTitle),
					ne(staffMember.status, 'gone'),
				),
			);
		const title = people.find((person) => person.staffId === staffId)?.jobTitle;
		if (!title) return { ok: false, refusal: 'gone' };
		if (title !== of.trim()) return { ok: false, refusal: 'changed' };
		const language = languageOf(one.language)?.tag;
		if (!language || language === baseLocale) return { ok: true };
		for (const person of people.filter(({ jobTitle }) => jobTitle === title))
			await keepTranslation(tx, schoolId, {
				about: { kind: KIND, id: person.staffId },
				field: FIELD,
				language,
				text,
				of: { text: title, language: baseLocale },
				staffId: actor.staffId,
				now,
			});
		await audit(tx, actor, 'contacts.job_title_translated', { staff: staffId, language }, now);
		return { ok: true };
	});
}
