/** What a consent is about. */
export const consentKinds = ['photo', 'voice', 'work'] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** Where it would be seen or heard, from the fewest people to everybody. */
export const consentPurposes = ['app', 'inside', 'print', 'website', 'social'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** One thing that is asked: this kind, for this purpose. */
export interface Asked {
	kind: ConsentKind;
	purpose: ConsentPurpose;
}

/** Everything that is asked for a child, kind by kind. A voice is on no wall and on no paper. */
export const everythingAsked: readonly Asked[] = consentKinds.flatMap((kind) =>
	consentPurposes
		.filter((purpose) => kind !== 'voice' || (purpose !== 'inside' && purpose !== 'print'))
		.map((purpose) => ({ kind, purpose })),
);
