import { expect, test } from 'vitest';
import { isMet } from './met-changes.ts';
import type { ProposedChange } from './round.ts';

const at = (time: string) => new Date(`2026-11-10T${time}:00Z`);
const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) });
const startsAt = at('19:00').getTime();
const teacher: ProposedChange = { kind: 'teacher_time', staffId: 'marieke', startsAt, room: null };
const interpreter: ProposedChange = { kind: 'interpreter_time', interpreterId: 'imane', startsAt };
const family: ProposedChange = { kind: 'family_time', startsAt };
const talk = [span('19:00', '19:10')];
const evening = [span('18:00', '19:00'), span('19:00', '20:00')];

test.each([
	['a teacher who has it', teacher, { marieke: talk }, [], true],
	['a teacher in whose evening it is', teacher, { marieke: evening }, [], true],
	['a teacher who ends too early', teacher, { marieke: [span('18:00', '19:05')] }, [], false],
	['a teacher who begins too late', teacher, { marieke: [span('19:05', '20:00')] }, [], false],
	['another teacher', teacher, { petra: talk }, [], false],
	['an interpreter who is there', interpreter, { imane: talk }, [], true],
	['another interpreter', interpreter, { marieke: talk }, [], false],
	['a family that can', family, {}, [evening], true],
	['a family of which one can', family, {}, [talk, [span('15:00', '16:00')]], false],
	['a family that can both', family, {}, [talk, evening], true],
	['a family that gave nothing', family, { marieke: talk }, [[]], false],
	['a family that took its answer back', family, {}, [], false],
] as const)('%s', (_name, change, there, families, met) => {
	const of = (id: string) => (there as Record<string, typeof evening>)[id] ?? [];
	expect(isMet(change, { teacher: of, interpreter: of, family: families, minutes: 10 })).toBe(met);
});
