import type { TaskPlan } from '#lib/tasks/plan-form.ts';
import { planTask } from '#lib/tasks/server/plan.ts';
import type { Store } from '#lib/database/store.ts';
import { asStaff, today } from './people.ts';

export const taskId = 'task-0000000000';

/** Help in the library for groep 1/2 Zonnebloem, an hour on two Tuesdays: the autumn holiday lies between. */
export function taskPlan(part: Partial<TaskPlan> = {}): TaskPlan {
	return {
		taskId,
		template: 'library',
		groups: ['zonnebloem'],
		repeat: 'weekly',
		firstDay: '2026-10-13',
		lastDay: '2026-10-27',
		time: '08:30',
		minutes: 60,
		places: 1,
		title: null,
		place: null,
		note: null,
		marks: ['no_dutch'],
		seats: '',
		languages: [],
		contactId: 'marieke',
		stepBackHours: 24,
		...part,
	};
}

/** Plans it by the office, and invites who may help. */
export async function addTask(store: Store, part: Partial<TaskPlan> = {}): Promise<void> {
	const planned = await planTask(store, await asStaff(store, 'joke'), taskPlan(part), today);
	if (!planned.ok) throw new Error(planned.refusal);
}
