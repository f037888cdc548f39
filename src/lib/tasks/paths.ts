import type { ThanksAbout } from './thanks-picture.ts';

/** Where parents see one task, and all of them. */
export const tasksPath = '/join/tasks';
export const taskPath = (taskId: string): string => `${tasksPath}/${taskId}`;

/** What a guardian did this school year. */
export const ownYearPath = `${tasksPath}/year`;

/** The calendar file of an own shift. */
export const shiftCalendarPath = (taskId: string, claimId: string): string =>
	`/join/${taskId}/${claimId}.ics`;

/** Where staff see one task. */
export const staffTaskPath = (taskId: string): string => `/staff/tasks/${taskId}`;

/** Where staff plan one. */
export const planTaskPath = (template?: string): string =>
	template ? `/staff/tasks?template=${template}` : '/staff/tasks?new';

/** Where staff read and mend what they wrote of a task, in the languages of its parents. */
export const taskTonguesPath = (taskId: string): string => `${staffTaskPath(taskId)}/languages`;

/** Where staff go on with a draft. */
export const draftTaskPath = (taskId: string): string => `/staff/tasks?draft=${encodeURIComponent(taskId)}`;

/** Where staff thank with a drawing or a photo. */
export const thankPath = ({ kind, id }: { kind: ThanksAbout; id: string }): string =>
	`/staff/thanks/${kind}/${id}`;
