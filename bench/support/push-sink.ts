// A push service that takes everything, in a process of its own. Says its port, and when it has as many as its argument.
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';

os.setPriority(os.constants.priority.PRIORITY_LOW); // it stands for machines elsewhere

const wanted = Number(process.argv[2]);
const folder = 'tests/support/certificate';
let got = 0;
const server = https.createServer(
	{ key: readFileSync(`${folder}/key.pem`), cert: readFileSync(`${folder}/certificate.pem`) },
	(request, response) => {
		request.resume();
		request.on('end', () => {
			response.writeHead(201).end();
			if (++got === wanted) process.send?.('all');
		});
	},
);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
