import { m } from '#lib/paraglide/messages.js';
import { baseLocale, directionOf, isLocale, type Direction, type Locale } from '#lib/translation/locale.ts';
import type { FilledContent, OwnText } from './written.ts';

export interface MailText {
	locale: Locale;
	subject: string;
	text: string;
	html: string;
}

export interface MailFrame {
	/** Address of the app, without a slash at the end. */
	origin: string;
	schoolName: string;
	/** With a link to choose what one gets (notices for guardians). */
	canChoose: boolean;
	/** Where e-mail of this sort is turned off without signing in. */
	stopPath?: string | undefined;
}

/** Where a guardian chooses what to get. */
export const CHOOSE_PATH = '/me/notifications';

/** A notice as an e-mail: plain text and HTML that say the same, no picture, nothing from elsewhere. */
export function mailText(
	content: FilledContent,
	{ origin, schoolName, canChoose, stopPath }: MailFrame,
): MailText {
	const locale = isLocale(content.locale) ? content.locale : baseLocale;
	const link = new URL(content.action.path, origin);
	// a path that leads elsewhere (`//host`) is a bug in who queued it, and must not become a link in a mail
	const href = link.origin === new URL(origin).origin ? link.href : origin;
	const why = m.notices_mail_why({ school: schoolName }, { locale });
	const links = [
		...(canChoose ? [{ label: m.notices_mail_choose({}, { locale }), href: `${origin}${CHOOSE_PATH}` }] : []),
		...(stopPath ? [{ label: m.notices_mail_stop({}, { locale }), href: `${origin}${stopPath}` }] : []),
	];
	return {
		locale,
		subject: oneLine(content.title),
		text: [
			content.title,
			...content.lines,
			`${content.action.label}:\n${href}`,
			...byHow(content).map(writtenText),
			['-- ', why, ...links.map(({ label, href }) => `${label}: ${href}`)].join('\n'),
		].join('\n\n'),
		html: page(
			locale,
			directionOf(locale),
			content,
			href,
			[escape(why), ...links.map(({ label, href }) => anchor(href, label))]
				.map((line) => paragraph(line, SMALL))
				.join('\n'),
			schoolName,
		),
	};
}

// tokens.css as it is in light; mail clients know neither custom properties nor stylesheets
const PAPER = '#f8f5ef';
const SURFACE = '#ffffff';
const INK = '#1a222e';
const INK_SOFT = '#4b5563';
const BRAND = '#164577';
const BRAND_DEEP = '#0e3159';
const NOW = '#ffc53a';
const ON_NOW = '#271b00';
const FONT = `'Atkinson Hyperlegible Next','Segoe UI',Roboto,Helvetica,Arial,sans-serif`;
const BODY = `margin:0 0 16px;font-size:17px;line-height:1.6;color:${INK};`;
const SMALL = `margin:0 0 8px;font-size:14px;line-height:1.5;color:${INK_SOFT};`;
const QUOTED = `padding:0 12px;border:solid #d7dce4;border-width:0 3px;`;
const CODE = `margin:0 0 16px;font-size:34px;line-height:1.2;font-weight:700;letter-spacing:6px;color:${BRAND_DEEP};`;

function page(
	locale: Locale,
	dir: Direction,
	content: FilledContent,
	href: string,
	footer: string,
	schoolName: string,
): string {
	const lines = content.lines.map((line, nth) => {
		// a line that is a sign-in code is what the mail is about
		if (/^\d{6}$/.test(line)) return paragraph(line, CODE);
		const lang = content.linesIn?.[nth];
		return paragraph(escape(line).replaceAll('\n', '<br>'), BODY, lang && ` lang="${escape(lang)}"`);
	});
	return `<!doctype html>
<html lang="${locale}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escape(oneLine(content.title))}</title>
</head>
<body style="margin:0;padding:0;background:${PAPER};">
<table role="presentation" lang="${locale}" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" style="background:${PAPER};font-family:${FONT};">
<tr>
<td align="center" style="padding:24px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;">
<tr>
<td style="padding:16px 24px;background:${BRAND_DEEP};border-radius:12px 12px 0 0;font-size:17px;font-weight:700;color:#ffffff;">${escape(schoolName)}</td>
</tr>
<tr>
<td style="padding:24px;background:${SURFACE};border-radius:0 0 12px 12px;">
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.3;color:${INK};">${escape(content.title)}</h1>
${lines.join('\n')}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 0;">
<tr>
<td style="background:${NOW};border-radius:12px;">
<a href="${escape(href)}" style="display:inline-block;padding:14px 24px;font-size:18px;font-weight:700;line-height:1.3;color:${ON_NOW};text-decoration:none;">${escape(content.action.label)}</a>
</td>
</tr>
</table>
${byHow(content).map(writtenHtml).join('\n')}
</td>
</tr>
<tr>
<td style="padding:16px 24px;">
${footer}
</td>
</tr>
</table>
</td>
</tr>
</table>
</body>
</html>
`;
}

/** Texts of the school's own that came to the reader's language in one way. */
interface SameWay {
	how: string;
	originals: NonNullable<OwnText['original']>[];
}

function byHow({ own = [] }: FilledContent): SameWay[] {
	return [...Map.groupBy(own, ({ how }) => how ?? '')].flatMap(([how, same]) =>
		how ? [{ how, originals: same.flatMap(({ original }) => original ?? []) }] : [],
	);
}

function writtenText({ how, originals }: SameWay): string {
	const [first] = originals;
	return [how, ...(first ? [first.label] : []), ...originals.map(({ text }) => text)].join('\n');
}

function writtenHtml({ how, originals }: SameWay): string {
	const [first] = originals;
	const texts = originals.map(({ text, lang, dir }) =>
		paragraph(escape(text).replaceAll('\n', '<br>'), `${SMALL}${QUOTED}`, ` lang="${lang}" dir="${dir}"`),
	);
	const told = [how, ...(first ? [first.label] : [])].map(escape).join('<br>');
	return `<div style="margin:24px 0 0;">${paragraph(told, SMALL)}${texts.join('')}</div>`;
}

function paragraph(html: string, style: string, more = ''): string {
	return `<p${more} style="${style}">${html}</p>`;
}

function anchor(href: string, label: string): string {
	return `<a href="${escape(href)}" style="color:${BRAND};">${escape(label)}</a>`;
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A header is one line: what a name or a title brings along must not become a header of its own. */
function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
