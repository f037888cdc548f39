// A living agenda: a kijkmoment that was, the week to come with one full time, a coffee morning.
import { and, eq } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { endSession, findActor, startSession } from '#lib/accounts/server/sessions.ts';
import type { Store } from '#lib/database/store.ts';
import type { MomentKind } from '#lib/moments/kinds.ts';
import { markAttendance } from '#lib/moments/server/attendance.ts';
import { setGuides } from '#lib/moments/server/guides.ts';
import { proposePlan } from '#lib/moments/server/propose.ts';
import { publishPlan } from '#lib/moments/server/publish.ts';
import { saveDraft } from '#lib/moments/server/draft.ts';
import { planForm } from '#lib/moments/plan-form.ts';
import { keepTemplate } from '#lib/moments/server/templates.ts';
import { skipMeeting } from '#lib/moments/server/skip-meeting.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { keepMomentTranslations } from '#lib/moments/server/translations.ts';
import { saveMomentVoice } from '#lib/moments/server/voices.ts';
import { templateOf } from '#lib/moments/template.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { schoolYearOn } from '#lib/school/holidays.ts';
import { openSchoolYear, TIME_ZONE } from '#lib/school/server/create.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { guardiansOfGroup } from './families.ts';
import { spokenName } from './spoken-name.ts';
import { arrangeInDemo, offerInDemo } from './interpreting.ts';
import { asStaff } from './staff.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Adults who come for each family in turn; the first slot gets full, and one family waits. */
const FAMILIES = [2, 1, 2, 1, 1, 2, 1, 2];
/** Which of them wish for an interpreter, and in which language. */
const WISHES: Record<string, string> = { Hodan: 'so', Yousef: 'ar' };

export async function planMoments(
	store: Store,
	{
		schoolId,
		staff,
		dataDir,
		now,
	}: { schoolId: string; staff: Map<string, string>; dataDir: string; now: Date },
): Promise<void> {
	const groups = await classes(store, schoolId);
	const head = staff.get('Joke Verbeek') ?? '';
	await offerInDemo(store, schoolId, now);
	for (const { groupId, teacherId } of groups) {
		const past = new Date(now.getTime() - 28 * DAY);
		await asStaff(store, schoolId, teacherId, past, async (teacher) => {
			const momentId = await plan(store, teacher, 'look', [groupId], past);
			if (momentId && groupId === groups[0]?.groupId) {
				await fill(store, schoolId, momentId, groupId, past);
				await tickWhoCame(store, teacher, momentId, now);
			}
		});
		await asStaff(store, schoolId, teacherId, now, async (teacher) => {
			const momentId = await plan(store, teacher, 'look', [groupId], now);
			if (momentId && groupId === groups[0]?.groupId) {
				await fill(store, schoolId, momentId, groupId, now);
				await arrangeInDemo(store, teacher, { momentId, language: 'ar', now });
			}
		});
	}
	await asStaff(store, schoolId, head, now, async (joke) => {
		const coffeeId = await plan(store, joke, 'coffee', [], now);
		if (coffeeId) {
			await translateCoffee(store, joke, coffeeId, now);
			const said = { momentId: coffeeId, language: 'ti', recording: spokenName(), dataDir, now };
			const heard = await saveMomentVoice(store, joke, said);
			if (!heard.ok) throw new Error(`the demo can’t keep what was said: ${heard.refusal}`);
		}
		// an evening in the weeks after it, and a draft that nobody sees yet
		const later = new Date(now.getTime() + 21 * DAY);
		await plan(store, joke, 'evening', [], now, dayOf(later, TIME_ZONE));
		const circle = dayOf(new Date(later.getTime() + 7 * DAY), TIME_ZONE);
		const circleId = await plan(store, joke, 'parent_circle', [], now, circle);
		if (circleId) await joinSeries(store, schoolId, circleId, groups[0]?.groupId ?? '', now);
		const tour = dayOf(new Date(later.getTime() + 14 * DAY), TIME_ZONE);
		const tourId = await plan(
			store,
			joke,
			'tour',
			groups.slice(-1).map(({ groupId }) => groupId),
			now,
			tour,
		);
		if (tourId) await chooseGuides(store, joke, tourId, groups.at(-1)?.groupId ?? '', now);
		await keepDemoTemplate(store, joke, now);
		const feast = await proposePlan(store, joke, {
			kind: 'feast',
			groupIds: [],
			week: dayOf(new Date(now.getTime() + 60 * DAY), TIME_ZONE),
			now,
		});
		if (feast?.week) await saveDraft(store, joke, feast.plan, now);
	});
}

/** Plans what the app proposes, and publishes it. */
async function plan(
	store: Store,
	staff: StaffActor,
	kind: MomentKind,
	groupIds: string[],
	now: Date,
	week?: string,
): Promise<string | undefined> {
	const proposal = await proposePlan(store, staff, { kind, groupIds, week, now });
	if (!proposal?.week) return undefined;
	const own = kind === 'coffee' ? COFFEE : { place: null, note: null };
	const result = await publishPlan(store, staff, { ...proposal.plan, momentId: newId(), ...own }, now);
	return result.ok ? result.momentId : undefined;
}

/** What the school writes itself of the coffee morning, and what people at school made of it in two languages. */
const COFFEE = {
	place: 'ouderkamer, naast de ingang',
	note: 'Neem een foto mee van een plek waar u graag komt. Daar praten we over.',
};
const COFFEE_IN: Record<string, Record<'place' | 'note', string>> = {
	tr: {
		place: 'veli odası, girişin yanında',
		note: 'Gitmeyi sevdiğiniz bir yerin fotoğrafını getirin. Onun hakkında konuşacağız.',
	},
	ar: {
		place: 'غرفة أولياء الأمور، بجانب المدخل',
		note: 'أحضروا صورة لمكان تحبون الذهاب إليه. سنتحدث عنه.',
	},
};

async function translateCoffee(store: Store, staff: StaffActor, momentId: string, now: Date): Promise<void> {
	for (const [language, words] of Object.entries(COFFEE_IN)) {
		const texts = (['place', 'note'] as const).map((field) => ({
			...{ field, text: words[field], of: COFFEE[field] },
		}));
		await keepMomentTranslations(store, staff, { momentId, language, texts, now });
	}
}

/** Signs families up: the first slot fills and gets a waiting list, the others have room; some families have not answered. */
async function fill(
	store: Store,
	schoolId: string,
	momentId: string,
	groupId: string,
	now: Date,
): Promise<void> {
	const { slot } = store.t;
	const slots = await store.read
		.select({ id: slot.id })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, momentId)))
		.orderBy(slot.startsAt);
	const families = await guardiansOfGroup(store, schoolId, groupId);
	// the families who read in our languages answer themselves in the demo: the others have answered already
	const answering = families.filter(({ givenName }) => !ASK_IN_DEMO.includes(givenName));
	for (const [index, { childId, guardianId, givenName }] of answering.slice(0, FAMILIES.length).entries()) {
		const wanted = slots[index < 4 ? 0 : 1 + (index % Math.max(1, slots.length - 1))];
		if (!wanted) continue;
		await asParent(store, schoolId, guardianId, now, (parent) =>
			signUp(store, parent, {
				slotId: wanted.id,
				childId,
				adults: FAMILIES[index] ?? 1,
				interpreter: WISHES[givenName] ?? null,
				mayAskParent: true,
				note: null,
				wait: true,
				now,
			}),
		);
	}
}

/** Some families come to all meetings of the circle. */
async function joinSeries(
	store: Store,
	schoolId: string,
	momentId: string,
	groupId: string,
	now: Date,
): Promise<void> {
	const { slot } = store.t;
	const [first] = await store.read
		.select({ id: slot.id })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, momentId)))
		.orderBy(slot.startsAt)
		.limit(1);
	if (!first) return;
	const families = await guardiansOfGroup(store, schoolId, groupId);
	const coming = families.filter(({ givenName }) => !ASK_IN_DEMO.includes(givenName)).slice(0, 3);
	const wish = { slotId: first.id, adults: 1, interpreter: null, note: null, wait: true, now };
	for (const [index, { childId, guardianId }] of coming.entries())
		await asParent(store, schoolId, guardianId, now, async (parent) => {
			const joined = await signUp(store, parent, { ...wish, childId });
			// one of them can't come to the first evening
			if (index === 0 && joined.ok)
				await skipMeeting(store, parent, { slotId: first.id, signUpId: joined.signUpId, skips: true, now });
		});
}

/** Two children of the group guide the tour. */
async function chooseGuides(
	store: Store,
	staff: StaffActor,
	momentId: string,
	groupId: string,
	now: Date,
): Promise<void> {
	const families = await guardiansOfGroup(store, staff.schoolId, groupId);
	const childIds = [...new Set(families.map(({ childId }) => childId))].slice(0, 2);
	await setGuides(store, staff, { momentId, childIds, now });
}

/**
 * The school year before this one: its classes by the same names, without the children of then, and what was held in
 * them, to plan again from. Nobody is told of it.
 */
export async function addLastYear(store: Store, schoolId: string, headId: string, now: Date): Promise<void> {
	const today = dayOf(now, TIME_ZONE);
	const year = await findSchoolYear(store.read, schoolId, today);
	// in the summer the year before would still be the year of today, and its groups have no children
	if (!year || year.startsOn > today) return;
	const { region } = await readSchool(store.read, schoolId);
	const lastYear = new Date(now.getTime() - 52 * 7 * DAY);
	const { group } = store.t;
	const classesNow = await store.read
		.select()
		.from(group)
		.where(and(eq(group.schoolId, schoolId), eq(group.schoolYearId, year.id), eq(group.kind, 'class')))
		.orderBy(group.sortKey);
	const groupIds = await store.transact(async (tx) => {
		const { name } = schoolYearOn(dayOf(lastYear, TIME_ZONE), region);
		const schoolYearId = await openSchoolYear(tx, schoolId, name, region);
		const rows = classesNow.map((one) => ({
			...one,
			id: newId(),
			schoolYearId,
			edexKey: null,
			createdAt: lastYear,
		}));
		await tx.insert(tx.t.group).values(rows);
		return rows.map(({ id }) => id);
	});
	const held: [MomentKind, number][] = [
		['welcome_talk', 14],
		['look', 42],
		['tour', 150],
		['parent_circle', 170],
	];
	await asStaff(store, schoolId, headId, lastYear, async (joke) => {
		for (const [kind, days] of held)
			for (const groupId of kind === 'look' ? groupIds : groupIds.slice(0, 1)) {
				const week = dayOf(new Date(lastYear.getTime() + days * DAY), TIME_ZONE);
				await plan(store, joke, kind, [groupId], lastYear, week);
			}
	});
}

/** A way of planning that this school uses every year. */
async function keepDemoTemplate(store: Store, staff: StaffActor, now: Date): Promise<void> {
	const proposal = await proposePlan(store, staff, { kind: 'coffee', groupIds: [], now });
	if (!proposal?.week) return;
	const form = planForm(proposal.plan, proposal.week, proposal.times);
	const plan = { ...templateOf(form), place: 'ouderkamer, naast de ingang', places: 20 };
	await keepTemplate(store, staff, { name: 'Koffie in de ouderkamer', kind: 'coffee', plan, now });
}

/** In order of time and arrival: the second did not come, of the last nobody noted it, all others came. */
async function tickWhoCame(store: Store, teacher: StaffActor, momentId: string, now: Date): Promise<void> {
	const { signUp: signUps, slot } = store.t;
	const rows = await store.read
		.select({ signUpId: signUps.id })
		.from(signUps)
		.innerJoin(slot, and(eq(slot.schoolId, signUps.schoolId), eq(slot.id, signUps.slotId)))
		.where(
			and(
				eq(signUps.schoolId, teacher.schoolId),
				eq(signUps.momentId, momentId),
				eq(signUps.status, 'confirmed'),
			),
		)
		.orderBy(slot.startsAt, signUps.ticket);
	for (const [index, { signUpId }] of rows.slice(0, -1).entries())
		await markAttendance(store, teacher, { signUpId, came: index !== 1, now });
}

/** Children whose parents still have everything to choose. */
const ASK_IN_DEMO = ['Elif', 'Ilyas', 'Zuzia', 'Maksym', 'Saar'];

/** Runs `work` as this guardian, through a session that ends with it. */
export async function asParent<R>(
	store: Store,
	schoolId: string,
	guardianId: string,
	now: Date,
	work: (parent: ParentActor) => Promise<R>,
	strength: 'code' | 'confirmed' = 'code',
): Promise<R> {
	const { id, cookie } = await store.transact((tx) =>
		startSession(tx, { schoolId, person: { guardianId }, strength, device: 'demo', now }),
	);
	const parent = await findActor(store, cookie, now);
	if (parent?.kind !== 'guardian') throw new Error('the demo guardian is not there');
	try {
		return await work(parent);
	} finally {
		await store.transact((tx) => endSession(tx, schoolId, id));
	}
}

/** The classes in order, each with its first teacher. */
export async function classes(
	store: Store,
	schoolId: string,
): Promise<{ groupId: string; teacherId: string }[]> {
	const { group, groupTeacher } = store.t;
	const rows = await store.read
		.select({ groupId: group.id, teacherId: groupTeacher.staffId })
		.from(group)
		.innerJoin(
			groupTeacher,
			and(eq(groupTeacher.schoolId, group.schoolId), eq(groupTeacher.groupId, group.id)),
		)
		.where(and(eq(group.schoolId, schoolId), eq(group.kind, 'class')))
		.orderBy(group.sortKey);
	// of two teachers the one who has this class only: the other goes from class to class
	const classesOf = ({ teacherId }: { teacherId: string }) =>
		rows.filter((row) => row.teacherId === teacherId).length;
	const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
	return [...byGroup.values()].flatMap((teachers) =>
		teachers.sort((a, b) => classesOf(a) - classesOf(b)).slice(0, 1),
	);
}
