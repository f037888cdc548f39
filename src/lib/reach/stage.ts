/** What a notice is to who looks at many, by its kind. */
export const stages = [
	'invitation',
	'reminder',
	'confirmation',
	'change',
	'waiting',
	'message',
	'good_news',
	'card',
	'interpreter',
	'buddy',
	'thanks',
	'welcome',
	'other',
] as const;
export type Stage = (typeof stages)[number];

/** The first that fits; `kind` is `<domain>.<what>`. */
const rules: readonly [RegExp, Stage][] = [
	[/\.interpreter_/, 'interpreter'],
	[/^buddies\./, 'buddy'],
	// who drew no time, or had none in the schedule, is asked again for one
	[/\.(invited|opened|asked_again|message_again|drew_nothing|left_out)$/, 'invitation'],
	[/\.(reminder_day|reminder_hour|message_remind|not_answered_half|not_answered_last)$/, 'reminder'],
	[/\.(confirmed|planned|answered_for|drawn)$/, 'confirmation'],
	[/\.(waiting|offered|promoted|message_waiting)$/, 'waiting'],
	[/\.(moved|changed|place_changed|cancelled|removed|left|on_our_way)$|^tasks\.handed_over$/, 'change'],
	[/\.(message_thanks|thanked)$/, 'thanks'],
	[/^messages\.good_news$/, 'good_news'],
	[/^messages\.|^talks\.agreed$/, 'message'],
	[/^card\./, 'card'],
	[/^families\.welcome$/, 'welcome'],
];

export function stageOf(kind: string): Stage {
	return rules.find(([pattern]) => pattern.test(kind))?.[1] ?? 'other';
}
