import { expect, test } from 'vitest';
import { decide, isAllowed, type Answer, type Decision } from './decide.ts';

const both = new Set(['mother', 'father']);
const says = (guardianId: string, given: boolean): Answer => ({ guardianId, given });

test.each<[string, Answer[], ReadonlySet<string>, Decision]>([
	['nobody answered', [], both, 'open'],
	['one said yes, the other nothing', [says('mother', true)], both, 'yes'],
	['both said yes', [says('mother', true), says('father', true)], both, 'yes'],
	['one said no', [says('mother', true), says('father', false)], both, 'no'],
	['only a no', [says('father', false)], both, 'no'],
	['a yes of one without a say', [says('uncle', true)], both, 'open'],
	['a no of one without a say', [says('mother', true), says('uncle', false)], both, 'yes'],
	['nobody has a say', [says('mother', true)], new Set(), 'open'],
])('%s', (_, answers, sayers, expected) => {
	expect(decide(answers, sayers)).toBe(expected);
	expect(isAllowed(expected)).toBe(expected === 'yes');
});
