// A guardian's school year of helping, to keep: what they did and for how long, and the thanks for it. Nobody is compared.
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { interpretedWith } from '#lib/moments/server/interpreted.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { interpretedTalks } from '#lib/talks/server/interpreted.ts';
import { minutesOf } from '../claims.ts';
import { helpedWith } from './helped.ts';
import { rolesForParent } from './interest.ts';
import { ownThanks } from './thank-after.ts';
import { ownPictures } from './thanks-pictures.ts';

/** Of the school year of today; in the summer still of the one that ended. Undefined for a school without years. */
export async function ownYear(db: Reader, parent: ParentActor, now: Date) {
	const year = await findSchoolYear(db, parent.schoolId, dayOf(now, parent.school.timeZone));
	if (!year) return undefined;
	const of = { schoolYearId: year.id, now };
	const helped = await helpedWith(db, parent, of);
	const interpreted = [
		...(await interpretedWith(db, parent, of)),
		...(await interpretedTalks(db, parent, of)),
	].sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime());
	const roles = (await rolesForParent(db, parent, year.id)).filter(({ mine }) => mine);
	const thanks = await ownThanks(db, parent, year.id);
	const abouts = [
		...helped.filter((one) => one.thanks).map(({ shiftId }) => ({ kind: 'shift' as const, id: shiftId })),
		...thanks.map(({ aboutKind, aboutId }) => ({ kind: aboutKind, id: aboutId })),
	];
	const { pictures, locked } = await ownPictures(db, parent, abouts);
	const timed = [...helped, ...interpreted.map((one) => ({ ...one, flexible: false }))];
	return {
		name: year.name,
		helped,
		interpreted,
		roles,
		thanks,
		/** Of the thanks, by `aboutKey`; `locked`: how many more a confirmed session shows. */
		...{ pictures, locked },
		times: timed.length,
		minutes: timed.reduce((sum, one) => sum + minutesOf(one), 0),
	};
}
