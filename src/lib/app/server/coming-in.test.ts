import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { stepOnTheWay, type ComingInStep } from './coming-in.ts';

const from = (agent: string) =>
	({ request: new Request('http://localhost/', { headers: { 'user-agent': agent } }) }) as RequestEvent;
const way = (agent: string, step: ComingInStep) => {
	const { at, of, next } = stepOnTheWay(from(agent), step);
	return `${at}/${of} ${next}`;
};

test('a phone has four steps, the last about its home screen', () => {
	const phone = 'Mozilla/5.0 (Linux; Android 10; K) Chrome/138.0.0.0';
	expect(way(phone, 'language')).toBe('1/4 /coming-in/school-sees');
	expect(way(phone, 'school-sees')).toBe('2/4 /coming-in/back-again');
	expect(way(phone, 'back-again')).toBe('3/4 /coming-in/home-screen');
	expect(way(phone, 'home-screen')).toBe('4/4 /start');
});

test('a computer has three; who opens the fourth all the same goes on from it', () => {
	const computer = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0';
	expect(way(computer, 'back-again')).toBe('3/3 /start');
	expect(way(computer, 'home-screen')).toBe('4/4 /start');
});
