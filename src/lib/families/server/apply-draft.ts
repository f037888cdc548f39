import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import type { GuardianPlan } from '../guardian-plan-types.ts';
import type { Answers, ImportPlan } from '../import-types.ts';
import { noteDone, type DoneCounts, type Draft } from './import-drafts.ts';
import { applyEdexml, previewEdexml } from './import-edexml.ts';
import { applyGuardians, previewGuardians } from './import-guardians.ts';

export type DraftPlan = { kind: 'edexml'; plan: ImportPlan } | { kind: 'guardians'; plan: GuardianPlan };

/** What a draft would do; undefined when it is done, or its columns are not known yet. */
export async function planOfDraft(
	db: Reader,
	{ schoolId }: StaffActor,
	draft: Draft,
	answers: Answers,
	now: Date,
): Promise<DraftPlan | undefined> {
	if (draft.kind === 'edexml')
		return draft.file
			? { kind: 'edexml', plan: await previewEdexml(db, schoolId, draft.file, answers, now) }
			: undefined;
	const { table, mapping } = draft;
	if (!table || !mapping) return undefined;
	return { kind: 'guardians', plan: await previewGuardians(db, schoolId, { table, mapping, answers, now }) };
}

export type ApplyDraft =
	{ ok: true; done: DoneCounts } | { ok: false; refusal: 'not_allowed' | 'blocked' | 'gone' };

/** Applies a draft with the answers and notes the numbers; once more for what had to wait. */
export async function applyDraft(
	store: Store,
	staff: StaffActor,
	draft: Draft,
	answers: Answers,
	now: Date,
): Promise<ApplyDraft> {
	const counted =
		draft.kind === 'edexml'
			? await applyFile(store, staff, draft, answers, now)
			: await applyList(store, staff, draft, answers, now);
	if (!counted.ok) return counted;
	const done = add(draft.done, counted.done);
	await noteDone(store, staff, draft, done);
	return { ok: true, done };
}

async function applyFile(
	store: Store,
	staff: StaffActor,
	draft: Draft & { kind: 'edexml' },
	answers: Answers,
	now: Date,
): Promise<ApplyDraft> {
	if (!draft.file) return { ok: false, refusal: 'gone' };
	const applied = await applyEdexml(store, staff, {
		file: draft.file,
		answers,
		now,
		fileName: draft.fileName,
	});
	if (!applied.ok) return applied;
	const { children, groups, staff: people, questions } = applied.plan;
	return {
		ok: true,
		done: {
			new: children.new.length,
			changed: children.changed.length,
			leaving: children.leaving.length + children.gone.filter(({ confirmed }) => confirmed).length,
			groups: groups.new.length,
			staff: people.new.length,
			waiting: questions.filter(({ answer }) => answer === null).length,
		},
	};
}

async function applyList(
	store: Store,
	staff: StaffActor,
	{ table, mapping, fileName }: Draft & { kind: 'guardians' },
	answers: Answers,
	now: Date,
): Promise<ApplyDraft> {
	if (!table || !mapping) return { ok: false, refusal: 'gone' };
	const applied = await applyGuardians(store, staff, { table, mapping, answers, now, fileName });
	if (!applied.ok) return { ok: false, refusal: applied.refusal === 'not_allowed' ? 'not_allowed' : 'gone' };
	const { plan } = applied;
	const waiting = plan.questions.filter(({ answer }) => answer === null).length;
	return {
		ok: true,
		done: { new: plan.new.length, changed: plan.changed.length, leaving: 0, groups: 0, staff: 0, waiting },
	};
}

/** What came in earlier counts too; what waits is that of now. */
function add(before: DoneCounts | null, now: DoneCounts): DoneCounts {
	if (!before) return now;
	const summed = (Object.keys(now) as (keyof DoneCounts)[]).map((key) => [key, before[key] + now[key]]);
	return { ...(Object.fromEntries(summed) as DoneCounts), waiting: now.waiting };
}
