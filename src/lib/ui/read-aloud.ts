// Reads aloud, sentence by sentence, and shows where it is. Loaded when somebody taps: it is on no page from the start.
import { speechPieces, voiceFor, type Said } from './speech.ts';

/** A sentence in one language, and where it stands on the page. */
export interface Sentence {
	text: string;
	lang: string;
	range?: Range;
	block?: Element;
}

export interface Reading {
	/** Goes on from the sentence that it stopped in. */
	toggle(): void;
	stop(): void;
	setSlow(slow: boolean): void;
}

interface Told {
	/** It began to speak, waits, or is over. */
	onstate(state: 'speaking' | 'waiting' | 'over'): void;
}

/** Words that change the direction of a line, or can't be seen: no voice needs them. */
const UNSPOKEN = /[\u00AD\u200B-\u200F\u2066-\u2069\uFEFF]/g;
const SKIPPED =
	'script, style, noscript, svg, audio, video, select, textarea, [aria-hidden="true"], [data-silent]';
const HIGHLIGHT = 'reading';
const SLOW = 0.7;
const NORMAL = 0.95;
const SPEED = 'reading-speed';

let current: Reading | undefined;

/** What was chosen on this device. */
export function readsSlowly(): boolean {
	try {
		return localStorage.getItem(SPEED) === 'slow';
	} catch {
		return false; // a browser that keeps nothing
	}
}

/** Sentences of a text without a place on the page: in `lang`, or each part in its own language. */
export function sentencesOfText(text: string | readonly Said[], lang: string): Sentence[] {
	const parts = typeof text === 'string' ? [{ text, lang }] : text;
	return parts.flatMap((part) =>
		speechPieces(part.text, part.lang).map((text) => ({ text, lang: part.lang })),
	);
}

/** What can be read below an element, in order: each text in its own language, as its `lang` says. */
export function sentencesOf(root: Element): Sentence[] {
	const sentences: Sentence[] = [];
	let run: { block: Element; lang: string; nodes: Text[]; name: Element | null } | undefined;
	const end = () => {
		if (run) sentences.push(...cut(run.block, run.lang, run.nodes));
		run = undefined;
	};
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const text = node as Text;
		const parent = text.parentElement;
		if (!parent || !text.data.trim() || isSilent(parent)) continue;
		const lang = parent.closest('[lang]')?.getAttribute('lang') ?? 'nl';
		const block = blockOf(parent);
		// two names beside each other, with no more than a drawn dot between them
		const name = parent.closest('bdi');
		const isNext = name !== null && run?.name !== null && run?.name !== name;
		if (run?.block !== block || run.lang !== lang || isNext) end();
		run ??= { block, lang, nodes: [], name };
		run.name = name;
		run.nodes.push(text);
	}
	end();
	return sentences;
}

function isSilent(element: Element): boolean {
	return element.closest(SKIPPED) !== null || !element.checkVisibility({ visibilityProperty: true });
}

/** The element whose words belong together: the nearest that is no part of a line. */
function blockOf(element: Element): Element {
	let block = element;
	while (block.parentElement && getComputedStyle(block).display === 'inline') block = block.parentElement;
	return block;
}

/** Cuts the words of a block into sentences, and remembers from which text to which each goes. */
function cut(block: Element, lang: string, nodes: readonly Text[]): Sentence[] {
	const whole = nodes.map(({ data }) => data).join('');
	const sentences: Sentence[] = [];
	for (const { segment, index } of new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(whole)) {
		const text = segment.replace(UNSPOKEN, '').replace(/\s+/g, ' ').trim();
		if (!/[\p{L}\p{N}]/u.test(text)) continue;
		const range = document.createRange();
		const first = index + segment.search(/\S/);
		const [from, fromAt] = placeOf(nodes, first);
		const [to, toAt] = placeOf(nodes, index + segment.trimEnd().length);
		range.setStart(from, fromAt);
		range.setEnd(to, toAt);
		sentences.push({ text, lang, range, block });
	}
	return sentences;
}

function placeOf(nodes: readonly Text[], at: number): [Text, number] {
	let left = at;
	for (const node of nodes) {
		if (left <= node.length) return [node, left];
		left -= node.length;
	}
	const last = nodes.at(-1) as Text;
	return [last, last.length];
}

/**
 * Reads the sentences for which the device has a voice in their own language; the others are left out, never read by
 * another language's voice. Whatever was being read stops.
 */
export function readAloud(all: readonly Sentence[], { onstate }: Told): Reading {
	current?.stop();
	const voices = speechSynthesis.getVoices();
	const sentences = all.flatMap((sentence) => {
		const voice = voiceFor(voices, sentence.lang);
		return voice ? [{ ...sentence, voice }] : [];
	});
	let at = 0;
	let slow = readsSlowly();
	// each start has its own number: what an earlier one still reports is not listened to
	let round = 0;
	let speaks = false;

	function speak() {
		const mine = ++round;
		const sentence = sentences[at];
		if (!sentence) return stop();
		const utterance = new SpeechSynthesisUtterance(sentence.text);
		utterance.voice = sentence.voice;
		utterance.lang = sentence.voice.lang;
		utterance.rate = slow ? SLOW : NORMAL;
		utterance.onend = () => {
			if (mine !== round) return;
			at += 1;
			speak();
		};
		utterance.onerror = () => {
			if (mine === round) stop();
		};
		show(sentence);
		speaks = true;
		onstate('speaking');
		speechSynthesis.speak(utterance);
	}
	// `pause()` ends the reading on Android, or does nothing: a sentence begins again instead
	function wait() {
		round += 1;
		speaks = false;
		speechSynthesis.cancel();
		onstate('waiting');
	}
	function stop() {
		if (current !== reading) return;
		current = undefined;
		round += 1;
		speechSynthesis.cancel();
		show(undefined);
		onstate('over');
	}
	const reading: Reading = {
		toggle: () => (speaks ? wait() : speak()),
		stop,
		setSlow(wanted) {
			slow = wanted;
			try {
				localStorage.setItem(SPEED, slow ? 'slow' : 'normal');
			} catch {
				// for this time only
			}
			if (!speaks) return;
			wait();
			speak();
		},
	};
	current = reading;
	speechSynthesis.cancel();
	speak();
	return reading;
}

/** Marks the sentence that is read, without moving anything; the block where the browser has no highlights. */
function show(sentence: Sentence | undefined): void {
	document.querySelector('[data-reads]')?.removeAttribute('data-reads');
	if ('highlights' in CSS) {
		CSS.highlights.delete(HIGHLIGHT);
		if (sentence?.range) CSS.highlights.set(HIGHLIGHT, new Highlight(sentence.range));
	} else sentence?.block?.setAttribute('data-reads', '');
	if (!sentence?.block) return;
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	sentence.block.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}
