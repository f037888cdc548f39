// What is said of a form to plan a task that is not whole: all of it at once, with what was typed kept.
import { expect, test } from 'vitest';
import { readForm } from '#lib/platform/server/forms.ts';
import { planSchema, withName } from './plan-form.ts';

const whole = {
	...{ taskId: 'task-0000000000', template: 'other', groups: 'zonnebloem', repeat: 'once' },
	...{ firstDay: '2026-10-13', time: '08:30', minutes: '60', places: '2', contactId: 'marieke' },
	...{ stepBackHours: '24', title: 'Lampions ophangen', note: 'Neem een ladder mee.' },
};

async function wrong(part: Record<string, string>) {
	const { groups, ...form } = { ...whole, ...part };
	const body = new URLSearchParams(form);
	if (groups) body.append('groups', groups);
	const read = await readForm(new Request('https://school.example', { method: 'POST', body }), planSchema);
	return read.ok ? null : withName(read.problems);
}

test.each([
	['neither name nor group', { title: '', groups: '' }, { title: 'required', groups: 'required' }],
	['no group', { groups: '' }, { groups: 'required' }],
	['a template has a name', { template: 'library', title: '', groups: '' }, { groups: 'required' }],
	[
		'a name that is too long',
		{ title: 'x'.repeat(81), groups: '' },
		{ title: 'too_long', groups: 'required' },
	],
	['no name and no day', { title: '', firstDay: '' }, { title: 'required', firstDay: 'not_a_date' }],
])('%s', async (_, part, problems) => {
	const said = await wrong(part);
	expect(said?.problems).toEqual(problems);
	expect(said?.values).toMatchObject({
		note: 'Neem een ladder mee.',
		...('title' in part && { title: part.title }),
	});
});

test('what is whole is read', async () => {
	expect(await wrong({})).toBeNull();
});
