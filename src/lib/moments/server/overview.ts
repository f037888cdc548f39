// Child by child: who comes, who waits, who can't, and who has not said anything yet.
import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { interpreterLanguage } from '#lib/translation/languages.ts';
import { kinds } from '../kinds.ts';
import type { Attendee } from './attendees.ts';
import { onlyOf } from './audience.ts';
import type { FoundMoment } from './find-moment.ts';

export interface ChildOnWall {
	childId: string;
	givenName: string;
	surname: string | null;
	/** The best of what the guardians did. */
	state: 'came' | 'coming' | 'waiting' | 'declined' | 'silent';
	/** Start of the first slot that someone comes to, or waits for. */
	startsAt: Date | null;
	/** Guardians who could sign up, for who wants to call or speak to them. */
	guardians: {
		guardianId: string;
		name: string | null;
		/** Language tag that they read; null until known. */
		language: string | null;
		needsInterpreter: boolean;
		/** Language tag that an interpreter would speak with them; null for Dutch or unknown. */
		speaks: string | null;
		phone: string | null;
		email: string | null;
		/** Has been in the app. */
		entered: boolean;
		declined: boolean;
	}[];
}

interface SlotFacts {
	startsAt: Date;
	cancelled: boolean;
	coming: Attendee[];
	inLine: Attendee[];
}

/** The children that a moment is for, by name, as far as this member of staff may know them. Two queries. */
export async function groupWall(
	db: Reader,
	staff: StaffActor,
	moment: FoundMoment,
	slots: readonly SlotFacts[],
	today: string,
): Promise<ChildOnWall[]> {
	const { decline } = db.t;
	const groupIds = moment.groups.map(({ groupId }) => groupId);
	const visible = seesAllFamilies(staff)
		? groupIds
		: (moment.wholeSchool ? [...staff.groupIds] : groupIds).filter((id) => staff.groupIds.has(id));
	if (visible.length === 0 && !(moment.wholeSchool && seesAllFamilies(staff))) return [];
	const rows = onlyOf(await findRows(db, staff.schoolId, visible, today), moment.children);
	const declines = await db
		.select({ childId: decline.childId, guardianId: decline.guardianId })
		.from(decline)
		.where(and(eq(decline.schoolId, staff.schoolId), eq(decline.momentId, moment.momentId)));
	const once = kinds[moment.kind].comeFor === 'family';
	const declined = new Set(declines.map(({ childId, guardianId }) => `${once ? '' : childId} ${guardianId}`));
	return [...Map.groupBy(rows, ({ childId }) => childId)].flatMap(([childId, ofChild]) => {
		const [first] = ofChild;
		if (!first) return [];
		const guardians = ofChild
			.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
			.flatMap(({ guardianId, name, language, spoken, needsInterpreter, phone, email, enteredAt }) =>
				guardianId === null
					? []
					: [
							{
								guardianId,
								name,
								language,
								needsInterpreter: needsInterpreter ?? false,
								speaks: speaks(language, spoken),
								phone,
								email,
								entered: enteredAt !== null,
								declined: declined.has(`${once ? '' : childId} ${guardianId}`),
							},
						],
			);
		return [
			{
				childId,
				givenName: first.givenName,
				surname: [first.prefix, first.surname].filter(Boolean).join(' ') || null,
				...stateOf(slots, guardians, (one) =>
					once ? guardians.some(({ guardianId }) => guardianId === one.guardianId) : one.childId === childId,
				),
				guardians,
			},
		];
	});
}

/** Children with the guardians who may sign up, one row for each pair; of these groups, or of all. */
function findRows(db: Reader, schoolId: string, groupIds: string[], today: string) {
	const { child, groupChild, guardianship, guardian } = db.t;
	return db
		.selectDistinct({
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			sortKey: child.sortKey,
			position: guardianship.position,
			guardianId: guardian.id,
			name: guardian.name,
			language: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
			needsInterpreter: guardian.needsInterpreter,
			phone: guardian.phone,
			email: guardian.email,
			enteredAt: guardian.enteredAt,
		})
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.leftJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, child.schoolId),
				eq(guardianship.childId, child.id),
				eq(guardianship.level, 'full'),
			),
		)
		.leftJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				groupIds.length > 0 ? inArray(groupChild.groupId, groupIds) : undefined,
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
}

/** What an interpreter would speak with a guardian; null for Dutch or unknown. */
function speaks(written: string | null, spoken: string | null): string | null {
	return interpreterLanguage({ written, spoken, likesListening: false, needsInterpreter: true }) ?? null;
}

function stateOf(
	slots: readonly SlotFacts[],
	guardians: ChildOnWall['guardians'],
	/** Where families come once, a sign-up that names a brother or sister counts too. */
	ofChild: (one: Attendee) => boolean,
): Pick<ChildOnWall, 'state' | 'startsAt'> {
	const open = slots.filter(({ cancelled }) => !cancelled);
	const has = (people: 'coming' | 'inLine') => open.find((slot) => slot[people].some(ofChild));
	const attended = open.find(({ coming }) => coming.some((one) => ofChild(one) && one.came === true));
	if (attended) return { state: 'came', startsAt: attended.startsAt };
	const coming = has('coming');
	if (coming) return { state: 'coming', startsAt: coming.startsAt };
	const waiting = has('inLine');
	if (waiting) return { state: 'waiting', startsAt: waiting.startsAt };
	// one carer's no is not the family's: only when all of them said it
	const none = guardians.length > 0 && guardians.every(({ declined }) => declined);
	return { state: none ? 'declined' : 'silent', startsAt: null };
}
