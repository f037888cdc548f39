import type { SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { listenForMail, type MailReceiver } from './smtp-receiver.ts';

export type { MailReceiver, ReceivedMail } from './smtp-receiver.ts';

/** A mail receiver for one test; gone when the test is finished. */
export async function startMailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
	const receiver = await listenForMail(options);
	onTestFinished(() => receiver.close());
	return receiver;
}
