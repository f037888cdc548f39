import { momentKindNames } from '../moments/kinds.ts';

/** What a thank-you says; each has a drawing of its own. */
export const thanksNames = ['hands', 'children', 'together'] as const;
/** The same after a moment, and after a talk. */
export const momentThanks = ['coming', 'hands', 'children'] as const;
export const talkThanks = ['talk', 'shared'] as const;
export const allThanks = [...thanksNames, 'coming', ...talkThanks] as const;
export type Thanks = (typeof thanksNames)[number];
export type AnyThanks = (typeof allThanks)[number];

/** What a moment or a talk is that somebody was thanked for. */
export const thankedKinds = [...momentKindNames, 'start_talk'] as const;
export type ThankedKind = (typeof thankedKinds)[number];
