import { and, eq, inArray } from 'drizzle-orm';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { fromInserted, inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { mappingProblem, type Mapping, type MappingProblem } from '../guardian-columns.ts';
import { readGuardianList } from '../guardian-list.ts';
import { planGuardians } from '../guardian-plan.ts';
import type { GuardianPlan, GuardianWrites, KnownChild } from '../guardian-plan-types.ts';
import type { ImportChanges, RowChanges } from '../import-changes.ts';
import type { Answers, Handle } from '../import-types.ts';
import type { ListTable } from '../list-table.ts';
import { searchKeyOf } from '../search.ts';
import { rememberMapping } from './column-mapping.ts';
import { readFamiliesNow } from './families-now.ts';
import { mayImport, type Importer } from './import-edexml.ts';
import { keepRun, keptFields, noChanges } from './import-runs.ts';

export interface GuardianImport {
	table: ListTable;
	mapping: Mapping;
	answers: Answers;
	now: Date;
	/** For the list of imports. */
	fileName?: string;
}

/**
 * What a list would do, with the answers so far. Reads only. `coming`: children that are about to be imported, so that
 * both files can be looked at together.
 */
export async function previewGuardians(
	db: Reader,
	schoolId: string,
	{ table, mapping, answers, now }: GuardianImport,
	coming: KnownChild[] = [],
): Promise<GuardianPlan> {
	const families = await readFamiliesNow(db, schoolId, now);
	const list = readGuardianList(table, mapping);
	return planGuardians(list, { ...families, children: [...families.children, ...coming] }, answers);
}

export type ApplyGuardians =
	{ ok: true; plan: GuardianPlan } | { ok: false; refusal: 'not_allowed' | MappingProblem };

/**
 * Applies a list with the answers, in one transaction, planned anew on what the school has at that moment, and remembers
 * its columns. The same list again writes nothing at all.
 */
export async function applyGuardians(
	store: Store,
	actor: Importer,
	{ table, mapping, answers, now, fileName = '' }: GuardianImport,
): Promise<ApplyGuardians> {
	if (!mayImport(actor)) return { ok: false, refusal: 'not_allowed' };
	const problem = mappingProblem(mapping);
	if (problem) return { ok: false, refusal: problem };
	const { schoolId } = actor;
	return store.transact(async (tx) => {
		const families = await readFamiliesNow(tx, schoolId, now);
		const plan = planGuardians(readGuardianList(table, mapping), families, answers);
		await rememberMapping(tx, schoolId, table, mapping, now);
		if (plan.empty) return { ok: true, plan };
		const changes = await writeGuardians(tx, schoolId, plan.writes, now);
		const counts = { new: plan.new.length, changed: plan.changed.length, waiting: plan.waiting.length };
		await keepRun(tx, actor, { kind: 'guardians', fileName, changes, counts }, now);
		await audit(tx, actor, 'families.guardians_imported', counts, now);
		for (const { kind, answer, key } of plan.questions)
			if (kind === 'own_email' && answer === 'take')
				await audit(tx, actor, 'families.email_replaced', { guardianId: key.slice('email:'.length) }, now);
		return { ok: true, plan };
	});
}

const FIELDS = ['name', 'email', 'phone', 'listedLanguage', 'writtenLanguage', 'spokenLanguage'];

async function writeGuardians(
	tx: Tx,
	schoolId: string,
	writes: GuardianWrites,
	now: Date,
): Promise<ImportChanges> {
	const done = noChanges();
	const { guardian, guardianship } = tx.t;
	const ids = new Map<Handle, string>(writes.newGuardians.map(({ handle }) => [handle, newId()]));
	const idOf = (handle: Handle) => ids.get(handle) ?? handle;
	const rows = writes.newGuardians.map(({ handle, row }) => ({
		...row,
		schoolId,
		id: idOf(handle),
		emailKey: row.email?.toLowerCase() ?? null,
		searchKey: searchKeyOf(row.name),
		createdAt: now,
	}));
	await inParts(rows, (part) => tx.insert(guardian).values(part));
	done.guardians.made = rows.map((row) => ({ id: row.id, row: keptFields(row, FIELDS) }));
	await inParts(writes.changedGuardians, async (part) => {
		done.guardians.changed.push(...(await changeGuardians(tx, schoolId, part)));
	});
	const links = writes.guardianships.map(({ guardian: who, child, position }) => ({
		schoolId,
		guardianId: idOf(who),
		childId: child,
		level: 'full' as const,
		position,
	}));
	await inParts(links, async (part) => {
		const made = await tx
			.insert(guardianship)
			.values(part)
			.onConflictDoNothing()
			.returning({ guardianId: guardianship.guardianId, childId: guardianship.childId });
		done.guardianships.push(...made);
	});
	return done;
}

async function changeGuardians(
	tx: Tx,
	schoolId: string,
	changed: GuardianWrites['changedGuardians'],
): Promise<RowChanges['changed']> {
	const { guardian } = tx.t;
	const sets = new Map(changed.map(({ id, set, newEmail }) => [id, { set, newEmail }]));
	const known = await tx
		.select()
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, [...sets.keys()])));
	const rows = known.map((row) => {
		const { set, newEmail } = sets.get(row.id) ?? { set: {}, newEmail: false };
		const next = { ...row, ...set };
		// another address was never proved, and is on the school's file
		const address = newEmail ? { emailConfirmedAt: null, emailIsOwn: false } : {};
		return {
			...next,
			...address,
			emailKey: next.email?.toLowerCase() ?? null,
			searchKey: searchKeyOf(next.name),
		};
	});
	await tx
		.insert(guardian)
		.values(rows)
		.onConflictDoUpdate({
			target: [guardian.schoolId, guardian.id],
			set: fromInserted(
				'name',
				'searchKey',
				'email',
				'emailKey',
				'emailConfirmedAt',
				'emailIsOwn',
				'phone',
				'listedLanguage',
				'writtenLanguage',
				'spokenLanguage',
			),
		});
	return rows.map((row, at) => ({
		id: row.id,
		from: keptFields(known[at] ?? {}, FIELDS),
		to: keptFields(row, FIELDS),
	}));
}
