import { intlTagOf } from './intl-tag.ts';
import { baseLocale, isLocale, type Direction, type Locale } from './locale.ts';

export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** One language that a guardian may speak, read or listen to. */
export interface Language {
	/** BCP 47 tag; what is stored. */
	tag: string;
	/** Its name in itself, in its own script. */
	ownName: string;
	/** Its name in each of the app's languages, as it stands alone in a list. */
	names: Record<Locale, string>;
	/** Own table: `Intl.Locale('ary')` says ltr. */
	direction: Direction;
	/** ISO 15924. */
	script: 'Latn' | 'Arab' | 'Cyrl' | 'Ethi' | 'Hans' | 'Deva';
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
}

const oneOther = ['one', 'other'] as const;
const oneFewOther = ['one', 'few', 'other'] as const;
const oneManyOther = ['one', 'many', 'other'] as const;
const slavic = ['one', 'few', 'many', 'other'] as const;
const onlyOther = ['other'] as const;
const arabic = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** A language that we lack: Dutch, which everybody around the family can help with, and English beside it. */
const dutchAndEnglish = ['nl', 'en'] as const;

/** Names in the order nl, en, tr, ar, pl, uk. */
type Names = [nl: string, en: string, tr: string, ar: string, pl: string, uk: string];

type Details = Partial<Omit<Language, 'tag' | 'ownName' | 'names'>>;

function language(
	tag: string,
	ownName: string,
	[nl, en, tr, ar, pl, uk]: Names,
	details: Details = {},
): Language {
	return {
		tag,
		ownName,
		names: { nl, en, tr, ar, pl, uk },
		direction: details.script === 'Arab' ? 'rtl' : 'ltr',
		script: 'Latn',
		plurals: oneOther,
		servedBy: isLocale(tag) ? [tag] : dutchAndEnglish,
		intlTag: intlTagOf(tag),
		systemVoice: 'none',
		...details,
	};
}

/**
 * Every language that the product knows: the 27 written ones it is made for (Kurdish and Persian in two forms each), two
 * that are spoken only, and four more that schools' lists often hold. Order: how often Dutch primary schools meet them
 * (an estimate, see docs/languages.md).
 */
export const languages: readonly Language[] = [
	language(
		'nl',
		'Nederlands',
		['Nederlands', 'Dutch', 'Hollandaca', 'الهولندية', 'niderlandzki', 'нідерландська'],
		{ systemVoice: 'most' },
	),
	language('tr', 'Türkçe', ['Turks', 'Turkish', 'Türkçe', 'التركية', 'turecki', 'турецька'], {
		systemVoice: 'most',
	}),
	language('ar', 'العربية', ['Arabisch', 'Arabic', 'Arapça', 'العربية', 'arabski', 'арабська'], {
		script: 'Arab',
		plurals: arabic,
		systemVoice: 'most',
	}),
	// hardly ever written; whoever reads, reads Arabic, so that the texts are Arabic until they choose otherwise
	language(
		'ary',
		'الدارجة',
		[
			'Marokkaans Arabisch (Darija)',
			'Moroccan Arabic (Darija)',
			'Fas Arapçası (Darija)',
			'الدارجة المغربية',
			'arabski marokański (daridża)',
			'марокканська арабська (дарижа)',
		],
		{ script: 'Arab', plurals: arabic, writtenIn: ['ar', 'nl', 'fr'], servedBy: ['ar', 'nl'] },
	),
	// Most of its speakers do not read Arabic, and younger parents read Dutch best; no written form of its own is settled
	language(
		'rif',
		'Tarifit',
		[
			'Berbers (Tarifit)',
			'Berber (Tarifit)',
			'Berberice (Tarifit)',
			'الأمازيغية الريفية',
			'berberyjski (tarifit)',
			'берберська (таріфіт)',
		],
		{ writtenIn: ['nl', 'ar', 'fr', 'es'], servedBy: ['nl', 'ar'] },
	),
	language('pl', 'Polski', ['Pools', 'Polish', 'Lehçe', 'البولندية', 'polski', 'польська'], {
		plurals: slavic,
		systemVoice: 'most',
	}),
	language('en', 'English', ['Engels', 'English', 'İngilizce', 'الإنجليزية', 'angielski', 'англійська'], {
		systemVoice: 'most',
	}),
	language(
		'uk',
		'Українська',
		['Oekraïens', 'Ukrainian', 'Ukraynaca', 'الأوكرانية', 'ukraiński', 'українська'],
		{
			script: 'Cyrl',
			plurals: slavic,
			systemVoice: 'most',
		},
	),
	language('ti', 'ትግርኛ', ['Tigrinya', 'Tigrinya', 'Tigrinya', 'التغرينية', 'tigrinia', 'тигринья'], {
		script: 'Ethi',
	}),
	language('so', 'Soomaali', ['Somalisch', 'Somali', 'Somalice', 'الصومالية', 'somalijski', 'сомалійська']),
	language('kmr', 'Kurmancî', [
		'Koerdisch (Kurmanci)',
		'Kurdish (Kurmanji)',
		'Kürtçe (Kurmancî)',
		'الكردية الكرمانجية',
		'kurdyjski (kurmandżi)',
		'курдська (курманджі)',
	]),
	language(
		'ckb',
		'کوردیی سۆرانی',
		[
			'Koerdisch (Sorani)',
			'Kurdish (Sorani)',
			'Kürtçe (Soranî)',
			'الكردية السورانية',
			'kurdyjski (sorani)',
			'курдська (сорані)',
		],
		{ script: 'Arab', homeDigits: 'arab' },
	),
	language(
		'fa',
		'فارسی',
		['Perzisch (Farsi)', 'Persian (Farsi)', 'Farsça', 'الفارسية', 'perski (farsi)', 'перська'],
		{
			script: 'Arab',
			homeCalendar: 'persian',
			homeDigits: 'arabext',
			systemVoice: 'some',
		},
	),
	language('fa-AF', 'دری', ['Dari', 'Dari', 'Darice', 'الدارية', 'dari', 'дарі'], {
		script: 'Arab',
		homeCalendar: 'persian',
		homeDigits: 'arabext',
		systemVoice: 'some',
	}),
	language('ps', 'پښتو', ['Pasjtoe', 'Pashto', 'Peştuca', 'البشتوية', 'paszto', 'пушту'], {
		script: 'Arab',
		homeCalendar: 'persian',
		homeDigits: 'arabext',
	}),
	language('ro', 'Română', ['Roemeens', 'Romanian', 'Rumence', 'الرومانية', 'rumuński', 'румунська'], {
		plurals: oneFewOther,
		systemVoice: 'most',
	}),
	language('bg', 'Български', ['Bulgaars', 'Bulgarian', 'Bulgarca', 'البلغارية', 'bułgarski', 'болгарська'], {
		script: 'Cyrl',
		systemVoice: 'most',
	}),
	language('zh-Hans', '简体中文', ['Chinees', 'Chinese', 'Çince', 'الصينية', 'chiński', 'китайська'], {
		script: 'Hans',
		plurals: onlyOther,
		systemVoice: 'most',
	}),
	language('es', 'Español', ['Spaans', 'Spanish', 'İspanyolca', 'الإسبانية', 'hiszpański', 'іспанська'], {
		plurals: oneManyOther,
		systemVoice: 'most',
	}),
	language(
		'pt',
		'Português',
		['Portugees', 'Portuguese', 'Portekizce', 'البرتغالية', 'portugalski', 'португальська'],
		{ plurals: oneManyOther, systemVoice: 'most' },
	),
	// not in Intl; Dutch dates are what its speakers meet at school
	language('pap', 'Papiamentu', [
		'Papiaments',
		'Papiamento',
		'Papiamento',
		'البابيامينتو',
		'papiamento',
		'пап’яменто',
	]),
	// never Ukrainian in its place: that is for the reader to choose
	language('ru', 'Русский', ['Russisch', 'Russian', 'Rusça', 'الروسية', 'rosyjski', 'російська'], {
		script: 'Cyrl',
		plurals: slavic,
		systemVoice: 'most',
	}),
	language('ur', 'اردو', ['Urdu', 'Urdu', 'Urduca', 'الأردية', 'urdu', 'урду'], {
		script: 'Arab',
		systemVoice: 'some',
	}),
	language('hi', 'हिन्दी', ['Hindi', 'Hindi', 'Hintçe', 'الهندية', 'hindi', 'гінді'], {
		script: 'Deva',
		systemVoice: 'most',
	}),
	language('fr', 'Français', ['Frans', 'French', 'Fransızca', 'الفرنسية', 'francuski', 'французька'], {
		plurals: oneManyOther,
		systemVoice: 'most',
	}),
	language('am', 'አማርኛ', ['Amhaars', 'Amharic', 'Amharca', 'الأمهرية', 'amharski', 'амхарська'], {
		script: 'Ethi',
		homeCalendar: 'ethiopic',
	}),
	language('sq', 'Shqip', ['Albanees', 'Albanian', 'Arnavutça', 'الألبانية', 'albański', 'албанська'], {
		systemVoice: 'some',
	}),
	language('hu', 'Magyar', ['Hongaars', 'Hungarian', 'Macarca', 'المجرية', 'węgierski', 'угорська'], {
		systemVoice: 'most',
	}),
	language(
		'id',
		'Bahasa Indonesia',
		['Indonesisch', 'Indonesian', 'Endonezce', 'الإندونيسية', 'indonezyjski', 'індонезійська'],
		{ plurals: onlyOther, systemVoice: 'most' },
	),
	language(
		'vi',
		'Tiếng Việt',
		['Vietnamees', 'Vietnamese', 'Vietnamca', 'الفيتنامية', 'wietnamski', 'в’єтнамська'],
		{ plurals: onlyOther, systemVoice: 'most' },
	),
	language('it', 'Italiano', ['Italiaans', 'Italian', 'İtalyanca', 'الإيطالية', 'włoski', 'італійська'], {
		plurals: oneManyOther,
		systemVoice: 'most',
	}),
	language('de', 'Deutsch', ['Duits', 'German', 'Almanca', 'الألمانية', 'niemiecki', 'німецька'], {
		systemVoice: 'most',
	}),
	language('bs', 'Bosanski', ['Bosnisch', 'Bosnian', 'Boşnakça', 'البوسنية', 'bośniacki', 'боснійська'], {
		plurals: oneFewOther,
		systemVoice: 'some',
	}),
	language('hr', 'Hrvatski', ['Kroatisch', 'Croatian', 'Hırvatça', 'الكرواتية', 'chorwacki', 'хорватська'], {
		plurals: oneFewOther,
		systemVoice: 'some',
	}),
	language('sr', 'Srpski', ['Servisch', 'Serbian', 'Sırpça', 'الصربية', 'serbski', 'сербська'], {
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
