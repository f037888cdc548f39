import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit, type SystemActor } from '#lib/accounts/server/audit.ts';
import { auditTaught } from '#lib/accounts/server/taught-lines.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import type { EdexFile } from '#lib/school/edexml.ts';
import { openSchoolYear } from '#lib/school/server/create.ts';
import { planImport, yearOfFile } from '../import-plan.ts';
import type { Answers, ImportPlan } from '../import-types.ts';
import { keepRun } from './import-runs.ts';
import { writeImport } from './import-writes.ts';
import { readSchoolFacts, readSchoolNow } from './school-now.ts';

/** Who may import: office and head, and the command line. */
export type Importer = StaffActor | SystemActor;

export const mayImport = (actor: Importer): boolean => actor.kind === 'system' || runsOffice(actor);

/** What a file would do, with the answers so far. Reads only. */
export async function previewEdexml(
	db: Reader,
	schoolId: string,
	file: EdexFile,
	answers: Answers,
	now: Date,
): Promise<ImportPlan> {
	const facts = await readSchoolFacts(db, schoolId, now);
	return planImport(file, await readSchoolNow(db, facts, yearOfFile(file, facts.currentYear)), answers);
}

export type ApplyEdexml =
	| { ok: true; plan: ImportPlan }
	/** `blocked`: the file is for another school or year, and nobody said to go on. */
	| { ok: false; refusal: 'not_allowed' | 'blocked' };

/**
 * Applies a file with the answers, in one transaction, planned anew on what the school has at that moment. What still
 * waits for an answer stays as it is. The same file again writes nothing at all.
 */
export async function applyEdexml(
	store: Store,
	actor: Importer,
	{ file, answers, now, fileName = '' }: { file: EdexFile; answers: Answers; now: Date; fileName?: string },
): Promise<ApplyEdexml> {
	if (!mayImport(actor)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const facts = await readSchoolFacts(tx, actor.schoolId, now);
		const yearName = yearOfFile(file, facts.currentYear);
		const plan = planImport(file, await readSchoolNow(tx, facts, yearName), answers);
		if (plan.blocked) return { ok: false, refusal: 'blocked' };
		if (plan.empty) return { ok: true, plan };
		const schoolYearId = await openSchoolYear(tx, facts.id, yearName, facts.region);
		const changes = await writeImport(tx, { schoolId: facts.id, schoolYearId, now }, plan.writes);
		const counts = countsOf(plan);
		await keepRun(tx, actor, { kind: 'edexml', fileName, schoolYear: yearName, changes, counts }, now);
		await audit(tx, actor, 'families.imported', counts, now);
		await auditTaught(tx, actor, { given: changes.taught, taken: changes.untaught }, now);
		return { ok: true, plan };
	});
}

function countsOf({ children, groups, staff }: ImportPlan): Record<string, number> {
	return {
		new: children.new.length,
		changed: children.changed.length,
		leaving: children.leaving.length,
		gone: children.gone.filter(({ confirmed }) => confirmed).length,
		waiting: children.waiting.length,
		groups: groups.new.length + groups.changed.length,
		staff: staff.new.length + staff.changed.length,
	};
}
