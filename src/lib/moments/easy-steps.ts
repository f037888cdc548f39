// The easy view asks one thing a screen. Which comes next follows from what was answered, and that stands in the address:
// so back loses nothing, and nothing needs a script.
import type { MomentView, SlotView } from './moment-words.ts';

export type EasyStep =
	/** Who is it for? */
	| 'child'
	/** The school called it off. */
	| 'cancelled'
	/** What is arranged; `cancel`, `change`, `agree`: asked about it. */
	| 'arranged'
	| 'cancel'
	| 'change'
	| 'agree'
	/** "I can't come" was said. */
	| 'declined'
	/** May be read only. */
	| 'information'
	/** Signing up begins later. */
	| 'later'
	/** No time is left to choose. */
	| 'nothing'
	/** What it is: come or not? */
	| 'about'
	| 'day'
	| 'time'
	| 'adults'
	| 'interpreter'
	/** May the school ask another parent to interpret? */
	| 'parents'
	| 'confirm';

/** What was answered so far. */
export interface EasyAnswers {
	child?: string;
	/** "I want to come." */
	come?: '1';
	/** A slot of the day: days have no names of their own, and one that passes must not make another of it. */
	day?: string;
	slot?: string;
	adults?: number;
	interpreter?: 'yes' | 'no';
	/** The school may ask another parent. */
	parents?: 'yes' | 'no';
	/** What is asked about an appointment. */
	ask?: 'cancel' | 'change' | 'agree';
	/** The appointment that is asked about. */
	about?: string;
}

/** In the order in which they are asked: back takes the last one away. */
const ORDER = ['child', 'come', 'day', 'slot', 'adults', 'interpreter', 'parents', 'about', 'ask'] as const;

/** Reads the answers from an address; what can't be is left out. */
export function easyAnswers(query: URLSearchParams): EasyAnswers {
	const word = (name: string) => {
		const value = query.get(name) ?? '';
		return /^[\w.-]{1,40}$/.test(value) ? value : undefined;
	};
	const adults = Number(query.get('adults'));
	const said = (name: string) => {
		const answer = query.get(name);
		return answer === 'yes' || answer === 'no' ? answer : undefined;
	};
	const ask = query.get('ask');
	return compact({
		child: word('child'),
		come: query.get('come') === '1' ? ('1' as const) : undefined,
		day: word('day'),
		slot: word('slot'),
		adults: Number.isInteger(adults) && adults >= 1 && adults <= 20 ? adults : undefined,
		interpreter: said('interpreter'),
		parents: said('parents'),
		ask: ask === 'cancel' || ask === 'change' || ask === 'agree' ? ask : undefined,
		about: word('about'),
	});
}

/** The address of the screen that follows these answers. */
export function easyQuery(answers: EasyAnswers): string {
	const given = ORDER.flatMap((name) => {
		const value = answers[name];
		return value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`];
	});
	return given.length > 0 ? `?${given.join('&')}` : '?';
}

/** The answers without the last one; undefined where nothing was answered. */
export function oneBack(answers: EasyAnswers): EasyAnswers | undefined {
	const last = ORDER.findLast((name) => answers[name] !== undefined);
	if (!last) return undefined;
	// "cancel it?" leads back to the appointment, not to "which appointment?"
	const also = last === 'ask' ? { about: undefined } : {};
	return compact({ ...answers, [last]: undefined, ...also });
}

type View = Pick<
	MomentView,
	| 'children'
	| 'child'
	| 'cancelled'
	| 'appointments'
	| 'opening'
	| 'days'
	| 'series'
	| 'proposed'
	| 'mostAdults'
	| 'interpreter'
>;

/** The time that the answers come to; a day with one time needs no question. */
export function easySlot(view: View, answers: EasyAnswers): SlotView | undefined {
	const slots = view.days.flatMap((day) => day.slots).filter(({ canChoose }) => canChoose);
	if (view.series) return slots.find(({ slotId }) => slotId === view.proposed?.slotId) ?? slots[0];
	if (answers.slot) return slots.find(({ slotId }) => slotId === answers.slot);
	const ofDay = easyDay(view, answers)?.slots.filter(({ canChoose }) => canChoose) ?? [];
	return ofDay.length === 1 ? ofDay[0] : undefined;
}

/** The day that was chosen, or the only one with a time to choose. */
export function easyDay(view: View, answers: EasyAnswers): View['days'][number] | undefined {
	const days = daysToChoose(view);
	if (days.length === 1) return days[0];
	const asked = answers.day ?? answers.slot;
	return days.find(({ slots }) => slots.some(({ slotId }) => slotId === asked));
}

/** Days with a time that can be chosen, or waited for. */
export function daysToChoose(view: Pick<View, 'days'>): View['days'] {
	return view.days.filter(({ slots }) => slots.some(({ canChoose }) => canChoose));
}

/** The appointment that is asked about: the named one, else the next. */
export function askedAppointment<A extends { signUpId: string; open: boolean }>(
	appointments: readonly A[],
	answers: EasyAnswers,
): A | undefined {
	const open = appointments.filter((one) => one.open);
	return answers.about ? open.find(({ signUpId }) => signUpId === answers.about) : open[0];
}

/** The one question of this screen. */
export function easyStep(view: View, answers: EasyAnswers): EasyStep {
	if (view.children.length > 1 && !answers.child) return 'child';
	if (view.cancelled) return 'cancelled';
	if (answers.ask && askedAppointment(view.appointments, answers)) return answers.ask;
	const { child } = view;
	const isArranged = view.appointments.some(({ status }) => status !== 'cancelled');
	if (isArranged && !(answers.come && child.maySignUp)) return 'arranged';
	if (child.declined) return 'declined';
	if (child.information) return 'information';
	if (!child.maySignUp) return 'nothing';
	const days = daysToChoose(view);
	if (days.length === 0) return view.opening ? 'later' : 'nothing';
	if (!answers.come) return 'about';
	return choosing(view, answers);
}

/** Which of the questions of this moment it is; undefined where nothing is being chosen. */
export function easyProgress(
	view: View,
	step: EasyStep,
	answers: EasyAnswers = {},
): { at: number; of: number } | undefined {
	const asked: [EasyStep, boolean][] = [
		['child', view.children.length > 1],
		['about', true],
		['day', daysToChoose(view).length > 1 && !view.series],
		['time', !view.series && (step === 'time' || asksTime(view, answers))],
		['adults', view.mostAdults > 1],
		['interpreter', view.interpreter.offered],
		['parents', view.interpreter.offered && (step === 'parents' || answers.interpreter === 'yes')],
		['confirm', true],
	];
	const steps = asked.filter(([, isAsked]) => isAsked).map(([name]) => name);
	const at = steps.indexOf(step) + 1;
	return at > 0 ? { at, of: steps.length } : undefined;
}

/** Whether a time is asked: of the chosen day, or, as long as none is chosen, of any. */
function asksTime(view: View, answers: EasyAnswers): boolean {
	const chosen = easyDay(view, answers);
	const days = chosen ? [chosen] : daysToChoose(view);
	return days.some(({ slots }) => slots.filter(({ canChoose }) => canChoose).length > 1);
}

function choosing(view: View, answers: EasyAnswers): EasyStep {
	const slot = easySlot(view, answers);
	if (!slot) return easyDay(view, answers) ? 'time' : 'day';
	if (view.mostAdults > 1 && answers.adults === undefined) return 'adults';
	if (view.interpreter.offered && !answers.interpreter) return 'interpreter';
	if (view.interpreter.offered && answers.interpreter === 'yes' && !answers.parents) return 'parents';
	return 'confirm';
}

function compact(answers: { [K in keyof EasyAnswers]: EasyAnswers[K] | undefined }): EasyAnswers {
	return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
}
