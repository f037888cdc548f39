// The easy view asks one thing a screen; what was answered so far stands in the address, so that back is back.
import type { TalkRoundView } from './server/words.ts';

export interface EasyTalkAnswers {
	/** Where parents pick: the day, by its place in the list; the time, by its place in that day. */
	day?: number;
	time?: number;
	/** Where parents give times: of the days asked so far, `y` or `n` each. */
	days?: string;
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
	| 'give_day'
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
	return {
		day: whole(query.get('day')),
		time: whole(query.get('time')),
		days: days !== null && /^[yn]{0,60}$/.test(days) ? days : undefined,
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

type View = Pick<
	TalkRoundView,
	'state' | 'information' | 'way' | 'talks' | 'offers' | 'blocks' | 'reply' | 'interpreter'
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
	if (view.reply && !answers.change) return 'said';
	const asksInterpreter = view.interpreter !== null && !answers.interpreter;
	if (view.way === 'pick') {
		const day = answers.day === undefined ? undefined : view.offers[answers.day];
		if (view.offers.length === 0) return 'nothing';
		if (!day) return 'pick_day';
		if (!day.offers[answers.time ?? -1]) return 'pick_time';
		return asksInterpreter ? 'interpreter' : 'confirm_pick';
	}
	const given = answers.days ?? '';
	if (given.length < view.blocks.length) return 'give_day';
	if (!given.includes('y')) return 'nothing';
	return asksInterpreter ? 'interpreter' : 'confirm_times';
}

/** One screen back; undefined: the list. */
export function easyTalkBack(answers: EasyTalkAnswers): EasyTalkAnswers | undefined {
	const { interpreter, time, day, days, ask, talk, ...rest } = answers;
	if (ask) return rest;
	if (interpreter) return { ...rest, time, day, days };
	if (time !== undefined) return { ...rest, day };
	if (day !== undefined) return rest;
	if (days) return { ...rest, days: days.slice(0, -1) };
	return talk ? rest : undefined;
}
