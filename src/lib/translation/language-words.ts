import { languages } from './languages.ts';
import { baseLocale } from './locale.ts';

/**
 * What a school's list says about a language, as one of our tags. `sure` only when the word means one language and one
 * way of writing it; everything else is a proposal that the first screen asks about. Countries and peoples are always
 * proposals: who comes from Eritrea need not speak Tigrinya.
 */
export interface ProposedLanguage {
	tag: string;
	sure: boolean;
}

/** Words that leave no doubt: Dutch, English and own names, ISO 639 codes, and how schools misspell them. */
const sureWords: Record<string, string> = {
	nl: 'nl nld dut nederlands nederlandse nederlants ned hollands dutch vlaams flemish',
	tr: 'tr tur turks turkse turkish turkce turk',
	ary: 'ary darija daridja darizja marokkaans-arabisch marokaans-arabisch moroccan-arabic الدارجة الدارجه',
	rif: 'rif tarifit riffijns rifijns riffijnse riffian rifberbers rif-berbers tmazight-rif',
	pl: 'pl pol pools poolse polish polski',
	en: 'en eng engels engelse english engles ingels',
	uk: 'uk ukr oekraiens oekraiense oekraeins oekrains oekraines oekrainse ukrainian ukrainisch ukraiens українська',
	ti: 'ti tir tigrinya tigrinja tigrigna tigrina tigrinia tigrynia ትግርኛ',
	so: 'so som somalisch somalische somalies somali soomaali somaals af-soomaali',
	kmr: 'kmr kurmanci kurmandji kurmanji kurmandzji kirmanci noord-koerdisch northern-kurdish',
	ckb: 'ckb sorani centraal-koerdisch central-kurdish سۆرانی سوراني',
	fa: 'fa fas per farsi farsie perzisch persisch perzische persian فارسی فارسي',
	'fa-AF': 'prs dari darie دری دري',
	ps: 'ps pus pasjtoe pasjto pashto pashtu pasjtu pastho pasto pakhto pachto pashtoe پښتو پشتو',
	ro: 'ro ron rum roemeens roemeense roemens romanian romana',
	bg: 'bg bul bulgaars bulgaarse bulgars bulgarian български',
	'zh-Hans': 'cmn mandarijn mandarijns mandarin putonghua 简体中文',
	es: 'es spa spaans spaanse spanish espanol castellano',
	pt: 'pt por portugees portugese portugeze portuguees portuguese portugues',
	pap: 'pap papiaments papiamentu papiamento papiament papiamentoe',
	ru: 'ru rus russisch russische rusisch russies russian русский',
	ur: 'ur urd urdu oerdoe اردو',
	hi: 'hi hin hindi hindie हिन्दी हिंदी',
	fr: 'fr fra fre frans franse french francais',
	am: 'am amh amhaars amhaarse amharisch amharic amharigna amaars አማርኛ',
	sq: 'sq sqi alb albanees albanese albanian shqip',
	hu: 'hu hun hongaars hongaarse hongars hungarian magyar',
	id: 'id ind indonesisch indonesische indonesies indonesian bahasa bahasa-indonesia',
	vi: 'vi vie vietnamees vietnamese tieng-viet vietnames',
	it: 'it ita italiaans italiaanse italian italiano',
	de: 'de deu ger duits duitse german deutsch',
	bs: 'bs bos bosnisch bosnische bosnian bosanski',
	hr: 'hr hrv kroatisch kroatische croatian hrvatski',
	sr: 'sr srp servisch servische serbian srpski српски',
};

/** Words that can mean more than one language, a country, or a people. */
const proposals: Record<string, string> = {
	nl: 'surinaams surinaamse surinam sranan sranantongo fries friesland nedersaksisch zuid-afrikaans afrikaans belgisch',
	tr: 'turkije turkmeens azeri azerbeidzjaans',
	// the standard language of the letter; what they speak differs from country to country
	ar: 'ar ara arabisch arabische arab arabies arabic arabish arabiesch العربية عربي syrisch irakees iraaks irakezen egyptisch libanees palestijns jordaans algerijns tunesisch jemenitisch soedanees libisch syrie irak egypte',
	ary: 'marokkaans marokkaanse marokaans marrokaans marokko moroccan',
	rif: 'berbers berberse berber tamazight tamazigt tmazight amazigh imazighen zgh shi tzm tashelhit tasjelhiet tarifit-berbers',
	kmr: 'ku kur koerdisch koerdische koerdies kurdisch kurdish kurdi koerd koerds kurdî',
	'fa-AF': 'afghaans afghaanse afghan afgaans afghanistan',
	fa: 'iraans iraanse iran iranian tadzjieks',
	ti: 'eritrees eritrese eritrea eritreaans eritrean tigre',
	am: 'ethiopisch ethiopische ethiopie ethiopian oromo',
	so: 'somalie somalia',
	'zh-Hans':
		'zh zho chi chinees chinese kantonees cantonees kantonese cantonese wenzhou hakka taiwanees 中文 china',
	bs: 'joegoslavisch joegoslavische yugoslavisch yugoslavian servo-kroatisch servokroatisch kroatisch-servisch hbs sh',
	sr: 'montenegrijns cnr macedonisch-servisch',
	sq: 'kosovaars kosovaarse kosovo',
	ro: 'moldavisch moldaafs moldavie roma romani',
	pl: 'polen silezisch',
	uk: 'oekraine ukraine',
	ru: 'rusland tsjetsjeens wit-russisch belarussisch',
	bg: 'bulgarije',
	pt: 'braziliaans braziliaanse brazilian brazilie kaapverdisch kaapverdiaans creools-kaapverdisch angolees',
	es: 'latijns-amerikaans zuid-amerikaans colombiaans mexicaans venezolaans dominicaans catalaans',
	pap: 'antilliaans antilliaanse curacaos arubaans bonairiaans',
	ur: 'pakistaans pakistaanse pakistan punjabi',
	hi: 'indiaas indiase hindoestaans hindostaans hindoestani sarnami sarnami-hindoestani india',
	id: 'indisch maleis molukse moluks javaans',
	en: 'ghanees nigeriaans amerikaans brits twi pidgin',
	fr: 'waals congolees senegalees lingala',
	de: 'oostenrijks zwitsers-duits',
	vi: 'vietnam',
	hu: 'hongarije',
	it: 'italie',
};

const known = new Map<string, ProposedLanguage>([...entries(proposals, false), ...entries(sureWords, true)]);

function entries(words: Record<string, string>, sure: boolean): [string, ProposedLanguage][] {
	return Object.entries(words).flatMap(([tag, list]) =>
		list.split(' ').map((word): [string, ProposedLanguage] => [fold(word), { tag, sure }]),
	);
}

/** Lower case, without accents, spaces as hyphens: `Oekraïens` and `OEKRAIENS ` are one word. */
function fold(word: string): string {
	return word
		.replaceAll('İ', 'i')
		.replaceAll('ı', 'i')
		.toLowerCase()
		.normalize('NFKD')
		.replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
		.normalize('NFC')
		.replace(/[\s_]+/g, '-')
		.replace(/^[-.:;]+|[-.:;]+$/g, '');
}

/** Words around a language's name that say nothing about which one: "Turkse taal", "spreekt Pools", "moedertaal: Turks". */
const around =
	/\b(taal|talig|sprekend|moedertaal|thuistaal|spreekt|alleen|voornamelijk|vooral|beetje|een|de|het|language)\b/g;

/**
 * The language that a word in a school's list means, with whether it leaves any doubt; undefined when nothing fits. Of
 * several ("Turks/Nederlands") the first that is not Dutch is proposed.
 */
export function proposeLanguage(word: string): ProposedLanguage | undefined {
	const folded = fold(word.slice(0, 100));
	if (!folded) return undefined;
	const exact = known.get(folded) ?? known.get(fold(folded.replaceAll('-', ' ').replace(around, ' ').trim()));
	if (exact) return { ...exact };
	return byTag(folded) ?? amongSeveral(word.slice(0, 100)) ?? misspelt(folded);
}

/** A language tag with a region or script: `tr-TR`, `fa-AF`. */
function byTag(folded: string): ProposedLanguage | undefined {
	const own = languages.find((row) => row.tag.toLowerCase() === folded);
	if (own) return { tag: own.tag, sure: true };
	const primary = /^([a-z]{2,3})-([a-z]{2}|[a-z]{4})$/.exec(folded)?.[1];
	const found = primary === undefined ? undefined : known.get(primary);
	return found && { ...found };
}

/** "Arabisch (Marokkaans)", "Turks en Nederlands", "Somalisch, Engels": a proposal, never sure. */
function amongSeveral(word: string): ProposedLanguage | undefined {
	// what stands in brackets says it more exactly: "Koerdisch (Sorani)"
	const bracketed = known.get(fold(/\(([^)]+)\)/.exec(word)?.[1] ?? ''));
	if (bracketed?.sure && bracketed.tag !== baseLocale) return { tag: bracketed.tag, sure: false };
	// "en" is a code on its own and a Dutch word between others
	const parts = word
		.split(/[/,;+&()|]+|\s(?:en|of|and|or|ve)\s/)
		.map(fold)
		.flatMap((part) => (known.has(part) ? part : part.split('-').filter((each) => each.length > 3)))
		.filter(Boolean);
	if (parts.length < 2) return undefined;
	if (parts.some((part) => part.startsWith('arabi')) && parts.some((part) => part.startsWith('maro')))
		return { tag: 'ary', sure: false };
	const found = parts.map((part) => known.get(part) ?? misspelt(part)).filter((each) => each !== undefined);
	const best = found.find((each) => each.tag !== baseLocale) ?? found[0];
	return best && { tag: best.tag, sure: false };
}

/** The known word that is one slip away (two in a long word), when only one language is. */
function misspelt(word: string): ProposedLanguage | undefined {
	if (word.length < 5) return undefined;
	const slips = word.length >= 9 ? 2 : 1;
	const near = new Set<string>();
	for (const [candidate, { tag }] of known)
		if (candidate.length >= 5 && withinSlips(word, candidate, slips)) near.add(tag);
	const [tag, ...others] = near;
	return tag !== undefined && others.length === 0 ? { tag, sure: false } : undefined;
}

/** Whether so many slips (a letter more, less, other, or two swapped) turn one word into the other. */
function withinSlips(a: string, b: string, slips: number): boolean {
	if (Math.abs(a.length - b.length) > slips) return false;
	let before: number[] = [];
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			row.push(cost);
		}
		before = previous;
		previous = row;
	}
	return (previous[b.length] ?? Infinity) <= slips;
}
