// A published kijkmoment week for the tests, with fixed ids, and what they look at afterwards.
import { fillNotices } from '#lib/notifications/server/fill.ts';
import { and, asc, eq } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import type { MomentKind } from '#lib/moments/kinds.ts';
import { instantOf } from '#lib/platform/server/local-time.ts';
import { schoolId, today } from './people.ts';

const zone = 'Europe/Amsterdam';

/** An instant by the school's clock: `at('2026-10-12', '08:30')`. */
export const at = (day: string, time: string): Date => instantOf(day, time, zone);

export interface TestMoment {
	id?: string;
	school?: string;
	kind?: MomentKind;
	/** Without any: for the whole school. */
	groups?: string[];
	/** Day and start of each slot, half an hour each; the id of a slot is its key. */
	slots?: Record<string, [day: string, time: string]>;
	places?: number;
	minutes?: number;
	adultsPerChild?: number;
	slotsPerChild?: number;
	closesHoursBefore?: number;
	interpreterOffered?: boolean;
	title?: string;
	place?: string;
	published?: boolean;
	cancelled?: boolean;
	/** More than one: a series. */
	meetings?: number;
	/** Only for these children. */
	children?: string[];
}

/** Puts a moment into the database: by default a kijkmoment on Monday and Tuesday in 1/2 Zonnebloem, four places each. */
export async function addMoment(store: Store, moment: TestMoment = {}): Promise<void> {
	const { id = 'look', school = schoolId, groups = ['zonnebloem'], minutes = 30, places = 4 } = moment;
	const slots = moment.slots ?? { monday: ['2026-10-12', '08:30'], tuesday: ['2026-10-13', '08:30'] };
	await store.transact(async (tx) => {
		const { t } = tx;
		await tx.insert(t.moment).values({
			schoolId: school,
			id,
			schoolYearId: '2026',
			kind: moment.kind ?? 'look',
			wholeSchool: groups.length === 0,
			title: moment.title,
			place: moment.place,
			adultsPerChild: moment.adultsPerChild ?? 2,
			slotsPerChild: moment.slotsPerChild ?? 1,
			interpreterOffered: moment.interpreterOffered ?? true,
			closesHoursBefore: moment.closesHoursBefore ?? 1,
			shareToken: `share-${id}`,
			createdAt: today,
			publishedAt: moment.published === false ? null : today,
			cancelledAt: moment.cancelled ? today : null,
			meetings: moment.meetings ?? 1,
			named: moment.children !== undefined,
		});
		if (moment.children?.length)
			await tx
				.insert(t.momentChild)
				.values(moment.children.map((childId) => ({ schoolId: school, momentId: id, childId })));
		if (groups.length > 0)
			await tx
				.insert(t.momentGroup)
				.values(groups.map((groupId) => ({ schoolId: school, momentId: id, groupId })));
		await tx.insert(t.slot).values(
			Object.entries(slots).map(([slotId, [day, time]]) => ({
				schoolId: school,
				id: slotId,
				momentId: id,
				startsAt: at(day, time),
				endsAt: new Date(at(day, time).getTime() + minutes * 60_000),
				capacity: places,
			})),
		);
	});
}

/** A slot's numbers as stored, and whether they are what its sign-ups come to. */
export async function slotNumbers(store: Store, slotId: string, school = schoolId) {
	const { slot, signUp } = store.t;
	const [found] = await store.read
		.select({ capacity: slot.capacity, taken: slot.taken, waiting: slot.waiting })
		.from(slot)
		.where(and(eq(slot.schoolId, school), eq(slot.id, slotId)));
	const rows = await store.read
		.select({ status: signUp.status, places: signUp.places })
		.from(signUp)
		.where(and(eq(signUp.schoolId, school), eq(signUp.slotId, slotId)));
	const taken = rows
		.filter(({ status }) => status === 'confirmed')
		.reduce((sum, { places }) => sum + places, 0);
	const waiting = rows.filter(({ status }) => status === 'waiting').length;
	return { ...found, agrees: found?.taken === taken && found.waiting === waiting };
}

/** Who is in a slot, in order of arrival: `['ayse/elif confirmed 2']`. */
export async function whoIsIn(store: Store, slotId: string, school = schoolId): Promise<string[]> {
	const { signUp } = store.t;
	const rows = await store.read
		.select()
		.from(signUp)
		.where(and(eq(signUp.schoolId, school), eq(signUp.slotId, slotId)))
		.orderBy(asc(signUp.ticket));
	return rows.map(
		({ guardianId, childId, status, adults }) => `${guardianId}/${childId} ${status} ${adults}`,
	);
}

/** The notices so far, in order of time and then of the recipient: to whom, which kind, and what they say. */
export async function noticesSoFar(store: Store, school = schoolId) {
	const { notice } = store.t;
	const rows = await store.read
		.select()
		.from(notice)
		.where(eq(notice.schoolId, school))
		.orderBy(asc(notice.createdAt), asc(notice.guardianId), asc(notice.kind));
	const filledIn = await fillNotices(
		store.read,
		rows.map((row) => ({ ...row, reads: null })),
	);
	return filledIn.map(({ guardianId, kind, content, route }) => ({ to: guardianId, kind, content, route }));
}

/** The audit lines' actions so far, in order. */
export async function auditSoFar(store: Store, school = schoolId): Promise<string[]> {
	const { auditLine } = store.t;
	const rows = await store.read
		.select()
		.from(auditLine)
		.where(eq(auditLine.schoolId, school))
		.orderBy(auditLine.at);
	return rows.map(({ actorKind, actorId, action }) => `${actorKind} ${actorId ?? '-'} ${action}`);
}
