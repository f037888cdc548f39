// A picture with thanks: what it may show. A drawing without a name and a photo on which no child can be recognised need nobody.

/** What is thanked for. */
export const thanksAbout = ['shift', 'moment', 'talk'] as const;
export type ThanksAbout = (typeof thanksAbout)[number];

export const thanksPictureKinds = ['drawing', 'photo'] as const;
export type ThanksPictureKind = (typeof thanksPictureKinds)[number];

/** What the guardians of each child on it must have said yes to: seen in the app, by the parents of the group. */
export const consentOf = { drawing: 'work.app', photo: 'photo.app' } as const satisfies Record<
	ThanksPictureKind,
	string
>;

/** Most children on one picture: a whole group, with room. */
export const MOST_CHILDREN = 60;

/** Where a picture stands in a list of what somebody was thanked for. */
export const aboutKey = (about: { kind: ThanksAbout; id: string }): string => `${about.kind} ${about.id}`;

/**
 * Whether somebody with children in these groups may see a picture of these children: consent is for the parents of the
 * group, so each of them has to be in one of the groups. A picture without children is for all who were thanked.
 */
export function isForGroups(
	childIds: readonly string[],
	groupsOfChild: ReadonlyMap<string, readonly string[]>,
	ownGroups: ReadonlySet<string>,
): boolean {
	return childIds.every((childId) => groupsOfChild.get(childId)?.some((groupId) => ownGroups.has(groupId)));
}
