// What a mail server says when it could not deliver after all: the returned mail (RFC 3464 in RFC 6522), read and noted.
import { and, eq, inArray } from 'drizzle-orm';
import PostalMime, { type Email } from 'postal-mime';
import type { Store, Tx } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { noteLostAddresses } from './lost-ways.ts';

/** Where returned mail goes, with the delivery's id in it; `template` as the setting `BOUNCES_TO` has it. */
export function returnAddress(template: string, deliveryId: string): string {
	// in hexadecimal: some servers write an address in small letters
	return template.replace('{id}', Buffer.from(deliveryId).toString('hex'));
}

export interface ReturnedMail {
	/** Ids of deliveries that it may be about; not looked up yet. */
	deliveryIds: string[];
	/** Enhanced status code (RFC 3463): `5.1.1`. */
	status: string;
}

/**
 * Reads one mail. Undefined for all that does not say that a mail failed for good: an answer from a holiday, a delay, a
 * confirmation that it was read.
 */
export async function readReturnedMail(
	raw: Uint8Array | string,
	template?: string,
): Promise<ReturnedMail | undefined> {
	const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8', forceRfc822Attachments: true });
	const type = headersOf(mail, 'content-type').join();
	if (!/^multipart\/report\b/i.test(type) || !/report-type="?delivery-status/i.test(type)) return undefined;
	const status = mail.attachments
		.filter(({ mimeType }) => /^message\/(global-)?delivery-status$/i.test(mimeType))
		.map(({ content }) => failedStatus(String(content)))
		.find((found) => found !== undefined);
	if (!status) return undefined;
	const deliveryIds = [...new Set([...idsOfAddress(mail, template), ...idsOfOriginal(mail)])];
	return deliveryIds.length > 0 ? { deliveryIds, status } : undefined;
}

function headersOf(mail: Email, ...names: string[]): string[] {
	return mail.headers.flatMap(({ key, value }) => (names.includes(key) ? value : []));
}

/** The status of the first recipient for whom it failed; a code that says nothing is looked for in the server's own words. */
function failedStatus(report: string): string | undefined {
	const groups = report.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
	const failed = groups.split(/\n{2,}/).find((group) => /^action:\s*failed\b/im.test(group));
	if (!failed) return undefined;
	const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(failed)?.[1] ?? '5.0.0';
	const said = /^diagnostic-code:.*?\b([45]\.\d{1,3}\.\d{1,3})\b/im.exec(failed)?.[1];
	return status.endsWith('.0.0') && said ? said : status;
}

function idsOfAddress(mail: Email, template: string | undefined): string[] {
	if (!template?.includes('{id}')) return [];
	const [before = '', after = ''] = template.toLowerCase().split('{id}');
	const addresses = headersOf(mail, 'to', 'delivered-to', 'x-original-to', 'envelope-to').join(' ');
	return addresses
		.toLowerCase()
		.split(/[\s<>,;"]+/)
		.filter((address) => address.startsWith(before) && address.endsWith(after))
		.map((address) => address.slice(before.length, address.length - after.length))
		.filter((hex) => /^([0-9a-f]{2}){1,40}$/.test(hex))
		.map((hex) => Buffer.from(hex, 'hex').toString());
}

/** The Message-ID of the mail that came back: its left part is the delivery's id. */
function idsOfOriginal(mail: Email): string[] {
	const parts = mail.attachments.filter(({ mimeType }) =>
		/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/i.test(mimeType),
	);
	// some parsers take the headers alone for text
	return [...parts.map(({ content }) => String(content)), mail.text ?? ''].flatMap((text) => {
		const found = /^message-id:\s*<([\w-]{1,40})@[^<>\s]+>/im.exec(text.slice(0, LONGEST_HEADERS));
		return found?.[1] ?? [];
	});
}

const LONGEST_HEADERS = 64_000;

/** No such mailbox, domain or account (RFC 3463 sections 3.2, 3.3 and 3.5): not a full one, nor what a rule against spam refuses. */
function isNobodyThere(status: string): boolean {
	return /^5\.(1\.([0-46]|10)|2\.1|4\.4)$/.test(status);
}

export interface Noted {
	/** Deliveries that had been sent, and now count as failed. */
	failed: number;
	/** Of those, addresses that lead nowhere. */
	lost: number;
	/** What was noted before, or is of no delivery here. */
	other: number;
}

/**
 * Notes what came back: the delivery failed, and where nobody is at the address, no notice goes there for a while (see
 * `lost-ways.ts`). The same returned mail read twice is noted once. Codes and staff's mails fail, and nobody's way is lost.
 */
export async function noteReturnedMails(
	store: Store,
	mails: readonly ReturnedMail[],
	now: Date,
): Promise<Noted> {
	const noted = { failed: 0, lost: 0, other: 0 };
	for (const mail of mails) {
		const found = await acrossSchools('one mailbox takes what comes back of all schools', () =>
			store.transact((tx) => noteOne(tx, mail, now)),
		);
		noted.failed += found.failed;
		noted.lost += found.lost;
		if (found.failed === 0) noted.other += 1;
	}
	return noted;
}

async function noteOne(
	tx: Tx,
	{ deliveryIds, status }: ReturnedMail,
	now: Date,
): Promise<Omit<Noted, 'other'>> {
	const { delivery, notice } = tx.t;
	const [failed] = await tx
		.update(delivery)
		.set({ state: 'failed', failure: status })
		.where(
			and(inArray(delivery.id, [...deliveryIds]), eq(delivery.state, 'sent'), eq(delivery.channel, 'email')),
		)
		.returning({ schoolId: delivery.schoolId, noticeId: delivery.noticeId, address: delivery.target });
	if (!failed) return { failed: 0, lost: 0 };
	const { schoolId, noticeId, address } = failed;
	// a code has no notice; at the end of the school year it is forgotten where a notice went
	if (!isNobodyThere(status) || noticeId === null || address === '') return { failed: 1, lost: 0 };
	const [told] = await tx
		.select({ guardianId: notice.guardianId })
		.from(notice)
		.where(and(eq(notice.schoolId, schoolId), eq(notice.id, noticeId)));
	if (!told?.guardianId) return { failed: 1, lost: 0 };
	await noteLostAddresses(tx, schoolId, [{ guardianId: told.guardianId, address, failure: status }], now);
	return { failed: 1, lost: 1 };
}
