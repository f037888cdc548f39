/** A family is derived: children that share a guardian, directly or through another child. */
export function countFamilies(pairs: readonly { childId: string; guardianId: string }[]): number {
	return familiesOf(pairs).length;
}

/** The guardians of each family, in the order in which they come. */
export function familiesOf(pairs: readonly { childId: string; guardianId: string }[]): string[][] {
	const leaders = new Map<string, string>();
	const leaderOf = (key: string): string => {
		const leader = leaders.get(key) ?? key;
		return leader === key ? key : leaderOf(leader);
	};
	for (const { childId, guardianId } of pairs) {
		const child = leaderOf(`c ${childId}`);
		const guardian = leaderOf(`g ${guardianId}`);
		if (child !== guardian) leaders.set(guardian, child);
	}
	const guardians = [...new Set(pairs.map(({ guardianId }) => guardianId))];
	return [...Map.groupBy(guardians, (guardianId) => leaderOf(`g ${guardianId}`)).values()];
}
