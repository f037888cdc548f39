// The easy view of one task: what a screen shows and what can be tapped there, in words. Made on the server: the pages need
// no texts of tasks. What was answered stands in the address, what is done is a form.
import type { NoteView } from '#lib/moments/moment-words.ts';
import type { TextIn } from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { EasyPictureName } from '#lib/ui/pictures/easy-picture-names.ts';
import type { Tint } from '#lib/ui/tints.ts';
import { doneTexts, isDone, refusalTexts, type TaskRefusal } from './task-words.ts';
import type { ShiftView, TaskView } from './words.ts';

export interface EasyChip {
	words: string;
	icon: IconName;
	tone?: 'now' | 'settled' | 'waiting' | 'trouble';
}

/** One large thing to tap: a link, or a form with one button. */
export interface EasyTile {
	title: string;
	titleIn?: TextIn | null;
	under?: string;
	icon?: IconName;
	/** Of the icon; left out: the task's. */
	tint?: Tint;
	picture?: EasyPictureName;
	chip?: EasyChip;
	now?: boolean;
	href?: string;
	/** Loads a file. */
	reload?: boolean;
	post?: { action: string; fields: Record<string, string> };
}

export interface EasyLine {
	icon: IconName;
	text: string;
	in?: TextIn | null;
}

export interface EasyTaskScreen {
	over: string | null;
	title: string;
	titleIn: TextIn | null;
	picture?: EasyPictureName;
	back: string;
	notices: { tone: 'info' | 'settled' | 'waiting' | 'trouble'; title: string; icon?: IconName }[];
	lines: EasyLine[];
	/** The line of the school. */
	note: NoteView | null;
	tiles: EasyTile[];
	/** After what can be tapped: what else is good to know. */
	more: EasyLine[];
	/** A link to pass on, with the words of its button; `url` is the token of it, until a page makes the address. */
	share: { url: string; label: string; copied: string } | null;
}

/** What was answered so far. */
export interface EasyTaskAnswers {
	/** "I want to help": when? */
	help: boolean;
	/** A shift to take, or an own one. */
	shift?: string;
	/** What is asked about an own shift. */
	ask?: 'back' | 'hand';
	/** All times, not only the first. */
	all: boolean;
	done: string | null;
	/** Of several, how many could not be had. */
	refused: number;
	refusal?: TaskRefusal;
}

/** So many times stand on one screen at first. */
const AT_FIRST = 6;

export function easyTaskAnswers(query: URLSearchParams, refusal?: TaskRefusal): EasyTaskAnswers {
	const ask = query.get('ask');
	const shift = query.get('shift') ?? '';
	return {
		help: query.has('help'),
		shift: /^[\w-]{1,64}$/.test(shift) ? shift : undefined,
		ask: ask === 'back' || ask === 'hand' ? ask : undefined,
		all: query.has('all'),
		done: query.get('done'),
		refused: Number(query.get('refused')) || 0,
		refusal,
	};
}

type Hand =
	| { is: 'gone' | 'already' }
	| { is: 'own'; token: string; day: string; time: string }
	| { is: 'asked'; token: string; day: string; time: string; clash: string | null };

/** The one screen that follows from what was answered. */
export function easyTaskScreen(
	view: TaskView,
	answers: EasyTaskAnswers,
	hand: Hand | undefined,
	locale: Locale,
): EasyTaskScreen {
	const said = { view, into: { locale } };
	const shift = view.shifts.find(({ shiftId }) => shiftId === answers.shift);
	if (answers.refusal) return refusedScreen(said, answers.refusal);
	if (hand) return handScreen(said, hand);
	if (shift?.mine) return answers.ask ? askScreen(said, shift, answers.ask) : mineScreen(said, shift);
	if (mayHelp(view)) {
		const only = toTake(view).length + toWaitFor(view).length === 1;
		const chosen = shift ?? (answers.help && only ? (toTake(view)[0] ?? toWaitFor(view)[0]) : undefined);
		if (chosen && (canTake(chosen) || canWaitFor(chosen))) return confirmScreen(said, chosen);
		if (answers.help && toTake(view).length + toWaitFor(view).length > 0) return whenScreen(said, answers);
	}
	return aboutScreen(said, answers);
}

interface Said {
	view: TaskView;
	into: { locale: Locale };
}

const canTake = ({ state, mine, clash }: ShiftView) => state === 'open' && !mine && !clash;
const canWaitFor = ({ state, mine, clash }: ShiftView) => state === 'full' && !mine && !clash;
const toTake = ({ shifts }: TaskView) => shifts.filter(canTake);
const toWaitFor = ({ shifts }: TaskView) => shifts.filter(canWaitFor);
const mayHelp = ({ information, closed, cancelled }: TaskView) => !information && !closed && !cancelled;

function screen({ view }: Said, part: Partial<EasyTaskScreen>): EasyTaskScreen {
	return {
		...{ over: view.titleIn ? view.look.name : null, title: view.title, titleIn: view.titleIn },
		...{ back: '?', notices: [], lines: [], note: null, tiles: [], more: [], share: null },
		...part,
	};
}

const when = ({ day, time }: { day: string; time: string }): EasyLine[] => [
	{ icon: 'calendar', text: day },
	{ icon: 'clock', text: time },
];

function place({ view }: Said): EasyLine[] {
	return view.where ? [{ icon: 'pin', text: view.where, in: view.whereIn }] : [];
}

function aboutScreen(said: Said, { done, refused }: EasyTaskAnswers): EasyTaskScreen {
	const { view, into } = said;
	const own = view.shifts.filter(({ mine }) => mine);
	const isSettled = isDone(done) && done !== 'waiting' && done !== 'certificate';
	return screen(said, {
		picture: isSettled && done !== 'left' ? 'coming' : undefined,
		back: '/easy/tasks',
		notices: [
			...(isDone(done)
				? [
						{
							tone: isSettled ? ('settled' as const) : ('waiting' as const),
							title: doneTexts[done]({}, into),
						},
					]
				: []),
			...(refused > 0
				? [{ tone: 'waiting' as const, title: m.tasks_some_refused({ count: refused }, into) }]
				: []),
			...stateNotices(said),
		],
		lines: [{ icon: 'heart', text: view.why }, { icon: 'hand', text: view.what }, ...place(said)],
		note: view.note,
		tiles: [...own.map((shift) => ownTile(shift, into)), ...helpTiles(said, own.length > 0)],
		more: [
			...clashLines(said),
			...view.marks.map(({ icon, text }) => ({ icon, text })),
			...(view.role ? [{ icon: 'info' as const, text: view.role.then }] : []),
			...(view.welcome ? [{ icon: 'globe' as const, text: view.welcome }] : []),
			...(view.contact ? [{ icon: 'talk' as const, text: view.contact }] : []),
		],
	});
}

function stateNotices({ view, into }: Said): EasyTaskScreen['notices'] {
	if (view.cancelled) return [{ tone: 'trouble', title: m.tasks_cancelled({}, into) }];
	return [
		...(view.closed
			? [{ tone: 'info' as const, icon: 'lock' as const, title: m.tasks_closed({}, into) }]
			: []),
		...(view.information ? [{ tone: 'info' as const, title: m.tasks_information({}, into) }] : []),
		...(view.certificateFirst
			? [{ tone: 'info' as const, icon: 'shield' as const, title: m.tasks_certificate({}, into) }]
			: []),
	];
}

function ownTile({ shiftId, day, time, state, mine }: ShiftView, into: Said['into']): EasyTile {
	const chip: EasyChip =
		state === 'cancelled'
			? { words: m.tasks_off({}, into), icon: 'alert', tone: 'trouble' }
			: mine?.offered
				? { words: m.tasks_offer_title({}, into), icon: 'bell', tone: 'now' }
				: mine?.status === 'waiting'
					? { words: mine.waits ?? '', icon: 'hourglass', tone: 'waiting' }
					: { words: m.tasks_mine({}, into), icon: 'check', tone: 'settled' };
	return { title: day, under: time, icon: 'calendar', chip, href: `?shift=${shiftId}` };
}

/** "I help", or "I am interested"; or why there is nothing to tap. */
function helpTiles(said: Said, again: boolean): EasyTile[] {
	const { view, into } = said;
	if (view.cancelled || view.information) return [];
	if (view.role) {
		const { interested } = view.role;
		const post = { action: 'interest', fields: { interested: interested ? 'no' : 'yes' } };
		if (interested)
			return [{ title: m.tasks_interest_off({}, into), picture: 'not-coming', post } satisfies EasyTile];
		return view.closed ? [] : [{ title: m.tasks_interest({}, into), picture: 'coming', now: true, post }];
	}
	if (!mayHelp(view)) return [];
	const free = toTake(view).length > 0;
	if (!free && toWaitFor(view).length === 0)
		return again ? [] : [{ title: m.easy_ask({}, into), picture: 'call', href: '/easy/contact' }];
	return [
		{
			title: again ? m.tasks_choose_more({}, into) : m.tasks_claim({}, into),
			picture: 'coming',
			now: !again,
			href: '?help',
			chip: free ? undefined : { words: m.join_full({}, into), icon: 'hourglass', tone: 'waiting' },
		},
	];
}

function whenScreen(said: Said, { all }: EasyTaskAnswers): EasyTaskScreen {
	const { view, into } = said;
	const free = toTake(view);
	const shown = view.shifts.filter((shift) => canTake(shift) || canWaitFor(shift));
	const first = all ? shown : shown.slice(0, AT_FIRST);
	const rest = shown.length - first.length;
	return screen(said, {
		over: view.title,
		title: m.tasks_choose({}, into),
		titleIn: null,
		picture: 'clock',
		tiles: [
			...first.map((shift): EasyTile => ({
				title: shift.day,
				under: shift.time,
				icon: 'calendar',
				href: `?shift=${shift.shiftId}`,
				chip:
					shift.state === 'full'
						? { words: m.tasks_wait({ number: shift.nextNumber }, into), icon: 'hourglass', tone: 'waiting' }
						: { words: shift.left ?? '', icon: 'people' },
			})),
			...(rest > 0
				? [{ title: m.tasks_more({ count: rest }, into), icon: 'next', href: '?help&all' } satisfies EasyTile]
				: []),
			...(free.length > 1
				? [
						{
							title: m.tasks_claim_all({ count: free.length }, into),
							picture: 'together',
							post: { action: 'claim', fields: { all: 'yes' } },
						} satisfies EasyTile,
					]
				: []),
		],
		more: clashLines(said),
	});
}

/** Times that can't be, because they are to be elsewhere then. */
function clashLines({ view }: Said): EasyLine[] {
	return view.shifts
		.filter(({ clash, state }) => clash && (state === 'open' || state === 'full'))
		.map(({ day, clash }) => ({ icon: 'calendar-off', text: `${day}. ${clash ?? ''}` }));
}

function confirmScreen(said: Said, shift: ShiftView): EasyTaskScreen {
	const { view, into } = said;
	const waits = shift.state === 'full';
	const { shiftId } = shift;
	const several = toTake(view).length + toWaitFor(view).length > 1;
	return screen(said, {
		over: view.title,
		title: m.easy_right({}, into),
		titleIn: null,
		back: several ? '?help' : '?',
		lines: [...when(shift), ...place(said)],
		notices: shift.uncleared ? [{ tone: 'info', icon: 'shield', title: m.tasks_certificate({}, into) }] : [],
		tiles: [
			{
				title: waits ? m.tasks_wait({ number: shift.nextNumber }, into) : m.tasks_claim({}, into),
				picture: 'coming',
				now: true,
				post: { action: 'claim', fields: waits ? { waitFor: shiftId } : { shiftId } },
			},
		],
	});
}

function mineScreen(said: Said, shift: ShiftView): EasyTaskScreen {
	const { into } = said;
	const { mine, shiftId } = shift;
	const base = { lines: [...when(shift), ...place(said)] };
	if (!mine) return screen(said, base);
	if (shift.state === 'cancelled')
		return screen(said, { ...base, notices: [{ tone: 'trouble', title: m.tasks_cancelled({}, into) }] });
	const isIn = mine.status === 'confirmed';
	const offer: EasyTile[] = mine.offered
		? [
				{
					title: m.tasks_offer_yes({}, into),
					picture: 'coming',
					now: true,
					post: { action: 'accept', fields: { slotId: shiftId, signUpId: mine.claimId } },
				},
			]
		: [];
	const calendar: EasyTile[] =
		isIn && mine.calendar
			? [
					{
						title: m.app_button_add_to_calendar({}, into),
						icon: 'calendar-plus',
						href: mine.calendar,
						reload: true,
					},
				]
			: [];
	const post = { action: 'keep', fields: { claimId: mine.claimId, shiftId } };
	const hand: EasyTile[] = !isIn
		? []
		: mine.handing
			? [{ title: m.tasks_hand_keep({}, into), picture: 'coming', post }]
			: [{ title: m.tasks_hand({}, into), picture: 'together', href: `?shift=${shiftId}&ask=hand` }];
	const back: EasyTile[] =
		!isIn || mine.stepBack
			? [
					{
						title: isIn ? m.tasks_step_back({}, into) : m.tasks_stop_waiting({}, into),
						picture: 'not-coming',
						href: `?shift=${shiftId}&ask=back`,
					},
				]
			: [];
	return screen(said, {
		...base,
		notices: [
			isIn
				? { tone: 'settled', title: m.tasks_mine({}, into) }
				: {
						tone: 'waiting',
						icon: 'hourglass',
						title: mine.offered ? m.tasks_offer_title({}, into) : (mine.waits ?? ''),
					},
		],
		tiles: [...offer, ...calendar, ...back, ...hand],
		more: isIn ? [{ icon: 'info', text: mine.stepBack ?? m.tasks_too_late({}, into) }] : [],
	});
}

/** "Really?", of stepping back; and what handing over is, before the link is made. */
function askScreen(said: Said, shift: ShiftView, ask: 'back' | 'hand'): EasyTaskScreen {
	const { into } = said;
	const { shiftId, mine } = shift;
	const fields = { claimId: mine?.claimId ?? '', shiftId };
	const keep: EasyTile = { title: m.easy_keep_it({}, into), picture: 'coming', href: `?shift=${shiftId}` };
	if (ask === 'hand')
		return screen(said, {
			title: m.tasks_hand({}, into),
			titleIn: null,
			picture: 'together',
			back: `?shift=${shiftId}`,
			lines: [...when(shift), { icon: 'info', text: m.tasks_hand_text({}, into) }],
			tiles: [{ title: m.tasks_hand({}, into), icon: 'swap', post: { action: 'hand', fields } }, keep],
		});
	const isIn = mine?.status === 'confirmed';
	return screen(said, {
		title: isIn ? m.tasks_step_back({}, into) : m.tasks_stop_waiting({}, into),
		titleIn: null,
		picture: 'not-coming',
		back: `?shift=${shiftId}`,
		lines: [...when(shift), ...(isIn ? [{ icon: 'info' as const, text: m.join_cancel_ask({}, into) }] : [])],
		tiles: [
			{
				title: isIn ? m.join_cancel_button({}, into) : m.tasks_stop_waiting({}, into),
				picture: 'not-coming',
				post: { action: 'stepBack', fields },
			},
			...(isIn ? [keep] : []),
		],
	});
}

function handScreen(said: Said, hand: Hand): EasyTaskScreen {
	const { into } = said;
	if (hand.is === 'own')
		return screen(said, {
			title: m.tasks_hand_title({}, into),
			titleIn: null,
			picture: 'together',
			lines: [...when(hand), { icon: 'info', text: m.tasks_hand_text({}, into) }],
			share: {
				url: hand.token,
				label: m.tasks_hand_share({}, into),
				copied: m.tasks_share_copied({}, into),
			},
		});
	if (hand.is !== 'asked') {
		const title = hand.is === 'already' ? m.tasks_hand_already({}, into) : m.tasks_hand_gone({}, into);
		return screen(said, { notices: [{ tone: 'info', title }], tiles: helpTiles(said, false) });
	}
	const { token, clash } = hand;
	return screen(said, {
		over: said.view.title,
		title: m.tasks_hand_asked({}, into),
		titleIn: null,
		picture: 'together',
		lines: [...when(hand), ...place(said)],
		notices: clash ? [{ tone: 'waiting', title: clash }] : [],
		tiles: clash
			? []
			: [
					{
						title: m.tasks_hand_take({}, into),
						picture: 'coming',
						now: true,
						post: { action: 'takeOver', fields: { token } },
					},
				],
	});
}

/** One thing a screen: first what to do about it. */
function refusedScreen(said: Said, refusal: TaskRefusal): EasyTaskScreen {
	const { into } = said;
	const again = helpTiles(said, false).filter(({ href }) => href === '?help');
	return screen(said, {
		notices: [{ tone: 'trouble', title: refusalTexts[refusal]({}, into) }],
		tiles: [...again, { title: m.easy_ask({}, into), picture: 'call', href: '/easy/contact' }],
	});
}
