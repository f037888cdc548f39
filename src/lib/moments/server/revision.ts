/**
 * Whether somebody else saved since a version was read, so that saving over it would lose what they wrote. One's own last
 * change is no conflict; where there were more, another's may be among them.
 */
export function changedMeanwhile(
	stored: { revision: number; changedBy: string | null },
	read: number,
	staffId: string,
): boolean {
	if (stored.revision === read) return false;
	return stored.changedBy !== staffId || stored.revision !== read + 1;
}
