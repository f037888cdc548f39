import { pino } from 'pino';

/**
 * The log holds no personal data: ids, codes of refusals, counts and durations. Never a name, an address, a text
 * that someone wrote, or a request's body.
 */
export const log = pino({
	level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
	base: undefined,
	timestamp: pino.stdTimeFunctions.isoTime,
	redact: ['*.email', '*.name', '*.phone', '*.authorization', '*.cookie'],
});
