// A parent who was asked to interpret: sees it, says yes or no, gives it back, has it among the appointments.
import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findFamilyMembers } from '#lib/families/server/family-members.ts';
import { calendarFile } from '#lib/notifications/server/calendar.ts';
import { fillEntry } from '#lib/notifications/server/written.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { firstName } from '../interpreting.ts';
import { ownText, type OwnText } from '../own-texts.ts';
import { askPath } from '../paths.ts';
import { overlaps } from '../slots.ts';
import { closeAsks, selectAsks, wishStands, type Asked } from './asked.ts';
import { findConcerned, toParent } from './concerned.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import {
	interpreterAccepted,
	interpreterFound,
	interpreterGaveBack,
	interpreterLost,
	interpretingEntry,
} from './interpreter-notices.ts';
import { findBusy } from './interpreter-wishes.ts';
import { lockSlot } from './slot-lock.ts';
import { momentTranslations } from './translations.ts';

/** How an own ask stands for who was asked: also what nobody needs any more, whatever the reason, reads `closed`. */
export type AskView = 'asked' | 'accepted' | 'declined' | 'given_back' | 'closed' | 'called_off' | 'over';

type Whose = Pick<ParentActor, 'schoolId' | 'guardianId' | 'school'>;

export interface FoundAsk {
	ask: Asked;
	view: AskView;
	moment: FoundMoment;
	/** First name of who wished for it, only once this parent said yes. */
	for: string | null;
}

/** An own ask with everything; undefined when there is none (any more): nobody needs it, and a page says no more. */
export async function findOwnAsk(
	db: Reader,
	parent: ParentActor,
	{ askId, locale, now }: { askId: string; locale: Locale; now: Date },
): Promise<FoundAsk | undefined> {
	const [found] = await findAsksOf(db, parent, { askIds: [askId], locale, now });
	return found;
}

/** Own asks in order of time: three queries, and one for each moment more. */
async function findAsksOf(
	db: Reader,
	{ schoolId, guardianId, school }: Whose,
	{ askIds, locale, now }: { askIds: string[]; locale: Locale; now: Date },
): Promise<FoundAsk[]> {
	const { interpreterAsk } = db.t;
	const own = and(inArray(interpreterAsk.id, askIds), eq(interpreterAsk.guardianId, guardianId));
	const asks = await selectAsks(db, schoolId, own);
	const signUpIds = asks.map(({ signUpId }) => signUpId);
	const wishes = await findStanding(db, schoolId, signUpIds, dayOf(now, school.timeZone));
	const moments = new Map<string, FoundMoment | undefined>();
	for (const momentId of new Set(asks.map((ask) => ask.momentId)))
		moments.set(momentId, await findMoment(db, schoolId, momentId));
	return asks
		.flatMap((ask) => {
			const moment = moments.get(ask.momentId);
			const wish = wishes.get(ask.signUpId);
			const isTheirs = ask.state === 'accepted';
			if (!moment) return [];
			return [
				{
					ask: { ...ask, locale },
					view: viewOf(ask, moment, wish !== undefined && (isTheirs || !wish.found), now),
					moment,
					for: isTheirs && wish ? firstName(wish.guardianName) : null,
				},
			];
		})
		.sort((a, b) => +a.ask.startsAt - +b.ask.startsAt);
}

function viewOf(
	{ state, startsAt, endsAt, cancelledAt }: Omit<Asked, 'locale'>,
	moment: FoundMoment,
	isWanted: boolean,
	now: Date,
): AskView {
	if (state === 'closed') return 'closed';
	if (now >= (state === 'accepted' ? endsAt : startsAt)) return 'over';
	if (cancelledAt ?? moment.cancelledAt) return 'called_off';
	return isWanted ? state : 'closed';
}

/** The sign-ups that asks are for, while another parent may be asked and the guardian has the say over the child. */
async function findStanding(db: Reader, schoolId: string, signUpIds: string[], today: string) {
	if (signUpIds.length === 0) return new Map<string, never>();
	const { signUp, guardian, guardianship, child } = db.t;
	const rows = await db
		.select({
			signUpId: signUp.id,
			guardianId: signUp.guardianId,
			guardianName: guardian.name,
			foundAt: signUp.interpreterFoundAt,
		})
		.from(signUp)
		.innerJoin(guardian, and(eq(guardian.schoolId, signUp.schoolId), eq(guardian.id, signUp.guardianId)))
		.innerJoin(child, and(eq(child.schoolId, signUp.schoolId), eq(child.id, signUp.childId)))
		.innerJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, signUp.schoolId),
				eq(guardianship.guardianId, signUp.guardianId),
				eq(guardianship.childId, signUp.childId),
			),
		)
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				inArray(signUp.id, signUpIds),
				eq(signUp.status, 'confirmed'),
				eq(signUp.mayAskParent, true),
				isNull(signUp.skipsAt),
				wishStands(db, today),
			),
		);
	return new Map(rows.map(({ foundAt, ...row }) => [row.signUpId, { ...row, found: foundAt !== null }]));
}

export type AnswerResult =
	| { ok: true }
	/** `gone`: nobody needs it any more. `overlaps`: they have another appointment then. */
	| { ok: false; refusal: 'gone' | 'overlaps' };

/**
 * Yes or no to an own ask. The first yes has it: the others are told that it is no longer needed, who wished for it that
 * somebody was found. A no is told to nobody, and can still become a yes.
 */
export function answerAsk(
	store: Store,
	parent: ParentActor,
	{ askId, answer, now }: { askId: string; answer: 'yes' | 'no'; now: Date },
): Promise<AnswerResult> {
	return store.transact(async (tx): Promise<AnswerResult> => {
		const locked = await lockOwnAsk(tx, parent, askId, now);
		if (!locked) return { ok: false, refusal: 'gone' };
		const { ask, view, moment } = locked;
		if (view === 'accepted') return answer === 'yes' ? { ok: true } : giveBackIn(tx, parent, locked, now);
		if (view === 'closed' || view === 'called_off' || view === 'over') return { ok: false, refusal: 'gone' };
		if (answer === 'no') {
			await setState(tx, ask, moment, view === 'given_back' ? 'given_back' : 'declined');
			return { ok: true };
		}
		const { schoolId, guardianId } = parent;
		const today = dayOf(now, moment.school.timeZone);
		const wish = (await findStanding(tx, schoolId, [ask.signUpId], today)).get(ask.signUpId);
		const family = (await findFamilyMembers(tx, schoolId)).get(wish?.guardianId ?? '');
		if (!wish || family?.has(guardianId) || parent.children.size === 0) return { ok: false, refusal: 'gone' };
		const busy = (await findBusy(tx, schoolId, [guardianId], now)).get(guardianId) ?? [];
		if (busy.some((span) => overlaps(span, ask))) return { ok: false, refusal: 'overlaps' };
		const { signUp } = tx.t;
		const taken = await tx
			.update(signUp)
			.set({ interpreterFoundAt: now, interpreterBy: 'parent' })
			.where(
				and(
					eq(signUp.schoolId, schoolId),
					eq(signUp.id, ask.signUpId),
					eq(signUp.interpreter, ask.language),
					isNull(signUp.interpreterFoundAt),
				),
			)
			.returning({ id: signUp.id });
		if (taken.length === 0) return { ok: false, refusal: 'gone' };
		await setState(tx, ask, moment, 'accepted');
		await closeAsks(tx, moment, [ask.signUpId], now, ask.askId);
		const to = { ...ask, state: 'accepted' as const };
		await queueNotices(tx, [interpreterAccepted({ moment, to, now })], now);
		const told = await whoWished(tx, moment, ask, now);
		const name = firstName(parent.name);
		if (told) {
			const { language } = ask;
			await queueNotices(tx, [interpreterFound({ moment, slot: ask, to: told, language, name, now })], now);
		}
		await audit(tx, parent, 'moments.interpreter_accepted', { signUpId: ask.signUpId, askId }, now);
		return { ok: true };
	});
}

/** "I can't after all", until it begins: staff hear it and look again, and who wished for it is told so kindly. */
export function giveBackAsk(
	store: Store,
	parent: ParentActor,
	{ askId, now }: { askId: string; now: Date },
): Promise<AnswerResult> {
	return store.transact(async (tx): Promise<AnswerResult> => {
		const locked = await lockOwnAsk(tx, parent, askId, now);
		if (locked?.view === 'given_back') return { ok: true };
		if (locked?.view !== 'accepted' || now >= locked.ask.startsAt) return { ok: false, refusal: 'gone' };
		return giveBackIn(tx, parent, locked, now);
	});
}

async function giveBackIn(
	tx: Tx,
	parent: ParentActor,
	{ ask, moment }: FoundAsk,
	now: Date,
): Promise<AnswerResult> {
	const { schoolId } = parent;
	if (now >= ask.startsAt) return { ok: false, refusal: 'gone' };
	const { signUp } = tx.t;
	await tx
		.update(signUp)
		.set({ interpreterFoundAt: null, interpreterBy: null })
		.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, ask.signUpId)));
	await setState(tx, ask, moment, 'given_back');
	const told = await whoWished(tx, moment, ask, now);
	if (told) {
		const names = { name: parent.name, childName: told.childName };
		const lost = interpreterLost({ moment, slot: ask, to: told, language: ask.language, now });
		await queueNotices(tx, [interpreterGaveBack({ moment, to: ask, now }, names), lost], now);
	}
	await audit(
		tx,
		parent,
		'moments.interpreter_given_back',
		{ signUpId: ask.signUpId, askId: ask.askId },
		now,
	);
	return { ok: true };
}

/** Locks the slot that an own ask is for, so that of two who say yes one is first. */
async function lockOwnAsk(
	tx: Tx,
	parent: ParentActor,
	askId: string,
	now: Date,
): Promise<FoundAsk | undefined> {
	const { schoolId, guardianId } = parent;
	const { interpreterAsk } = tx.t;
	const [at] = await tx
		.select({ slotId: interpreterAsk.slotId })
		.from(interpreterAsk)
		.where(
			and(
				eq(interpreterAsk.schoolId, schoolId),
				eq(interpreterAsk.id, askId),
				eq(interpreterAsk.guardianId, guardianId),
			),
		);
	if (!at || !(await lockSlot(tx, schoolId, at.slotId))) return undefined;
	const { locale } = await toParent(tx, parent, { signUpId: '', childId: '' });
	return findOwnAsk(tx, parent, { askId, locale, now });
}

async function setState(
	tx: Tx,
	{ askId }: Asked,
	{ school }: FoundMoment,
	state: Asked['state'],
): Promise<void> {
	const { interpreterAsk } = tx.t;
	await tx
		.update(interpreterAsk)
		.set({ state })
		.where(and(eq(interpreterAsk.schoolId, school.schoolId), eq(interpreterAsk.id, askId)));
}

async function whoWished(tx: Tx, { school }: FoundMoment, ask: Asked, now: Date) {
	const all = await findConcerned(tx, school.schoolId, [ask.slotId], dayOf(now, school.timeZone));
	return all.find(({ signUpId }) => signUpId === ask.signUpId);
}

const findIds = compiled<{ school: string; guardian: string; now: Date }>('own_interpreter_asks')((
	db: Reader,
	p,
) => {
	const { interpreterAsk, slot } = db.t;
	return db
		.select({ askId: interpreterAsk.id })
		.from(interpreterAsk)
		.innerJoin(slot, and(eq(slot.schoolId, interpreterAsk.schoolId), eq(slot.id, interpreterAsk.slotId)))
		.where(
			and(
				eq(interpreterAsk.schoolId, p.school),
				eq(interpreterAsk.guardianId, p.guardian),
				inArray(interpreterAsk.state, ['asked', 'accepted']),
				gt(slot.endsAt, as(p.now, slot.endsAt)),
			),
		)
		.orderBy(slot.startsAt, interpreterAsk.id);
});

/**
 * What this guardian is asked or said yes to, and is not over, in order of time. One query where there is nothing, as for
 * most.
 */
export async function findOwnAsks(
	db: Reader,
	parent: Whose,
	{ locale, now }: { locale: Locale; now: Date },
): Promise<FoundAsk[]> {
	const rows = await findIds(db, { school: parent.schoolId, guardian: parent.guardianId, now });
	if (rows.length === 0) return [];
	const all = await findAsksOf(db, parent, { askIds: rows.map(({ askId }) => askId), locale, now });
	return all.filter(({ view }) => view === 'asked' || view === 'accepted' || view === 'called_off');
}

/** The calendar file of an interpreting that they said yes to; undefined for every other (404). */
export async function interpretingFile(
	store: Store,
	parent: ParentActor,
	{ askId, locale, origin, now }: { askId: string; locale: Locale; origin: string; now: Date },
): Promise<string | undefined> {
	const found = await findOwnAsk(store.read, parent, { askId, locale, now });
	if (found?.view !== 'accepted') return undefined;
	const { ask, moment } = found;
	const texts = { translations: await momentTranslations(store.read, parent.schoolId, moment) };
	const own = (field: OwnText) => ownText({ ...texts, ...moment }, field, locale)?.text ?? '';
	const entry = interpretingEntry({ moment, to: ask, now }, `${origin}${askPath(askId)}`);
	return calendarFile(fillEntry(entry, (name) => own(name as OwnText)));
}
