// What staff change of what a published task says. Who has a shift to come is told of another place, and of nothing else.
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { placesLeft } from '#lib/moments/slots.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { remakeNotices } from '#lib/notifications/server/remake.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { isLocale } from '#lib/translation/locale.ts';
import { detailFields, detailsOf, sameDetail, typedOver, type TaskDetails } from '../details-form.ts';
import { taskPath } from '../paths.ts';
import { isRole } from '../templates.ts';
import { findHelpers, type FoundTask } from './find-task.ts';
import { invited, placeChanged, roleOpen } from './notices.ts';
import { shiftsToCome } from './plan.ts';
import { taskToRun } from './run.ts';
import { wantTaskTexts } from './translations.ts';

export type DetailsResult =
	/** How many guardians were told of another place. */
	| { ok: true; told: number }
	/** `no_title`: a task of the school's own needs a name; `no_contact`: nobody who works here now. */
	| { ok: false; refusal: 'not_found' | 'no_title' | 'no_contact' }
	/** Somebody else saved meanwhile: what was typed, over what they wrote. */
	| { ok: false; refusal: 'changed'; values: TaskDetails };

/**
 * Changes name, place, note, contact person and languages of a task that is not called off. `read` is how they stood on
 * the page: where one is another by now, and not what was typed, nothing is written. Texts that changed are translated
 * anew, and questions that have not gone out yet ask with the new words; of another place each who has shifts to come hears
 * once, with all of them.
 */
export function changeTask(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; typed: TaskDetails; read: TaskDetails; now: Date },
): Promise<DetailsResult> {
	return store.transact(
		async (tx): Promise<DetailsResult> => {
			const { taskId, typed, read, now } = one;
			const { schoolId } = staff;
			const before = await taskToRun(tx, staff, taskId);
			if (!before || before.cancelledAt) return { ok: false, refusal: 'not_found' };
			const stored = detailsOf(before);
			const isTheirs = (field: keyof TaskDetails) =>
				!sameDetail(stored[field], read[field]) && !sameDetail(stored[field], typed[field]);
			if (detailFields.some(isTheirs))
				return { ok: false, refusal: 'changed', values: typedOver(typed, read, stored) };
			if (before.template === 'other' && !typed.title) return { ok: false, refusal: 'no_title' };
			// somebody who left may stay until another is chosen
			if (typed.contactId !== stored.contactId && !(await worksHere(tx, schoolId, typed.contactId)))
				return { ok: false, refusal: 'no_contact' };
			if (detailFields.every((field) => sameDetail(stored[field], typed[field])))
				return { ok: true, told: 0 };
			const texts = {
				title: typed.title || null,
				place: typed.place || null,
				note: typed.note || null,
			};
			const languages = typed.languages.flatMap((tag) => languageOf(tag)?.tag ?? []);
			const { task: tasks } = tx.t;
			await tx
				.update(tasks)
				.set({ ...texts, contactId: typed.contactId || null, languages: [...new Set(languages)] })
				.where(and(eq(tasks.schoolId, schoolId), eq(tasks.id, taskId)));
			const task = { ...before, ...texts };
			await wantTaskTexts(tx, task, now);
			await remakeQuestions(tx, task, now);
			await audit(tx, staff, 'tasks.details_changed', { taskId }, now);
			const told = texts.place === before.place ? 0 : await tellPlace(tx, task, now);
			return { ok: true, told };
		},
		{ key: one.taskId },
	);
}

/** The questions who can help, of the first time and once more, that lie ready since. */
async function remakeQuestions(tx: Tx, task: FoundTask, now: Date): Promise<void> {
	const { schoolId } = task.school;
	const shifts = await shiftsToCome(tx, schoolId, task.taskId, now);
	const of = {
		schoolId,
		path: taskPath(task.taskId),
		kinds: ['tasks.invited', 'tasks.asked_again'],
		now,
	} as const;
	await remakeNotices(tx, of, (kind, locale) => {
		if (!isLocale(locale)) return undefined;
		const to = { guardianId: '', locale };
		if (isRole(task.template)) return roleOpen({ task, to, dueAt: now });
		const again = kind === 'tasks.asked_again';
		const asked = again ? shifts.filter((one) => placesLeft(one) > 0) : shifts;
		const [from] = asked;
		const till = asked.at(-1);
		return from && till && invited({ task, to, from, till, count: asked.length, now, dueAt: now, again });
	});
}

async function worksHere(tx: Tx, schoolId: string, staffId: string): Promise<boolean> {
	const { staffMember } = tx.t;
	const here = and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId));
	return (await tx.$count(staffMember, and(here, eq(staffMember.status, 'active')))) > 0;
}

/** Shifts to come count on in calendars; who has some hears of all of them in one message. */
async function tellPlace(tx: Tx, task: FoundTask, now: Date): Promise<number> {
	const { schoolId, timeZone } = task.school;
	const { shift, claim } = tx.t;
	const shifts = await tx
		.update(shift)
		.set({ revision: sql`${shift.revision} + 1` })
		.where(
			and(
				eq(shift.schoolId, schoolId),
				eq(shift.taskId, task.taskId),
				gt(task.flexible ? shift.endsAt : shift.startsAt, now),
				isNull(shift.cancelledAt),
			),
		)
		.returning({
			shiftId: shift.id,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt,
			revision: shift.revision,
		});
	shifts.sort((a, b) => +a.startsAt - +b.startsAt);
	const rows = await tx
		.select({ claimId: claim.id, shiftId: claim.shiftId, guardianId: claim.guardianId })
		.from(claim)
		.where(
			and(
				eq(claim.schoolId, schoolId),
				eq(claim.status, 'confirmed'),
				inArray(
					claim.shiftId,
					shifts.map(({ shiftId }) => shiftId),
				),
			),
		);
	const byGuardian = Map.groupBy(rows, ({ guardianId }) => guardianId);
	const helpers = await findHelpers(tx, task, [...byGuardian.keys()], dayOf(now, timeZone));
	const notices = [...byGuardian].flatMap(([guardianId, own]) => {
		const to = helpers.get(guardianId);
		const claims = new Map(own.map(({ shiftId, claimId }) => [shiftId, claimId]));
		const theirs = shifts.flatMap((of) => {
			const claimId = claims.get(of.shiftId);
			return claimId ? [{ ...of, claimId }] : [];
		});
		return to ? [placeChanged({ task, to, shifts: theirs, now })] : [];
	});
	await queueNotices(tx, notices, now);
	return notices.length;
}
