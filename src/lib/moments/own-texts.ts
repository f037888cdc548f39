/** The texts of a moment that the school writes itself; all others are there in every language. */
export const ownTexts = ['title', 'place', 'note'] as const;
export type OwnText = (typeof ownTexts)[number];
