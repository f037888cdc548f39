import type { IconName } from './icon-names.ts';

/** A place in the main menu. */
export interface MenuItem {
	href: string;
	icon: IconName;
	label: string;
	/** One is on this page, or in this part. */
	current?: boolean;
	/** How many things wait there; not shown when 0. */
	count?: number;
	/** The count in words, for a screen reader: "1 new message". */
	countWords?: string;
}
