import { and, desc, eq, isNotNull, lte } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { findPeople, type ContactPerson } from '#lib/contacts/server/people.ts';
import type { Reader } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import type { Region } from '#lib/school/holidays.ts';
import { daysOffOf, type KeptDayOff } from '#lib/school/server/calendar.ts';
import { sectionOf, templateSections, withTemplate } from '../template.ts';
import type { Leave, Section } from '../sections.ts';
import { mayReadCard } from './policy.ts';

export interface PublishedCard {
	cardId: string;
	version: number;
	publishedAt: Date;
	sections: Section[];
	year: { id: string; name: string; endsOn: string };
	school: { name: string; phone: string | null; region: Region };
}

const findNewest = compiled<{ school: string; today: string }>('find_newest_card')((db: Reader, p) => {
	const { infoCard, schoolYear, school } = db.t;
	return db
		.select({
			cardId: infoCard.id,
			version: infoCard.version,
			publishedAt: infoCard.publishedAt,
			sections: infoCard.sections,
			yearId: schoolYear.id,
			yearName: schoolYear.name,
			yearEndsOn: schoolYear.endsOn,
			schoolName: school.name,
			phone: school.phone,
			region: school.region,
		})
		.from(infoCard)
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, infoCard.schoolId), eq(schoolYear.id, infoCard.schoolYearId)),
		)
		.innerJoin(school, eq(school.id, infoCard.schoolId))
		.where(
			and(
				eq(infoCard.schoolId, p.school),
				isNotNull(infoCard.publishedAt),
				lte(schoolYear.startsOn, as(p.today, schoolYear.startsOn)),
			),
		)
		.orderBy(desc(schoolYear.startsOn), desc(infoCard.version))
		.limit(1);
});

/** The newest published card of a school: of the latest school year that has begun and has one. One query. */
export async function newestCard(
	db: Reader,
	schoolId: string,
	today: string,
): Promise<PublishedCard | undefined> {
	const [row] = await findNewest(db, { school: schoolId, today });
	if (!row) return undefined;
	return {
		cardId: row.cardId,
		version: row.version,
		publishedAt: row.publishedAt as Date,
		sections: withTemplate(row.sections),
		year: { id: row.yearId, name: row.yearName, endsOn: row.yearEndsOn },
		school: { name: row.schoolName, phone: row.phone, region: row.region },
	};
}

/** What a guardian read of this year's card. */
export interface Reading {
	/** When they read the newest version; null: not yet. */
	readAt: Date | null;
	/** The newest version that they read; null: none. */
	readVersion: number | null;
}

const findReadings = compiled<{ school: string; year: string; guardian: string }>('find_card_readings')((
	db: Reader,
	p,
) => {
	const { infoCard, acknowledgement } = db.t;
	return db
		.select({ version: infoCard.version, at: acknowledgement.at })
		.from(acknowledgement)
		.innerJoin(
			infoCard,
			and(eq(infoCard.schoolId, acknowledgement.schoolId), eq(infoCard.id, acknowledgement.cardId)),
		)
		.where(
			and(
				eq(acknowledgement.schoolId, p.school),
				eq(acknowledgement.guardianId, p.guardian),
				eq(infoCard.schoolYearId, p.year),
			),
		)
		.orderBy(desc(infoCard.version))
		.limit(1);
});

/** Whether a guardian read the card, and which version. One query. */
export async function readingOf(
	db: Reader,
	parent: ParentActor,
	card: Pick<PublishedCard, 'version' | 'year'>,
): Promise<Reading> {
	const [newest] = await findReadings(db, {
		school: parent.schoolId,
		year: card.year.id,
		guardian: parent.guardianId,
	});
	return {
		readAt: newest?.version === card.version ? newest.at : null,
		readVersion: newest?.version ?? null,
	};
}

export interface CardForParent {
	card: PublishedCard;
	reading: Reading;
	daysOff: KeptDayOff[];
	people: ContactPerson[];
}

/**
 * The card as a guardian may read it, with the calendar and the people that it shows. `not_allowed`: no child here that
 * they may see; undefined: nothing was published yet. Four queries, all but the first at once.
 */
export async function cardForParent(
	db: Reader,
	parent: ParentActor,
	today: string,
): Promise<CardForParent | 'not_allowed' | undefined> {
	if (!mayReadCard(parent)) return 'not_allowed';
	const card = await newestCard(db, parent.schoolId, today);
	if (!card) return undefined;
	const shows = (kind: 'holidays' | 'people') => sectionOf(card.sections, kind)?.shown === true;
	const [reading, daysOff, people] = await Promise.all([
		readingOf(db, parent, card),
		shows('holidays')
			? daysOffOf(db, { schoolId: parent.schoolId, region: card.school.region }, card.year)
			: [],
		shows('people') ? findPeople(db, parent.schoolId, { today }) : new Map<string, ContactPerson>(),
	]);
	return { card, reading, daysOff, people: [...people.values()].filter(isListed) };
}

/** Who is listed as working at school: who has an account, and teachers that an import brought. */
export function isListed({ status, teaches }: ContactPerson): boolean {
	return status === 'active' || teaches.length > 0;
}

/**
 * What the absence section says about calling, for other pages; undefined without a card that shows it. `link`: the
 * school's own system, empty without. One query.
 */
export async function absenceCall(
	db: Reader,
	schoolId: string,
	today: string,
): Promise<{ callBefore: string; phone: string; link: string } | undefined> {
	const card = await newestCard(db, schoolId, today);
	const absence = card && sectionOf(card.sections, 'absence');
	if (!card || !absence?.shown || !absence.values.steps.call.shown) return undefined;
	const { callBefore, link } = absence.values;
	const phone = absence.values.phone || (card.school.phone ?? '');
	return phone || link ? { callBefore, phone, link } : undefined;
}

/** The school's numbers for leave: of the newest card, else those that the template begins with. One query. */
export async function leaveRules(
	db: Reader,
	schoolId: string,
	today: string,
): Promise<Pick<Leave, 'weeksBefore' | 'religiousDaysBefore' | 'headDays'>> {
	const card = await newestCard(db, schoolId, today);
	const leave = sectionOf(card?.sections ?? templateSections(), 'leave');
	if (!leave) throw new Error('every card has a section about leave');
	return leave.values;
}
