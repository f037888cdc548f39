import { expect, test } from 'vitest';
import { mappingProblem, proposeMapping } from './guardian-columns.ts';
import { readGuardianList } from './guardian-list.ts';
import { readList } from './server/read-list.ts';
import { templateList } from './template-list.ts';

test('our own list is read without a question', () => {
	const read = readList(new TextEncoder().encode(templateList()));
	if (!read.ok) throw new Error(read.refusal);
	const mapping = proposeMapping(read.table.headers);
	expect(mapping).not.toContain('ignore');
	expect(mappingProblem(mapping)).toBeUndefined();
	const { rows, findings } = readGuardianList(read.table, mapping);
	expect(rows.map(({ guardians }) => guardians.map(({ name }) => name))).toEqual([
		['Ayşe Voorbeeld', 'Mehmet Voorbeeld'],
		['Anna de Tester'],
	]);
	expect(findings).toEqual([]);
});
