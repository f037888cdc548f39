// What parents can help with: every week, once, at home; some places taken, some help that was.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { TIME_ZONE } from '#lib/school/server/create.ts';
import type { TaskPlan } from '#lib/tasks/plan-form.ts';
import { claimShifts } from '#lib/tasks/server/claims.ts';
import { saveTaskDraft } from '#lib/tasks/server/drafts.ts';
import { staffTask } from '#lib/tasks/server/for-staff.ts';
import { markHelped } from '#lib/tasks/server/helped.ts';
import { planTask } from '#lib/tasks/server/plan.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { nextWeekday } from '#lib/tasks/shift-days.ts';
import { templates, type TemplateName } from '#lib/tasks/templates.ts';
import { guardiansOfGroup } from './families.ts';
import { asParent, classes } from './moments.ts';
import { asStaff } from './staff.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Asked some weeks ago, so that what is asked in the demo's own week comes first in everybody's inbox. All of it lies in the
 * school year: in its last weeks there are fewer tasks, in the summer they begin with school.
 */
export async function addTasks(store: Store, schoolId: string, head: string, now: Date): Promise<void> {
	const past = new Date(now.getTime() - 21 * DAY);
	const [first, second] = await classes(store, schoolId);
	const year = await findSchoolYear(store.read, schoolId, dayOf(now, TIME_ZONE));
	if (!first || !second || !year) return;
	const inYear = (day: string) => (day < year.startsOn ? year.startsOn : day);
	const today = inYear(dayOf(now, TIME_ZONE));
	await asStaff(store, schoolId, head, past, async (joke) => {
		const day = (template: TemplateName, weeks: number) =>
			nextWeekday(addDays(today, weeks * 7), templates[template].defaults.weekday);
		const began = nextWeekday(inYear(dayOf(past, TIME_ZONE)), templates.library.defaults.weekday);
		const plan = planUntil.bind(undefined, year.endsOn);
		const library = await plan(store, joke, 'library', [first.groupId], past, {
			firstDay: began,
			lastDay: addDays(began, 9 * 7),
		});
		await plan(store, joke, 'reading', [second.groupId], past, {
			firstDay: day('reading', 0),
			lastDay: day('reading', 6),
			languages: ['tr', 'ar'],
		});
		await plan(store, joke, 'drivers', [first.groupId], past, {
			firstDay: day('drivers', 2),
			place: 'kinderboerderij De Hoeve',
			note: 'Wij vertrekken om 9.00 uur bij het hek en zijn om 12.00 uur terug.',
		});
		await plan(store, joke, 'garden', ['school'], past, { firstDay: day('garden', 1) });
		await plan(store, joke, 'costumes', ['school'], past, {
			firstDay: addDays(today, 1),
			lastDay: addDays(today, 21),
		});
		await plan(store, joke, 'lice', [first.groupId], past, {
			firstDay: day('lice', 3),
			marks: ['no_dutch', 'certificate'],
		});
		await plan(store, joke, 'participation_council', ['school'], past, { firstDay: began });
		await keepDraft(store, joke, second.groupId, past);
		if (library) await helpInLibrary(store, joke, { schoolId, library, groupId: first.groupId, past, now });
	});
}

/** A task that is not asked yet: the day is still to be chosen. */
async function keepDraft(store: Store, staff: StaffActor, groupId: string, now: Date): Promise<void> {
	const { minutes, places, marks } = templates.party.defaults;
	const kept = await saveTaskDraft(store, staff, {
		...{ taskId: newId(), template: 'party', revision: 0, now },
		form: {
			...{ groups: [groupId], repeat: 'once', firstDay: '', lastDay: '', time: '', title: '', place: '' },
			...{ minutes: String(minutes), places: String(places), marks: [...marks], languages: [], seats: '' },
			...{ stepBackHours: '24', contactId: staff.staffId, note: 'Neem een schort mee.' },
		},
	});
	if (!kept.ok) throw new Error(`the demo can’t keep a draft: ${kept.refusal}`);
}

/** Plans a task from its template; what would begin after the year is left out, what goes on ends with it. */
async function planUntil(
	yearEnds: string,
	store: Store,
	staff: StaffActor,
	template: TemplateName,
	groups: string[],
	now: Date,
	part: Partial<TaskPlan> & { firstDay: string },
): Promise<string | undefined> {
	const { firstDay, lastDay = '' } = part;
	if (firstDay > yearEnds) return undefined;
	const { defaults } = templates[template];
	const { repeat, time, minutes, places, marks, seats = '' } = defaults;
	const taskId = newId();
	const result = await planTask(
		store,
		staff,
		{
			...{ taskId, template, groups, repeat, time, minutes, places, seats, marks: [...marks] },
			...{ title: null, place: null, note: null, languages: [] },
			...{ contactId: staff.staffId, stepBackHours: 24 },
			...part,
			lastDay: lastDay > yearEnds ? yearEnds : lastDay,
		},
		now,
	);
	if (!result.ok) throw new Error(`the demo can’t plan a task: ${result.refusal}`);
	return taskId;
}

/** Two parents come every other time; of what is over staff marked who helped. */
async function helpInLibrary(
	store: Store,
	joke: StaffActor,
	of: { schoolId: string; library: string; groupId: string; past: Date; now: Date },
): Promise<void> {
	const { schoolId, library: taskId, past, now } = of;
	const before = await staffTask(store.read, joke, taskId, past);
	const shiftIds = before?.shifts.map(({ shiftId }) => shiftId) ?? [];
	// of those whom nobody looks through by hand
	const families = (await guardiansOfGroup(store, schoolId, of.groupId)).slice(-3, -1);
	for (const [turn, { guardianId }] of families.entries())
		await asParent(store, schoolId, guardianId, past, (parent) =>
			claimShifts(store, parent, {
				taskId,
				shiftIds: shiftIds.filter((_, at) => at % 2 === 1 || turn === 0),
				wait: false,
				now: past,
			}),
		);
	const after = await staffTask(store.read, joke, taskId, now);
	for (const { claims, state } of after?.shifts ?? [])
		if (state === 'over')
			for (const { claimId } of claims) await markHelped(store, joke, { taskId, claimId, helped: true, now });
}
