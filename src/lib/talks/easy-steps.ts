// The easy view asks one thing a screen; what was answered so far stands in the address, so that back is back.
import { wishesAtMost } from './lots.ts';
import { talkPlaces, type TalkPlace } from './round.ts';
import type { TalkRoundView } from './server/words.ts';

export interface EasyTalkAnswers {
	/** Where parents pick: the day, by its place in the list; the time, by its place in that day. */
	day?: number;
	time?: number;
	/** By lots: the wishes so far, each the places of its day and time: `0.3,1.2`. */
	w?: string;
	/** One wish more, or that is all. */
	more?: 'yes' | 'no';
	/** Where parents give times: of the days asked so far, `y` or `n` each. */
	days?: string;
	/** Where the school offers several: one of those. */
	place?: TalkPlace;
	interpreter?: 'yes' | 'no';
	/** Something that is asked about what is arranged. */
	ask?: 'cancel' | 'tell';
	/** Which talk. */
	talk?: string;
	/** Answer anew. */
	change?: '1';
}

export type EasyTalkStep =
	| 'said'
	| 'arranged'
	| 'cancel'
	| 'tell'
	| 'pick_day'
	| 'pick_time'
	| 'wish_more'
	| 'confirm_wishes'
	| 'drawing'
	| 'give_day'
	| 'place'
	| 'interpreter'
	| 'confirm_pick'
	| 'confirm_times'
	| 'nothing';

const whole = (text: string | null) => (text !== null && /^\d{1,3}$/.test(text) ? Number(text) : undefined);

/** The answers of an address; what is not one of ours is left out. */
export function easyTalkAnswers(query: URLSearchParams): EasyTalkAnswers {
	const interpreter = query.get('interpreter');
	const ask = query.get('ask');
	const days = query.get('days');
	const w = query.get('w');
	const more = query.get('more');
	return {
		day: whole(query.get('day')),
		time: whole(query.get('time')),
		w: w !== null && /^\d{1,3}\.\d{1,3}(,\d{1,3}\.\d{1,3}){0,2}$/.test(w) ? w : undefined,
		more: more === 'yes' || more === 'no' ? more : undefined,
		days: days !== null && /^[yn]{0,60}$/.test(days) ? days : undefined,
		place: talkPlaces.find((place) => place === query.get('place')),
		interpreter: interpreter === 'yes' || interpreter === 'no' ? interpreter : undefined,
		ask: ask === 'cancel' || ask === 'tell' ? ask : undefined,
		talk: query.get('talk') ?? undefined,
		change: query.has('change') ? '1' : undefined,
	};
}

/** The address of these answers. */
export function easyTalkQuery(answers: EasyTalkAnswers): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(answers))
		if (value !== undefined) query.set(name, String(value));
	return `?${query}`;
}

/** The wishes of an address, as offers; those that are none any more are left out. */
export function easyWishes<O>(offers: readonly { offers: readonly O[] }[], answers: EasyTalkAnswers): O[] {
	return (answers.w?.split(',') ?? []).flatMap((one) => {
		const [day = -1, time = -1] = one.split('.').map(Number);
		return offers[day]?.offers[time] ?? [];
	});
}

/** The address after one wish more. */
export const withWish = ({ w, day = 0 }: EasyTalkAnswers, time: number): EasyTalkAnswers => ({
	w: [...(w ? [w] : []), `${day}.${time}`].join(','),
	day: undefined,
	more: undefined,
});

type View = Pick<
	TalkRoundView,
	| 'state'
	| 'information'
	| 'way'
	| 'talks'
	| 'offers'
	| 'blocks'
	| 'places'
	| 'reply'
	| 'interpreter'
	| 'lots'
>;

/** The screen that is next. */
export function easyTalkStep(view: View, answers: EasyTalkAnswers): EasyTalkStep {
	if (view.talks.length > 0) {
		if (answers.ask === 'tell') return 'tell';
		const asked = view.talks.find(({ talkId }) => talkId === answers.talk);
		return answers.ask === 'cancel' && asked?.change ? 'cancel' : 'arranged';
	}
	if (view.state !== 'open' || view.information) return 'said';
	if (answers.ask === 'tell') return 'tell';
	if (view.lots?.phase === 'drawing') return 'drawing';
	// who drew nothing has replied, and picks what is free
	const picksAgain = view.lots?.phase === 'drawn' && view.reply?.answer === 'times';
	if (view.reply && !answers.change && !picksAgain) return 'said';
	if (view.lots?.phase === 'wishes') return wishStep(view, answers);
	if (view.way === 'pick') {
		const day = answers.day === undefined ? undefined : view.offers[answers.day];
		if (view.offers.length === 0) return 'nothing';
		if (!day) return 'pick_day';
		if (!day.offers[answers.time ?? -1]) return 'pick_time';
		return howStep(view, answers) ?? 'confirm_pick';
	}
	const given = answers.days ?? '';
	if (given.length < view.blocks.length) return 'give_day';
	if (!given.includes('y')) return 'nothing';
	return howStep(view, answers) ?? 'confirm_times';
}

/** What is asked about how they come, once it is known when; undefined: all was. */
function howStep({ places, interpreter }: View, answers: EasyTalkAnswers): EasyTalkStep | undefined {
	if (places.length > 1 && !places.some(({ value }) => value === answers.place)) return 'place';
	return interpreter !== null && !answers.interpreter ? 'interpreter' : undefined;
}

/** Where it is to be: as they said, else where the school has it first. */
export const easyPlace = <P extends { value: TalkPlace }>(places: readonly P[], answers: EasyTalkAnswers) =>
	places.find(({ value }) => value === answers.place) ?? places[0];

/** Up to three wishes, a day and a time each; after each the question whether there is another. */
function wishStep(view: View, answers: EasyTalkAnswers): EasyTalkStep {
	const { offers } = view;
	if (offers.length === 0) return 'nothing';
	const { length } = easyWishes(offers, answers);
	const enough = length >= wishesAtMost || (length > 0 && answers.more === 'no');
	if (enough) return howStep(view, answers) ?? 'confirm_wishes';
	if (length > 0 && answers.more !== 'yes') return 'wish_more';
	return answers.day === undefined || !offers[answers.day] ? 'pick_day' : 'pick_time';
}

/** One screen back; undefined: the list. */
export function easyTalkBack(answers: EasyTalkAnswers): EasyTalkAnswers | undefined {
	const { interpreter, place, time, day, days, ask, talk, w, more, ...rest } = answers;
	if (ask) return rest;
	if (interpreter) return { ...rest, place, time, day, days, w, more };
	if (place) return { ...rest, time, day, days, w, more };
	if (w || more) return wishBack({ ...rest, w, more, day });
	if (time !== undefined) return { ...rest, day };
	if (day !== undefined) return rest;
	if (days) return { ...rest, days: days.slice(0, -1) };
	return talk ? rest : undefined;
}

/** From a day of a later wish to the question before it; from that to without the last wish. */
function wishBack({ w, more, day, ...rest }: EasyTalkAnswers): EasyTalkAnswers {
	if (day !== undefined) return { ...rest, w, more };
	if (more) return { ...rest, w };
	const before = w?.split(',').slice(0, -1).join(',');
	return before ? { ...rest, w: before, more: 'yes' } : rest;
}
