import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { Store } from '#lib/database/store.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	assignSchema,
	interpreterOffSchema,
	interpreterSchema,
	interpreterTimeOffSchema,
	interpreterTimeSchema,
	interpretingParentSchema,
} from '#lib/talks/interpreter-form.ts';
import { roundInterpretersPath } from '#lib/talks/paths.ts';
import { roundLook } from '#lib/talks/round-look.ts';
import {
	addInterpreterTime,
	addInterpretingParent,
	assignInterpreter,
	interpretersPage,
	removeInterpreter,
	removeInterpreterTime,
	saveInterpreter,
	type InterpreterResult,
} from '#lib/talks/server/interpreters.ts';
import { talkKindName } from '#lib/talks/server/notices.ts';
import { languageName, languagesByName } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const page = await interpretersPage(store.read, staff, event.params.round, clock.now());
	if (!page) error(404);
	const { round, interpreters, needs, wishes, parents } = page;
	const { locale } = event.locals;
	const named = (tag: string) => ({ tag, name: languageName(tag, locale) });
	// those that are asked for here come first, as words to tap
	const asked = [...new Set([...wishes, ...needs].map(({ language }) => language))];
	return {
		newId: newId(),
		round: {
			roundId: round.roundId,
			title: round.title ?? talkKindName(round.kind, locale),
			firstDay: round.firstDay,
			lastDay: round.lastDay,
			...roundLook[round.kind],
		},
		interpreters: interpreters.map(({ parent, ...one }) => ({
			...one,
			isParent: parent !== null,
			languages: one.languages.map(named),
		})),
		/** Parents who can be added: who they are, and what they offered. */
		parents: parents.map(({ guardianId, name, languages, atSchool }) => ({
			guardianId,
			name,
			languages: languages.map(named),
			atSchool,
		})),
		needs: needs.map((need) => ({ ...need, languageName: languageName(need.language, locale) })),
		wishes: wishes.map((wish) => ({ ...wish, name: languageName(wish.language, locale) })),
		asked: asked.map(named),
		languages: languagesByName(locale).flatMap(({ tag }) => (tag === baseLocale ? [] : named(tag))),
	};
};

type Event = RequestEvent<{ round: string }>;

/** An action of who runs the round; what is refused comes back beside its own form: `about` says which. */
function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
	schema: S,
	aboutOf: (form: Record<string, unknown>) => string,
	work: (
		store: Store,
		staff: StaffActor,
		form: v.InferOutput<S> & { roundId: string; now: Date },
	) => Promise<InterpreterResult>,
) {
	return async (event: Event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const roundId = event.params.round;
		const now = clock.now();
		if (!(await interpretersPage(store.read, staff, roundId, now))) error(404);
		const form = await readForm(event.request, schema);
		if (!form.ok)
			return fail(422, { ...form.problems, about: aboutOf(form.problems.values), refusal: undefined });
		const result = await work(store, staff, { ...form.value, roundId, now });
		const about = aboutOf(form.value);
		if (result.ok) redirect(303, `${roundInterpretersPath(roundId)}#${about}`);
		if (result.refusal === 'not_found') error(404);
		const problems: Record<string, Problem> = {};
		const values: Record<string, string | string[]> = Object.fromEntries(
			Object.entries(form.value).map(([name, value]) => [
				name,
				Array.isArray(value) ? value.map(String) : String(value),
			]),
		);
		return fail(409, { problems, values, about, refusal: result.refusal });
	};
}

const interpreterOf = ({ interpreterId }: Record<string, unknown>) => String(interpreterId);
const talkOf = ({ talkId }: Record<string, unknown>) => String(talkId);

export const actions: Actions = {
	save: act(interpreterSchema, interpreterOf, (store, staff, { how, ...form }) =>
		saveInterpreter(store, staff, { ...form, byPhone: how === 'phone' }),
	),
	addParent: act(interpretingParentSchema, interpreterOf, (store, staff, { how, ...form }) =>
		addInterpretingParent(store, staff, { ...form, byPhone: how === 'phone' }),
	),
	remove: act(interpreterOffSchema, interpreterOf, removeInterpreter),
	addTime: act(interpreterTimeSchema, interpreterOf, addInterpreterTime),
	removeTime: act(interpreterTimeOffSchema, interpreterOf, (store, staff, { at, ...form }) =>
		removeInterpreterTime(store, staff, { ...form, at: Number(at) }),
	),
	assign: act(assignSchema, talkOf, assignInterpreter),
};
