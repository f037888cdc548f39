// What staff read just before a talk. Our own words; for each kind of talk one page, which fits on one sheet of paper.
import { m } from '#lib/paraglide/messages.js';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { Tint } from '#lib/ui/tints.ts';

/** The kinds that have a guide, in the order in which a school year brings them. */
export const guideKinds = ['welcome_talk', 'start_talk', 'ten_minutes', 'home_visit'] as const;
export type GuideKind = (typeof guideKinds)[number];

/** Where the guide of a kind is. */
export const guidePath = (kind: GuideKind): string => `/staff/guides?kind=${kind}`;

export interface Guide {
	icon: IconName;
	tint: Tint;
	name: () => string;
	/** What the talk is for, in a line. */
	aim: () => string;
	parts: readonly { icon: IconName; title: () => string; lines: readonly (() => string)[] }[];
}

const listen = [m.talkguides_listen1, m.talkguides_listen2, m.talkguides_listen3, m.talkguides_listen4];
const hard = [
	m.talkguides_hard1,
	m.talkguides_hard2,
	m.talkguides_hard3,
	m.talkguides_hard4,
	m.talkguides_hard5,
];
const anger = [
	m.talkguides_anger1,
	m.talkguides_anger2,
	m.talkguides_anger3,
	m.talkguides_anger4,
	m.talkguides_anger5,
];
const language = [
	m.talkguides_language1,
	m.talkguides_language2,
	m.talkguides_language3,
	m.talkguides_language4,
];

type Lines = readonly (() => string)[];

/** The order is that of a talk; what is the same in every talk stands where one needs it. */
const parts = (own: { open: Lines; ask: Lines; hard: () => string; next: Lines }): Guide['parts'] => [
	{ icon: 'sun', title: m.talkguides_part_open, lines: own.open },
	{ icon: 'help', title: m.talkguides_part_ask, lines: own.ask },
	{ icon: 'listen', title: m.talkguides_part_listen, lines: listen },
	{ icon: 'heart', title: m.talkguides_part_hard, lines: [own.hard, ...hard] },
	{ icon: 'alert', title: m.talkguides_part_anger, lines: anger },
	{ icon: 'interpreter', title: m.talkguides_part_language, lines: language },
	{ icon: 'check-circle', title: m.talkguides_part_next, lines: [...own.next, m.talkguides_next3] },
];

export const guides: Record<GuideKind, Guide> = {
	welcome_talk: {
		icon: 'hand',
		tint: 'talk',
		name: m.talkguides_name_welcome,
		aim: m.talkguides_aim_welcome,
		parts: parts({
			open: [m.talkguides_welcome_open1, m.talkguides_welcome_open2],
			ask: [
				m.talkguides_welcome_ask1,
				m.talkguides_welcome_ask2,
				m.talkguides_welcome_ask3,
				m.talkguides_welcome_ask4,
			],
			hard: m.talkguides_welcome_hard,
			next: [m.talkguides_welcome_next1, m.talkguides_welcome_next2],
		}),
	},
	start_talk: {
		icon: 'flag',
		tint: 'talk',
		name: m.talkguides_name_start,
		aim: m.talkguides_aim_start,
		parts: parts({
			open: [m.talkguides_start_open1, m.talkguides_start_open2],
			ask: [
				m.talkguides_start_ask1,
				m.talkguides_start_ask2,
				m.talkguides_start_ask3,
				m.talkguides_start_ask4,
			],
			hard: m.talkguides_start_hard,
			next: [m.talkguides_start_next1, m.talkguides_start_next2],
		}),
	},
	ten_minutes: {
		icon: 'clock',
		tint: 'talk',
		name: m.talkguides_name_ten,
		aim: m.talkguides_aim_ten,
		parts: parts({
			open: [m.talkguides_ten_open1, m.talkguides_ten_open2],
			ask: [m.talkguides_ten_ask1, m.talkguides_ten_ask2, m.talkguides_ten_ask3, m.talkguides_ten_ask4],
			hard: m.talkguides_ten_hard,
			next: [m.talkguides_ten_next1, m.talkguides_ten_next2],
		}),
	},
	home_visit: {
		icon: 'home',
		tint: 'visit',
		name: m.talkguides_name_visit,
		aim: m.talkguides_aim_visit,
		parts: [
			...parts({
				open: [m.talkguides_visit_open1, m.talkguides_visit_open2],
				ask: [
					m.talkguides_visit_ask1,
					m.talkguides_visit_ask2,
					m.talkguides_visit_ask3,
					m.talkguides_visit_ask4,
				],
				hard: m.talkguides_visit_hard,
				next: [m.talkguides_visit_next1, m.talkguides_visit_next2],
			}),
			{
				icon: 'shield',
				title: m.talkguides_part_safe,
				lines: [m.talkguides_visit_safe1, m.talkguides_visit_safe2, m.talkguides_visit_safe3],
			},
		],
	},
};
