// What our own tasks are called and say, in every language. Made on the server only: pages get the words.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { ShownMark } from './marks.ts';
import type { TemplateName } from './templates.ts';

interface In {
	locale: Locale;
}
interface Texts {
	name: (into: In) => string;
	/** Why it helps the children. */
	why: (into: In) => string;
	/** What one does. */
	what: (into: In) => string;
	/** Of a role: what the school does with one's interest. */
	then?: (into: In) => string;
}

export const templateTexts: Record<TemplateName, Texts> = {
	library: {
		name: (into) => m.tasknotices_library_name({}, into),
		why: (into) => m.tasknotices_library_why({}, into),
		what: (into) => m.tasknotices_library_what({}, into),
	},
	reading: {
		name: (into) => m.tasknotices_reading_name({}, into),
		why: (into) => m.tasknotices_reading_why({}, into),
		what: (into) => m.tasknotices_reading_what({}, into),
	},
	crossing: {
		name: (into) => m.tasknotices_crossing_name({}, into),
		why: (into) => m.tasknotices_crossing_why({}, into),
		what: (into) => m.tasknotices_crossing_what({}, into),
	},
	drivers: {
		name: (into) => m.tasknotices_drivers_name({}, into),
		why: (into) => m.tasknotices_drivers_why({}, into),
		what: (into) => m.tasknotices_drivers_what({}, into),
	},
	garden: {
		name: (into) => m.tasknotices_garden_name({}, into),
		why: (into) => m.tasknotices_garden_why({}, into),
		what: (into) => m.tasknotices_garden_what({}, into),
	},
	party: {
		name: (into) => m.tasknotices_party_name({}, into),
		why: (into) => m.tasknotices_party_why({}, into),
		what: (into) => m.tasknotices_party_what({}, into),
	},
	lice: {
		name: (into) => m.tasknotices_lice_name({}, into),
		why: (into) => m.tasknotices_lice_why({}, into),
		what: (into) => m.tasknotices_lice_what({}, into),
	},
	sports: {
		name: (into) => m.tasknotices_sports_name({}, into),
		why: (into) => m.tasknotices_sports_why({}, into),
		what: (into) => m.tasknotices_sports_what({}, into),
	},
	repair: {
		name: (into) => m.tasknotices_repair_name({}, into),
		why: (into) => m.tasknotices_repair_why({}, into),
		what: (into) => m.tasknotices_repair_what({}, into),
	},
	costumes: {
		name: (into) => m.tasknotices_costumes_name({}, into),
		why: (into) => m.tasknotices_costumes_why({}, into),
		what: (into) => m.tasknotices_costumes_what({}, into),
	},
	class_parent: {
		name: (into) => m.tasknotices_class_parent_name({}, into),
		why: (into) => m.tasknotices_class_parent_why({}, into),
		what: (into) => m.tasknotices_class_parent_what({}, into),
		then: (into) => m.tasknotices_class_parent_then({}, into),
	},
	parents_council: {
		name: (into) => m.tasknotices_parents_council_name({}, into),
		why: (into) => m.tasknotices_parents_council_why({}, into),
		what: (into) => m.tasknotices_parents_council_what({}, into),
		then: (into) => m.tasknotices_parents_council_then({}, into),
	},
	participation_council: {
		name: (into) => m.tasknotices_participation_council_name({}, into),
		why: (into) => m.tasknotices_participation_council_why({}, into),
		what: (into) => m.tasknotices_participation_council_what({}, into),
		then: (into) => m.tasknotices_participation_council_then({}, into),
	},
	other: {
		name: (into) => m.tasknotices_other_name({}, into),
		why: (into) => m.tasknotices_other_why({}, into),
		what: (into) => m.tasknotices_other_what({}, into),
	},
};

/** A mark in words; of a car, with the seats that it needs. */
export function markText(mark: ShownMark, seats: number | null, into: In): string {
	const texts: Record<ShownMark, () => string> = {
		no_dutch: () => m.tasknotices_mark_no_dutch({}, into),
		with_child: () => m.tasknotices_mark_with_child({}, into),
		from_home: () => m.tasknotices_mark_from_home({}, into),
		evening: () => m.tasknotices_mark_evening({}, into),
		half_hour: () => m.tasknotices_mark_half_hour({}, into),
		car: () =>
			seats ? m.tasknotices_mark_car_seats({ count: seats }, into) : m.tasknotices_mark_car({}, into),
		certificate: () => m.tasknotices_mark_certificate({}, into),
	};
	return texts[mark]();
}
