/** A calendar file for a program that asks with a secret address: kept by nobody on the way, found by no search engine. */
export function calendarAnswer(text: string): Response {
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex',
		},
	});
}
