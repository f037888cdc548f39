import { m } from '#lib/paraglide/messages.js';
import { wordFinder, type WordForms } from '../glossary.ts';
import type { Mark, MarkedTexts, SchoolWord } from '../school-word.ts';
import { isolate } from '../isolate.ts';
import { baseLocale, type Locale } from '../locale.ts';

interface Listed extends WordForms {
	/** In addresses. */
	id: string;
	/** In the list; the first form unless said. */
	word?: string;
	text(inputs: object, options: { locale: Locale }): string;
}

/** The Dutch words of primary schools that parents meet, each with every way in which schools write it. */
const listed = [
	{ id: 'rapport', forms: ['rapport', 'rapporten'], inDutchOnly: true, text: m.glossary_word_rapport },
	{
		id: 'ib-er',
		word: 'IB’er',
		forms: [
			'ib’er',
			'ib-er',
			'ib’ers',
			'intern begeleider',
			'interne begeleider',
			'intern begeleiders',
			'interne begeleiders',
			'interne begeleiding',
		],
		exact: ['IB'],
		text: m.glossary_word_ib_er,
	},
	{ id: 'mr', word: 'MR', forms: ['medezeggenschapsraad'], exact: ['MR'], text: m.glossary_word_mr },
	{
		id: 'gmr',
		word: 'GMR',
		forms: ['gmr', 'gemeenschappelijke medezeggenschapsraad'],
		text: m.glossary_word_gmr,
	},
	{
		id: 'or',
		word: 'OR',
		forms: ['ouderraad', 'oudervereniging', 'oudercommissie'],
		exact: ['OR'],
		text: m.glossary_word_or,
	},
	{
		id: 'bso',
		word: 'BSO',
		forms: ['bso', 'buitenschoolse opvang', 'naschoolse opvang'],
		text: m.glossary_word_bso,
	},
	{ id: 'voorschoolse-opvang', forms: ['voorschoolse opvang'], text: m.glossary_word_voorschoolse_opvang },
	{ id: 'tso', word: 'TSO', forms: ['tso', 'tussenschoolse opvang'], text: m.glossary_word_tso },
	{
		id: 'overblijven',
		forms: [
			'overblijven',
			'overblijf',
			'overblijfkracht',
			'overblijfkrachten',
			'overblijfouder',
			'overblijfouders',
			'overblijft',
		],
		text: m.glossary_word_overblijven,
	},
	{ id: 'vve', word: 'VVE', forms: ['vve', 'voor- en vroegschoolse educatie'], text: m.glossary_word_vve },
	{
		id: 'peuteropvang',
		forms: ['peuteropvang', 'peuterspeelzaal', 'peutergroep'],
		text: m.glossary_word_peuteropvang,
	},
	{
		id: 'doorstroomtoets',
		forms: ['doorstroomtoets', 'doorstroomtoetsen', 'eindtoets'],
		text: m.glossary_word_doorstroomtoets,
	},
	{
		id: 'cito',
		word: 'Cito',
		forms: ['cito', 'citotoets', 'citotoetsen', 'cito-toets', 'cito-toetsen'],
		text: m.glossary_word_cito,
	},
	{ id: 'lvs', word: 'LVS', forms: ['lvs', 'leerlingvolgsysteem'], text: m.glossary_word_lvs },
	{
		id: 'opp',
		word: 'OPP',
		forms: ['ontwikkelingsperspectief', 'ontwikkelingsperspectiefplan'],
		exact: ['OPP'],
		text: m.glossary_word_opp,
	},
	{
		id: 'ggd',
		word: 'GGD',
		forms: ['ggd', 'jeugdgezondheidszorg'],
		exact: ['JGZ'],
		text: m.glossary_word_ggd,
	},
	{
		id: 'jeugdarts',
		forms: ['jeugdarts', 'jeugdartsen', 'schoolarts', 'jeugdverpleegkundige', 'schoolverpleegkundige'],
		text: m.glossary_word_jeugdarts,
	},
	{
		id: 'leerplicht',
		forms: ['leerplicht', 'leerplichtig', 'leerplichtige', 'leerplichtwet'],
		text: m.glossary_word_leerplicht,
	},
	{
		id: 'leerplichtambtenaar',
		forms: ['leerplichtambtenaar', 'leerplichtambtenaren'],
		text: m.glossary_word_leerplichtambtenaar,
	},
	{ id: 'verzuim', forms: ['verzuim', 'schoolverzuim'], text: m.glossary_word_verzuim },
	{
		id: 'luxeverzuim',
		forms: ['ongeoorloofd verzuim', 'luxeverzuim', 'ongeoorloofd afwezig'],
		text: m.glossary_word_luxeverzuim,
	},
	{
		id: 'bijzonder-verlof',
		forms: ['bijzonder verlof', 'extra verlof', 'verlof', 'verlofaanvraag', 'verlofformulier'],
		text: m.glossary_word_bijzonder_verlof,
	},
	{
		id: 'ziek-melden',
		forms: ['ziek melden', 'ziekmelden', 'ziekmelding', 'absent melden'],
		text: m.glossary_word_ziek_melden,
	},
	{ id: 'studiedag', forms: ['studiedag', 'studiedagen', 'studiemiddag'], text: m.glossary_word_studiedag },
	{
		id: 'margedag',
		forms: ['margedag', 'margedagen', 'margeweek', 'lesvrije dag', 'roostervrije dag'],
		text: m.glossary_word_margedag,
	},
	{
		id: 'tienminutengesprek',
		forms: [
			'tienminutengesprek',
			'tienminutengesprekken',
			'10-minutengesprek',
			'10-minutengesprekken',
			'10 minutengesprek',
			'oudergesprek',
			'oudergesprekken',
			'rapportgesprek',
			'rapportgesprekken',
		],
		text: m.glossary_word_tienminutengesprek,
	},
	{
		id: 'welkomgesprek',
		forms: [
			'welkomgesprek',
			'welkomgesprekken',
			'startgesprek',
			'startgesprekken',
			'kennismakingsgesprek',
			'kennismakingsgesprekken',
			'omgekeerd oudergesprek',
		],
		text: m.glossary_word_welkomgesprek,
	},
	{ id: 'huisbezoek', forms: ['huisbezoek', 'huisbezoeken'], text: m.glossary_word_huisbezoek },
	{
		id: 'kijkmoment',
		forms: ['kijkmoment', 'kijkmomenten', 'kijkochtend', 'kijkmiddag', 'kijkje in de klas', 'kijkuurtje'],
		text: m.glossary_word_kijkmoment,
	},
	{
		id: 'inloop',
		forms: ['inloop', 'inloopmoment', 'inlooptijd', 'inloopochtend', 'inloopavond', 'inloophalfuur'],
		text: m.glossary_word_inloop,
	},
	{ id: 'rondleiding', forms: ['rondleiding', 'rondleidingen'], text: m.glossary_word_rondleiding },
	{ id: 'ouderkring', forms: ['ouderkring', 'ouderkringen'], text: m.glossary_word_ouderkring },
	{
		id: 'ouderavond',
		forms: ['ouderavond', 'ouderavonden', 'informatieavond', 'informatieavonden'],
		text: m.glossary_word_ouderavond,
	},
	{ id: 'koffieochtend', forms: ['koffieochtend', 'koffieochtenden'], text: m.glossary_word_koffieochtend },
	{
		id: 'gymtas',
		forms: ['gymtas', 'gymtassen', 'gymspullen', 'gymkleren', 'gymkleding', 'gymschoenen'],
		text: m.glossary_word_gymtas,
	},
	{
		id: 'schoolzwemmen',
		forms: ['schoolzwemmen', 'zwemles', 'zwemlessen', 'zwemdiploma', 'natte gymles'],
		text: m.glossary_word_schoolzwemmen,
	},
	{
		id: 'trakteren',
		forms: ['trakteren', 'trakteert', 'traktatie', 'traktaties'],
		text: m.glossary_word_trakteren,
	},
	{
		id: 'pauzehap',
		forms: ['pauzehap', 'tienuurtje', 'tien-uurtje', '10-uurtje', 'fruitdag', 'fruitdagen', 'gruiten'],
		text: m.glossary_word_pauzehap,
	},
	{
		id: 'broodtrommel',
		forms: ['broodtrommel', 'broodtrommels', 'lunchtrommel', 'lunchpakket'],
		text: m.glossary_word_broodtrommel,
	},
	{
		id: 'continurooster',
		forms: ['continurooster', 'vijf-gelijke-dagenmodel'],
		text: m.glossary_word_continurooster,
	},
	{ id: 'schoolgids', forms: ['schoolgids', 'schoolgidsen'], text: m.glossary_word_schoolgids },
	{ id: 'schoolplein', forms: ['schoolplein', 'plein'], text: m.glossary_word_schoolplein },
	{
		id: 'noodnummer',
		forms: ['noodnummer', 'noodnummers', 'noodtelefoonnummer'],
		text: m.glossary_word_noodnummer,
	},
	{
		id: 'ouderbijdrage',
		forms: ['ouderbijdrage', 'vrijwillige ouderbijdrage', 'vrijwillige bijdrage'],
		text: m.glossary_word_ouderbijdrage,
	},
	{
		id: 'leergeld',
		word: 'Stichting Leergeld',
		forms: ['stichting leergeld', 'leergeld'],
		text: m.glossary_word_leergeld,
	},
	{
		id: 'klassenouder',
		forms: [
			'klassenouder',
			'klassenouders',
			'klassenmoeder',
			'klassenmoeders',
			'groepsouder',
			'groepsouders',
			'contactouder',
			'contactouders',
		],
		text: m.glossary_word_klassenouder,
	},
	{
		id: 'hulpouder',
		forms: ['hulpouder', 'hulpouders', 'ouderhulp', 'leesouder', 'leesouders', 'leesmoeder', 'leesmoeders'],
		text: m.glossary_word_hulpouder,
	},
	{
		id: 'luizenmoeder',
		forms: [
			'luizenmoeder',
			'luizenmoeders',
			'luizenouder',
			'luizenouders',
			'luizencontrole',
			'luizenpluizen',
			'hoofdluis',
		],
		text: m.glossary_word_luizenmoeder,
	},
	{
		id: 'schoolreis',
		forms: ['schoolreis', 'schoolreisje', 'schoolreizen'],
		text: m.glossary_word_schoolreis,
	},
	{ id: 'kamp', forms: ['kamp', 'schoolkamp', 'werkweek'], inDutchOnly: true, text: m.glossary_word_kamp },
	{
		id: 'avondvierdaagse',
		forms: ['avondvierdaagse', 'avond4daagse'],
		text: m.glossary_word_avondvierdaagse,
	},
	{
		id: 'sinterklaas',
		word: 'Sinterklaas',
		forms: ['sinterklaas', 'sinterklaasfeest', 'sinterklaasviering', 'pakjesavond'],
		text: m.glossary_word_sinterklaas,
	},
	{
		id: 'koningsspelen',
		word: 'Koningsspelen',
		forms: ['koningsspelen'],
		text: m.glossary_word_koningsspelen,
	},
	{
		id: 'kinderboekenweek',
		word: 'Kinderboekenweek',
		forms: ['kinderboekenweek'],
		text: m.glossary_word_kinderboekenweek,
	},
	{
		id: 'juffendag',
		forms: ['juffendag', 'meesterdag', 'juffen- en meesterdag', 'juffenfeest'],
		text: m.glossary_word_juffendag,
	},
	{
		id: 'schoolfotograaf',
		forms: ['schoolfotograaf', 'schoolfoto', 'schoolfoto’s'],
		text: m.glossary_word_schoolfotograaf,
	},
	{
		id: 'gevonden-voorwerpen',
		forms: ['gevonden voorwerpen', 'gevonden spullen'],
		text: m.glossary_word_gevonden_voorwerpen,
	},
	{ id: 'plusklas', forms: ['plusklas', 'plusklassen', 'plusgroep'], text: m.glossary_word_plusklas },
	{
		id: 'kleuters',
		forms: ['kleuters', 'kleuter', 'kleuterklas', 'kleuterklassen', 'kleutergroep', 'kleutergroepen'],
		text: m.glossary_word_kleuters,
	},
	{
		id: 'groep',
		word: 'groep 1 tot en met 8',
		forms: ['groep 1', 'groep 2', 'groep 3', 'groep 4', 'groep 5', 'groep 6', 'groep 7', 'groep 8'],
		text: m.glossary_word_groep,
	},
	{ id: 'onderbouw', forms: ['onderbouw'], text: m.glossary_word_onderbouw },
	{ id: 'middenbouw', forms: ['middenbouw'], text: m.glossary_word_middenbouw },
	{ id: 'bovenbouw', forms: ['bovenbouw'], text: m.glossary_word_bovenbouw },
	{
		id: 'overgaan',
		word: 'overgaan',
		forms: ['overgaan naar groep', 'overgaan', 'overgang naar groep'],
		text: m.glossary_word_overgaan,
	},
	{
		id: 'blijven-zitten',
		forms: ['blijven zitten', 'zittenblijven', 'zittenblijver', 'doubleren', 'doubleert'],
		text: m.glossary_word_blijven_zitten,
	},
	{
		id: 'schooladvies',
		forms: [
			'schooladvies',
			'schooladviezen',
			'voorlopig advies',
			'definitief advies',
			'adviesgesprek',
			'adviesgesprekken',
		],
		text: m.glossary_word_schooladvies,
	},
	{ id: 'brugklas', forms: ['brugklas', 'brugklassen', 'brugklasser'], text: m.glossary_word_brugklas },
	{ id: 'vmbo', forms: ['vmbo', 'mavo'], text: m.glossary_word_vmbo },
	{ id: 'havo', forms: ['havo'], text: m.glossary_word_havo },
	{ id: 'vwo', forms: ['vwo'], text: m.glossary_word_vwo },
	{
		id: 'voortgezet-onderwijs',
		forms: ['voortgezet onderwijs', 'middelbare school', 'middelbare scholen'],
		text: m.glossary_word_voortgezet_onderwijs,
	},
	{
		id: 'speciaal-onderwijs',
		forms: ['speciaal onderwijs', 'speciaal basisonderwijs'],
		exact: ['SBO'],
		text: m.glossary_word_speciaal_onderwijs,
	},
	{ id: 'passend-onderwijs', forms: ['passend onderwijs'], text: m.glossary_word_passend_onderwijs },
	{
		id: 'samenwerkingsverband',
		forms: ['samenwerkingsverband', 'toelaatbaarheidsverklaring'],
		exact: ['SWV', 'TLV'],
		text: m.glossary_word_samenwerkingsverband,
	},
	{
		id: 'ondersteuningsteam',
		forms: ['ondersteuningsteam', 'zorgteam'],
		exact: ['MDO'],
		text: m.glossary_word_ondersteuningsteam,
	},
	{ id: 'logopedie', forms: ['logopedie', 'logopedist', 'logopediste'], text: m.glossary_word_logopedie },
	{
		id: 'remedial-teaching',
		forms: ['remedial teaching', 'remedial teacher'],
		exact: ['RT'],
		inDutchOnly: true,
		text: m.glossary_word_remedial_teaching,
	},
	{
		id: 'schoolmaatschappelijk-werk',
		forms: ['schoolmaatschappelijk werk', 'schoolmaatschappelijk werker', 'schoolmaatschappelijk werkster'],
		text: m.glossary_word_schoolmaatschappelijk_werk,
	},
	{
		id: 'vertrouwenspersoon',
		forms: ['vertrouwenspersoon', 'vertrouwenspersonen'],
		text: m.glossary_word_vertrouwenspersoon,
	},
	{ id: 'ouderlijk-gezag', forms: ['ouderlijk gezag', 'gezag'], text: m.glossary_word_ouderlijk_gezag },
	{ id: 'veilig-thuis', word: 'Veilig Thuis', forms: ['veilig thuis'], text: m.glossary_word_veilig_thuis },
	{
		id: 'kindertelefoon',
		word: 'Kindertelefoon',
		forms: ['kindertelefoon'],
		text: m.glossary_word_kindertelefoon,
	},
	{
		id: 'nieuwkomersklas',
		forms: ['nieuwkomersklas', 'taalklas', 'taalklassen', 'schakelklas', 'schakelklassen'],
		exact: ['ISK', 'NT2'],
		text: m.glossary_word_nieuwkomersklas,
	},
	{
		id: 'vakleerkracht',
		forms: ['vakleerkracht', 'vakleerkrachten', 'vakdocent', 'gymdocent', 'gymleraar'],
		text: m.glossary_word_vakleerkracht,
	},
	{
		id: 'onderwijsassistent',
		forms: [
			'onderwijsassistent',
			'onderwijsassistente',
			'onderwijsassistenten',
			'klassenassistent',
			'leraarondersteuner',
		],
		text: m.glossary_word_onderwijsassistent,
	},
	{
		id: 'stagiair',
		forms: ['stagiair', 'stagiaire', 'stagiairs', 'stagiaires', 'stagiairen'],
		text: m.glossary_word_stagiair,
	},
	{
		id: 'invaller',
		forms: ['invaller', 'invallers', 'invalleerkracht', 'invalleerkrachten', 'invaljuf'],
		text: m.glossary_word_invaller,
	},
	{
		id: 'juf',
		word: 'juf, meester',
		forms: ['juf', 'juffen', 'juffrouw', 'meester', 'meesters'],
		inDutchOnly: true,
		text: m.glossary_word_juf,
	},
	{
		id: 'wennen',
		forms: [
			'wennen',
			'wenmoment',
			'wenmomenten',
			'wenochtend',
			'wenochtenden',
			'wenmiddag',
			'wendag',
			'wendagen',
		],
		text: m.glossary_word_wennen,
	},
	{
		id: 'kring',
		forms: ['kring', 'kringgesprek', 'in de kring'],
		inDutchOnly: true,
		text: m.glossary_word_kring,
	},
	{
		id: 'spreekbeurt',
		forms: ['spreekbeurt', 'spreekbeurten', 'boekbespreking'],
		text: m.glossary_word_spreekbeurt,
	},
	{ id: 'weektaak', forms: ['weektaak', 'weektaken', 'dagtaak'], text: m.glossary_word_weektaak },
	{ id: 'avi', word: 'AVI', forms: ['avi', 'avi-niveau'], text: m.glossary_word_avi },
	{ id: 'leerlingenraad', forms: ['leerlingenraad'], text: m.glossary_word_leerlingenraad },
	{ id: 'schoolbestuur', forms: ['schoolbestuur', 'schoolbesturen'], text: m.glossary_word_schoolbestuur },
	{
		id: 'inspectie',
		forms: ['onderwijsinspectie', 'inspectie van het onderwijs'],
		text: m.glossary_word_inspectie,
	},
	{ id: 'avg', word: 'AVG', forms: ['privacywet'], exact: ['AVG'], text: m.glossary_word_avg },
	{
		id: 'ontruimingsoefening',
		forms: ['ontruimingsoefening', 'ontruimingsoefeningen', 'brandoefening'],
		text: m.glossary_word_ontruimingsoefening,
	},
] as const satisfies readonly Listed[];

export type SchoolWordId = (typeof listed)[number]['id'];

const words: ReadonlyMap<string, Listed> = new Map(listed.map((one) => [one.id, one]));
const find = wordFinder(words);

/** One word for a reader. */
export function schoolWord(id: SchoolWordId, locale: Locale): SchoolWord {
	return forReader(id, locale);
}

/** One object for each word and language: what a page has twice is sent once. */
const made = new Map<string, SchoolWord>();

function forReader(id: string, locale: Locale): SchoolWord {
	const key = `${locale} ${id}`;
	const word = made.get(key) ?? makeWord(id, locale);
	made.set(key, word);
	return word;
}

function makeWord(id: string, locale: Locale): SchoolWord {
	const one = words.get(id);
	if (!one) throw new Error(`There is no school word ${id}`);
	const word = wordOf(one);
	return {
		id,
		word,
		text: one.text({}, { locale }),
		ask: m.glossary_ask({ word: isolate(word, locale) }, { locale }),
	};
}

const wordOf = ({ word, forms }: Listed) => word ?? forms[0] ?? '';

/** All words by the alphabet, with how else they are written, for the page where one looks them up. */
export function allSchoolWords(locale: Locale): (SchoolWord & { forms: readonly string[] })[] {
	return [...words.values()]
		.map(({ id, forms, exact = [] }) => ({ ...forReader(id, locale), forms: [...forms, ...exact] }))
		.sort((a, b) => a.word.localeCompare(b.word, 'nl'));
}

/** One text of a page, and whether it is Dutch whatever the reader reads: what the school wrote and nobody translated. */
export interface TextToMark {
	text: string;
	isDutch?: boolean;
}

/**
 * Marks the school words in texts that are shown together, each word at its first place, explained in the reader's
 * language. `locale` is the language of the texts that are not Dutch; the explanations' too, unless `reader` is given.
 */
export function markSchoolWords(
	texts: readonly TextToMark[],
	{ locale, reader = locale }: { locale: Locale; reader?: Locale },
): MarkedTexts {
	const seen = new Set<string>();
	const marked: Record<string, readonly Mark[]> = {};
	for (const { text, isDutch = locale === baseLocale } of texts) {
		const found = find(text, { inDutch: isDutch, seen });
		if (found.length === 0) continue;
		marked[text] = found.map(({ id, at, length }) => ({ at, length, word: forReader(id, reader) }));
	}
	return marked;
}
