// What a parent does at a moment's page: the same acts behind the normal page and the easy one. `pathOf` says where to go on.
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { decline, undoDecline } from '#lib/moments/server/declines.ts';
import { momentPage } from '#lib/moments/server/for-parent.ts';
import { skipMeeting } from '#lib/moments/server/skip-meeting.ts';
import { cancelSignUp, changeSignUp, signUp, type SignUpResult } from '#lib/moments/server/sign-ups.ts';
import { acceptOffer } from '#lib/moments/server/waiting-list.ts';
import {
	acceptSchema,
	cancelSchema,
	changeSchema,
	declineSchema,
	signUpSchema,
	skipSchema,
} from '#lib/moments/sign-up-form.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { m } from '#lib/paraglide/messages.js';
import { ownPlans, planAt, promises } from '#lib/tasks/server/own-plans.ts';
import { hasWaited } from './answer-once.ts';
import { app } from './app.ts';
import { countLink } from './came-by-link.ts';

type Event = RequestEvent<{ moment: string }>;

/** Form actions of a page about one moment. Each goes on by GET, so that a reload or the back button posts nothing again. */
export function momentActs(pathOf: (momentId: string) => string) {
	/** `number`: in the waiting list; a form that was sent later tells it. */
	function show(event: Event, childId: string, done?: string, number?: number | null): never {
		const told = `${done ? `&done=${done}` : ''}${number ? `&number=${number}` : ''}`;
		const ask = `?child=${encodeURIComponent(childId)}${told}`;
		redirect(303, `${pathOf(event.params.moment)}${ask}`);
	}
	return {
		signUp: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, signUpSchema);
			if (!form.ok) return fail(422, form.problems);
			const { childId, waitFor, comeWith, insteadOf, despite, ...wish } = form.value;
			const slotId = waitFor || wish.slotId;
			const typed = { childId, slotId, adults: String(wish.adults), note: wish.note ?? '' };
			if (!slotId) return fail(422, formProblem(typed, 'slotId', 'required'));
			const { store, clock } = app();
			const asked = {
				...typed,
				interpreter: wish.interpreter ?? '',
				mayAskParent: wish.mayAskParent ? 'yes' : '',
			};
			const promise = despite ? undefined : await promisedThen(event, parent, slotId);
			if (promise) {
				const values: Record<string, string> = {
					...asked,
					...given({ waitFor, comeWith, insteadOf }),
					despite: 'yes',
				};
				return fail(409, { refusal: 'promised' as const, count: 0, promise, values });
			}
			const result = await signUp(store, parent, {
				childId,
				slotId,
				adults: comeWith ?? wish.adults,
				interpreter: wish.interpreter,
				mayAskParent: wish.mayAskParent,
				note: wish.note,
				wait: waitFor !== '' || hasWaited(event),
				insteadOf: insteadOf || undefined,
				now: clock.now(),
			});
			if (result.ok) {
				await countLink(event, parent, event.params.moment);
				show(event, childId, result.status, result.number);
			}
			return refused(result, despite ? { ...asked, despite } : asked);
		},
		change: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, changeSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await changeSignUp(store, parent, { ...form.value, now: clock.now() });
			if (result.ok) show(event, childOf(event), 'changed');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal, count: result.count ?? 0 });
		},
		cancel: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, cancelSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await cancelSignUp(store, parent, { ...form.value, now: clock.now() });
			if (!result.ok) return fail(409, { refusal: result.refusal, count: 0 });
			return show(event, childOf(event), 'cancelled');
		},
		/** "Not this one time" of a meeting of a series, or after all. */
		skip: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, skipSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await skipMeeting(store, parent, { ...form.value, now: clock.now() });
			if (result.ok) show(event, childOf(event), 'changed');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal, count: 0 });
		},
		accept: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, acceptSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const result = await acceptOffer(store, parent, { ...form.value, now: clock.now() });
			if (result.ok) show(event, childOf(event), 'confirmed');
			if (result.refusal === 'not_found') error(404);
			return fail(409, { refusal: result.refusal, count: 0 });
		},
		decline: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, declineSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const which = { momentId: event.params.moment, childId: form.value.childId, now: clock.now() };
			const result = await decline(store, parent, which);
			if (result.ok) show(event, form.value.childId, 'declined');
			if (result.refusal === 'not_found' || result.refusal === 'not_yours') error(404);
			return fail(409, { refusal: result.refusal, count: 0 });
		},
		undoDecline: async (event: Event) => {
			const parent = requireParent(event);
			const form = await readForm(event.request, declineSchema);
			if (!form.ok) return fail(422, form.problems);
			const { store, clock } = app();
			const which = { momentId: event.params.moment, childId: form.value.childId, now: clock.now() };
			await undoDecline(store, parent, which);
			return show(event, which.childId);
		},
	};
}

/** What of these was answered, as the form has it. */
function given(answers: Record<string, string | number | null>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(answers).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
	);
}

/**
 * What the guardian promised others for the time of this slot (of a series: of its meetings to come), in words, and what
 * to do about it. Asked once: a child's moment goes before helping and interpreting.
 */
async function promisedThen(event: Event, parent: ParentActor, slotId: string) {
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const words = { locale, timeZone: parent.school.timeZone };
	const made = promises(await ownPlans(store.read, parent, words, now));
	if (made.length === 0) return undefined;
	const moment = await momentPage(store, parent, event.params.moment, now);
	const slots = moment?.slots.filter((slot) =>
		moment.series ? slot.state === 'open' || slot.state === 'full' : slot.slotId === slotId,
	);
	const one = planAt(slots ?? [], made);
	return (
		one && {
			title: m.join_clash({ what: one.what }, { locale }),
			text: m.momentnotices_promised_text({}, { locale }),
			yes: m.momentnotices_promised_yes({}, { locale }),
		}
	);
}

function childOf(event: Event): string {
	return event.url.searchParams.get('child') ?? '';
}

/** What the page shows when there is no place as asked: the reason, what was typed, and the ways on. */
function refused(result: Extract<SignUpResult, { ok: false }>, values: Record<string, string>) {
	if (result.refusal === 'not_found') error(404);
	return fail(409, {
		refusal: result.refusal,
		count: result.count ?? 0,
		number: result.number ?? 0,
		insteadOf: result.refusal === 'limit_reached' ? (result.own?.signUpId ?? '') : '',
		values,
	});
}
