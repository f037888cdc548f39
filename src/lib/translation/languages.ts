import { intlTagOf } from './intl-tag.ts';
import { languageNames } from './language-names.ts';
import { baseLocale, isLocale, locales, type Direction, type Locale } from './locale.ts';

export type Script = 'Latn' | 'Arab' | 'Cyrl' | 'Ethi' | 'Hans' | 'Deva';

/** What goes with a script, whatever the language. */
interface Writing {
	/** What regular expressions call it. */
	unicodeName: string;
	direction: Direction;
	/**
	 * The devices' typefaces to ask for by name, before whatever the system takes for text; `--font` in tokens.css has
	 * them. Latin letters are in the app's own typeface.
	 */
	systemFonts: readonly string[];
	/** Needs more room between lines. */
	tall: boolean;
	/** How much wider its letters are than Latin ones, in the typefaces of devices. */
	width: number;
	/** Stands between the things of a list. */
	comma: string;
}

const plain = { direction: 'ltr', systemFonts: [], tall: false, width: 1, comma: ', ' } as const;

export const scripts: Record<Script, Writing> = {
	Latn: { ...plain, unicodeName: 'Latin' },
	Cyrl: { ...plain, unicodeName: 'Cyrillic', width: 1.15 },
	Arab: {
		...plain,
		unicodeName: 'Arabic',
		direction: 'rtl',
		systemFonts: ['Noto Sans Arabic'],
		tall: true,
		comma: '، ',
	},
	Ethi: { ...plain, unicodeName: 'Ethiopic', systemFonts: ['Noto Sans Ethiopic'], tall: true },
	Hans: { ...plain, unicodeName: 'Han', comma: '、' },
	Deva: { ...plain, unicodeName: 'Devanagari' },
};

export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** One language that a guardian may speak, read or listen to. */
export interface Language {
	/** BCP 47 tag; what is stored. */
	tag: string;
	/** Its name in itself, in its own script. */
	ownName: string;
	/** Its name in each of the app's languages, as it stands alone in a list. */
	names: Names;
	/** Own table: `Intl.Locale('ary')` says ltr. */
	direction: Direction;
	/** ISO 15924; what goes with it stands in `scripts`. */
	script: Script;
	/** Plural categories that a text in this language must have (CLDR 48; own choice where CLDR has none). */
	plurals: readonly PluralCategory[];
	/**
	 * Set for a language without a written standard: the languages in which to offer texts instead. Its speakers are
	 * reached by voice, by picture and by people; which language they read, if any, the first screen asks.
	 */
	writtenIn?: readonly string[];
	/** Which of our languages serve a reader of this one, best first. Never a neighbour's language by guess. */
	servedBy: readonly [Locale, ...Locale[]];
	/** The tag to hand to `Intl` for dates and lists: `Intl` silently takes the machine's language for tags that it lacks. */
	intlTag: string;
	/** What a reader is used to at home. The app shows Gregorian dates and Latin digits all the same, as the school does. */
	homeCalendar?: 'persian' | 'ethiopic';
	homeDigits?: 'arab' | 'arabext';
	/** Whether devices have a voice in it: on most, on some, on none that we know of. */
	systemVoice: 'most' | 'some' | 'none';
	/** Its code at each service that translates; absent where the service lacks it, or writes it in another script. */
	machine: { libre?: string; deepl?: string };
}

const oneOther = ['one', 'other'] as const;
const oneFewOther = ['one', 'few', 'other'] as const;
const oneManyOther = ['one', 'many', 'other'] as const;
const slavic = ['one', 'few', 'many', 'other'] as const;
const onlyOther = ['other'] as const;
const arabic = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** A language that we lack: Dutch, which everybody around the family can help with, and English beside it. */
const dutchAndEnglish = ['nl', 'en'] as const;

type Names = Record<Locale, string>;
type Details = Partial<Omit<Language, 'tag' | 'ownName' | 'names'>>;

function language(tag: string, ownName: string, details: Details = {}): Language {
	const { direction } = scripts[details.script ?? 'Latn'];
	return {
		tag,
		ownName,
		names: Object.fromEntries(locales.map((locale) => [locale, languageNames[locale][tag] ?? tag])) as Names,
		direction,
		script: 'Latn',
		plurals: oneOther,
		servedBy: isLocale(tag) ? [tag] : dutchAndEnglish,
		intlTag: intlTagOf(tag),
		systemVoice: 'none',
		machine: {},
		...details,
	};
}

/**
 * Every language that the product knows: the 27 written ones it is made for (Kurdish and Persian in two forms each), two
 * that are spoken only, and four more that schools' lists often hold. Order: how often Dutch primary schools meet them
 * (an estimate, see docs/languages.md).
 */
export const languages: readonly Language[] = [
	language('nl', 'Nederlands', { systemVoice: 'most', machine: { libre: 'nl', deepl: 'NL' } }),
	language('tr', 'Türkçe', {
		systemVoice: 'most',
		machine: { libre: 'tr', deepl: 'TR' },
	}),
	language('ar', 'العربية', {
		script: 'Arab',
		plurals: arabic,
		systemVoice: 'most',
		machine: { libre: 'ar', deepl: 'AR' },
	}),
	// hardly ever written; whoever reads, reads Arabic, so that the texts are Arabic until they choose otherwise
	language('ary', 'الدارجة', {
		script: 'Arab',
		plurals: arabic,
		writtenIn: ['ar', 'nl', 'fr'],
		servedBy: ['ar', 'nl'],
	}),
	// Most of its speakers do not read Arabic, and younger parents read Dutch best; no written form of its own is settled
	language('rif', 'Tarifit', { writtenIn: ['nl', 'ar', 'fr', 'es'], servedBy: ['nl', 'ar'] }),
	language('pl', 'Polski', {
		plurals: slavic,
		systemVoice: 'most',
		machine: { libre: 'pl', deepl: 'PL' },
	}),
	language('en', 'English', {
		systemVoice: 'most',
		machine: { libre: 'en', deepl: 'EN-GB' },
	}),
	language('uk', 'Українська', {
		script: 'Cyrl',
		plurals: slavic,
		systemVoice: 'most',
		machine: { libre: 'uk', deepl: 'UK' },
	}),
	language('ti', 'ትግርኛ', {
		script: 'Ethi',
	}),
	language('so', 'Soomaali'),
	language('kmr', 'Kurmancî', { machine: { deepl: 'KMR' } }),
	language('ckb', 'کوردیی سۆرانی', { script: 'Arab', homeDigits: 'arab', machine: { deepl: 'CKB' } }),
	language('fa', 'فارسی', {
		script: 'Arab',
		homeCalendar: 'persian',
		homeDigits: 'arabext',
		systemVoice: 'some',
		machine: { libre: 'fa', deepl: 'FA' },
	}),
	language('fa-AF', 'دری', {
		script: 'Arab',
		homeCalendar: 'persian',
		homeDigits: 'arabext',
		systemVoice: 'some',
		machine: { deepl: 'PRS' },
	}),
	language('ps', 'پښتو', {
		script: 'Arab',
		homeCalendar: 'persian',
		homeDigits: 'arabext',
		machine: { deepl: 'PS' },
	}),
	language('ro', 'Română', {
		plurals: oneFewOther,
		systemVoice: 'most',
		machine: { libre: 'ro', deepl: 'RO' },
	}),
	language('bg', 'Български', {
		script: 'Cyrl',
		systemVoice: 'most',
		machine: { libre: 'bg', deepl: 'BG' },
	}),
	language('zh-Hans', '简体中文', {
		script: 'Hans',
		plurals: onlyOther,
		systemVoice: 'most',
		machine: { libre: 'zh-Hans', deepl: 'ZH-HANS' },
	}),
	language('es', 'Español', {
		plurals: oneManyOther,
		systemVoice: 'most',
		machine: { libre: 'es', deepl: 'ES' },
	}),
	language('pt', 'Português', {
		plurals: oneManyOther,
		systemVoice: 'most',
		machine: { libre: 'pt', deepl: 'PT-PT' },
	}),
	// not in Intl; Dutch dates are what its speakers meet at school
	language('pap', 'Papiamentu'),
	// never Ukrainian in its place: that is for the reader to choose
	language('ru', 'Русский', {
		script: 'Cyrl',
		plurals: slavic,
		systemVoice: 'most',
		machine: { libre: 'ru', deepl: 'RU' },
	}),
	language('ur', 'اردو', {
		script: 'Arab',
		systemVoice: 'some',
		machine: { libre: 'ur', deepl: 'UR' },
	}),
	language('hi', 'हिन्दी', {
		script: 'Deva',
		systemVoice: 'most',
		machine: { libre: 'hi', deepl: 'HI' },
	}),
	language('fr', 'Français', {
		plurals: oneManyOther,
		systemVoice: 'most',
		machine: { libre: 'fr', deepl: 'FR' },
	}),
	language('am', 'አማርኛ', {
		script: 'Ethi',
		homeCalendar: 'ethiopic',
	}),
	language('sq', 'Shqip', {
		systemVoice: 'some',
		machine: { libre: 'sq', deepl: 'SQ' },
	}),
	language('hu', 'Magyar', {
		systemVoice: 'most',
		machine: { libre: 'hu', deepl: 'HU' },
	}),
	language('id', 'Bahasa Indonesia', {
		plurals: onlyOther,
		systemVoice: 'most',
		machine: { libre: 'id', deepl: 'ID' },
	}),
	language('vi', 'Tiếng Việt', {
		plurals: onlyOther,
		systemVoice: 'most',
		machine: { libre: 'vi', deepl: 'VI' },
	}),
	language('it', 'Italiano', {
		plurals: oneManyOther,
		systemVoice: 'most',
		machine: { libre: 'it', deepl: 'IT' },
	}),
	language('de', 'Deutsch', {
		systemVoice: 'most',
		machine: { libre: 'de', deepl: 'DE' },
	}),
	language('bs', 'Bosanski', {
		plurals: oneFewOther,
		systemVoice: 'some',
	}),
	language('hr', 'Hrvatski', {
		plurals: oneFewOther,
		systemVoice: 'some',
	}),
	language('sr', 'Srpski', {
		plurals: oneFewOther,
		systemVoice: 'some',
	}),
];

/** Other tags for the same language, from browsers, lists and older data. */
const sameAs: Record<string, string> = {
	prs: 'fa-AF',
	zh: 'zh-Hans',
	'zh-cn': 'zh-Hans',
	'zh-sg': 'zh-Hans',
	cmn: 'zh-Hans',
	in: 'id',
	sh: 'sr',
};

const byTag = new Map(languages.map((row) => [row.tag.toLowerCase(), row]));

/**
 * The language of a tag, also with a region or in another tag's spelling (`tr-TR`, `prs`); undefined for one that we do
 * not know. `ku` alone is undefined: Kurmanji and Sorani are written in different scripts, so somebody must be asked.
 */
export function languageOf(tag: string | null | undefined): Language | undefined {
	let rest = (tag ?? '').trim().replaceAll('_', '-').toLowerCase();
	// another script is another text: never taken for the language's usual one
	if (/^zh-(hant|tw|hk|mo)\b/.test(rest)) return undefined;
	while (rest) {
		const found = byTag.get((sameAs[rest] ?? rest).toLowerCase());
		if (found) return found;
		rest = rest.includes('-') ? rest.slice(0, rest.lastIndexOf('-')) : '';
	}
	return undefined;
}

/** How a language of ours is written; as Latin letters are for one that we do not know. */
export function writingOf(tag: string): Writing {
	return scripts[languageOf(tag)?.script ?? 'Latn'];
}

/** Whether a stored or posted tag is exactly one of ours. */
export function isLanguageTag(tag: unknown): tag is string {
	return typeof tag === 'string' && languages.some((row) => row.tag === tag);
}

/** Whether texts can be offered in it: not for a language that is spoken only. */
export function canBeRead(tag: string): boolean {
	const found = languageOf(tag);
	return found !== undefined && !found.writtenIn;
}

/** Which way text in this language runs; ltr for one that we do not know. */
export function directionOf(tag: string): Direction {
	return languageOf(tag)?.direction ?? 'ltr';
}

/** The language's name in its own script (`Türkçe`); the tag itself for one that we do not know. */
export function ownName(tag: string): string {
	return languageOf(tag)?.ownName ?? tag;
}

/** The language's name in one of the app's languages (`Turks`); the tag itself for one that we do not know. */
export function languageName(tag: string, inLocale: Locale): string {
	return languageOf(tag)?.names[inLocale] ?? tag;
}

/** The languages in the order of the alphabet of the language that they are named in. */
export function languagesByName(inLocale: Locale): Language[] {
	const collator = new Intl.Collator(inLocale);
	return [...languages].sort((a, b) => collator.compare(a.names[inLocale], b.names[inLocale]));
}

/** Whether the app has texts in this language itself. */
export function hasTexts(tag: string): boolean {
	return isLocale(languageOf(tag)?.tag);
}

/**
 * Which of our languages serves a reader of this one best. Where we have none: Dutch, because child, neighbours and
 * school can help with it; `localesFor` gives English beside it. Never a language of the same country by guess: not
 * Turkish for Kurmanji, not Arabic for Tarifit or Sorani, not Ukrainian for Russian. It is a start: the first screen asks.
 */
export function appLocaleFor(tag: string | null | undefined): Locale {
	return localesFor(tag)[0];
}

/** The same, with what to offer beside it: a letter to a reader of Somali is in Dutch and English. */
export function localesFor(tag: string | null | undefined): readonly [Locale, ...Locale[]] {
	return languageOf(tag)?.servedBy ?? [baseLocale];
}

/** The four things that a guardian tells about language; none follows from another. Tags are those of `languages`. */
export interface GuardianLanguages {
	/** What they read; null when they have not said. */
	written: string | null;
	/** What they speak best, also one without a written standard. */
	spoken: string | null;
	/** Would rather hear than read. */
	likesListening: boolean;
	/** Wants an interpreter in a talk. */
	needsInterpreter: boolean;
}

/** The language of the app for a guardian who has not chosen one: what they read, else what they speak. */
export function proposedLocale({ written, spoken }: Pick<GuardianLanguages, 'written' | 'spoken'>): Locale {
	return appLocaleFor(written ?? spoken);
}

/** The language to ask an interpreter for: what they speak, else what they read; undefined when Dutch or not needed. */
export function interpreterLanguage({
	written,
	spoken,
	needsInterpreter,
}: GuardianLanguages): string | undefined {
	if (!needsInterpreter) return undefined;
	const tag = spoken ?? written;
	return tag && tag !== baseLocale ? tag : undefined;
}
