import { kindTexts } from '#lib/moments/kind-texts.ts';
import { draftPath, staffMomentPath } from '#lib/moments/paths.ts';
import type { YearEntry } from '#lib/moments/year-plan.ts';

/** What an entry of the year plan is called, and where it leads. */
export const nameOf = ({ title, kind }: Pick<YearEntry, 'title' | 'kind'>): string =>
	title ?? kindTexts[kind].name();
export const pathOf = ({ draft, momentId }: Pick<YearEntry, 'draft' | 'momentId'>): string =>
	draft ? draftPath(momentId) : staffMomentPath(momentId);
