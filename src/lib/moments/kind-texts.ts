import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { MomentKind } from './kinds.ts';

/** On the server, for a recipient. In the browser the language is the page's, whatever is given. */
interface In {
	locale?: Locale;
}

/** The words of a kind. Each is a function: texts are looked up when they are shown. */
export interface KindTexts {
	name(to?: In): string;
	/** An invitation in one line, with the child's name where parents come for one child. */
	title(child?: string, to?: In): string;
	/** The three steps that say what happens; their pictures are in `kinds`. */
	steps: readonly [(to?: In) => string, (to?: In) => string, (to?: In) => string];
	/** The button that leads to the slots. */
	choose(to?: In): string;
	/** The button that signs up. */
	confirm(to?: In): string;
}

export const kindTexts: Record<MomentKind, KindTexts> = {
	look: {
		name: (to) => m.moments_kind_look_name({}, to),
		title: (child, to) =>
			child ? m.moments_kind_look_title_child({ child }, to) : m.moments_kind_look_title({}, to),
		steps: [
			(to) => m.moments_kind_look_step1({}, to),
			(to) => m.moments_kind_look_step2({}, to),
			(to) => m.moments_kind_look_step3({}, to),
		],
		choose: (to) => m.moments_choose_day({}, to),
		confirm: (to) => m.moments_make_appointment({}, to),
	},
	welcome_talk: {
		name: (to) => m.moments_kind_welcome_talk_name({}, to),
		title: (child, to) =>
			child
				? m.moments_kind_welcome_talk_title_child({ child }, to)
				: m.moments_kind_welcome_talk_title({}, to),
		steps: [
			(to) => m.moments_kind_welcome_talk_step1({}, to),
			(to) => m.moments_kind_welcome_talk_step2({}, to),
			(to) => m.moments_kind_welcome_talk_step3({}, to),
		],
		choose: (to) => m.moments_choose_time({}, to),
		confirm: (to) => m.moments_make_appointment({}, to),
	},
	home_visit: {
		name: (to) => m.moments_kind_home_visit_name({}, to),
		title: (child, to) =>
			child ? m.moments_kind_home_visit_title_child({ child }, to) : m.moments_kind_home_visit_title({}, to),
		steps: [
			(to) => m.moments_kind_home_visit_step1({}, to),
			(to) => m.moments_kind_home_visit_step2({}, to),
			(to) => m.moments_kind_home_visit_step3({}, to),
		],
		choose: (to) => m.moments_choose_time({}, to),
		confirm: (to) => m.moments_make_appointment({}, to),
	},
	ten_minutes: {
		name: (to) => m.moments_kind_ten_minutes_name({}, to),
		title: (child, to) =>
			child
				? m.moments_kind_ten_minutes_title_child({ child }, to)
				: m.moments_kind_ten_minutes_title({}, to),
		steps: [
			(to) => m.moments_kind_ten_minutes_step1({}, to),
			(to) => m.moments_kind_ten_minutes_step2({}, to),
			(to) => m.moments_kind_ten_minutes_step3({}, to),
		],
		choose: (to) => m.moments_choose_time({}, to),
		confirm: (to) => m.moments_make_appointment({}, to),
	},
	tour: {
		name: (to) => m.moments_kind_tour_name({}, to),
		title: (_, to) => m.moments_kind_tour_title({}, to),
		steps: [
			(to) => m.moments_kind_tour_step1({}, to),
			(to) => m.moments_kind_tour_step2({}, to),
			(to) => m.moments_kind_tour_step3({}, to),
		],
		choose: (to) => m.moments_choose_seat({}, to),
		confirm: (to) => m.moments_say_coming({}, to),
	},
	parent_circle: {
		name: (to) => m.moments_kind_parent_circle_name({}, to),
		title: (_, to) => m.moments_kind_parent_circle_title({}, to),
		steps: [
			(to) => m.moments_kind_parent_circle_step1({}, to),
			(to) => m.moments_kind_parent_circle_step2({}, to),
			(to) => m.moments_kind_parent_circle_step3({}, to),
		],
		choose: (to) => m.moments_choose_seat({}, to),
		confirm: (to) => m.moments_say_coming({}, to),
	},
	evening: {
		name: (to) => m.moments_kind_evening_name({}, to),
		title: (_, to) => m.moments_kind_evening_title({}, to),
		steps: [
			(to) => m.moments_kind_evening_step1({}, to),
			(to) => m.moments_kind_evening_step2({}, to),
			(to) => m.moments_kind_evening_step3({}, to),
		],
		choose: (to) => m.moments_choose_seat({}, to),
		confirm: (to) => m.moments_say_coming({}, to),
	},
	coffee: {
		name: (to) => m.moments_kind_coffee_name({}, to),
		title: (_, to) => m.moments_kind_coffee_title({}, to),
		steps: [
			(to) => m.moments_kind_coffee_step1({}, to),
			(to) => m.moments_kind_coffee_step2({}, to),
			(to) => m.moments_kind_coffee_step3({}, to),
		],
		choose: (to) => m.moments_choose_seat({}, to),
		confirm: (to) => m.moments_say_coming({}, to),
	},
	feast: {
		name: (to) => m.moments_kind_feast_name({}, to),
		title: (_, to) => m.moments_kind_feast_title({}, to),
		steps: [
			(to) => m.moments_kind_feast_step1({}, to),
			(to) => m.moments_kind_feast_step2({}, to),
			(to) => m.moments_kind_feast_step3({}, to),
		],
		choose: (to) => m.moments_choose_seat({}, to),
		confirm: (to) => m.moments_say_coming({}, to),
	},
	open_evening: {
		name: (to) => m.moments_kind_open_evening_name({}, to),
		title: (_, to) => m.moments_kind_open_evening_title({}, to),
		steps: [
			(to) => m.moments_kind_open_evening_step1({}, to),
			(to) => m.moments_kind_open_evening_step2({}, to),
			(to) => m.moments_kind_open_evening_step3({}, to),
		],
		choose: (to) => m.moments_choose_seat({}, to),
		confirm: (to) => m.moments_say_coming({}, to),
	},
};
