// A push service that takes everything, in a process of its own. Says its port; told a number, it says when so many
// messages more have come, each to another device, and how many came twice.
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';

os.setPriority(os.constants.priority.PRIORITY_LOW); // it stands for machines elsewhere

const folder = 'tests/support/certificate';
let wanted = 0;
let again = 0;
const devices = new Set<string>();

process.on('message', (count: number) => {
	wanted = count;
	again = 0;
	devices.clear();
	process.send?.('counting');
});

const server = https.createServer(
	{ key: readFileSync(`${folder}/key.pem`), cert: readFileSync(`${folder}/certificate.pem`) },
	(request, response) => {
		request.resume();
		request.on('end', () => {
			response.writeHead(201).end();
			const device = request.url ?? '';
			if (devices.has(device)) again++;
			else if (devices.add(device).size === wanted) process.send?.({ again });
		});
	},
);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
