// A line to the app that can be slow, or cut: what a phone has between the tram and the school yard. It is a server in
// front of the app's, on a port of its own; service worker and page both go through it.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BadLine {
	origin: string;
	/** Every answer waits so long; 0 for a good line. */
	delayMs: number;
	/** No answer at all. */
	cut: boolean;
	/** Forms arrive, and what the app answers gets lost. */
	loseAnswers: boolean;
	/** Added to the service worker's text: a new version of the app. */
	newVersion: string;
	close(): Promise<void>;
}

export async function openBadLine(to: string): Promise<BadLine> {
	const line: BadLine = {
		origin: '',
		delayMs: 0,
		cut: false,
		loseAnswers: false,
		newVersion: '',
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
	const server = http.createServer((request, response) => {
		if (line.cut) return void request.socket.destroy();
		setTimeout(() => forward(request, response), line.delayMs);
	});

	function forward(request: http.IncomingMessage, response: http.ServerResponse) {
		if (line.cut) return void request.socket.destroy();
		const { hostname, port } = new URL(to);
		const headers: http.OutgoingHttpHeaders = { ...request.headers, 'accept-encoding': 'identity' };
		if (line.newVersion) delete headers['if-none-match']; // "nothing new" would be an answer too
		const ahead = http.request(
			{ hostname, port, path: request.url, method: request.method, headers },
			(answer) => {
				if (line.loseAnswers && request.method === 'POST') {
					answer.resume();
					return void answer.on('end', () => request.socket.destroy());
				}
				const worker = request.url === '/service-worker.js' && line.newVersion;
				if (worker) delete answer.headers['content-length'];
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.on('data', (part: Buffer) => response.write(part));
				answer.on('end', () => response.end(worker ? `\n// ${line.newVersion}` : ''));
			},
		);
		ahead.on('error', () => response.destroy());
		request.pipe(ahead);
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	line.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
	return line;
}
