// What a guardian is to be at, whatever it is: for saying beforehand that something is at the same time.
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { askPath, momentPath } from '#lib/moments/paths.ts';
import { findOwnAsks } from '#lib/moments/server/interpreter-answers.ts';
import { findOwnSignUps } from '#lib/moments/server/own-sign-ups.ts';
import { overlaps, type Span } from '#lib/moments/slots.ts';
import { lookOf, type Words } from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { interpretingTalks } from '#lib/talks/server/interpreted.ts';
import { formatTimeRange } from '#lib/translation/dates.ts';
import { shiftCard } from '../words.ts';
import { ownShifts } from './for-parent.ts';

export interface OwnPlan extends Span {
	is: 'moment' | 'shift' | 'interpreting';
	/** Of the slot, the shift, or what they were asked to interpret. */
	id: string;
	/** Theirs for sure; false: in a waiting list. */
	sure: boolean;
	/** In words, what it is and when. */
	what: string;
	/** Where it can be seen and given back. */
	path: string;
}

/**
 * Own appointments, shifts and interpretings that are not over, in words. Not what the school called off, a meeting that
 * they leave out, or a period in which they help when it suits. Four queries where there is nothing.
 */
export async function ownPlans(db: Reader, parent: ParentActor, words: Words, now: Date): Promise<OwnPlan[]> {
	const { schoolId, guardianId } = parent;
	const { locale, timeZone } = words;
	const named = (name: string, { startsAt, endsAt }: Span) => ({
		startsAt,
		endsAt,
		what: `${name}, ${formatTimeRange(startsAt, endsAt, locale, timeZone)}`,
	});
	const signUps = await findOwnSignUps(db, { schoolId, guardianId, momentId: '', now });
	const shifts = await ownShifts(db, parent, now);
	const asks = await findOwnAsks(db, parent, { locale, now });
	const talks = await interpretingTalks(db, parent, now);
	return [
		...signUps
			.filter(({ skips }) => !skips)
			.map((one) => ({
				...named(lookOf(one.kind, locale).name, one),
				...{ is: 'moment' as const, id: one.slotId },
				...{ sure: one.status === 'confirmed', path: momentPath(one.momentId) },
			})),
		...shifts
			.filter(({ cancelled, flexible }) => !cancelled && !flexible)
			.map((one) => {
				const { title, path } = shiftCard(one, words);
				const sure = one.status === 'confirmed';
				return { ...named(title, one), is: 'shift' as const, id: one.shiftId, sure, path };
			}),
		...asks
			.filter(({ view }) => view === 'accepted')
			.map(({ ask }) => ({
				...named(m.interpreting_name({}, { locale }), ask),
				...{ is: 'interpreting' as const, id: ask.askId, sure: true, path: askPath(ask.askId) },
			})),
		...talks.map((one) => ({
			...named(m.interpreting_name({}, { locale }), one),
			...{ is: 'interpreting' as const, id: one.talkId, sure: true, path: askPath() },
		})),
	];
}

/** What they promised others, which no appointment for a child is refused for: helping and interpreting. */
export function promises(plans: readonly OwnPlan[]): OwnPlan[] {
	return plans.filter(({ is, sure }) => is !== 'moment' && sure);
}

/** The first that is at the same time as any of these. */
export function planAt(spans: readonly Span[], plans: readonly OwnPlan[]): OwnPlan | undefined {
	return plans.find((plan) => spans.some((span) => overlaps(span, plan)));
}
