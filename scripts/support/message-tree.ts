// The files that the check of the messages reads.
import type { Message } from './message-texts.ts';

export interface MessageTree {
	/** First is the one that the others are held against. */
	locales: string[];
	/** `./messages/{locale}/app.json` … as in project.inlang/settings.json. */
	patterns: string[];
	/** Message files by path, `messages/nl/app.json`, as they were read. */
	files: ReadonlyMap<string, string>;
	/** Source files by path: where keys are used. */
	sources: ReadonlyMap<string, string>;
}

/** The files of a language, by the first word of their keys. */
export const domainsOf = ({ patterns }: MessageTree) =>
	patterns.flatMap((pattern) => /^\.\/messages\/\{locale\}\/(\w+)\.json$/.exec(pattern)?.[1] ?? []);

/** The messages of one file; none when it is missing or no JSON. */
export function messagesOf({ files }: MessageTree, locale: string, domain: string): Map<string, Message> {
	const text = files.get(`messages/${locale}/${domain}.json`) ?? '{}';
	const { $schema: _, ...messages } = parseFile(text) ?? {};
	return new Map(Object.entries(messages));
}

export function parseFile(text: string): Record<string, Message> | undefined {
	try {
		return JSON.parse(text) as Record<string, Message>;
	} catch {
		return undefined;
	}
}
