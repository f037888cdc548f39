import { expect, test } from 'vitest';
import type { NoticeContent } from '../content.ts';
import { PAYLOAD_LIMIT, pushPayload } from './push-payload.ts';

const content: NoticeContent = {
	locale: 'ar',
	title: 'مكان لكم في صف Elif',
	lines: ['يوم الثلاثاء', 'الساعة 8:30'],
	action: { label: 'افتح', path: '/join/abc?slot=1' },
};
const frame = { origin: 'https://school.example', tag: 'abcdefghijklmnopqrst', discreet: false, unread: 3 };

const read = (payload: string) =>
	JSON.parse(payload) as { web_push: number; app_badge: string; notification: Record<string, string> };

test('the payload is declarative web push, with the badge in both places', () => {
	expect(read(pushPayload(content, frame).payload)).toEqual({
		web_push: 8030,
		app_badge: '3',
		notification: {
			title: 'مكان لكم في صف Elif',
			body: 'يوم الثلاثاء\nالساعة 8:30',
			navigate: 'https://school.example/join/abc?slot=1',
			lang: 'ar',
			dir: 'rtl',
			tag: 'abcdefghijklmnopqrst',
			app_badge: '3',
		},
	});
});

test('discreet: nothing of the notice itself', () => {
	const { payload } = pushPayload(content, { ...frame, discreet: true });
	expect(read(payload).notification).toMatchObject({ title: 'لديكم رسالة من المدرسة' });
	expect(read(payload).notification.body).toBeUndefined();
	expect(payload).not.toContain('Elif');
});

test('a path that leads elsewhere leads home', () => {
	const away = { ...content, action: { label: 'x', path: '//evil.example/x' } };
	expect(read(pushPayload(away, frame).payload).notification.navigate).toBe('https://school.example');
});

test.each([
	['letters', 'a'.repeat(10_000)],
	['Arabic', 'مرحبا '.repeat(3000)],
	['families of emoji', '👨‍👩‍👧‍👦'.repeat(1000)],
	['what JSON must escape', '"\\\u0001'.repeat(2000)],
])('a long text of %s is cut to what fits, between characters', (_, line) => {
	const { payload, short } = pushPayload({ ...content, lines: [line] }, frame);
	expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(PAYLOAD_LIMIT);
	expect(Buffer.byteLength(payload)).toBeGreaterThan(PAYLOAD_LIMIT - 60);
	const { body = '' } = read(payload).notification;
	expect(body.endsWith('…')).toBe(true);
	expect(line.startsWith(body.slice(0, -1))).toBe(true);
	expect(body.slice(0, -1).length % (line.startsWith('👨') ? '👨‍👩‍👧‍👦'.length : 1)).toBe(0);
	expect(read(short).notification.body).toBeUndefined();
});

test('a title of any length leaves a message that fits', () => {
	const { payload, short } = pushPayload({ ...content, title: 'щ'.repeat(5000) }, frame);
	expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(PAYLOAD_LIMIT);
	expect(Buffer.byteLength(short)).toBeLessThanOrEqual(PAYLOAD_LIMIT);
});
