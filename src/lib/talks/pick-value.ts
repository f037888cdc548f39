// How a picked time is named in a form: child, instant, teachers.
export interface PickedTime {
	childId: string;
	startsAt: Date;
	staffIds: readonly string[];
}

export const pickValue = ({ childId, startsAt, staffIds }: PickedTime): string =>
	[childId, startsAt.getTime(), ...staffIds].join(' ');

/** The times of a form's value, several with commas between; undefined: it is none of ours. */
export function pickedTimes(value: string): PickedTime[] | undefined {
	const picks = value.split(',').map((one): PickedTime | undefined => {
		const [childId, at, ...staffIds] = one.split(' ');
		const startsAt = new Date(Number(at));
		return childId && staffIds.length > 0 && !Number.isNaN(startsAt.getTime())
			? { childId, startsAt, staffIds }
			: undefined;
	});
	return picks.every((pick) => pick !== undefined) ? picks : undefined;
}
