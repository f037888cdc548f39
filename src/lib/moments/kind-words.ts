// The sentences of a kind that stand in messages and on a moment's page. All made on the server: a phone loads none.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import { kinds, type MomentKind } from './kinds.ts';

interface In {
	locale?: Locale;
}

export interface KindWords {
	/** Why we do this. */
	why(to?: In): string;
	/** What to bring. */
	bring(to?: In): string;
	/** A line in the invitation. */
	invite(to?: In): string;
	/** A line in the reminder. */
	remind(to?: In): string;
	/** Thanks for coming. */
	thanks(to?: In): string;
}

export const kindWords: Record<MomentKind, KindWords> = {
	look: {
		why: (to) => m.momentnotices_kind_look_why({}, to),
		bring: (to) => m.momentnotices_kind_look_bring({}, to),
		invite: (to) => m.momentnotices_kind_look_invite({}, to),
		remind: (to) => m.momentnotices_kind_look_remind({}, to),
		thanks: (to) => m.momentnotices_kind_look_thanks({}, to),
	},
	welcome_talk: {
		why: (to) => m.momentnotices_kind_welcome_talk_why({}, to),
		bring: (to) => m.momentnotices_kind_welcome_talk_bring({}, to),
		invite: (to) => m.momentnotices_kind_welcome_talk_invite({}, to),
		remind: (to) => m.momentnotices_kind_welcome_talk_remind({}, to),
		thanks: (to) => m.momentnotices_kind_welcome_talk_thanks({}, to),
	},
	home_visit: {
		why: (to) => m.momentnotices_kind_home_visit_why({}, to),
		bring: (to) => m.momentnotices_kind_home_visit_bring({}, to),
		invite: (to) => m.momentnotices_kind_home_visit_invite({}, to),
		remind: (to) => m.momentnotices_kind_home_visit_remind({}, to),
		thanks: (to) => m.momentnotices_kind_home_visit_thanks({}, to),
	},
	ten_minutes: {
		why: (to) => m.momentnotices_kind_ten_minutes_why({}, to),
		bring: (to) => m.momentnotices_kind_ten_minutes_bring({}, to),
		invite: (to) => m.momentnotices_kind_ten_minutes_invite({}, to),
		remind: (to) => m.momentnotices_kind_ten_minutes_remind({}, to),
		thanks: (to) => m.momentnotices_kind_ten_minutes_thanks({}, to),
	},
	tour: {
		why: (to) => m.momentnotices_kind_tour_why({}, to),
		bring: (to) => m.momentnotices_kind_tour_bring({}, to),
		invite: (to) => m.momentnotices_kind_tour_invite({}, to),
		remind: (to) => m.momentnotices_kind_tour_remind({}, to),
		thanks: (to) => m.momentnotices_kind_tour_thanks({}, to),
	},
	parent_circle: {
		why: (to) => m.momentnotices_kind_parent_circle_why({}, to),
		bring: (to) => m.momentnotices_kind_parent_circle_bring({}, to),
		invite: (to) => m.momentnotices_kind_parent_circle_invite({}, to),
		remind: (to) => m.momentnotices_kind_parent_circle_remind({}, to),
		thanks: (to) => m.momentnotices_kind_parent_circle_thanks({}, to),
	},
	evening: {
		why: (to) => m.momentnotices_kind_evening_why({}, to),
		bring: (to) => m.momentnotices_kind_evening_bring({}, to),
		invite: (to) => m.momentnotices_kind_evening_invite({}, to),
		remind: (to) => m.momentnotices_kind_evening_remind({}, to),
		thanks: (to) => m.momentnotices_kind_evening_thanks({}, to),
	},
	coffee: {
		why: (to) => m.momentnotices_kind_coffee_why({}, to),
		bring: (to) => m.momentnotices_kind_coffee_bring({}, to),
		invite: (to) => m.momentnotices_kind_coffee_invite({}, to),
		remind: (to) => m.momentnotices_kind_coffee_remind({}, to),
		thanks: (to) => m.momentnotices_kind_coffee_thanks({}, to),
	},
	feast: {
		why: (to) => m.momentnotices_kind_feast_why({}, to),
		bring: (to) => m.momentnotices_kind_feast_bring({}, to),
		invite: (to) => m.momentnotices_kind_feast_invite({}, to),
		remind: (to) => m.momentnotices_kind_feast_remind({}, to),
		thanks: (to) => m.momentnotices_kind_feast_thanks({}, to),
	},
	open_evening: {
		why: (to) => m.momentnotices_kind_open_evening_why({}, to),
		bring: (to) => m.momentnotices_kind_open_evening_bring({}, to),
		invite: (to) => m.momentnotices_kind_open_evening_invite({}, to),
		remind: (to) => m.momentnotices_kind_open_evening_remind({}, to),
		thanks: (to) => m.momentnotices_kind_open_evening_thanks({}, to),
	},
};

const withChild: Record<(typeof kinds)[MomentKind]['child'], (to?: In) => string> = {
	with: (to) => m.momentnotices_with_child({}, to),
	welcome: (to) => m.momentnotices_with_welcome({}, to),
	without: (to) => m.momentnotices_with_without({}, to),
};

/** Whether the child is there, may come along, or stays at home. */
export function childWords(kind: MomentKind, to?: In): string {
	return withChild[kinds[kind].child](to);
}
