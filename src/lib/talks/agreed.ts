/** Who does what was agreed. */
export const doers = ['school', 'family', 'both'] as const;
export type Doer = (typeof doers)[number];

/** More than this is no agreement but a report. */
export const AGREEMENTS_AT_MOST = 5;
export const AGREEMENT_LENGTH = 200;
