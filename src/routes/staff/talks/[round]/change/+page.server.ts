import { error, fail, redirect } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { staffRoundPath } from '#lib/talks/paths.ts';
import { roundDefaults } from '#lib/talks/round-defaults.ts';
import { draftSchema } from '#lib/talks/round-form.ts';
import { roundLook } from '#lib/talks/round-look.ts';
import { changeDraft, draftForm, type DraftForm } from '#lib/talks/server/draft.ts';
import { talkKindName } from '#lib/talks/server/notices.ts';
import { asTyped } from '../../as-typed.server.ts';
import type { RoundValues } from '../../round-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const draft = await draftForm(store.read, staff, event.params.round);
	if (!draft) error(404);
	const { round } = draft;
	const name = talkKindName(round.kind, event.locals.locale);
	return {
		plan: {
			roundId: round.roundId,
			kind: round.kind,
			name,
			...roundLook[round.kind],
			values: valuesOf(draft),
		},
		groups: await groupsForStaff(store.read, staff, clock.now()),
		holders: draft.groups,
		colleagues: draft.colleagues,
	};
};

function valuesOf({ round, pattern, questions, ...draft }: DraftForm): RoundValues {
	const { kind, places, child, minutes, pauseMinutes, firstDay, lastDay } = round;
	const { from, till, weekdays } = roundDefaults[kind];
	return {
		way: draft.drawsOn ? 'lots' : round.way,
		drawsOn: draft.drawsOn,
		...{ places, child, minutes, pauseMinutes, firstDay, lastDay, questions },
		...(pattern ?? { from, till, weekdays, breakFrom: '', breakTill: '' }),
		inARow: round.inARow ?? 0,
		groups: round.groups.map(({ groupId }) => groupId),
		...{ opensOn: draft.opensOn, opensTime: draft.opensTime, closesOn: draft.closesOn },
		...{ together: draft.together, childAsks: draft.childAsks },
		interpreterOffered: round.interpreterOffered,
		ownQuestion: draft.ownQuestion ?? '',
		ownChoices: draft.ownChoices,
		title: round.title ?? '',
		note: round.note ?? '',
	};
}

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		if (!(await draftForm(store.read, staff, event.params.round))) error(404);
		const form = await readForm(event.request, draftSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		// the round is the one of the address, whatever the form says
		const plan = { ...form.value, roundId: event.params.round };
		const result = await changeDraft(store, staff, plan, clock.now());
		if (result.ok) redirect(303, `${staffRoundPath(plan.roundId)}?show=preview&changed`);
		if (result.refusal === 'not_found' || result.refusal === 'published') error(404);
		if (result.refusal === 'not_allowed') error(403);
		const problems: Record<string, Problem> = {};
		return fail(409, { problems, values: asTyped(plan), refusal: result.refusal });
	},
};
