// The page on which staff thank with a drawing or a photo: for a shift, a moment or a talk alike.
import type { Actor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { isAllowed } from '#lib/consents/decide.ts';
import { consentsOfGroups } from '#lib/consents/server/overview.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { findMoment } from '#lib/moments/server/find-moment.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import { staffMomentPath } from '#lib/moments/paths.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { heldTalk } from '#lib/talks/server/agreements.ts';
import { staffTaskPath } from '#lib/tasks/paths.ts';
import { staffTask } from '#lib/tasks/server/for-staff.ts';
import { thankHelpers, taskOfShift } from '#lib/tasks/server/helped.ts';
import { taskToRun } from '#lib/tasks/server/run.ts';
import { thankedFor } from '#lib/tasks/server/thank-after.ts';
import {
	aboutOfPicture,
	dropPicture,
	guardianSeesPicture,
	picturesOf,
	type About,
	type NewPicture,
	type ThanksPicture,
} from '#lib/tasks/server/thanks-pictures.ts';
import { templateTexts } from '#lib/tasks/template-texts.ts';
import { momentThanks, talkThanks, thanksNames, type AnyThanks } from '#lib/tasks/thanks-names.ts';
import { aboutKey, consentOf } from '#lib/tasks/thanks-picture.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { thankForMoment, thankForTalk, toThank, type ThankResult } from './thank-acts.ts';

/** What staff thank for, as the page shows it. */
export interface ThankPage {
	title: string;
	/** Day of it, and until when for one that lasts days. */
	startsAt: Date;
	endsAt: Date;
	/** Where staff look at the thing itself. */
	back: string;
	words: readonly AnyThanks[];
	/** How many can be thanked still. */
	toThank: number;
	picture: ThanksPicture | undefined;
}

type Found = Omit<ThankPage, 'picture'>;

/** What is thanked for, for who runs it; undefined for others, and where it is not over yet. */
export async function thankPage(
	store: Store,
	staff: StaffActor,
	about: About,
	{ now, locale }: { now: Date; locale: Locale },
): Promise<ThankPage | undefined> {
	const found = await finders[about.kind](store, staff, about.id, { now, locale });
	if (!found) return undefined;
	const picture = (await picturesOf(store.read, staff.schoolId, [about])).get(aboutKey(about));
	return { ...found, picture };
}

type Find = (
	store: Store,
	staff: StaffActor,
	id: string,
	as: { now: Date; locale: Locale },
) => Promise<Found | undefined>;

const finders: Record<About['kind'], Find> = {
	async shift(store, staff, id, { now, locale }) {
		const taskId = await taskOfShift(store.read, staff.schoolId, id);
		const page = taskId ? await staffTask(store.read, staff, taskId, now) : undefined;
		const shift = page?.shifts.find(({ shiftId }) => shiftId === id);
		if (!page || shift?.state !== 'over') return undefined;
		const { task } = page;
		const helped = shift.claims.filter((claim) => claim.status === 'confirmed' && claim.helped !== false);
		return {
			title: task.title ?? templateTexts[task.template].name({ locale }),
			...{ startsAt: shift.startsAt, endsAt: shift.endsAt },
			back: staffTaskPath(task.taskId),
			words: thanksNames,
			toThank: helped.filter(({ thanked }) => !thanked).length,
		};
	},
	async moment(store, staff, id, { now, locale }) {
		const page = await staffMoment(store, staff, id, now);
		const last = page?.slots.filter((slot) => slot.over && !slot.cancelled).at(-1);
		if (!page?.mayRun || page.moment.cancelledAt || !last) return undefined;
		return {
			title: page.moment.title ?? kindTexts[page.moment.kind].name({ locale }),
			...{ startsAt: last.startsAt, endsAt: last.endsAt },
			back: staffMomentPath(id),
			words: momentThanks,
			toThank: await toThank(store, staff, page),
		};
	},
	async talk(store, staff, id, { now }) {
		const talk = await heldTalk(store.read, staff, id);
		if (!talk || now < talk.startsAt) return undefined;
		const thanked = await thankedFor(store.read, staff.schoolId, { kind: 'talk', id });
		return {
			title: talk.childName,
			...{ startsAt: talk.startsAt, endsAt: talk.endsAt },
			back: `/staff/talks/after/${id}`,
			words: talkThanks,
			toThank: thanked.size > 0 ? 0 : 1,
		};
	},
};

/** Thanks for a shift, a moment or a talk with a picture, whose file is kept already. */
export async function thankWithPicture(
	store: Store,
	staff: StaffActor,
	about: About,
	{ words, picture, now }: { words: AnyThanks; picture: NewPicture; now: Date },
): Promise<ThankResult> {
	const { id } = about;
	if (about.kind === 'moment') return thankForMoment(store, staff, { momentId: id, words, picture, now });
	if (about.kind === 'talk') return thankForTalk(store, staff, { talkId: id, words, picture, now });
	const taskId = await taskOfShift(store.read, staff.schoolId, id);
	const thanks = thanksNames.find((name) => name === words);
	if (!taskId || !thanks) return { ok: false, refusal: 'not_found' };
	return thankHelpers(store, staff, { taskId, shiftId: id, thanks, picture, now });
}

/** Takes the picture away from thanks that were sent; the words stay. False for who does not run it, or where none is. */
export function takePictureAway(store: Store, staff: StaffActor, about: About, now: Date): Promise<boolean> {
	return store.transact(async (tx) => {
		if (!(await runs(tx, staff, about)) || !(await dropPicture(tx, staff.schoolId, about))) return false;
		await audit(tx, staff, 'tasks.thanks_picture_removed', { about: about.kind, aboutId: about.id }, now);
		return true;
	});
}

/** Whether somebody may fetch a picture: who was thanked, as far as consent goes; of staff who runs what it is for. */
export async function maySeeThanksPicture(db: Reader, actor: Actor, pictureId: string): Promise<boolean> {
	if (actor.kind === 'guardian') return guardianSeesPicture(db, actor, pictureId);
	const about = await aboutOfPicture(db, actor.schoolId, pictureId);
	if (!about || !(await runs(db, actor, about))) return false;
	return (await picturesOf(db, actor.schoolId, [about])).has(aboutKey(about));
}

async function runs(db: Reader, staff: StaffActor, { kind, id }: About): Promise<boolean> {
	if (kind === 'talk') return (await heldTalk(db, staff, id)) !== undefined;
	if (kind === 'shift') {
		const taskId = await taskOfShift(db, staff.schoolId, id);
		return taskId !== undefined && (await taskToRun(db, staff, taskId)) !== undefined;
	}
	const moment = await findMoment(db, staff.schoolId, id);
	const groupIds = moment?.groups.map(({ groupId }) => groupId) ?? [];
	return moment !== undefined && mayRun(staff, groupIds);
}

/** The children that this member of staff can name on a picture, by group, and what each may be on. Four queries. */
export async function childrenToName(db: Reader, staff: StaffActor, now: Date) {
	const groups = await groupsForStaff(db, staff, now);
	const today = dayOf(now, staff.school.timeZone);
	const ids = groups.map(({ id }) => id);
	const consents = await consentsOfGroups(db, staff, ids, today);
	return groups.map(({ id, name }) => ({
		groupId: id,
		name,
		children: (consents.get(id) ?? []).map((child) => ({
			childId: child.childId,
			name: child.name,
			drawing: isAllowed(child.decisions[consentOf.drawing] ?? 'open'),
			photo: isAllowed(child.decisions[consentOf.photo] ?? 'open'),
		})),
	}));
}
