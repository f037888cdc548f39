// A real SMTP server on a free port, which keeps what it gets and answers what the test tells it to.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
	/** Envelope recipients, in lower case. */
	to: string[];
	/** Envelope sender: where it comes back to. */
	from: string;
	/** Which connection brought it. */
	connection: string;
	raw: string;
	email: Email;
}

export interface MailReceiver {
	/** For SMTP_URL. */
	url: string;
	mails: ReceivedMail[];
	/** Answers so many mails with this SMTP code and text, at the recipient (`rcpt`) or after the message (`data`). */
	refuse(code: number, where: 'rcpt' | 'data', times?: number, says?: string): void;
	/** Called for each mail when it is kept, before the answer. */
	onMail: ((mail: ReceivedMail) => void | Promise<void>) | undefined;
	close(): Promise<void>;
}

export async function listenForMail(options: SMTPServerOptions = {}): Promise<MailReceiver> {
	const refusals: { code: number; where: 'rcpt' | 'data'; says: string }[] = [];
	const refusal = (where: 'rcpt' | 'data') => {
		if (refusals[0]?.where !== where) return undefined;
		const { code, says } = refusals.shift() as { code: number; says: string };
		return Object.assign(new Error(says), { responseCode: code });
	};
	const receiver: MailReceiver = {
		url: '',
		mails: [],
		onMail: undefined,
		refuse: (code, where, times = 1, says = 'as the test wants it') => {
			for (let i = 0; i < times; i++) refusals.push({ code, where, says });
		},
		close: () => new Promise<void>((done) => server.close(() => done())),
	};
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onRcptTo: (_address, _session, done) => done(refusal('rcpt')),
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => void keep(Buffer.concat(parts)));
			async function keep(raw: Buffer) {
				const refused = refusal('data');
				if (refused) return done(refused);
				const { mailFrom } = session.envelope;
				const mail = {
					from: mailFrom ? mailFrom.address : '',
					connection: session.id,
					to: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
					raw: raw.toString('utf8'),
					email: await PostalMime.parse(raw, { attachmentEncoding: 'utf8' }),
				};
				receiver.mails.push(mail);
				await receiver.onMail?.(mail);
				done();
			}
		},
		...options,
	});
	server.on('error', () => {}); // a client that was killed
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	receiver.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	return receiver;
}
