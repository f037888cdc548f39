import type { DraftPlan, RoundPlan } from '#lib/talks/round-form.ts';

/** A round's form as it was typed, to show it again when a rule refuses it. */
export function asTyped(plan: RoundPlan | DraftPlan): Record<string, string | string[]> {
	return Object.fromEntries(
		Object.entries(plan).map(([name, value]) => [
			name,
			Array.isArray(value)
				? value.map((one) => (typeof one === 'object' ? `${one.groupId} ${one.staffId}` : String(one)))
				: value === false
					? ''
					: String(value ?? ''),
		]),
	);
}
