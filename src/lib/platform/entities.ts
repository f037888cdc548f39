/** Names of U+00A0 to U+00FF in HTML, in order. */
const LATIN = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave
iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

/** Letters and marks further on that occur in names. */
const MORE = `OElig:Œ oelig:œ Scaron:Š scaron:š Yuml:Ÿ Ccaron:Č ccaron:č Zcaron:Ž zcaron:ž Rcaron:Ř rcaron:ř Ecaron:Ě
ecaron:ě Ncaron:Ň ncaron:ň Dstrok:Đ dstrok:đ Lstrok:Ł lstrok:ł Aogon:Ą aogon:ą Eogon:Ę eogon:ę Sacute:Ś sacute:ś Zacute:Ź
zacute:ź Cacute:Ć cacute:ć Nacute:Ń nacute:ń Zdot:Ż zdot:ż Scedil:Ş scedil:ş Gbreve:Ğ gbreve:ğ Idot:İ imath:ı inodot:ı
Abreve:Ă abreve:ă Tcedil:Ţ tcedil:ţ Amacr:Ā amacr:ā Emacr:Ē emacr:ē Imacr:Ī imacr:ī Omacr:Ō omacr:ō Umacr:Ū umacr:ū
Odblac:Ő odblac:ő Udblac:Ű udblac:ű Uring:Ů uring:ů lsquo:‘ rsquo:’ sbquo:‚ ldquo:“ rdquo:” bdquo:„ ndash:– mdash:— hellip:…
euro:€ apos:' quot:" amp:& lt:< gt:>`;

const NAMED = new Map<string, string>([
	...LATIN.split(/\s+/).map((name, index): [string, string] => [name, String.fromCodePoint(0xa0 + index)]),
	...MORE.split(/\s+/).map((pair): [string, string] => [pair.slice(0, pair.indexOf(':')), pair.slice(-1)]),
]);

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));/g;

/**
 * Replaces character references (`&#233;`, `&eacute;`) by their characters, once: "&amp;eacute;" becomes "&eacute;".
 * What it does not know, and what is no character, stays as it is.
 */
export function decodeEntities(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
		if (name) return NAMED.get(name) ?? whole;
		const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
		const isCharacter = code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff);
		return isCharacter ? String.fromCodePoint(code) : whole;
	});
}
