// Thanks for coming to a moment or a talk, in ready words and in the language of each: kept for their year, and told once.
import { and, desc, eq } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import { queueNotices, type NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { ownYearPath } from '../paths.ts';
import type { AnyThanks, ThankedKind } from '../thanks-names.ts';
import type { ThanksPictureKind } from '../thanks-picture.ts';
import { pictureLine, thankedKindName, thanksText } from '../thanks.ts';
import { sendPicture, type NewPicture } from './thanks-pictures.ts';

export interface ThankedFor {
	kind: 'moment' | 'talk';
	id: string;
	what: ThankedKind;
	/** The day of it, by the school's clock. */
	day: string;
}

interface Thanked {
	guardianId: string;
	locale: Locale;
}

/**
 * Thanks who was not thanked for this yet; gives how many those are. Whoever calls has looked at who thanks, who was there,
 * and whether the picture may go with it (`refusedPicture`); where nobody is thanked it is not kept.
 */
export async function keepThanks(
	tx: Tx,
	staff: StaffActor,
	one: { about: ThankedFor; to: readonly Thanked[]; words: AnyThanks; picture?: NewPicture; now: Date },
): Promise<number> {
	const { schoolId } = staff;
	const { about, words, picture, now } = one;
	const year = await findSchoolYear(tx, schoolId, dayOf(now, staff.school.timeZone));
	const before = await thankedFor(tx, schoolId, about);
	const to = [...new Map(one.to.map((person) => [person.guardianId, person])).values()].filter(
		({ guardianId }) => !before.has(guardianId),
	);
	if (!year) throw new Error('a moment and a talk belong to a school year');
	if (to.length === 0) return 0;
	const { kind: aboutKind, id: aboutId, what, day } = about;
	const rows = to.map(({ guardianId }) => ({
		...{ schoolId, guardianId, aboutKind, aboutId, what, day, words },
		...{ schoolYearId: year.id, at: now },
	}));
	await inParts(rows, (part) => tx.insert(tx.t.thanks).values(part));
	const sees = await sendPicture(tx, staff, {
		...{ about, schoolYearId: year.id, picture, now },
		to: to.map(({ guardianId }) => guardianId),
	});
	await queueNotices(
		tx,
		to.map((person) =>
			thankedNotice({ schoolId, to: person, about, words, picture: sees(person.guardianId) }),
		),
		now,
	);
	await audit(
		tx,
		staff,
		'tasks.thanked',
		{ about: aboutKind, aboutId, thanked: to.length, ...(picture && { picture: picture.kind }) },
		now,
	);
	return to.length;
}

/** Who was thanked for this. One query. */
export async function thankedFor(
	db: Reader,
	schoolId: string,
	{ kind, id }: Pick<ThankedFor, 'kind' | 'id'>,
): Promise<Set<string>> {
	const { thanks } = db.t;
	const rows = await db
		.select({ guardianId: thanks.guardianId })
		.from(thanks)
		.where(and(eq(thanks.schoolId, schoolId), eq(thanks.aboutKind, kind), eq(thanks.aboutId, id)));
	return new Set(rows.map(({ guardianId }) => guardianId));
}

/** What a guardian was thanked for in a school year, newest first; shifts not. One query. */
export async function ownThanks(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	schoolYearId: string,
) {
	const { thanks } = db.t;
	return db
		.select({
			aboutKind: thanks.aboutKind,
			aboutId: thanks.aboutId,
			what: thanks.what,
			day: thanks.day,
			words: thanks.words,
		})
		.from(thanks)
		.where(
			and(
				eq(thanks.schoolId, schoolId),
				eq(thanks.guardianId, guardianId),
				eq(thanks.schoolYearId, schoolYearId),
			),
		)
		.orderBy(desc(thanks.day), desc(thanks.aboutId));
}

/** Says nothing of a child: what it was, when, and the words. */
const thankedNotice = alsoInDutch(
	(one: {
		schoolId: string;
		to: Thanked;
		about: ThankedFor;
		words: AnyThanks;
		picture: ThanksPictureKind | undefined;
	}): NewNotice => {
		const { schoolId, to, about, words, picture } = one;
		const into = { locale: to.locale };
		const title = m.tasknotices_thanks_title({}, into);
		return {
			schoolId,
			to: { guardianId: to.guardianId },
			kind: 'tasks.thanked',
			route: 'one',
			onceKey: `tasks.thanked:${about.kind}:${about.id}:${to.guardianId}`,
			content: {
				locale: to.locale,
				title,
				lines: [
					thanksText(words, to.locale),
					thankedKindName(about.what, to.locale),
					formatDay(about.day, to.locale, 'UTC'),
					...(picture ? [pictureLine(picture, to.locale)] : []),
				],
				action: { label: m.tasknotices_thanks_look({}, into), path: ownYearPath },
			},
		};
	},
);
